import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, type JsonObject } from '../json';
import { parseYaml } from '../yaml-text';

let definitions: readonly JsonObject[] | undefined;

/** The definitions that the library's own custom resources are made from: the fields that it writes, not all that there are. */
export function ownDefinitions(): readonly JsonObject[] {
  definitions ??= definitionFiles(__dirname).flatMap((file) => parseYaml(readFileSync(file, 'utf8')).filter(isJsonObject));
  return definitions;
}

/** The YAML files of the package's `imports`, which is further up from the compiled files than from the sources. */
function definitionFiles(from: string): string[] {
  const folder = join(from, 'imports');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  return files.length > 0 || from === dirname(from) ? files.map((file) => join(folder, file)) : definitionFiles(dirname(from));
}
