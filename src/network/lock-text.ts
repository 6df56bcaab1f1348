import type { Lock } from './lock';
import { isPlainObject } from '../kube';

/** The lock as it stands in the file: keys sorted, two spaces, a newline at the end. */
export function lockText(lock: Lock): string {
  return `${JSON.stringify(sorted(lock), null, 2)}\n`;
}

/** Whether a file's value says the same of the chain; at which block it was read does not count. */
export function saysTheSame(lock: Lock, inFile: unknown): boolean {
  return isPlainObject(inFile) && contentOf(inFile) === contentOf({ ...lock });
}

function contentOf({ block: _block, ...content }: Record<string, unknown>): string {
  return JSON.stringify(sorted(content));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainObject(value)) return value;
  const keys = Object.keys(value);
  keys.sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}
