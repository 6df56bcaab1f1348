import { isNativeError } from 'node:util/types';
import { Command, CommanderError } from 'commander';
import { commands, type Entry } from './commands';
import { UsageError } from './definition';
import type { Io } from './io';
import { packageFile } from './package-file';
import { OpStackError } from '../errors';
import { messageOf } from '../errors/message-of';

const NAME = 'cdk8s-op-stack';
const HELP = 'Exit codes: 0 all is well, 1 something was found or failed, 2 the command line is wrong.\nDEBUG=1 shows where an error came from, NO_COLOR=1 leaves colours out.';

/**
 * Runs the command that the arguments name.
 *
 * @returns the exit code: 0 when all went well, 1 when the command failed or found something, 2 for a wrong command line
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code = 0;
  try {
    const program = await programFor(args, io, (outcome) => { code = outcome; });
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, io);
  }
}

/** All commands with all that they take, for what describes them. */
export async function wholeProgram(io: Io): Promise<Command> {
  return programFor(undefined, io, () => {});
}

/** Only the command that is called is loaded: viem alone costs more than most commands. */
async function programFor(args: readonly string[] | undefined, io: Io, end: (code: number) => void): Promise<Command> {
  const program = prepared(new Command(NAME), io).description('Helps before and after `cdk8s synth`.').version(packageFile().version, '-V, --version', 'print the version').addHelpText('after', `\n${HELP}`);
  const wanted = args?.[0] === 'help' ? args[1] : args?.[0];
  for (const [name, entry] of Object.entries(commands)) {
    const command = prepared(program.command(name), io).summary(entry.summary).description(sentence(entry.summary));
    if (args === undefined || name === wanted) await define(command, entry, io, end);
  }
  return program;
}

async function define(command: Command, { load }: Entry, io: Io, end: (code: number) => void): Promise<void> {
  const { takes, examples, action } = await load();
  takes(command);
  const act = action(io, async () => wholeProgram(io));
  command.action(async (...given: unknown[]) => {
    const outcome = await act(...given);
    if (typeof outcome === 'number') end(outcome);
  });
  command.addHelpText('after', `\nExamples:\n${examples.map(([call, what]) => `  # ${what}\n  ${NAME} ${call}`).join('\n')}`);
}

function prepared(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .showHelpAfterError(`(${command.parent ? `${NAME} ${command.name()}` : NAME} --help says more)`)
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHasColors: () => io.color, getErrHasColors: () => false });
}

function failed(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (io.env.DEBUG && isNativeError(error)) io.err(`${error.stack}\n`);
  else io.err(`error: ${messageOf(error)}\n`);
  if (error instanceof UsageError) return 2;
  if (!(error instanceof OpStackError) && !isForeseen(error) && !io.env.DEBUG) io.err('DEBUG=1 shows where it came from.\n');
  return 1;
}

/** Such as a file that is not there, or is no YAML: the message says it all. Faults of a program are of other classes. */
function isForeseen(error: unknown): boolean {
  return isNativeError(error) && ('syscall' in error || error.name === 'Error');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
