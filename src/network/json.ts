import { faultIn } from './json-fault';
import { isPlainObject } from '../kube/plain';
import type { Problems } from '../errors';

/** A JSON object, with fields not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses a JSON object; reports line and column of what is wrong, without repeating the text. */
export function parseObject(problems: Problems, prop: string, text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
    problems.error('INVALID_JSON', prop, 'the file holds JSON, but no object', 'Give the file as it was written');
  } catch {
    const lines = text.slice(0, faultIn(text)).split('\n');
    problems.error('INVALID_JSON', prop, `the file is no valid JSON at line ${lines.length}, column ${lines[lines.length - 1]!.length + 1}`, 'Give the file as it was written, unchanged');
  }
  return undefined;
}
