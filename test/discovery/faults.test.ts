import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zeroAddress } from 'viem';
import { SEPOLIA, place, startAnvil } from './support/anvil';
import { expectedOf } from './support/expected';
import { startFaultProxy, type Fault, type Rule } from './support/fault-proxy';
import { nodeLike, transports } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain, release, versionOnly } from './support/networks';
import { bytesOf, outcomeOf, rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { VALUES, addressOf, type Contracts } from './support/releases';
import { discoverContracts, discoveryCodes, refreshLock, writeLock, type DiscoverOptions, type Lock } from '../../src/discovery';
import { rollup } from '../support/fixtures';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));

const versioned = addressOf('only a version');
let at: Contracts;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'discovery-'));
  at = await placeChain(anvil().url, 'faults');
  await place(anvil().url, [[MULTICALL3, multicall3Code()], [versioned, versionOnly]]);
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => proxy().reset());

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const read = async (more: Partial<DiscoverOptions> = {}): Promise<Lock> => discoverContracts({ l1: proxy().url, systemConfig: at.SystemConfig, block: 'latest', retries: 0, ...more });
/** A discovery while the endpoint is in trouble: always, or with one method only. */
const under = (fault: Fault, method?: string, more: Partial<DiscoverOptions> = {}) => async (): Promise<Lock> => {
  proxy().rule = ({ calls }) => (method === undefined || calls.some((call) => call.method === method) ? fault : undefined);
  return read(more);
};
const rpcError = (code: number, message: string, data?: unknown): Fault => ({ answer: () => ({ error: { code, message, data } }) });
const ofChain = (id: number): Fault => ({ answer: ({ method }) => (method === 'eth_chainId' ? { result: `0x${id.toString(16)}` } : undefined) });
const stale = (): Lock => ({
  schema: 1, chainId: VALUES.chainId, l1ChainId: SEPOLIA, systemConfigAddr: at.SystemConfig, block: { number: 1, hash: `0x${'a'.repeat(64)}`, timestamp: 1_700_000_000 },
  provenance: { chainId: 'on-chain:SystemConfig.l2ChainId', l1ChainId: 'explicit', systemConfigAddr: 'explicit' },
});

type Case = readonly [code: (typeof discoveryCodes)[number], title: string, act: () => Promise<unknown>];

