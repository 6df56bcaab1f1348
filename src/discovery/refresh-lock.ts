import { LOCK_LIFETIME, isLockOf, isStale, type LockKey } from './cache';
import { discoverContracts } from './discover';
import { givenSources } from './given';
import { merge } from './merge';
import type { DiscoverOptions } from './options';
import { OpStackError, Problems } from '../errors';
import type { Lock } from '../network/lock';
import { readLock, writeLock } from '../network/lock-file';

/** How a lock file is kept new. */
export interface RefreshOptions extends DiscoverOptions {
  /** Milliseconds for which a lock is not read anew, counted from the block that it was read at. @default 24 hours */
  readonly cacheTimeout?: number;
  /** Asks nobody and writes nothing; a lock that is missing, of another chain or too old is an error. For CI. @default false */
  readonly frozen?: boolean;
}

/** Failures that the next run may not have: they leave a lock in force that is only too old. */
const PASSING: ReadonlySet<string> = new Set(['RPC_UNAVAILABLE', 'RPC_RATE_LIMITED', 'RPC_TIMEOUT', 'STATE_UNAVAILABLE']);
const COMMIT = 'Run `cdk8s-op-stack discover`, and commit what it writes';

/**
 * The lock in a file. The chain is read anew, and the file written, when it is missing, of another chain, or too old.
 * A lock that is too old is still valid: when the chain cannot be read it is used, with the warning `LOCK_STALE`.
 *
 * @example
 * await refreshLock('acme.lock.json', { l1: process.env.L1_RPC_URL!, rollupConfig: 'rollup.json', frozen: process.env.CI === 'true' });
 *
 * @param path relative to the working directory
 * @throws OpStackError with `LOCK_MISSING` or `LOCK_STALE` when `frozen`, else what `discoverContracts` and `writeLock` throw
 */
export async function refreshLock(path: string, { cacheTimeout = LOCK_LIFETIME * 1000, frozen = false, ...options }: RefreshOptions): Promise<Lock> {
  const old = lockAt(path, keyOf(options), frozen);
  const stale = old !== undefined && isStale(old, Math.floor(Date.now() / 1000), cacheTimeout / 1000);
  if (old && !stale) return old;
  const problems = new Problems();
  if (frozen) {
    if (old) problems.error('LOCK_STALE', path, `the lock is ${ageOf(old)}, older than it may be`, COMMIT);
    else problems.error('LOCK_MISSING', path, 'the file holds no lock of this chain', COMMIT);
    problems.settle();
  }
  try {
    const lock = await discoverContracts(options);
    writeLock(path, lock, { renew: true });
    return lock;
  } catch (error) {
    if (!old || !(error instanceof OpStackError) || !PASSING.has(error.code)) throw error;
    problems.warn('LOCK_STALE', path, `the chain cannot be read (${error.code}), and the lock that is used is ${ageOf(old)}`, 'Run it again when the endpoint answers');
    problems.settle();
    return old;
  }
}

/** The lock in a file, if it is of this chain. One that cannot be read is written anew, unless nothing may be. */
function lockAt(path: string, key: LockKey, frozen: boolean): Lock | undefined {
  try {
    const lock = readLock(path);
    return isLockOf(lock, key) ? lock : undefined;
  } catch (error) {
    if (!(error instanceof OpStackError) || (frozen && error.code === 'INVALID_LOCK')) throw error;
    return undefined;
  }
}

/** What is said of the chain before anybody is asked. */
function keyOf(options: DiscoverOptions): LockKey {
  const problems = new Problems();
  const { found } = merge(givenSources(problems, options).sources);
  problems.settle();
  return Object.fromEntries([...found].map(([path, { value }]) => [path, value]));
}

function ageOf({ block }: Lock): string {
  return `from ${block ? new Date(block.timestamp * 1000).toISOString() : 'no block'}`;
}
