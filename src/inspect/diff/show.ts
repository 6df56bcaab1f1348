import { safeText } from './secret-values';

const LONGEST = 96;
/** What is longer is a packed file. */
const LARGEST = 4096;

/** Old and new value side by side, with nothing secret in them; long ones are cut to where they differ. */
export function shownPair(at: readonly string[], before: unknown, after: unknown): readonly [before: string, after: string] {
  const [a, b] = [textOf(at, before), textOf(at, after)];
  if (a.length <= LONGEST && b.length <= LONGEST) return [a, b];
  if (a === b || Math.max(a.length, b.length) > LARGEST) return [short(a), short(b)];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const from = Math.max(0, start - 16);
  return [around(a, from), around(b, from)];
}

/** One value, with nothing secret in it; a long one is cut short, with its size. */
export function shown(at: readonly string[], value: unknown): string {
  return short(textOf(at, value));
}

/** The value for programs: whole, but for what is secret or a packed file. */
export function exported(at: readonly string[], value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = safeText(at, value);
  if (text.length > LARGEST) return short(text);
  return text === JSON.stringify(value) ? value : text;
}

function textOf(at: readonly string[], value: unknown): string {
  const text = safeText(at, value);
  return typeof value === 'string' && !text.startsWith('<') ? JSON.stringify(text) : text;
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, 48)}… (${sizeOf(text)})`;
}

function around(text: string, from: number): string {
  const part = text.slice(from, from + LONGEST);
  return `${from > 0 ? '…' : ''}${part}${from + LONGEST < text.length ? '…' : ''}`;
}

function sizeOf(text: string): string {
  const bytes = Buffer.byteLength(text);
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
