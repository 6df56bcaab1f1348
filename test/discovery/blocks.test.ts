import { place, startAnvil } from './support/anvil';
import { machineCode } from './support/answer-machine';
import { startFaultProxy, type Fault, type RpcCall } from './support/fault-proxy';
import { nodeLike, transports } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain, release } from './support/networks';
import { rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { gettersOf, type Contracts } from './support/releases';
import { discoverContracts, type DiscoverOptions, type Lock } from '../../src/discovery';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));

let at: Contracts;
let newest: number;
beforeAll(async () => {
  await place(anvil().url, [[MULTICALL3, multicall3Code()]]);
  at = await placeChain(anvil().url, 'blocks');
  await anvil().client.mine({ blocks: 100 });
  newest = Number(await anvil().client.getBlockNumber());
});
beforeEach(() => proxy().reset());

const read = async (more: Partial<DiscoverOptions> = {}): Promise<Lock> => discoverContracts({ l1: proxy().url, systemConfig: at.SystemConfig, retries: 0, ...more });
const tagOf = ({ method, params }: RpcCall): unknown => (method === 'eth_getBlockByNumber' ? params?.[0] : undefined);
/** The blocks that state was read at. */
const stateBlocks = (): ReadonlySet<unknown> => new Set(proxy().seen.flatMap(({ calls }) => calls).flatMap(({ method, params }) => {
  const index = { eth_call: 1, eth_getCode: 1, eth_getStorageAt: 2 }[method];
  return index === undefined ? [] : [params?.[index]];
}));
const hex = (number: number): string => `0x${number.toString(16)}`;
const missing = (method: string, ...blocks: readonly number[]): Fault => ({
  answer: (call) => (call.method === method && blocks.some((block) => JSON.stringify(call.params).includes(`"${hex(block)}"`)) ? { error: { code: -32000, message: 'missing trie node' } } : undefined),
});

describe('the block that everything is read at', () => {
  it.each(transports)('is one, named by its number (%s)', async (transport) => {
    proxy().rule = nodeLike('geth', transport);
    const { block } = await read();
    expect(stateBlocks()).toStrictEqual(new Set([hex(block!.number)]));
  });

  it('is the newest finalized one', async () => {
    const { number, hash, timestamp } = await anvil().client.getBlock({ blockTag: 'finalized' });
    expect((await read()).block).toStrictEqual({ number: Number(number), hash, timestamp: Number(timestamp) });
    expect(Number(number)).toBeLessThan(newest);
  });

  it('is that of the tag or number that is asked for', async () => {
    expect((await read({ block: 'latest' })).block?.number).toBe(newest);
    expect((await read({ block: 'safe' })).block?.number).toBe(Number((await anvil().client.getBlock({ blockTag: 'safe' })).number));
    expect((await read({ block: 50 })).block?.number).toBe(50);
  });

  it.each([
    ['no block', { result: null }],
    ['an error', { error: { code: -32000, message: 'finalized block not found' } }],
    ['another error', { error: { code: -39001, message: 'Unknown block' } }],
    ['a wrong parameter', { error: { code: -32602, message: 'invalid argument 0: hex string without 0x prefix' } }],
  ] as const)('is the newest one where a young chain answers `finalized` and `safe` with %s', async (_name, answer) => {
    proxy().rule = () => ({ answer: (call) => (tagOf(call) === 'finalized' || tagOf(call) === 'safe' ? answer : undefined) });
    expect((await read()).block?.number).toBe(newest);
  });

  it('is a newer one where the state of the finalized one is gone', async () => {
    const { number } = await anvil().client.getBlock({ blockTag: 'finalized' });
    proxy().rule = () => missing('eth_call', Number(number));
    const { block } = await read();
    expect(block!.number).toBeGreaterThan(Number(number));
  });

  it('is not another one than was asked for', async () => {
    proxy().rule = () => missing('eth_call', 50);
    expect(await rejection(read({ block: 50 }))).toMatchObject({ code: 'STATE_UNAVAILABLE' });
  });

  it('stays the same while the chain goes on', async () => {
    const whole = await read({ block: 'latest' });
    proxy().rule = ({ index }) => {
      if (index === 2) void anvil().client.mine({ blocks: 1 });
      return { delay: 20 };
    };
    expect(await read({ block: newest })).toStrictEqual(whole);
    expect(stateBlocks()).toStrictEqual(new Set([hex(newest)]));
  });

  it('is one in which the contracts are', async () => {
    const later = await placeChain(anvil().url, 'later');
    await anvil().client.mine({ blocks: 1 });
    expect(await rejection(read({ systemConfig: later.SystemConfig, block: 1 }))).toMatchObject({ code: 'NO_CODE', hint: expect.stringContaining('latest') });
    expect((await read({ systemConfig: later.SystemConfig, block: 'latest' })).systemConfigAddr).toBe(later.SystemConfig);
  });
});

describe('contracts that disagree', () => {
  it('the factory of the portal counts, and not that of the SystemConfig', async () => {
    const { DisputeGameFactory: other } = await placeChain(anvil().url, 'other factory');
    const two = await placeChain(anvil().url, 'two factories', { SystemConfig: { 'disputeGameFactory() view returns (address)': other } });
    expect((await read({ systemConfig: two.SystemConfig, block: 'latest' })).disputeGameFactoryAddr).toBe(two.DisputeGameFactory);
  });

  it('a factory that nothing points to any more is left alone where the portal has an L2OutputOracle', async () => {
    const oracle = await placeChain(anvil().url, 'oracle');
    const { 'respectedGameType() view returns (uint32)': _type, 'disputeGameFactory() view returns (address)': _factory, ...portal } = gettersOf(release, oracle).OptimismPortal;
    await place(anvil().url, [
      [oracle.OptimismPortal, machineCode({ ...portal, 'l2Oracle() view returns (address)': oracle.DelayedWETH })],
      [oracle.DelayedWETH, machineCode({ 'version() view returns (string)': '1.8.0', 'PROPOSER() view returns (address)': oracle.ProxyAdmin })],
    ]);
    const lock = await read({ systemConfig: oracle.SystemConfig, block: 'latest' });
    expect(lock).toMatchObject({ l2OutputOracleAddr: oracle.DelayedWETH, settings: { proposerAddr: oracle.ProxyAdmin } });
    expect(lock).not.toHaveProperty('disputeGameFactoryAddr');
    expect(lock).not.toHaveProperty('respectedGameType');
    expect(lock).not.toHaveProperty('games');
  });
});
