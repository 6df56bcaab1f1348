import type { Problems } from '../errors';
import { amountOf, type Resources } from '../kube';

const MIB = 2 ** 20;
/** Of the memory limit, for caches that a client keeps itself; the rest serves its heap and the page cache of its database. */
const CACHE_SHARE = 1 / 8;

/** The most memory that a container may use, in mebibytes; `undefined` when there is no limit. */
export function memoryLimit({ limits }: Resources): number | undefined {
  const bytes = limits?.memory === undefined ? undefined : amountOf(limits.memory);
  return bytes === undefined ? undefined : Math.floor(bytes / MIB);
}

/** Megabytes of cache for an execution client, from its memory limit; `undefined` when there is none. */
export function cacheOf(resources: Resources): number | undefined {
  const limit = memoryLimit(resources);
  return limit === undefined ? undefined : Math.max(1, Math.floor(limit * CACHE_SHARE));
}

/** Reports a cache that the container's memory does not hold. */
export function checkCache(problems: Problems, prop: string, cache: number | undefined, resources: Resources): void {
  const limit = memoryLimit(resources);
  if (cache === undefined || limit === undefined || cache < limit) return;
  problems.error('CACHE_ABOVE_LIMIT', prop, `${cache} MB of cache do not fit into a container of ${String(resources.limits?.memory)}`, 'Lower it, or raise resources.limits.memory to several times of it');
}
