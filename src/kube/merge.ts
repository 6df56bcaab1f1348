import { isPlainObject } from './plain';

/** Lists of a pod whose entries are told apart by one field; all other lists are replaced. */
const KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  ports: 'name',
  volumeMounts: 'mountPath',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  topologySpreadConstraints: 'topologyKey',
};

type Fields = Record<string, unknown>;

/**
 * Lays `over` on `base`, as `kubectl patch --type=strategic` does: objects field by field, the lists of a pod entry by
 * entry, everything else replaced. `undefined` keeps the base, and neither argument is changed.
 */
export function merge<T>(base: T, over: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an override has the fields of its base, by the types of the props
  return lay(base, over, '') as T;
}

function lay(base: unknown, over: unknown, field: string): unknown {
  if (over === undefined) return base;
  if (isPlainObject(base) && isPlainObject(over)) {
    const merged: Fields = { ...base };
    for (const [name, value] of Object.entries(over)) merged[name] = lay(merged[name], value, name);
    return merged;
  }
  const key = KEYS[field];
  return key !== undefined && isList(base) && isList(over) ? layByKey(base, over, key) : over;
}

function layByKey(base: readonly Fields[], over: readonly Fields[], key: string): unknown[] {
  const entries = new Map<unknown, unknown>(base.map((entry) => [entry[key], entry]));
  for (const entry of over) entries.set(entry[key], lay(entries.get(entry[key]) ?? {}, entry, ''));
  return [...entries.values()];
}

function isList(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isPlainObject);
}
