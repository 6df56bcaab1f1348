import type { Lock, LockedValues, Provenance } from '../../src/discovery';
import { leavesOf } from '../../src/network/lock-leaves';
import { ADDRESS, rollup, untyped } from './fixtures';

/** The lock of the chain of {@link rollup}, with its factory; values can be replaced, or taken away by `undefined`. */
export function lockWith(over: Partial<LockedValues> = {}, source: Provenance = 'on-chain:DisputeGameFactory.gameImpls'): Lock {
  const values = {
    chainId: rollup.l2_chain_id, l1ChainId: rollup.l1_chain_id,
    systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8,
    ...over,
  };
  const known = untyped<LockedValues>(JSON.parse(JSON.stringify(values)));
  return {
    ...known,
    schema: 1,
    block: { number: 8_000_000, hash: `0x${'b'.repeat(64)}`, timestamp: 1_785_000_000 },
    provenance: Object.fromEntries(leavesOf(known).map(([path]) => [path, source])),
  };
}

/** A factory that has these games. */
export const factoryWith = (...types: readonly number[]): Pick<LockedValues, 'games'> => ({ games: Object.fromEntries(types.map((type) => [type, { implementationAddr: ADDRESS.oracle }])) });
