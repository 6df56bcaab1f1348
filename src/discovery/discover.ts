import type { DiscoverOptions } from './options';
import type { Lock } from '../network/lock';

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
  // Whoever only reads a lock does not load viem.
  const { gather } = await import('./gather');
  return gather(options);
}
