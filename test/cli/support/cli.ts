import { run } from '../../../src/cli/run';

/** What a call of the command left. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly color?: boolean;
}

/** Calls the command in this process. */
export async function cli(args: readonly string[], { env = {}, stdin = '', color = false }: Surroundings = {}): Promise<Ran> {
  const said = { out: '', err: '' };
  const code = await run(args, { out: (text) => { said.out += text; }, err: (text) => { said.err += text; }, stdin: () => stdin, env, color });
  return { code, ...said };
}
