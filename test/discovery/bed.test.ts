import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createPublicClient, http, parseAbi, toFunctionSelector, type Address, type Hex } from 'viem';
import { DEPLOYER, SEPOLIA, place, startAnvil } from './support/anvil';
import { machineCode, returning, reverting, type Getters } from './support/answer-machine';
import { roundTrips, startFaultProxy, type Fault, type Seen } from './support/fault-proxy';
import { inStyle, nodeLike, revertStyles } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { deployFaultProofs, deployFirstGeneration, deployOutputOracle } from './support/real-suites';
import { accountsOf, hasState, readState, startL1 } from './support/op-deployer-state';
import { perFile } from './support/per-file';
import { VALUES, addressOf, contractsOf, gettersOf, machinesOf, releases } from './support/releases';
import { untyped } from '../support/fixtures';
import { keysOf } from '../../src/kube';

const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));
beforeEach(() => proxy().reset());

/** A call as it is, without what a client makes of it. */
async function post(url: string, ...calls: readonly (readonly [method: string, ...params: readonly unknown[]])[]): Promise<{ readonly status: number; readonly body: unknown }> {
  const body = calls.map(([method, ...params], index) => ({ jsonrpc: '2.0', id: index + 1, method, params }));
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(calls.length > 1 ? body : body[0]) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const answers = async (url: string): Promise<boolean> => post(url, ['eth_chainId']).then(() => true, () => false);
const call = async (url: string, to: Address, data: Hex): Promise<unknown> => (await post(url, ['eth_call', { to, data }, 'latest'])).body;

describe('anvil', () => {
  it('is on the chain that it is told, on a port of its own', async () => {
    const other = await startAnvil();
    expect(other.url).not.toBe(anvil().url);
    expect(await other.client.getChainId()).toBe(SEPOLIA);
    await other.stop();
    expect(await answers(other.url)).toBe(false);
    expect(await answers(anvil().url)).toBe(true);
  });

  it('ends with the process that started it, even when that one is killed', async () => {
    const script = `require(${JSON.stringify(join(__dirname, 'support/anvil.ts'))}).startAnvil().then(({ url }) => console.log(url))`;
    const child = spawn(process.execPath, ['--require', join(__dirname, '../support/register-ts.js'), '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed]: readonly unknown[] = await once(child.stdout, 'data');
    const url = String(printed).trim();
    expect(await answers(url)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'close');
    while (await answers(url)) await new Promise((resolve) => void setTimeout(resolve, 10));
  });
});

describe.each([
  ['2.3.0-beta.2', deployFaultProofs],
  ['1.12.0', deployOutputOracle],
  ['1.3.0', deployFirstGeneration],
] as const)('real contracts of SystemConfig %s', (version, deploy) => {
  it('are deployed behind proxies', async () => {
    const { SystemConfig: address } = await deploy(anvil().client);
    const abi = parseAbi(['function version() view returns (string)', 'function owner() view returns (address)']);
    expect(await anvil().client.readContract({ address, abi, functionName: 'version' })).toBe(version);
    expect(await anvil().client.readContract({ address, abi, functionName: 'owner' })).toBe(DEPLOYER);
  });
});

describe('the answer machine', () => {
  const getters: Getters = {
    'name() view returns (string)': 'a name that is longer than the 32 bytes of a word',
    'pair() view returns (address, uint64)': [DEPLOYER, 7n],
    'byType(uint32) view returns (uint256)': new Map([[1, 11n], [2, 22n]]),
    'raw() view returns (uint256)': returning('0x1234'),
    'huge() view returns (uint256)': returning('0x12', 100_000),
    'fails() view returns (uint256)': reverting('0xdeadbeef'),
  };
  const abi = parseAbi(['function name() view returns (string)', 'function pair() view returns (address, uint64)', 'function byType(uint32) view returns (uint256)', 'function none() view returns (uint256)']);
  const [one, two] = [addressOf('reverts'), addressOf('is empty')];
  beforeAll(async () => place(anvil().url, [[one, machineCode(getters)], [two, machineCode(getters, 'empty')]]));

  it.each([one, two])('answers what it is told (%s)', async (address) => {
    expect(await anvil().client.readContract({ address, abi, functionName: 'name' })).toBe('a name that is longer than the 32 bytes of a word');
    expect(await anvil().client.readContract({ address, abi, functionName: 'pair' })).toStrictEqual([DEPLOYER, 7n]);
    expect(await anvil().client.readContract({ address, abi, functionName: 'byType', args: [1] })).toBe(11n);
    expect(await anvil().client.readContract({ address, abi, functionName: 'byType', args: [2] })).toBe(22n);
  });

  it('reverts or is empty for what it is not told', async () => {
    const unknown = '0x12345678';
    expect(await call(anvil().url, one, unknown)).toMatchObject({ error: { code: 3, data: '0x' } });
    expect(await call(anvil().url, two, unknown)).toMatchObject({ result: '0x' });
    await expect(anvil().client.readContract({ address: one, abi, functionName: 'byType', args: [3] })).rejects.toThrow('reverted');
  });

  it('returns and reverts with any bytes', async () => {
    expect(await call(anvil().url, one, toFunctionSelector('raw()'))).toMatchObject({ result: '0x1234' });
    expect(await call(anvil().url, one, toFunctionSelector('huge()'))).toMatchObject({ result: untyped<string>(expect.stringMatching(/^0x12[0-9a-f]{199998}$/)) });
    expect(await call(anvil().url, one, toFunctionSelector('fails()'))).toMatchObject({ error: { code: 3, data: '0xdeadbeef' } });
  });

  it.each(releases)('stands for $name', async (release) => {
    const at = contractsOf(release);
    await place(anvil().url, machinesOf(release, at));
    const all = Object.entries(gettersOf(release, at)).flatMap(([name, each]) => Object.keys(each).map((signature) => ({ name, signature })));
    expect(await anvil().client.readContract({ address: at.SystemConfig, abi: parseAbi(['function version() view returns (string)']), functionName: 'version' })).toBe(release.SystemConfig);
    expect(await anvil().client.readContract({ address: at.DisputeGameFactory, abi: parseAbi(['function initBonds(uint32) view returns (uint256)']), functionName: 'initBonds', args: [1] })).toBe(VALUES.bonds[1]);
    expect(await anvil().client.getStorageAt({ address: at.SystemConfig, slot: '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103' })).toMatch(new RegExp(at.ProxyAdmin.slice(2), 'i'));
    expect(all.length).toBeGreaterThan(60);
  });

  it('has the getters of each release, as their number shows', () => {
    expect(Object.fromEntries(releases.map((each) => [each.name, Object.keys(gettersOf(each, contractsOf(each)).SystemConfig).length]))).toStrictEqual({
      'v1.8.0': 24, 'v2.0.0': 23, 'v3.0.0': 25, 'v4.0.0': 31, 'v4.1.0': 31, 'v5.0.0': 33, 'v6.0.0': 35, 'v7.0.0': 37, 'v8.0.0': 35,
    });
  });
});

const under = async (fault: Fault, ...calls: Parameters<typeof post>[1][]): ReturnType<typeof post> => {
  proxy().rule = () => fault;
  return post(proxy().url, ...(calls.length ? calls : [['eth_chainId'] as const]));
};
const at = (start: number, end: number): Seen => ({ index: 0, calls: [], path: '/', headers: {}, start, end });

describe('the fault proxy', () => {
  const chainId = `0x${SEPOLIA.toString(16)}`;

  it('passes on, and notes what it saw', async () => {
    expect(await under({}, ['eth_chainId'], ['eth_blockNumber'])).toMatchObject({ status: 200, body: [{ id: 1, result: chainId }, { id: 2 }] });
    expect(proxy().seen).toMatchObject([{ index: 0, path: '/', calls: [{ method: 'eth_chainId' }, { method: 'eth_blockNumber' }] }]);
    expect(proxy().seen[0]!.end).toBeGreaterThan(proxy().seen[0]!.start);
  });

  it('notes what is no JSON-RPC', async () => {
    await fetch(`${proxy().url}/0x12/0x34.json`);
    expect(proxy().seen).toMatchObject([{ path: '/0x12/0x34.json', calls: [] }]);
  });

  it('answers itself, with any status, headers and text', async () => {
    expect(await under({ answer: ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : undefined) }, ['eth_chainId'], ['net_version']))
      .toMatchObject({ body: [{ id: 1, result: '0x1' }, { id: 2, result: String(SEPOLIA) }] });
    proxy().rule = () => ({ status: 429, headers: { 'retry-after': '7' }, text: 'slow down' });
    const response = await fetch(proxy().url, { method: 'POST', body: '{"method":"eth_chainId"}' });
    expect([response.status, response.headers.get('retry-after'), await response.text()]).toStrictEqual([429, '7', 'slow down']);
  });

  it('delays, resets, truncates and hangs', async () => {
    const start = performance.now();
    await under({ delay: 60 });
    expect(performance.now() - start).toBeGreaterThan(55);
    await expect(under({ drop: 'reset' })).rejects.toThrow('fetch failed');
    await expect(under({ truncate: 12 })).rejects.toThrow('terminated');
    proxy().rule = () => ({ drop: 'hang' });
    await expect(fetch(proxy().url, { method: 'POST', body: '{"method":"eth_chainId"}', signal: AbortSignal.timeout(80) })).rejects.toThrow('timeout');
  });

  it('changes answers', async () => {
    expect(await under({ map: (answer) => ({ ...answer, result: '0x2' }) })).toMatchObject({ body: { result: '0x2' } });
  });

  it.each(keysOf(revertStyles))('reverts as %s does', async (style) => {
    const error = revertStyles[style]?.('0x');
    const address = addressOf('reverts');
    await place(anvil().url, [[address, machineCode({})]]);
    proxy().rule = () => ({ map: inStyle(style) });
    expect(await call(proxy().url, address, '0x12345678')).toStrictEqual(error ? { jsonrpc: '2.0', id: 1, error } : { jsonrpc: '2.0', id: 1, result: '0x' });
  });

  it('supports several calls at once in three ways', async () => {
    const client = createPublicClient({ transport: http(proxy().url, { retryCount: 0 }) });
    const address = contractsOf(releases[0]!).SystemConfig;
    const contracts = [{ address, abi: parseAbi(['function version() view returns (string)']), functionName: 'version' }] as const;
    const multicall = async (by: { deployless: true } | { multicallAddress: Address }): Promise<unknown> => client.multicall({ contracts, allowFailure: false, ...by }).catch(() => 'refused');
    const deployless = { deployless: true } as const;
    const multicall3 = { multicallAddress: MULTICALL3 } as const;
    await place(anvil().url, [...machinesOf(releases[0]!, contractsOf(releases[0]!)), [MULTICALL3, multicall3Code()]]);
    proxy().rule = nodeLike('geth', 'deployless');
    expect([await multicall(deployless), await multicall(multicall3)]).toStrictEqual([['2.3.0'], ['2.3.0']]);
    proxy().rule = nodeLike('geth', 'multicall3');
    expect([await multicall(deployless), await multicall(multicall3)]).toStrictEqual(['refused', ['2.3.0']]);
    proxy().rule = nodeLike('geth', 'batch');
    expect([await multicall(deployless), await client.getCode({ address: MULTICALL3 })]).toStrictEqual(['refused', undefined]);
  });

  it('counts round trips', () => {
    expect(roundTrips([])).toBe(0);
    expect(roundTrips([at(0, 5), at(1, 4), at(2, 6)])).toBe(1);
    expect(roundTrips([at(0, 5), at(5, 9), at(6, 8), at(10, 11)])).toBe(3);
  });
});

if (hasState) {
  describe('the state of op-deployer', () => {
    it('becomes the first block of an L1', async () => {
      const state = readState();
      const l1 = await startL1(state.appliedIntent.l1ChainID, accountsOf(state));
      try {
        const abi = parseAbi(['function version() view returns (string)']);
        expect(await l1.client.readContract({ address: state.opChainDeployments[0].SystemConfigProxy!, abi, functionName: 'version' })).toBe('3.11.0');
        expect(await l1.client.getChainId()).toBe(1337);
      } finally {
        await l1.stop();
      }
    });
  });
}
