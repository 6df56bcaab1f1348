import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The path of a file in the package's `imports`, which is further up from the compiled files than from the sources.
 *
 * @throws Error when the package is not whole
 */
export function importsFile(name: string, from = __dirname): string {
  const file = join(from, 'imports', name);
  if (existsSync(file)) return file;
  if (from === dirname(from)) throw new Error(`imports/${name} is missing: the package cdk8s-op-stack is not whole`);
  return importsFile(name, dirname(from));
}
