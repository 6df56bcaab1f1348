/** The probes of a container. */
export const PROBES: readonly string[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Everything of a container that the kubelet calls. */
export const HANDLERS: readonly string[] = [...PROBES, 'lifecycle.postStart', 'lifecycle.preStop'];

/** A table with the same value for `field` below each of `parents`. */
export function below<T>(parents: readonly string[], field: string, value: T): Record<string, T> {
  return Object.fromEntries(parents.map((parent) => [`${parent}.${field}`, value]));
}
