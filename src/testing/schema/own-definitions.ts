import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Definitions of the custom resources that this library writes: the fields that it writes, not all that there are. */
const FILES = ['monitoring.coreos.com.crd.yaml'];

let definitions: readonly string[] | undefined;

/** The definitions that the library's own custom resources are made from, as YAML. */
export function ownDefinitions(): readonly string[] {
  definitions ??= FILES.map((file) => readFileSync(join(importsFolder(__dirname), file), 'utf8'));
  return definitions;
}

/** The package's `imports`, which is further up from the compiled files than from the sources. */
function importsFolder(from: string): string {
  const folder = join(from, 'imports');
  return existsSync(join(folder, FILES[0]!)) ? folder : importsFolder(dirname(from));
}
