import { place, startAnvil } from './support/anvil';
import { roundTrips, startFaultProxy } from './support/fault-proxy';
import { nodeLike } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain } from './support/networks';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { releases } from './support/releases';
import { deployFaultProofs, deployOutputOracle } from './support/real-suites';
import { discoverContracts } from '../../src/discovery';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));
beforeAll(async () => {
  await place(anvil().url, [[MULTICALL3, multicall3Code()]]);
  // The first discovery loads modules between its requests, and on a busy machine no two of them are on their way at once.
  const { SystemConfig } = await placeChain(anvil().url, 'the first');
  await discoverContracts({ l1: anvil().url, systemConfig: SystemConfig, block: 'latest' });
});

/** Requests, and how many of them had to wait for another; answers are late, so that what is asked at once is seen to be. */
async function cost(systemConfig: string, transport: Parameters<typeof nodeLike>[1], chainId?: number): Promise<{ readonly requests: number; readonly roundTrips: number; readonly initcode: number }> {
  proxy().reset(nodeLike('geth', transport, { delay: 25 }));
  await discoverContracts({ l1: proxy().url, systemConfig, block: 'latest', ...(chainId !== undefined && { chainId }) });
  const data = proxy().seen.flatMap(({ calls }) => calls).map(({ params }) => JSON.stringify(params?.[0] ?? '').length / 2);
  return { requests: proxy().seen.length, roundTrips: roundTrips(proxy().seen), initcode: Math.max(...data) };
}

describe('a discovery on an endpoint that takes calls without a contract', () => {
  it.each(releases)('of $name takes at most 8 requests and 6 round trips', async (release) => {
    const { SystemConfig } = await placeChain(anvil().url, 'cost', {}, release);
    const { requests, roundTrips: trips, initcode } = await cost(SystemConfig, 'deployless');
    expect(requests).toBeLessThanOrEqual(8);
    expect(trips).toBeLessThanOrEqual(6);
    expect(initcode).toBeLessThan(49_152);
  });

  it('of real contracts takes no more', async () => {
    const suites = [await deployFaultProofs(anvil().client), await deployOutputOracle(anvil().client)];
    for (const { SystemConfig } of suites) {
      const { requests, roundTrips: trips } = await cost(SystemConfig, 'deployless', 901);
      expect(requests).toBeLessThanOrEqual(8);
      expect(trips).toBeLessThanOrEqual(6);
    }
  });
});

describe('a discovery on an endpoint that does not', () => {
  it.each(['multicall3', 'batch'] as const)('takes a few requests more (%s)', async (transport) => {
    const { SystemConfig } = await placeChain(anvil().url, 'cost');
    const { requests } = await cost(SystemConfig, transport);
    expect(requests).toBeLessThanOrEqual(16);
  });
});