const errors: readonly Case[] = [
  ['ADDRESS_MALFORMED', 'an address that is none', async () => read({ systemConfig: '0x1234' })],
  ['ADDRESS_MALFORMED', 'an address whose checksum is wrong', async () => read({ systemConfig: at.SystemConfig.replace(/[a-f]/, (digit) => digit.toUpperCase()) })],
  ['ADDRESS_MALFORMED', 'another contract that is none', async () => read({ contractAddresses: { optimismPortalAddr: 'portal' } })],
  ['INVALID_OPTION', 'an endpoint that is no URL', async () => read({ l1: 'localhost:8545' })],
  ['INVALID_OPTION', 'an endpoint of another protocol', async () => read({ l1: 'ws://127.0.0.1:8546' })],
  ['INVALID_OPTION', 'no endpoint at all', async () => read({ l1: [] })],
  ['INVALID_OPTION', 'less than no retries', async () => read({ retries: -1 })],
  ['INVALID_OPTION', 'no time', async () => read({ timeout: 0 })],
  ['UNUSED_ENDPOINT', 'an endpoint for a method that asks none', async () => read({ method: 'manual' })],
  ['FILE_NOT_READ', 'a file that is not there', async () => read({ rollupConfig: join(folder, 'none.json') })],
  ['INVALID_JSON', 'a file that is no JSON', async () => read({ rollupConfig: file('broken.json', '{') })],
  ['INVALID_ROLLUP_CONFIG', 'a rollup.json that is none', async () => read({ rollupConfig: file('rollup.json', '{}') })],
  ['INVALID_OP_DEPLOYER_STATE', 'a state that is none', async () => read({ opDeployerState: file('state.json', '{}') })],
  ['INVALID_REGISTRY', 'a registry that is none', async () => discoverContracts({ method: 'superchain-registry', registry: file('registry.toml', 'name = '), chainId: 10 })],
  ['UNKNOWN_CHAIN', 'a name that nobody knows', async () => read({ networkName: 'nonesuch-mainnet' })],
  ['DROPPED_CHAIN', 'a chain that is no longer built in', async () => read({ networkName: 'base-mainnet' })],

  ['RPC_UNAVAILABLE', 'nobody listens', async () => read({ l1: 'http://127.0.0.1:1' })],
  ['RPC_UNAVAILABLE', 'connections are reset', under({ drop: 'reset' })],
  ['RPC_UNAVAILABLE', 'connections are reset at calls only', under({ drop: 'reset' }, 'eth_call')],
  ['RPC_UNAVAILABLE', 'status 503', under({ status: 503, text: 'Service Unavailable' })],
  ['RPC_UNAVAILABLE', 'status 503 at calls only', under({ status: 503 }, 'eth_call')],
  ['RPC_UNAVAILABLE', 'status 404', under({ status: 404, text: 'not found' })],
  ['RPC_UNAVAILABLE', 'a web page', under({ text: '<html>Welcome</html>' })],
  ['RPC_UNAVAILABLE', 'answers that break off', under({ truncate: 20 }, 'eth_call')],
  ['RPC_UNAVAILABLE', 'answers that are none to JSON-RPC', under({ text: '[]' })],
  ['RPC_UNAVAILABLE', 'an internal error, which clients take for a revert', under(rpcError(-32603, 'Internal error'), 'eth_call')],
  ['RPC_UNAVAILABLE', 'an internal error that speaks of reverts', under(rpcError(-32603, 'execution reverted: internal'), 'eth_call')],
  ['RPC_UNAVAILABLE', 'a block that is none', under({ answer: ({ method }) => (method === 'eth_getBlockByNumber' ? { result: { number: 'one' } } : undefined) })],
  ['RPC_RATE_LIMITED', 'status 429', under({ status: 429, headers: { 'retry-after': '1' }, text: 'Too Many Requests' })],
  ['RPC_RATE_LIMITED', 'status 429 at calls only', under({ status: 429 }, 'eth_call')],
  ['RPC_RATE_LIMITED', 'the code of a limit', under(rpcError(-32005, 'limit exceeded'))],
  ['RPC_RATE_LIMITED', 'the code of a limit at calls only', under(rpcError(-32005, 'limit exceeded'), 'eth_call')],
  ['RPC_UNAUTHORIZED', 'status 401', under({ status: 401, text: 'Unauthorized' })],
  ['RPC_UNAUTHORIZED', 'status 403 at calls only', under({ status: 403, text: 'Forbidden' }, 'eth_call')],
  ['RPC_TIMEOUT', 'no answer', under({ drop: 'hang' }, undefined, { requestTimeout: 100 })],
  ['RPC_TIMEOUT', 'no answer to calls', under({ drop: 'hang' }, 'eth_call', { requestTimeout: 100 })],
  ['RPC_TIMEOUT', 'no end in time', under({ delay: 120 }, undefined, { timeout: 200 })],
  ['STATE_UNAVAILABLE', 'a state that is pruned', under(rpcError(-32000, 'missing trie node 1234 (path ) state 0x12 is not available'), 'eth_call')],
  ['STATE_UNAVAILABLE', 'a header that is not found', under(rpcError(-32000, 'header not found'), 'eth_call')],
  ['STATE_UNAVAILABLE', 'a block that the node does not have', async () => read({ block: 999_999_999 })],
  ['NOT_AN_EXECUTION_RPC', 'an op-node where the L1 goes', under({ answer: ({ method }) => (method === 'eth_chainId' ? { error: { code: -32601, message: 'the method eth_chainId does not exist/is not available' } } : undefined) })],
  ['NOT_AN_OP_NODE', 'an execution node where the op-node goes', async () => read({ opNode: anvil().url })],
  ['DISCOVERY_ABORTED', 'the user has stopped it', async () => read({ signal: AbortSignal.abort() })],

  ['L1_CHAIN_MISMATCH', 'an L1 that is not the expected one', async () => read({ l1ChainId: 1 })],
  ['L1_CHAIN_MISMATCH', 'an L1 that rollup.json does not speak of', async () => read({ rollupConfig: { ...rollup, l1_chain_id: 1, l1_system_config_address: at.SystemConfig, deposit_contract_address: at.OptimismPortal } })],
  ['L1_CHAIN_MISMATCH', 'an endpoint that lies', under(ofChain(1), undefined, { l1ChainId: SEPOLIA })],
  ['L2_CHAIN_MISMATCH', 'a chain that is not the expected one', async () => read({ chainId: 10 })],
  ['L2_CHAIN_MISMATCH', 'an L2 of another chain', async () => read({ l2: anvil().url })],
  ['NO_CODE', 'an address without a contract', async () => read({ systemConfig: addressOf('nothing is here') })],
  ['NOT_SYSTEM_CONFIG', 'an address with another contract', async () => read({ systemConfig: at.OptimismPortal })],
  ['NOT_SYSTEM_CONFIG', 'a contract that answers to its version only', async () => read({ systemConfig: versioned })],
  ['PORTAL_NO_CODE', 'a portal that is none', async () => read({ systemConfig: (await placeChain(anvil().url, 'portal without code', { SystemConfig: { 'optimismPortal() view returns (address)': addressOf('no portal') } })).SystemConfig })],
  ['PORTAL_MISMATCH', 'a portal of another chain', async () => read({ systemConfig: (await placeChain(anvil().url, 'portal of another', { SystemConfig: { 'optimismPortal() view returns (address)': at.OptimismPortal } })).SystemConfig })],
  ['INVALID_VALUE', 'a value by hand that can be none', async () => read({ contractAddresses: { respectedGameType: -1 } })],
  ['INCOMPLETE_LOCK', 'sources that do not say which chain it is', async () => discoverContracts({ method: 'manual', contractAddresses: { systemConfigAddr: at.SystemConfig } })],
  ['LOCK_MISSING', 'a frozen lock that is not there', async () => refreshLock(join(folder, 'none.lock.json'), { l1: proxy().url, frozen: true })],
  ['LOCK_STALE', 'a frozen lock that is too old', async () => {
    const path = join(folder, 'stale.lock.json');
    writeLock(path, stale());
    return refreshLock(path, { l1: proxy().url, frozen: true });
  }],
];

