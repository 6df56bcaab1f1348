import * as fc from 'fast-check';
import { driftOf } from '../../src/discovery/compare';
import type { Source } from '../../src/discovery/source';
import { leavesOf, type Leaf } from '../../src/network/lock-leaves';
import type { Lock, Provenance } from '../../src/network/lock';
import { locks } from '../network/lock-arbitrary';
import { ADDRESS } from '../support/fixtures';

const block = { number: 7, hash: `0x${'a'.repeat(64)}`, timestamp: 1_785_000_000 };
const onChain = 'on-chain:SystemConfig.any';

function lockOf(values: Omit<Lock, 'schema' | 'provenance'>, sources: Readonly<Record<string, Provenance>> = {}): Lock {
  return { schema: 1, block, provenance: Object.fromEntries(leavesOf(values).map(([path]) => [path, sources[path] ?? onChain])), ...values };
}
const says = (values: Readonly<Record<string, Leaf>>): Source => new Map(Object.entries(values).map(([path, value]) => [path, { value, kind: 'on-chain' as const, from: onChain }]));
const ids = { chainId: 901, l1ChainId: 1, systemConfigAddr: ADDRESS.systemConfig } as const;
const given = { l1ChainId: 'explicit', systemConfigAddr: 'explicit' } as const;

describe('drift', () => {
  it('is none where the chain says what the lock says', () => {
    fc.assert(fc.property(locks, ({ block: _block, ...lock }) => {
      const { schema: _schema, provenance: _provenance, ...values } = lock;
      expect(driftOf({ ...lock, block }, says(Object.fromEntries(leavesOf(values))), undefined)).toStrictEqual([]);
    }));
  });

  it('is what has changed, gone or come, by its path', () => {
    const lock = lockOf({ ...ids, respectedGameType: 0, settings: { gasLimit: '30000000', minBaseFee: '1' } }, given);
    expect(driftOf(lock, says({ chainId: 901, respectedGameType: 8, 'settings.gasLimit': '60000000', 'games.8.implementationAddr': ADDRESS.factory }), undefined)).toStrictEqual([
      { path: 'games.8.implementationAddr', new: ADDRESS.factory },
      { path: 'respectedGameType', old: 0, new: 8 },
      { path: 'settings.gasLimit', old: '30000000', new: '60000000' },
      { path: 'settings.minBaseFee', old: '1' },
    ]);
  });

  it('is not what was given by hand, nor what cannot be read on chain', () => {
    const lock = lockOf({ ...ids, disputeGameFactoryAddr: ADDRESS.factory, batchInboxAddr: ADDRESS.oracle }, { ...given, disputeGameFactoryAddr: 'explicit', batchInboxAddr: 'rollup-config' });
    expect(driftOf(lock, says({ chainId: 901, disputeGameFactoryAddr: ADDRESS.portal }), undefined)).toStrictEqual([]);
  });

  it('is what other sources say otherwise than the chain', () => {
    const lock = lockOf({ ...ids, optimismPortalAddr: ADDRESS.oracle }, { ...given, optimismPortalAddr: 'op-deployer' });
    expect(driftOf(lock, says({ chainId: 901, optimismPortalAddr: ADDRESS.portal }), undefined)).toStrictEqual([{ path: 'optimismPortalAddr', old: ADDRESS.oracle, new: ADDRESS.portal }]);
  });

  it('is not what a lock lacks of which nothing was read', () => {
    const { block: _block, ...lock } = lockOf({ ...ids, optimismPortalAddr: ADDRESS.portal }, { ...given, chainId: 'known-chain', optimismPortalAddr: 'known-chain' });
    expect(driftOf(lock, says({ chainId: 901, optimismPortalAddr: ADDRESS.portal, 'settings.gasLimit': '1' }), undefined)).toStrictEqual([]);
    expect(driftOf(lock, says({ chainId: 902 }), undefined)).toStrictEqual([{ path: 'chainId', old: 901, new: 902 }]);
  });

  it('knows of predeploys only where the L2 was asked, now and then', () => {
    const lock = lockOf({ ...ids, predeploys: { L1Block: ADDRESS.portal, EAS: ADDRESS.oracle } }, given);
    expect(driftOf(lock, says({ chainId: 901 }), undefined)).toStrictEqual([]);
    expect(driftOf(lock, says({ chainId: 901 }), says({ 'predeploys.L1Block': ADDRESS.portal, 'predeploys.WETH': ADDRESS.factory }))).toStrictEqual([
      { path: 'predeploys.EAS', old: ADDRESS.oracle }, { path: 'predeploys.WETH', new: ADDRESS.factory },
    ]);
    expect(driftOf(lockOf(ids, given), says({ chainId: 901 }), says({ 'predeploys.WETH': ADDRESS.factory }))).toStrictEqual([]);
  });
});
