import { isJsonList, isJsonObject, jsonType } from './json';
import { isManifest, type Manifest } from './manifest';

/**
 * Documents as the API server would receive them: a `v1` `List` is replaced by its items, and members that are null
 * count as absent.
 *
 * @throws Error when something in them is not a manifest
 */
export function plainManifests(documents: readonly unknown[]): Manifest[] {
  return documents.map(withoutNulls).flatMap(unlisted).map(asManifest);
}

function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, member: unknown) => (member === null && key !== '' ? undefined : member)),
  );
}

function unlisted(value: unknown): readonly unknown[] {
  const isList = isManifest(value) && value.apiVersion === 'v1' && value.kind === 'List';
  return isList && isJsonList(value.items) ? value.items : [value];
}

function asManifest(value: unknown, index: number): Manifest {
  if (isManifest(value)) return value;
  const what = isJsonObject(value) ? 'an object without apiVersion or kind' : jsonType(value);
  throw new Error(`Document ${index + 1} is ${what}; every manifest needs the strings apiVersion and kind`);
}
