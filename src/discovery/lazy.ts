import type { DiscoverOptions, VerifyOptions } from './options';
import type { Verification } from './verify';
import type { Lock } from '../network/lock';

// Whoever only reads a lock, as every synth does, is spared viem: it is loaded by the first call.

/**
 * Finds out addresses and settings of a chain's contracts. Contracts are read at one L1 block.
 *
 * A value that two sources give differently is taken from the more trusted one, with a warning (`CONTRACT_CONFLICT`)
 * that names both: what is given by hand, then rollup.json, the chain, op-deployer's state, the registry, the library's
 * table.
 *
 * @example
 * const lock = await discoverContracts({ l1: process.env.L1_RPC_URL!, systemConfig: '0x034edD2A225f7f429A63E0f1D2084B9E0A93b538' });
 * writeLock('acme.lock.json', lock);
 *
 * @returns plain JSON, to be written with `writeLock`
 * @throws OpStackError with one of `discoveryCodes`
 */
export async function discoverContracts(options: DiscoverOptions): Promise<Lock> {
  const { discoverContracts: discover } = await import('./discover');
  return discover(options);
}

/**
 * Reads the chain of a lock anew and says what differs. Values that were given by hand are not compared, nor predeploys
 * when no `l2` is given.
 *
 * @throws OpStackError with one of `discoveryCodes`
 */
export async function verifyLock(lock: Lock, options: VerifyOptions): Promise<Verification> {
  const { verifyLock: verify } = await import('./verify');
  return verify(lock, options);
}
