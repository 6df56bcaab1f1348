import { padHex, type Hex } from 'viem';
import { place, startAnvil } from './support/anvil';
import { startFaultProxy } from './support/fault-proxy';
import { nodeLike, transports } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain } from './support/networks';
import { rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { VALUES, addressOf, type Contracts } from './support/releases';
import { discoverContracts, verifyLock, type Lock } from '../../src/discovery';

const IMPLEMENTATION: Hex = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const L1_BLOCK = '0x4200000000000000000000000000000000000015';
const WETH = '0x4200000000000000000000000000000000000006';

quiet();
const anvil = perFile(async () => startAnvil());
const l2 = perFile(async () => startAnvil(VALUES.chainId));
const proxy = perFile(async () => startFaultProxy(anvil().url));
beforeAll(async () => {
  await place(anvil().url, [[MULTICALL3, multicall3Code()]]);
  await place(l2().url, [[L1_BLOCK, '0x00', { [IMPLEMENTATION]: padHex(addressOf('L1Block')) }]]);
});
beforeEach(() => proxy().reset());

/** A chain of its own for each test, and the lock of it. */
async function locked(name: string): Promise<{ readonly at: Contracts; readonly lock: Lock }> {
  const at = await placeChain(anvil().url, name);
  return { at, lock: await discoverContracts({ l1: anvil().url, systemConfig: at.SystemConfig, block: 'latest' }) };
}
const driftOf = async (lock: Lock, more: { readonly l2?: string } = {}): Promise<unknown> => (await verifyLock(lock, { l1: proxy().url, block: 'latest', retries: 0, ...more })).drift;

describe('a lock is verified', () => {
  it.each(transports)('and is still true (%s)', async (transport) => {
    const { lock } = await locked(`still true ${transport}`);
    proxy().rule = nodeLike('geth', transport);
    const { drift, block } = await verifyLock(lock, { l1: proxy().url, block: 'latest' });
    expect(drift).toStrictEqual([]);
    expect(block).toStrictEqual(lock.block);
  });

  it('and what has changed is named, with both values, and nothing else is', async () => {
    const { lock } = await locked('changed');
    await placeChain(anvil().url, 'changed', {
      SystemConfig: { 'gasLimit() view returns (uint64)': 1n, 'batcherHash() view returns (bytes32)': padHex(addressOf('new batcher')) },
      OptimismPortal: { 'respectedGameType() view returns (uint32)': 1 },
      PermissionedDisputeGame: { 'absolutePrestate() view returns (bytes32)': `0x${'7'.repeat(64)}` },
    });
    expect(await driftOf(lock)).toStrictEqual([
      { path: 'games.1.prestate', old: VALUES.prestates[1], new: `0x${'7'.repeat(64)}` },
      { path: 'respectedGameType', old: 0, new: 1 },
      { path: 'settings.batcherAddr', old: VALUES.batcher, new: addressOf('new batcher') },
      { path: 'settings.gasLimit', old: String(VALUES.gasLimit), new: '1' },
    ]);
  });

  it('and what is gone, and what is new', async () => {
    const { at, lock } = await locked('gone');
    const implementations = new Map([[0, `0x${'0'.repeat(40)}`], [1, at.PermissionedDisputeGame], [8, at.FaultDisputeGame], ...[2, 3, 4, 5, 6, 7, 9, 10, 254, 255, 1337].map((type): [number, string] => [type, `0x${'0'.repeat(40)}`])]);
    await placeChain(anvil().url, 'gone', { DisputeGameFactory: { 'gameImpls(uint32) view returns (address)': implementations } });
    expect(await driftOf(lock)).toStrictEqual([
      { path: 'games.0.bond', old: String(VALUES.bonds[0]) },
      { path: 'games.0.implementationAddr', old: at.FaultDisputeGame },
      { path: 'games.0.prestate', old: VALUES.prestates[0] },
      { path: 'games.8.bond', new: '0' },
      { path: 'games.8.implementationAddr', new: at.FaultDisputeGame },
      { path: 'games.8.prestate', new: VALUES.prestates[0] },
    ]);
  });

  it('and what was given by hand is not compared', async () => {
    const { lock } = await locked('by hand');
    const changed: Lock = { ...lock, optimismPortalAddr: lock.optimismPortalAddr!, settings: { ...lock.settings, gasLimit: '5' }, provenance: { ...lock.provenance, 'settings.gasLimit': 'explicit' } };
    expect(await driftOf(changed)).toStrictEqual([]);
  });

  it('and the id of an L2 that only the L2 itself tells is not asked of the L1', async () => {
    const nameless = { SystemConfig: { 'l2ChainId() view returns (uint256)': 0n }, DisputeGameFactory: { 'gameImpls(uint32) view returns (address)': new Map([[0, addressOf('nobody')]]) } };
    const { SystemConfig } = await placeChain(anvil().url, 'nameless', nameless);
    const lock = await discoverContracts({ l1: anvil().url, l2: l2().url, systemConfig: SystemConfig, block: 'latest' });
    expect(lock.provenance.chainId).toBe('on-chain:L2.eth_chainId');
    expect(await driftOf(lock)).toStrictEqual([]);
  });

  it('and its predeploys are where the L2 is asked', async () => {
    const { at } = await locked('predeploys');
    const lock = await discoverContracts({ l1: anvil().url, l2: l2().url, systemConfig: at.SystemConfig, block: 'latest' });
    expect(lock.predeploys).toStrictEqual({ L1Block: L1_BLOCK });
    await place(l2().url, [[WETH, '0x01']]);
    expect(await driftOf(lock)).toStrictEqual([]);
    expect(await driftOf(lock, { l2: l2().url })).toStrictEqual([{ path: 'predeploys.WETH', new: WETH }]);
  });

  it.each([
    [{ status: 503 }, 'RPC_UNAVAILABLE'], [{ status: 429 }, 'RPC_RATE_LIMITED'], [{ drop: 'reset' }, 'RPC_UNAVAILABLE'],
  ] as const)('and an outage is not drift (%j)', async (fault, code) => {
    const { lock } = await locked(`outage ${code}`);
    proxy().rule = ({ calls }) => (calls.some(({ method }) => method === 'eth_call') ? fault : undefined);
    expect(await rejection(driftOf(lock).then())).toMatchObject({ code });
  });

  it('and another chain is not drift', async () => {
    const { lock } = await locked('another chain');
    expect(await rejection(driftOf({ ...lock, l1ChainId: 1 }))).toMatchObject({ code: 'L1_CHAIN_MISMATCH' });
    expect(await rejection(driftOf({ ...lock, systemConfigAddr: addressOf('nothing') }))).toMatchObject({ code: 'NO_CODE' });
  });
});
