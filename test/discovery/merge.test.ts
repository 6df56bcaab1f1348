import * as fc from 'fast-check';
import { lockOf, merge } from '../../src/discovery/merge';
import { explicitSource, knownChainSource, rollupConfigSource, sourceKinds, sourceOf, type Source } from '../../src/discovery/source';
import { knownChains } from '../../src';
import { Problems } from '../../src/errors';
import type { Lock } from '../../src/network/lock';
import { isLock } from '../../src/network/lock-schema';
import { leavesOf } from '../../src/network/lock-leaves';
import { lockedValues } from '../network/lock-arbitrary';
import { ADDRESS, problemsOf, warningsOf } from '../support/fixtures';

const known = knownChains.find(({ networkName }) => networkName === 'op-sepolia')!;
const ids = { chainId: known.chainId, l1ChainId: known.l1ChainId };
const block = { number: 8_000_000, hash: `0x${'b'.repeat(64)}`, timestamp: 1_785_000_000 };
const factory = (value: 'factory' | 'oracle' | 'portal') => ({ disputeGameFactoryAddr: ADDRESS[value] });
const game = (digit: string) => ({ games: { 8: { prestate: `0x${digit.repeat(64)}` } } });
const onChain: Source = new Map([['disputeGameFactoryAddr', { value: ADDRESS.oracle, kind: 'on-chain', from: 'on-chain:OptimismPortal.disputeGameFactory' }]]);

function lockFrom(...sources: readonly Source[]): Lock {
  const problems = new Problems();
  const lock = lockOf(problems, merge(sources), block);
  problems.settle();
  return lock!;
}

/** Sources of every kind, in any order. */
const sources = fc.shuffledSubarray([...sourceKinds]).chain((kinds) => fc.tuple(...kinds.map((kind) => lockedValues.map((values): Source => new Map(leavesOf(values).map(([path, value]) => [path, { value, kind, from: 'explicit' }])))))); 

describe('merging sources', () => {
  it('takes each value from the most trusted source, whatever the order', () => {
    fc.assert(fc.property(sources, (all) => {
      const { found } = merge(all);
      const byTrust = sourceKinds.flatMap((kind) => all.filter((source) => source.get('chainId')?.kind === kind));
      const paths = new Set(all.flatMap((source) => [...source.keys()]));
      expect(new Set(found.keys())).toStrictEqual(paths);
      for (const path of paths) expect(found.get(path)).toBe(byTrust.find((source) => source.has(path))!.get(path));
    }));
  });

  it('names every value that was not taken, unless it is the same', () => {
    fc.assert(fc.property(sources, (all) => {
      const { found, conflicts } = merge(all);
      const others = all.flatMap((source) => [...source]).filter(([path, { value }]) => found.get(path)?.value !== value);
      expect(conflicts.map(({ dropped }) => dropped)).toHaveLength(others.length);
      expect(new Set(conflicts.map(({ dropped }) => dropped))).toStrictEqual(new Set(others.map(([, dropped]) => dropped)));
      for (const { path, taken } of conflicts) expect(taken).toBe(found.get(path));
    }));
  });

  it('changes nothing of a source that stands alone', () => {
    fc.assert(fc.property(lockedValues, (values) => {
      const again = lockOf(new Problems(), merge([sourceOf('explicit', values)]))!;
      const { schema: _schema, provenance: _provenance, ...rest } = again;
      expect(Object.fromEntries(leavesOf(rest))).toStrictEqual(Object.fromEntries(leavesOf(values)));
      expect(isLock(() => undefined, again)).toBe(true);
    }));
  });
});