/** A rollup.json of the chain, whose first block the L1 has. */
async function rollupOf(over: object = {}): Promise<object> {
  const block = await anvil().client.getBlock({ blockNumber: 0n });
  return { ...rollup, genesis: { ...rollup.genesis, l1: { hash: block.hash, number: 0 } }, l2_chain_id: VALUES.chainId, l1_system_config_address: at.SystemConfig, deposit_contract_address: at.OptimismPortal, ...over };
}

const warned: readonly Case[] = [
  ['CONTRACT_CONFLICT', 'a source that says another thing than the chain', async () => outcomeOf({ l1: proxy().url, block: 'latest', systemConfig: at.SystemConfig, contractAddresses: { disputeGameFactoryAddr: VALUES.wrong } })],
  ['ENDPOINT_SKIPPED', 'an endpoint of several that does not answer', async () => outcomeOf({ l1: ['http://127.0.0.1:1', proxy().url], block: 'latest', systemConfig: at.SystemConfig })],
  ['PORTAL_UNKNOWN', 'a SystemConfig that does not know its portal', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'no portal', { SystemConfig: Object.fromEntries(['optimismPortal', 'l1StandardBridge', 'l1CrossDomainMessenger'].map((name) => [`${name}() view returns (address)`, zeroAddress])) });
    return outcomeOf({ l1: proxy().url, block: 'latest', systemConfig: SystemConfig, chainId: VALUES.chainId });
  }],
  ['NO_GAME_IMPLEMENTATION', 'a respected game that the factory does not have', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'no game', { OptimismPortal: { 'respectedGameType() view returns (uint32)': 8 } });
    return outcomeOf({ l1: proxy().url, block: 'latest', systemConfig: SystemConfig });
  }],
  ['GENESIS_NOT_CHECKED', 'a first block that the L1 no longer has', async () => outcomeOf({ l1: proxy().url, block: 'latest', rollupConfig: await rollupOf({ genesis: { ...rollup.genesis, l1: { hash: `0x${'1'.repeat(64)}`, number: 777 } } }) })],
  ['GENESIS_NOT_CHECKED', 'a first block that the L1 says it has pruned', async () => {
    proxy().reset(() => ({ answer: ({ method, params }) => (method === 'eth_getBlockByNumber' && params?.[0] === '0x30a' ? { error: { code: 4444, message: 'pruned history unavailable' } } : undefined) }));
    return outcomeOf({ l1: proxy().url, block: 'latest', rollupConfig: await rollupOf({ genesis: { ...rollup.genesis, l1: { hash: `0x${'2'.repeat(64)}`, number: 778 } } }) });
  }],
  ['BATCH_INBOX_UNKNOWN', 'a batch inbox that only the SystemConfig speaks of', async () => outcomeOf({ l1: proxy().url, block: 'latest', systemConfig: (await placeChain(anvil().url, 'inbox', { SystemConfig: { 'batchInbox() view returns (address)': addressOf('an inbox') } })).SystemConfig })],
  ['NOT_READ_ON_CHAIN', 'no L1 to ask', async () => outcomeOf({ rollupConfig: await rollupOf() })],
];

