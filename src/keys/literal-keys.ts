import type { Problems } from '../errors';
import { isPlainObject } from '../kube';

/** 32 bytes in hex, and not part of something longer or of a digest. */
const HEX_KEY = /(?<![0-9a-fA-F]|sha256:)(?:0x)?[0-9a-fA-F]{64}(?![0-9a-fA-F])/;
const MNEMONIC = /^\s*(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}\s*$/;

/** Props whose 32 bytes are public: digests, and hashes of blocks and prestates. */
const PUBLIC_PROPS: ReadonlySet<string> = new Set(['sha256', 'digest', 'contractAddresses']);
/** Flags that take block hashes. */
const PUBLIC_FLAGS = /^--(?:required-block-hashes|eth\.requiredblocks|debug\.tip|beacon\.checkpoint|beacon\.genesis\.gvroot)(?:=|$)/;

/**
 * Reports every place below `value` where a private key or a mnemonic stands in plain text; the message does not repeat
 * it. Only plain objects and lists are looked into: the value types of this library hold references.
 */
export function checkNoLiteralKeys(problems: Problems, prop: string, value: unknown): void {
  for (const place of literalKeys(value, prop)) {
    problems.error('LITERAL_KEY', place, 'a private key or mnemonic stands here in plain text', 'Put it into a Secret, refer to it with SecretValue.fromSecret, and replace the key: it may have been seen');
  }
}

function* literalKeys(value: unknown, place: string): Generator<string> {
  if (typeof value === 'string') {
    if (HEX_KEY.test(value) || MNEMONIC.test(value)) yield place;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isPublicHash(item, value[index - 1])) continue;
      yield* literalKeys(item, `${place}[${index}]`);
    }
  } else if (isPlainObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (!PUBLIC_PROPS.has(name)) yield* literalKeys(item, place ? `${place}.${name}` : name);
    }
  }
}

/** `--debug.tip=0x…`, or the second half of `--debug.tip 0x…`. */
function isPublicHash(item: unknown, before: unknown): boolean {
  const flag = typeof item === 'string' && item.startsWith('--') ? item : before;
  return typeof flag === 'string' && PUBLIC_FLAGS.test(flag) && (flag === item || !flag.includes('='));
}
