import type { CommandSpec, OptionSpec, ProgramSpec, ValueSpec } from './spec';

/** A script for fish. */
export function fish({ name, options, commands }: ProgramSpec): string {
  const top = `complete -c ${name} -n __fish_use_subcommand`;
  return [
    `# Completes ${name} in fish: ${name} completion fish | source`,
    `complete -c ${name} -f`,
    ...options.map((option) => `${top}${optionWords(option)}`),
    ...commands.map((command) => `${top} -a ${command.name} -d ${quoted(command.summary)}`),
    ...commands.flatMap((command) => commandLines(name, command)),
    '',
  ].join('\n');
}

function commandLines(program: string, { name, options, arguments: all }: CommandSpec): readonly string[] {
  const own = `complete -c ${program} -n '__fish_seen_subcommand_from ${name}'`;
  const values = all.map(({ value }) => valueWords(value)).filter((words) => words !== '');
  return [...options.map((option) => `${own}${optionWords(option)}`), ...new Set(values.map((words) => `${own}${words}`))];
}

function optionWords({ flags, summary, value }: OptionSpec): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`));
  return `${names.join('')}${value ? ` -r${valueWords(value)}` : ''} -d ${quoted(summary)}`;
}

function valueWords(value: ValueSpec): string {
  if (value.kind === 'words') return ` -a ${quoted(value.words.join(' '))}`;
  return value.kind === 'file' ? ' -F' : '';
}

/** Within single quotes fish reads backslashes and quotes after a backslash. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
}
