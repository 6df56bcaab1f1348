import type { VerifyOptions } from './options';
import type { Lock, LockedBlock } from '../network/lock';
import type { Leaf } from '../network/lock-leaves';

/** A value that is another one on chain than in the lock. */
export interface Drift {
  /** Dotted path of the value in the lock, e.g. `settings.gasLimit`. */
  readonly path: string;
  /** What the lock says. @default the lock says nothing of it */
  readonly old?: Leaf;
  /** What the chain says. @default the chain no longer has it */
  readonly new?: Leaf;
}

/** What `verifyLock` found. */
export interface Verification {
  /** What differs, sorted by path; empty when the lock is still true. */
  readonly drift: readonly Drift[];
  /** Block that the chain was read at. */
  readonly block: LockedBlock;
}

/**
 * Reads the chain of a lock anew and says what differs. Values that were given by hand are not compared, nor predeploys
 * when no `l2` is given.
 *
 * @example
 * const { drift } = await verifyLock(readLock('acme.lock.json'), { l1: process.env.L1_RPC_URL! });
 * for (const { path, old, new: now } of drift) console.error(`${path}: ${old} is now ${now}`);
 * process.exitCode = drift.length > 0 ? 1 : 0;
 *
 * @throws OpStackError with one of `discoveryCodes`
 */
export async function verifyLock(lock: Lock, options: VerifyOptions): Promise<Verification> {
  const { compare } = await import('./compare');
  return compare(lock, options);
}
