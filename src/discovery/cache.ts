import type { Lock } from '../network/lock';

/** Seconds after which a lock is read anew. */
export const LOCK_LIFETIME = 24 * 60 * 60;

/** What has to agree before a lock may stand for a chain; a network's name alone would not do, names are reused. */
export type LockKey = Pick<Lock, 'l1ChainId'> & Partial<Pick<Lock, 'chainId' | 'systemConfigAddr'>>;

/** Whether a lock is of this chain; what is not known of the chain is not compared. */
export function isLockOf(lock: Lock, key: LockKey): boolean {
  return lock.l1ChainId === key.l1ChainId
    && (key.chainId === undefined || lock.chainId === key.chainId)
    && (key.systemConfigAddr === undefined || lock.systemConfigAddr === key.systemConfigAddr);
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
