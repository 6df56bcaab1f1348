import type { Fault, Field } from '../field';
import { isJsonObject, type JsonObject, memberOf } from '../json';

/** Our own keyword: the keys that no two elements of a list have the same values of, with their defaults. */
export const UNIQUE_KEYS = 'uniqueKeys';

/** The lists in a value of which two elements have the same keys, where its schema wants them to differ. */
export function repeatedKeys(schema: unknown, field: Field): Fault[] {
  if (!isJsonObject(schema)) return [];
  const { [UNIQUE_KEYS]: keys, properties, additionalProperties, items } = schema;
  const own = isJsonObject(keys) && !differ(keys, field) ? [field.fault(`two elements have the same ${Object.keys(keys).join(' and ')}; change or remove one`)] : [];
  return [
    ...own,
    ...field.members.flatMap(([key, member]) => repeatedKeys(memberOf(properties, key) ?? additionalProperties, member)),
    ...field.items.flatMap((element) => repeatedKeys(items, element)),
  ];
}

function differ(keys: JsonObject, { items }: Field): boolean {
  const identities = items.map(({ value }) => JSON.stringify(Object.entries(keys).map(([key, otherwise]) => memberOf(value, key) ?? otherwise)));
  return new Set(identities).size === identities.length;
}
