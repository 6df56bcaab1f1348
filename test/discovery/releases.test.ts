import { zeroAddress } from 'viem';
import { place, startAnvil } from './support/anvil';
import type { Fallback } from './support/answer-machine';
import { expectedOf, impossibleSources } from './support/expected';
import { startFaultProxy } from './support/fault-proxy';
import { nodeLike, revertStyles, transports, type RevertStyle } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain } from './support/networks';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { contractsOf, machinesOf, releases, type Contracts, type Release } from './support/releases';
import { discoverContracts, type Lock } from '../../src/discovery';
import { keysOf } from '../../src/kube';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));
const styles = keysOf(revertStyles);

/** A contract that answers `0x` to what it does not have does so on any node. */
const fallbackOf = (style: RevertStyle): Fallback => (style === 'empty' ? 'empty' : 'revert');
const contractsIn = (release: Release, style: RevertStyle): Contracts => contractsOf(release, fallbackOf(style));

beforeAll(async () => {
  const machines = releases.flatMap((release) => (['anvil', 'empty'] as const).flatMap((style) => machinesOf(release, contractsIn(release, style), fallbackOf(style))));
  await place(anvil().url, [...machines, [MULTICALL3, multicall3Code()]]);
});

const matrix = releases.flatMap((release) => styles.flatMap((style) => transports.map((transport) => ({ name: release.name, style, transport, release }))));

describe('what a release has is found from its SystemConfig', () => {
  it.each(matrix)('$name, reverts as of $style, calls by $transport', async ({ release, style, transport }) => {
    const at = contractsIn(release, style);
    proxy().reset(nodeLike(style, transport));
    const { block, provenance, ...found }: Lock = await discoverContracts({ l1: proxy().url, systemConfig: at.SystemConfig, block: 'latest' });
    expect(found).toStrictEqual(expectedOf(release, at));
    expect(impossibleSources(release, at, { ...found, provenance })).toStrictEqual([]);
    expect(block).toMatchObject({ number: 0 });
  });

  it.each(releases.filter(({ game }) => game.startsWith('2.')))('$name, where only the games know of the contracts around them', async (release) => {
    const none = { 'anchorStateRegistry() view returns (address)': zeroAddress };
    const at = await placeChain(anvil().url, 'games', { SystemConfig: { 'delayedWETH() view returns (address)': zeroAddress, 'l2ChainId() view returns (uint256)': 0n }, OptimismPortal: none }, release);
    const { provenance, ...found } = await discoverContracts({ l1: anvil().url, systemConfig: at.SystemConfig, block: 'latest' });
    expect(found).toMatchObject(expectedOf(release, at));
    expect(provenance).toMatchObject(Object.fromEntries(['delayedWethAddr', 'anchorStateRegistryAddr', 'chainId', 'settings.proposerAddr', 'settings.challengerAddr', 'games.0.prestate', 'games.1.prestate'].map((path) => [path, 'on-chain:DisputeGameFactory.gameArgs'])));
  });

  it('is a matrix of nine releases, four kinds of nodes and three transports', () => {
    expect(matrix).toHaveLength(9 * 4 * 3);
  });
});
