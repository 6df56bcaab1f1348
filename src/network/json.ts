import { isPlainObject } from '../kube';
import type { Problems } from '../errors';

/** A JSON object, with fields not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses a JSON object; reports line and column of what is wrong, without repeating the text. */
export function parseObject(problems: Problems, prop: string, text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isPlainObject(value)) return value;
    problems.error('INVALID_JSON', prop, 'the file holds JSON, but no object', 'Give the file that op-deployer writes');
  } catch (error) {
    problems.error('INVALID_JSON', prop, `the file is no valid JSON${place(text, error)}`, 'Give the file that op-deployer writes, unchanged');
  }
  return undefined;
}

function place(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  const end = position === undefined ? text.length : Number(position);
  const lines = text.slice(0, end).split('\n');
  return ` at line ${lines.length}, column ${lines[lines.length - 1]!.length + 1}`;
}
