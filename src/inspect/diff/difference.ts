import type { Manifest } from '../../testing/manifest';

/** What tells one object of a cluster from all others; another version of the same group is the same object. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty when the manifest names none. */
  readonly namespace: string;
  readonly name: string;
}

/**
 * One value that is another one, is new, or is gone.
 *
 * Elements of lists stand in brackets, by what tells them apart: `['containers', '[op-node]', 'args', '[--l1]']`.
 */
export interface FieldChange {
  readonly at: readonly string[];
  /** Absent where the value is new. */
  readonly before?: unknown;
  /** Absent where the value is gone. */
  readonly after?: unknown;
}

/** What becomes of one object. */
export interface ObjectDifference {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed';
  /** Its new name, or its only one. */
  readonly object: ObjectName;
  /** What it was called, where it is `renamed`: to a cluster, one object goes and another one comes. */
  readonly was?: ObjectName;
  /** Empty for what is added or removed as a whole. */
  readonly fields: readonly FieldChange[];
  /** Absent where it is `added`. */
  readonly before?: Manifest;
  /** Absent where it is `removed`. */
  readonly after?: Manifest;
}

/** An object that is there on both sides. */
export interface Pair extends ObjectDifference {
  readonly before: Manifest;
  readonly after: Manifest;
}

export function isPair(difference: ObjectDifference): difference is Pair {
  return difference.before !== undefined && difference.after !== undefined;
}

/** The path as `kubectl explain` and jq write it, e.g. `spec.template.spec.containers[op-node].image`. */
export function pathOf(at: readonly string[]): string {
  return at.reduce((path, key) => {
    if (/^\[.*\]$/s.test(key)) return `${path}${key}`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

/** A value of unknown type as a word of a message. */
export function wordOf(value: unknown, otherwise = ''): string {
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