describe('the lock of several sources', () => {
  it('says of each value where it comes from', () => {
    const lock = lockFrom(knownChainSource(known), onChain, sourceOf('explicit', { respectedGameType: 8 }), rollupConfigSource({ ...ids, hardforks: {}, batchInbox: known.batchInbox }));
    expect(lock).toStrictEqual({
      schema: 1, ...ids, systemConfigAddr: known.systemConfig, optimismPortalAddr: known.optimismPortal, l1StandardBridgeAddr: known.l1StandardBridge, batchInboxAddr: known.batchInbox,
      disputeGameFactoryAddr: ADDRESS.oracle, respectedGameType: 8, block,
      provenance: {
        chainId: 'rollup-config', l1ChainId: 'rollup-config', systemConfigAddr: 'known-chain', optimismPortalAddr: 'known-chain', l1StandardBridgeAddr: 'known-chain', batchInboxAddr: 'rollup-config',
        disputeGameFactoryAddr: 'on-chain:OptimismPortal.disputeGameFactory', respectedGameType: 'explicit',
      },
    });
  });

  it('warns of a conflict with both values and where they come from', () => {
    let lock: Lock | undefined;
    const warnings = warningsOf(() => (lock = lockFrom(knownChainSource(known), onChain, sourceOf('superchain-registry', factory('portal')), sourceOf('explicit', factory('factory')))));
    expect(lock?.disputeGameFactoryAddr).toBe(ADDRESS.factory);
    expect(warnings.map(({ message }) => message)).toStrictEqual([
      `disputeGameFactoryAddr: ${ADDRESS.factory} is from explicit and is taken, ${ADDRESS.oracle} is from on-chain:OptimismPortal.disputeGameFactory and is not. Correct the one that is wrong, or leave it out. (CONTRACT_CONFLICT)`,
      `disputeGameFactoryAddr: ${ADDRESS.factory} is from explicit and is taken, ${ADDRESS.portal} is from superchain-registry and is not. Correct the one that is wrong, or leave it out. (CONTRACT_CONFLICT)`,
    ]);
  });

  it('names prestates without looking like a key', () => {
    const [warning] = warningsOf(() => lockFrom(knownChainSource(known), sourceOf('explicit', game('a')), sourceOf('op-deployer', game('b'))));
    expect(warning?.message).toContain('games.8.prestate: 0xaaaaaaaa…aaaaaaaa is from explicit and is taken, 0xbbbbbbbb…bbbbbbbb is from op-deployer and is not');
  });

  it('is not made of sources of different chains', () => {
    expect(problemsOf(() => lockFrom(knownChainSource(known), sourceOf('explicit', { chainId: 1, l1ChainId: 2 }))).map(({ code, message }) => `${code} ${message}`)).toStrictEqual([
      `L2_CHAIN_MISMATCH 1 is from explicit, and ${known.chainId} is from known-chain`,
      `L1_CHAIN_MISMATCH 2 is from explicit, and ${known.l1ChainId} is from known-chain`,
    ]);
  });

  it('is not made without the chain ids and the SystemConfig', () => {
    expect(problemsOf(() => lockFrom()).map(({ code, prop }) => `${code} ${prop}`)).toStrictEqual(['INCOMPLETE_LOCK chainId', 'INCOMPLETE_LOCK l1ChainId', 'INCOMPLETE_LOCK systemConfigAddr']);
  });

  it('is not made of values that the file cannot hold, nor of on-chain values without their block', () => {
    const problems = new Problems();
    expect(lockOf(problems, merge([knownChainSource(known), onChain, sourceOf('explicit', { respectedGameType: -1 })]))).toBeUndefined();
    expect(lockOf(problems, merge([knownChainSource(known), onChain]))).toBeUndefined();
    expect(problemsOf(() => problems.settle()).map(({ code, prop, message }) => `${code} ${prop} ${message}`)).toStrictEqual([
      'INVALID_VALUE respectedGameType this is no whole number of 32 bits',
      'INVALID_VALUE block the block that the values were read at is missing',
    ]);
  });

  it('takes no address by hand that is none or mistyped', () => {
    const problems = new Problems();
    explicitSource(problems, 'given', { systemConfigAddr: '0x12', optimismPortalAddr: ADDRESS.portal.replace('F', 'f'), l2OutputOracleAddr: `0x${'0'.repeat(40)}` });
    expect(problemsOf(() => problems.settle()).map(({ code, prop }) => `${code} ${prop}`)).toStrictEqual(['ADDRESS_MALFORMED given.systemConfigAddr', 'ADDRESS_MALFORMED given.optimismPortalAddr', 'ADDRESS_MALFORMED given.l2OutputOracleAddr']);
    expect([...explicitSource(new Problems(), '', { disputeGameFactoryAddr: ADDRESS.factory.toLowerCase() })]).toStrictEqual([['disputeGameFactoryAddr', { value: ADDRESS.factory, kind: 'explicit', from: 'explicit' }]]);
  });
});
