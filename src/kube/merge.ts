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

/** Lists whose entries are a name and one of many sources: two sources laid on each other would be refused. */
const WHOLE: ReadonlySet<string> = new Set(['volumes', 'env']);

/** Fields of which an object has one: another one in the override takes its place. */
const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'] as const;

type Fields = Record<string, unknown>;

/**
 * Lays `over` on `base`, much as `kubectl patch --type=strategic` does: objects field by field, the lists of a pod entry
 * by entry, everything else replaced. Volumes, variables and the handlers of probes are replaced as a whole. `undefined`
 * keeps the base, and neither argument is changed.
 */
export function merge<T>(base: T, over: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an override has the fields of its base, by the types of the props
  return lay(base, over, '') as T;
}

function lay(base: unknown, over: unknown, field: string): unknown {
  if (over === undefined) return base;
  if (isPlainObject(base) && isPlainObject(over)) {
    const merged = withoutHandlers(base, over);
    for (const [name, value] of Object.entries(over)) merged[name] = lay(merged[name], value, name);
    return merged;
  }
  const key = KEYS[field];
  return key !== undefined && isList(base) && isList(over) ? layByKey(base, over, key, WHOLE.has(field)) : over;
}

/** A copy of the base, without the handler that the override's takes the place of. */
function withoutHandlers(base: Fields, over: Fields): Fields {
  const copy = { ...base };
  const given = HANDLERS.find((handler) => over[handler] !== undefined);
  for (const handler of HANDLERS) if (given !== undefined && handler !== given) delete copy[handler];
  return copy;
}

function layByKey(base: readonly Fields[], over: readonly Fields[], key: string, whole: boolean): unknown[] {
  // An entry without the field, such as a port without a name, is one of its own.
  const keyOf = (entry: Fields): unknown => entry[key] ?? JSON.stringify(entry);
  const entries = new Map<unknown, unknown>(base.map((entry) => [keyOf(entry), entry]));
  for (const entry of over) entries.set(keyOf(entry), whole ? entry : lay(entries.get(keyOf(entry)) ?? {}, entry, ''));
  return [...entries.values()];
}

function isList(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.every(isPlainObject);
}
