import type { CommandSpec, OptionSpec, ProgramSpec, ValueSpec } from './spec';
import { quoted } from '../../kube/shell';

/** A script for zsh, for a folder of its `fpath` or to be sourced. */
export function zsh({ name, options, commands }: ProgramSpec): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  return `#compdef ${name}
# Completes ${name} in zsh: source <(${name} completion zsh)
${fn}() {
  local context state line
  typeset -A opt_args
  _arguments -C ${options.map(optionWord).join(' ')} '1: :->command' '*:: :->arguments'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map((command) => `        ${quoted(`${command.name}:${command.summary.replaceAll(':', String.raw`\:`)}`)}`).join('\n')}
      )
      _describe command commands ;;
    arguments)
      case $line[1] in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}
if [ "$funcstack[1]" = ${fn} ]; then ${fn} "$@"; else compdef ${fn} ${name}; fi
`;
}

function commandCase({ name, options, arguments: all }: CommandSpec): string {
  const words = [...options.map(optionWord), ...all.map((argument, index) => quoted(`${index + 1}:${argument.name}:${action(argument.value)}`))];
  return `        ${name})\n          _arguments ${words.map((word) => `\\\n            ${word}`).join(' ')} ;;`;
}

/** `*` since options may be given again. */
function optionWord({ flags, summary, name, value }: OptionSpec): string {
  const text = summary.replace(/[\\[\]:]/g, String.raw`\$&`);
  return flags.map((flag) => quoted(`*${flag}[${text}]${value ? `:${name}:${action(value)}` : ''}`)).join(' ');
}

function action(value: ValueSpec): string {
  if (value.kind === 'words') return `(${value.words.join(' ')})`;
  return value.kind === 'file' ? '_files' : ' ';
}
