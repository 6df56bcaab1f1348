import { discover, discoverUsage } from './discover';
import type { Io } from './io';
import { UsageError } from './options';
import { OpStackError } from '../errors';

interface Command {
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
  readonly usage: string;
}

const COMMANDS: Readonly<Record<string, Command>> = { discover: { run: discover, usage: discoverUsage } };

const USAGE = `cdk8s-op-stack <command> [options]

  discover  read the contracts of a chain into a lock file

cdk8s-op-stack <command> --help says more.`;

/**
 * Runs the command that the arguments name.
 *
 * @returns the exit code: 0 when all went well, 1 when the command failed or found a difference, 2 for a wrong command line
 */
export async function run([name, ...args]: readonly string[], io: Io): Promise<number> {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const asked = name === undefined || ['--help', '-h', 'help'].includes(name);
    (asked ? io.out : io.err)(asked ? `${USAGE}\n` : `There is no command "${name}".\n\n${USAGE}\n`);
    return asked && name !== undefined ? 0 : 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    io.out(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\n\n${command.usage}\n`);
      return 2;
    }
    if (!(error instanceof OpStackError) || io.env.DEBUG) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}
