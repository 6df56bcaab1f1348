import type { ContractAddresses } from './contract-addresses';
import type { LockedValues } from './lock';
import { isPlainObject } from '../kube/plain';

/** A single value of a lock. */
export type Leaf = string | number;

/** The single values, each with its dotted path. */
export function leavesOf(values: Partial<LockedValues> | ContractAddresses): readonly (readonly [path: string, value: Leaf])[] {
  return [...leavesBelow('', values)];
}

function* leavesBelow(at: string, value: unknown): Generator<readonly [string, Leaf]> {
  if (typeof value === 'string' || typeof value === 'number') yield [at, value];
  if (!isPlainObject(value)) return;
  for (const [name, field] of Object.entries(value)) yield* leavesBelow(at === '' ? name : `${at}.${name}`, field);
}

/** The object whose single values these are: the inverse of {@link leavesOf}. */
export function objectOf(leaves: Iterable<readonly [path: string, value: Leaf]>): Readonly<Record<string, unknown>> {
  const direct = new Map<string, unknown>();
  const nested = new Map<string, [string, Leaf][]>();
  for (const [path, value] of leaves) {
    const dot = path.indexOf('.');
    if (dot < 0) direct.set(path, value);
    else nested.set(path.slice(0, dot), [...(nested.get(path.slice(0, dot)) ?? []), [path.slice(dot + 1), value]]);
  }
  for (const [name, below] of nested) direct.set(name, objectOf(below));
  return Object.fromEntries(direct);
}
