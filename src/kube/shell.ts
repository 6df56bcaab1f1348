/**
 * A text of a container's command line that the program gets as it stands. The kubelet reads `$(…)` as a reference to a
 * variable and `$$` as an escape.
 */
export function literal(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}

/**
 * The command that runs a POSIX shell script in a container.
 *
 * @param options letters of the shell's options, e.g. `eu`
 */
export function shell(options: string, script: string): string[] {
  return ['sh', `-${options}c`, literal(script)];
}
