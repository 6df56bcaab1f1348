import { isJsonObject } from './json';

/**
 * One Kubernetes object as plain data, such as one document of a YAML file.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/
 */
export interface Manifest {
  /** Group and version, e.g. `apps/v1`; only the version in the core group, e.g. `v1`. */
  readonly apiVersion: string;
  /** Kind, e.g. `StatefulSet`. */
  readonly kind: string;
  /** `metadata`, `spec`, `data`, … as they stand in the YAML. */
  readonly [field: string]: unknown;
}

/**
 * Whether a value is a manifest: an object whose `apiVersion` and `kind` are non-empty strings.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields
 */
export function isManifest(value: unknown): value is Manifest {
  return isJsonObject(value) && [value.apiVersion, value.kind].every((name) => typeof name === 'string' && name !== '');
}
