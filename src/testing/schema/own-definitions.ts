import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importsFile } from './imports-file';
import { SCHEMA_FILE } from './kubernetes-schema';
import { Field } from '../field';
import { isJsonObject, type JsonObject } from '../json';

let definitions: readonly JsonObject[] | undefined;

/** The definitions that the library's own custom resources are made from: the fields that it writes, not all that there are. */
export function ownDefinitions(): readonly JsonObject[] {
  definitions ??= definitionsIn(dirname(importsFile(SCHEMA_FILE)));
  return definitions;
}

/** A file holds one definition, or a `List` of all that a group has. */
function definitionsIn(folder: string): JsonObject[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== SCHEMA_FILE);
  return files
    .map((file) => new Field(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .flatMap((whole) => (whole.at('kind').text === 'List' ? whole.at('items').items : [whole]))
    .flatMap(({ value }) => (isJsonObject(value) ? [value] : []));
}
