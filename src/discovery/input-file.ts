import { readFileSync } from 'node:fs';
import type { Problems } from '../errors';

/** The text of a file, or of what the file would hold; reports a file that cannot be read. */
export function textOf(problems: Problems, prop: string, given: string | object): string | undefined {
  if (typeof given === 'object') return JSON.stringify(given);
  try {
    return readFileSync(given, 'utf8');
  } catch (error) {
    problems.error('FILE_NOT_READ', prop, `${given} cannot be read (${codeOf(error)})`, 'Give a path relative to the working directory');
    return undefined;
  }
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
}
