import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Ran } from './cli';

/** `npm test` and `npm run synth` compile it before the tests run. */
const BINARY = join(__dirname, '../../../dist/src/cli/main.js');
/** Bytes of stdout; a mebibyte, the default, is less than what the examples render to. */
const MAX_OUTPUT = 64 * 1024 * 1024;

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Calls the compiled command as a program of its own, with few variables of this one. */
export function binary(args: readonly string[], { cwd, env = {}, stdin = '' }: Surroundings = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [BINARY, ...args], { cwd, input: stdin, encoding: 'utf8', maxBuffer: MAX_OUTPUT, env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } });
  if (error) throw error;
  return { code: status ?? -1, out: stdout, err: stderr };
}
