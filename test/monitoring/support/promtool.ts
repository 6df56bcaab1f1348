import { spawnSync } from 'node:child_process';

/** What the program says of its version, or `undefined` where there is none. */
export const promtool: string | undefined = (() => {
  const { status, stdout } = spawnSync('promtool', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
})();

/** Runs promtool; gives what it prints, and whether all is well. */
export function runPromtool(...args: string[]): { readonly ok: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}
