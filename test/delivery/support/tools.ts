import { spawnSync } from 'node:child_process';
import * as tools from '../../../scripts/kube-tools';

/** What a program did. */
export interface Ran {
  readonly ok: boolean;
  readonly output: string;
  readonly errors: string;
}

function run(program: string | undefined, args: readonly string[]): Ran {
  if (program === undefined) throw new Error('the program is not there');
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { ok: status === 0, output: stdout, errors: stderr };
}

export const hasHelm = tools.helm() !== undefined;
export const hasKubectl = tools.kubectl() !== undefined;
export const helm = (...args: readonly string[]): Ran => run(tools.helm(), args);
export const kubectl = (...args: readonly string[]): Ran => run(tools.kubectl(), args);
