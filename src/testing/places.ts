/** The probes of a container. */
export const PROBES: readonly string[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Everything of a container that the kubelet calls. */
export const HANDLERS: readonly string[] = [...PROBES, 'lifecycle.postStart', 'lifecycle.preStop'];

const FILE_KINDS: readonly string[] = ['configMap', 'secret', 'downwardAPI'];

/** What of a pod becomes files: each has `items`, with a `path` and a `mode`. */
export const FILE_SOURCES: readonly string[] = FILE_KINDS.flatMap((kind) => [`volumes[].${kind}`, `volumes[].projected.sources[].${kind}`]);

/** The volumes of such files, which have a `defaultMode`. */
export const FILE_VOLUMES: readonly string[] = [...FILE_KINDS, 'projected'].map((kind) => `volumes[].${kind}`);

/** Both ways in which an autoscaler scales. */
export const SCALING: readonly string[] = ['spec.behavior.scaleUp', 'spec.behavior.scaleDown'];

/** A table with the same value for `field` below each of `parents`. */
export function below<T>(parents: readonly string[], field: string, value: T): Record<string, T> {
  return Object.fromEntries(parents.map((parent) => [`${parent}.${field}`, value]));
}

/** A table whose fields stand below `parent`. */
export function under<T>(parent: string, table: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([field, value]) => [`${parent}.${field}`, value]));
}
