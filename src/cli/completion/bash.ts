import type { ArgumentSpec, CommandSpec, OptionSpec, ProgramSpec, ValueSpec } from './spec';

/** A script for bash from 3.2 on, which macOS has; that one sources no pipe, so the script is evaluated. */
export function bash({ name, options, commands }: ProgramSpec): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  return `# Completes ${name} in bash: eval "$(${name} completion bash)"
${fn}_words() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$2")
}
${fn}_files() {
  local word
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$1")
}
${fn}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' takes='' position=0 i
  COMPREPLY=()
  # bash takes "--name=value" for three words.
  if [ "$cur" = '=' ]; then cur=''; elif [ "$prev" = '=' ]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in -*) ;; *) command=\${COMP_WORDS[i]}; break ;; esac
  done
  case $command in
${commands.map((command) => `    ${command.name}) takes='${flagsOf(command.options.filter(({ value }) => value))}' ;;`).join('\n')}
  esac
  for ((i++; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      =) ;;
      -*) case " $takes " in *" \${COMP_WORDS[i]} "*) if [ "\${COMP_WORDS[i+1]}" = '=' ]; then ((i += 2)); else ((i++)); fi ;; esac ;;
      *) ((position++)) ;;
    esac
  done
  case $command in
    '')
      case $cur in -*) ${fn}_words '${flagsOf(options)}' "$cur" ;; *) ${fn}_words '${['help', ...commands.map((command) => command.name)].join(' ')}' "$cur" ;; esac ;;
    help) ${fn}_words '${commands.map((command) => command.name).join(' ')}' "$cur" ;;
${commands.map((command) => commandCase(fn, command)).join('\n')}
  esac
}
complete -F ${fn} ${name}
`;
}

function commandCase(fn: string, { name, options, arguments: all }: CommandSpec): string {
  const values = options.flatMap(({ flags, value }) => (value ? [`        ${flags.join('|')}) ${reply(fn, value)}return ;;`] : []));
  return `    ${name})
      case $prev in
${values.join('\n')}
      esac
      case $cur in -*) ${fn}_words '${flagsOf(options)}' "$cur"; return ;; esac
      case $position in
${all.map((argument, index) => argumentCase(fn, argument, index)).join('\n')}
      esac ;;`;
}

function argumentCase(fn: string, { value }: ArgumentSpec, index: number): string {
  return `        ${index}) ${reply(fn, value)};;`;
}

function reply(fn: string, value: ValueSpec): string {
  if (value.kind === 'words') return `${fn}_words '${value.words.join(' ')}' "$cur"; `;
  return value.kind === 'file' ? `${fn}_files "$cur"; ` : '';
}

function flagsOf(options: readonly OptionSpec[]): string {
  return options.flatMap(({ flags }) => flags).join(' ');
}
