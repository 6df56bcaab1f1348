/**
 * The command that runs a POSIX shell script in a container. The kubelet reads `$(…)` as a reference to a variable and
 * `$$` as an escape, so both are written in the way that leaves them to the shell.
 *
 * @param options letters of the shell's options, e.g. `eu`
 */
export function shell(options: string, script: string): string[] {
  return ['sh', `-${options}c`, script.replace(/\$(?=[$(])/g, '$$$$')];
}
