import type { Lock } from '../network/lock';
import type { Leaf } from '../network/lock-leaves';

/** Seconds after which a lock is read anew. */
export const LOCK_LIFETIME = 24 * 60 * 60;

/** What has to agree before a lock may stand for a chain; a network's name alone would not do, names are reused. */
export type LockKey = Readonly<Partial<Record<(typeof KEYS)[number], Leaf>>>;
const KEYS = ['l1ChainId', 'chainId', 'systemConfigAddr'] as const;

/** Whether a lock is of this chain; what is not known of the chain is not compared. */
export function isLockOf(lock: Lock, key: LockKey): boolean {
  return KEYS.every((name) => key[name] === undefined || key[name] === lock[name]);
}

/**
 * Whether a lock should be read anew. A lock that is stale is still valid. One that holds nothing from on chain never
 * gets stale.
 *
 * @param now seconds since 1970
 * @param lifetime seconds; default 24 hours
 */
export function isStale({ block }: Lock, now: number, lifetime = LOCK_LIFETIME): boolean {
  return block !== undefined && now - block.timestamp > lifetime;
}
