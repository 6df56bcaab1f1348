/** A Go string in double quotes, a raw one in back quotes, or a whole number. */
export const GO_LITERAL = /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`|[+-]?(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)/;

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([\s\S]))/g;
const SINGLE: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"' };
const LAST_CODE_POINT = 0x10ffff;
/** In Go, two digits of hex and three of octal are a byte; above this it is a part of a character only. */
const LAST_ASCII = 0x7f;

/** The value of a literal that {@link GO_LITERAL} matches; undefined when Go has no such value. */
export function goValue(literal: string): string | number | undefined {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  return literal.startsWith('"') ? unescaped(literal.slice(1, -1)) : integer(literal);
}

function unescaped(text: string): string | undefined {
  let sound = true;
  const value = text.replace(ESCAPE, (_, byte?: string, short?: string, long?: string, octal?: string, single?: string) => {
    const letter = single === undefined ? character(short ?? long, LAST_CODE_POINT) ?? character(byte, LAST_ASCII) ?? character(octal, LAST_ASCII, 8) : SINGLE[single];
    if (letter === undefined) sound = false;
    return letter ?? '';
  });
  return sound ? value : undefined;
}

function character(digits: string | undefined, last: number, base = 16): string | undefined {
  const code = Number.parseInt(digits ?? '', base);
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code <= last && !surrogate ? String.fromCodePoint(code) : undefined;
}

/** Number() knows Go's prefixes, though not a sign before them, and a leading zero is octal in Go. */
function integer(literal: string): number | undefined {
  const digits = literal.replace(/^[+-]/, '');
  const value = Number(/^0\d+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  if (!Number.isSafeInteger(value)) return undefined;
  return literal.startsWith('-') ? -value : value;
}
