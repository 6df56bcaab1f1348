/**
 * The command that runs a POSIX shell script in a container.
 *
 * @param options letters of the shell's options, e.g. `eu`
 */
export function shell(options: string, script: string): string[] {
  return ['sh', `-${options}c`, unexpanded(script)];
}

/**
 * Text that reaches the container as it is: the kubelet reads `$(…)` in commands, arguments, variables and probes as a
 * reference to a variable, and `$$` as an escape.
 */
export function unexpanded(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}

/** One word of a POSIX shell script, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
