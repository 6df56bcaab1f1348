import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importsFile } from './imports-file';
import { SCHEMA_FILE } from './kubernetes-schema';
import type { JsonObject } from '../json';

let definitions: readonly JsonObject[] | undefined;

/** The definitions that the library's own custom resources are made from: the fields that it writes, not all that there are. */
export function ownDefinitions(): readonly JsonObject[] {
  definitions ??= definitionsIn(dirname(importsFile(SCHEMA_FILE)));
  return definitions;
}

function definitionsIn(folder: string): JsonObject[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== SCHEMA_FILE);
  return files.map((file): JsonObject => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}
