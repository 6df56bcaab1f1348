import type { Lock } from './lock';
import { isPlainObject } from '../kube/plain';

/** The lock as it stands in the file: keys sorted, two spaces, a newline at the end. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(sorted(lock), null, 2)}\n`;
}

/** What a lock says of the chain, without the block that it was read at. */
export function contentText({ block: _block, ...content }: Lock): string {
  return JSON.stringify(sorted(content));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value);
  keys.sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
