import { Jwt } from './jwt';
import { SecretValue } from './secret-value';
import { Signer } from './signer';
import { SecretSource } from './stores/secret-source';
import { holdsSecret, type Problems } from '../errors';
import { isPlainObject } from '../kube';

/** Props whose 32 bytes are public: digests, and files named by the hash of a prestate. */
const PUBLIC_PROPS: ReadonlySet<string> = new Set(['sha256', 'digest', 'contractAddresses', 'prestate']);
/** Flags that take hashes of blocks, or files named by the hash of a prestate. */
const PUBLIC_FLAGS = /^--(?:required-block-hashes|eth\.requiredblocks|debug\.tip|beacon\.checkpoint|beacon\.genesis\.gvroot|(?:super-)?cannon(?:-kona)?-prestate)(?:=|$)/;

/**
 * Reports every place below `value` where a private key or a mnemonic stands in plain text; the message does not repeat
 * it. Looked into are plain objects, lists and references: a key that stands where a Secret's name belongs is found too.
 */
export function checkNoLiteralKeys(problems: Problems, prop: string, value: unknown): void {
  for (const place of literalKeys(value, prop)) {
    problems.error('LITERAL_KEY', place, 'a private key or mnemonic stands here in plain text', 'Put it into a Secret, refer to it with SecretValue.fromSecret, and replace the key: it may have been seen');
  }
}

function* literalKeys(value: unknown, place: string): Generator<string> {
  if (typeof value === 'string') {
    if (holdsSecret(value)) yield place;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (isPublicHash(item, value[index - 1])) continue;
      yield* literalKeys(item, `${place}[${index}]`);
    }
  } else if (isPlainObject(value) || isReference(value)) {
    for (const [name, item] of Object.entries(value)) {
      const isSecret = holdsSecret(name);
      const at = [...(place ? [place] : []), isSecret ? '<secret>' : name].join('.');
      if (isSecret) yield at;
      if (!PUBLIC_PROPS.has(name)) yield* literalKeys(item, at);
    }
  }
}

function isReference(value: unknown): value is SecretValue | SecretSource | Signer | Jwt {
  return [SecretValue, SecretSource, Signer, Jwt].some((reference) => value instanceof reference);
}

/** `--debug.tip=0x…`, or the second half of `--debug.tip 0x…`. */
function isPublicHash(item: unknown, before: unknown): boolean {
  const flag = typeof item === 'string' && item.startsWith('--') ? item : before;
  return typeof flag === 'string' && PUBLIC_FLAGS.test(flag) && (flag === item || !flag.includes('='));
}
