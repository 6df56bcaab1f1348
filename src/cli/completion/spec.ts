import type { Argument, Command, Option } from 'commander';

/** What may stand where a value is expected: one of some words, the name of a file, or a text that nobody can guess. */
export type ValueSpec = { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'file' } | { readonly kind: 'text' };

export interface OptionSpec {
  /** With their dashes, e.g. `-V` and `--version`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Name of the value. */
  readonly name: string;
  /** @default it is a switch */
  readonly value?: ValueSpec;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly value: ValueSpec;
}

/** One command, as shells complete it. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly arguments: readonly ArgumentSpec[];
}

/** The program, as shells complete it. */
export interface ProgramSpec {
  readonly name: string;
  readonly options: readonly OptionSpec[];
  readonly commands: readonly CommandSpec[];
}

/** Names of values that are files or folders. */
const FILE = /^(?:lock|source|dir|old|new)$|file|folder|path|\.ya?ml/;
const HELP: OptionSpec = { flags: ['-h', '--help'], summary: 'say more', name: 'help' };

/** What a shell has to know of the program. */
export function programSpec(program: Command): ProgramSpec {
  return {
    name: program.name(),
    options: [...program.options.map(optionSpec), HELP],
    commands: program.commands.map((command) => ({
      name: command.name(),
      summary: command.summary(),
      options: [...command.options.filter(({ hidden }) => !hidden).map(optionSpec), HELP],
      arguments: command.registeredArguments.map(argumentSpec),
    })),
  };
}

function optionSpec(option: Option): OptionSpec {
  const name = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1];
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    summary: option.description,
    name: name ?? option.name(),
    ...(name !== undefined && { value: valueSpec(name, option.argChoices) }),
  };
}

function argumentSpec(argument: Argument): ArgumentSpec {
  return { name: argument.name(), value: valueSpec(argument.name(), argument.argChoices) };
}

function valueSpec(name: string, words: readonly string[] | undefined): ValueSpec {
  if (words) return { kind: 'words', words };
  return FILE.test(name) ? { kind: 'file' } : { kind: 'text' };
}