describe('what goes wrong is said by its code', () => {
  it.each(errors)('%s: %s', async (code, _title, act) => {
    const error = await rejection(act());
    expect(error.problems.map((problem) => problem.code)).toContain(code);
    expect(error.code).toBe(code);
    for (const problem of error.problems) expect(problem.hint).toMatch(/^[A-Z].{15}/);
  });

  it.each(warned)('%s: %s', async (code, _title, act) => {
    expect(await act()).toMatchObject({ warnings: expect.arrayContaining([expect.objectContaining({ code })]) });
  });

  it('has a case for every code', () => {
    expect(new Set([...errors, ...warned].map(([code]) => code))).toStrictEqual(new Set(discoveryCodes));
  });

  it('asks nobody when an input is wrong', async () => {
    for (const options of [{ systemConfig: '0x12' }, { retries: -1 }, { networkName: 'nonesuch' }, { contractAddresses: { disputeGameFactoryAddr: 'x' } }]) await rejection(read(options));
    expect(proxy().seen).toHaveLength(0);
  });
});

describe('an outage is never taken for an old contract', () => {
  const troubles: Readonly<Record<string, Fault>> = {
    reset: { drop: 'reset' }, '503': { status: 503 }, '429': { status: 429 }, truncated: { truncate: 9 }, 'internal error': rpcError(-32603, 'Internal error'), limit: rpcError(-32005, 'limit exceeded'),
  };
  const kinds = transports.flatMap((transport) => Object.entries(troubles).map(([trouble, fault]) => ({ transport, trouble, fault }))).filter(({ transport, trouble }) => transport === 'deployless' || ['503', 'internal error'].includes(trouble));
  it.each(kinds)('whichever request fails for good ($trouble, $transport)', async ({ transport, fault }) => {
    const node = nodeLike('geth', transport);
    proxy().reset(node);
    expect(await read()).toMatchObject(expectedOf(release, at));
    const count = proxy().seen.length;
    for (let index = 0; index < count; index += 1) {
      proxy().reset((request) => (request.index < index ? node(request) : fault));
      expect(await rejection(read({ retries: 0 }))).toMatchObject({ code: expect.stringMatching(/^RPC_/) });
    }
    expect(count).toBeGreaterThan(4);
  });

  it.each(kinds)('and the next try makes it good ($trouble, $transport)', async ({ transport, fault }) => {
    const node = nodeLike('geth', transport);
    proxy().reset(node);
    const whole = bytesOf(await read());
    const count = proxy().seen.length;
    const bytes = await Promise.all(Array.from({ length: count }, async (_, broken) => {
      const own = await startFaultProxy(anvil().url);
      own.rule = (request) => (request.index === broken ? fault : node(request));
      try {
        return bytesOf(await read({ l1: own.url, retries: 2 }));
      } finally {
        await own.stop();
      }
    }));
    expect(bytes).toStrictEqual(Array.from({ length: count }, () => whole));
  });

  it.each([
    ...[[-32603, 'Internal error'], [-32005, 'limit exceeded'], [-32000, 'missing trie node']].map(([code, message]) => rpcError(Number(code), String(message))),
    ...[null, 'hello', '0x1', 5, {}].map((result): Fault => ({ answer: () => ({ result }) })),
  ])('when one call of a batch fails for good', async (fault) => {
    const node = nodeLike('geth', 'batch');
    proxy().reset(node);
    const whole = bytesOf(await read());
    const calls = proxy().seen.flatMap((each) => each.calls.filter(({ method }) => method === 'eth_call'));
    const chosen = calls.filter((_, index) => index % 13 === 0);
    for (const { params } of chosen) {
      const broken = JSON.stringify(params);
      const rule: Rule = (request) => ({ ...node(request), answer: (call) => (JSON.stringify(call.params) === broken ? fault.answer?.(call) : node(request)?.answer?.(call)) });
      proxy().reset(rule);
      const outcome = await read({ retries: 0 }).then(bytesOf, ({ code }: { code: string }) => code);
      expect(outcome === whole || /^RPC_|^STATE_/.test(outcome)).toBe(true);
    }
    expect(chosen.length).toBeGreaterThan(5);
  });
});
