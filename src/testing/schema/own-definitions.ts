import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject } from '../json';
import { parseYaml } from '../yaml-text';

/** Definitions of the custom resources that this library writes: the fields that it writes, not all that there are. */
const FILES = ['monitoring.coreos.com.crd.yaml'];

let definitions: readonly JsonObject[] | undefined;

/** The definitions that the library's own custom resources are made from. */
export function ownDefinitions(): readonly JsonObject[] {
  definitions ??= FILES.flatMap((file) => parseYaml(readFileSync(join(importsFolder(__dirname), file), 'utf8')).filter(isJsonObject));
  return definitions;
}

/** The package's `imports`, which is further up from the compiled files than from the sources. */
function importsFolder(from: string): string {
  const folder = join(from, 'imports');
  return existsSync(join(folder, FILES[0]!)) ? folder : importsFolder(dirname(from));
}
