import { padHex, type Hex } from 'viem';
import { SEPOLIA, place, startAnvil } from './support/anvil';
import { startFaultProxy, type RpcAnswer, type RpcCall } from './support/fault-proxy';
import { placeChain } from './support/networks';
import { bytesOf, outcomeOf, rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { VALUES, addressOf, type Contracts } from './support/releases';
import { discoverContracts, type DiscoverOptions, type Lock } from '../../src/discovery';
import { checksumAddress } from '../../src/keys';
import { rollup } from '../support/fixtures';

const IMPLEMENTATION: Hex = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const predeploy = (end: string): Hex => `0x42000000000000000000000000000000000000${end}`;

quiet();
const l1 = perFile(async () => startAnvil());
const l2 = perFile(async () => startAnvil(VALUES.chainId));
const l2Proxy = perFile(async () => startFaultProxy(l2().url));
const opNode = perFile(async () => startFaultProxy());

let at: Contracts;
/** The rollup.json of the chain, as its op-node tells it. */
let config: typeof rollup;
beforeAll(async () => {
  at = await placeChain(l1().url, 'op-node');
  const [ofL1, ofL2] = await Promise.all([l1(), l2()].map(async ({ client }) => client.getBlock({ blockNumber: 0n })));
  config = {
    ...rollup, l1_chain_id: SEPOLIA, l2_chain_id: VALUES.chainId, l1_system_config_address: at.SystemConfig, deposit_contract_address: at.OptimismPortal,
    genesis: { ...rollup.genesis, l1: { hash: ofL1!.hash, number: 0 }, l2: { hash: ofL2!.hash, number: 0 } },
  };
  await place(l2().url, [
    // Every predeploy has the code of a proxy; there is something behind some of them only.
    ...['07', '10', '15', '16', '23'].map((end): [string, Hex, Record<Hex, Hex>] => [predeploy(end), '0x00', ['07', '10', '15', '16'].includes(end) ? { [IMPLEMENTATION]: padHex(addressOf(end)) } : {}]),
    [predeploy('06'), '0x01'],
  ]);
});
beforeEach(() => {
  l2Proxy().reset();
  opNode().reset(() => ({ answer: opNodeAnswers }));
});

/** What an op-node answers: it has methods of its own, and none of an execution node. */
const answersOf = (rollupConfig: unknown) => ({ method }: RpcCall): Omit<RpcAnswer, 'id'> | undefined =>
  ({ optimism_rollupConfig: { result: rollupConfig }, optimism_version: { result: 'v1.19.0' } } as Readonly<Record<string, Omit<RpcAnswer, 'id'>>>)[method];
const opNodeAnswers = (call: RpcCall): Omit<RpcAnswer, 'id'> | undefined => answersOf(config)(call);
const read = async (more: Partial<DiscoverOptions> = {}): Promise<Lock> => discoverContracts({ l1: l1().url, opNode: opNode().url, block: 'latest', retries: 0, ...more });

describe('a running op-node', () => {
  it('is enough to find the whole chain, batch inbox included', async () => {
    const { lock, warnings } = await outcomeOf({ l1: l1().url, opNode: opNode().url, block: 'latest' });
    const direct = await discoverContracts({ l1: l1().url, systemConfig: at.SystemConfig, block: 'latest' });
    expect(lock).toMatchObject({ ...direct, provenance: expect.anything() });
    expect(lock.batchInboxAddr).toBe(checksumAddress(rollup.batch_inbox_address));
    expect(lock.provenance).toMatchObject({ batchInboxAddr: 'rollup-config', systemConfigAddr: 'rollup-config', 'settings.gasLimit': 'on-chain:SystemConfig.gasLimit' });
    expect(warnings).toStrictEqual([]);
  });

  it('says the same as its rollup.json in a file', async () => {
    expect(bytesOf(await read({ opNode: undefined, rollupConfig: config }))).toBe(bytesOf(await read()));
  });

  it('is told from an execution node that stands in its place', async () => {
    expect(await rejection(read({ l1: opNode().url }))).toMatchObject({ code: 'NOT_AN_EXECUTION_RPC', prop: 'l1' });
    expect(await rejection(read({ l2: opNode().url }))).toMatchObject({ code: 'NOT_AN_EXECUTION_RPC', prop: 'l2' });
    expect(await rejection(read({ opNode: l1().url }))).toMatchObject({ code: 'NOT_AN_OP_NODE', prop: 'opNode' });
  });

  it.each([['an empty object', {}], ['a text', 'rollup'], ['null', null], ['a config without genesis', { ...rollup, genesis: undefined }], ['a config with a broken address', { ...rollup, l1_system_config_address: '0x12' }]])('that answers with %s is an error', async (_name, answer) => {
    opNode().rule = () => ({ answer: answersOf(answer) });
    expect((await rejection(read())).code).toMatch(/^NOT_AN_OP_NODE$|^INVALID_ROLLUP_CONFIG$/);
  });

  it.each([[{ drop: 'reset' }, 'RPC_UNAVAILABLE'], [{ status: 429 }, 'RPC_RATE_LIMITED'], [{ status: 401 }, 'RPC_UNAUTHORIZED'], [{ drop: 'hang' }, 'RPC_TIMEOUT'], [{ text: '<html>' }, 'RPC_UNAVAILABLE']] as const)('in trouble is an endpoint in trouble (%j)', async (fault, code) => {
    opNode().rule = () => fault;
    expect(await rejection(read({ requestTimeout: 80 }))).toMatchObject({ code, prop: 'opNode' });
  });

  it('does when the first of two does not answer', async () => {
    expect((await read({ opNode: ['http://127.0.0.1:1', opNode().url] })).batchInboxAddr).toBeDefined();
  });
});

describe('a rollup.json of another chain', () => {
  it('is found out by the first block of the L1', async () => {
    const other = { ...config, genesis: { ...config.genesis, l1: { hash: `0x${'5'.repeat(64)}`, number: 0 } } };
    expect(await rejection(read({ opNode: undefined, rollupConfig: other }))).toMatchObject({ code: 'L1_CHAIN_MISMATCH' });
  });

  it('is found out by the first block of the L2', async () => {
    const other = { ...config, genesis: { ...config.genesis, l2: { hash: `0x${'5'.repeat(64)}`, number: 0 } } };
    expect(await rejection(read({ opNode: undefined, rollupConfig: other, l2: l2().url }))).toMatchObject({ code: 'L2_CHAIN_MISMATCH' });
  });

  it('is found out by its chain ids', async () => {
    expect(await rejection(read({ opNode: undefined, rollupConfig: { ...config, l1_chain_id: 1 } }))).toMatchObject({ code: 'L1_CHAIN_MISMATCH' });
    expect(await rejection(read({ opNode: undefined, rollupConfig: { ...config, l2_chain_id: 10 } }))).toMatchObject({ code: 'L2_CHAIN_MISMATCH' });
    expect(await rejection(read({ l2: l2().url, opNode: undefined, systemConfig: at.SystemConfig, chainId: 7 }))).toMatchObject({ code: 'L2_CHAIN_MISMATCH' });
  });

  it('has a portal that the SystemConfig does not have: a conflict, with both values', async () => {
    const other = addressOf('the other portal');
    const outcome = await outcomeOf({ l1: l1().url, rollupConfig: { ...config, deposit_contract_address: other }, block: 'latest' });
    const { message } = outcome.warnings.find(({ code }) => code === 'CONTRACT_CONFLICT')!;
    expect(message).toContain(other);
    expect(message).toContain(at.OptimismPortal);
    expect(outcome.lock.optimismPortalAddr).toBe(other);
  });

  it('has a SystemConfig that is not the one by hand: a conflict, with both values', async () => {
    const other = await placeChain(l1().url, 'op-node, other');
    const outcome = await outcomeOf({ l1: l1().url, rollupConfig: { ...config, deposit_contract_address: other.OptimismPortal }, systemConfig: other.SystemConfig, block: 'latest' });
    const conflict = outcome.warnings.find(({ code }) => code === 'CONTRACT_CONFLICT')!;
    expect(conflict.message).toContain(other.SystemConfig);
    expect(conflict.message).toContain(at.SystemConfig);
    expect(outcome.lock.systemConfigAddr).toBe(other.SystemConfig);
  });
});

describe('an L2', () => {
  it('tells its predeploys by what is behind the proxies, and not by their code', async () => {
    expect((await read({ l2: l2().url })).predeploys).toStrictEqual({
      L2CrossDomainMessenger: predeploy('07'), L2StandardBridge: predeploy('10'), L1Block: predeploy('15'), L2ToL1MessagePasser: predeploy('16'), WETH: predeploy('06'),
    });
  });

  it('of another chain is found out', async () => {
    expect(await rejection(read({ l2: l1().url }))).toMatchObject({ code: 'L2_CHAIN_MISMATCH', prop: 'l2' });
  });

  it('takes a request for its id, and few more for all the rest', async () => {
    await read({ l2: l2Proxy().url });
    expect(l2Proxy().seen.length).toBeLessThanOrEqual(3);
  });

  it('names the chain where no contract does', async () => {
    const { SystemConfig } = await placeChain(l1().url, 'nameless', { SystemConfig: { 'l2ChainId() view returns (uint256)': 0n }, DisputeGameFactory: { 'gameImpls(uint32) view returns (address)': new Map([[0, addressOf('eoa')]]) } });
    expect((await read({ opNode: undefined, systemConfig: SystemConfig, l2: l2().url })).chainId).toBe(VALUES.chainId);
  });

  it.each([[{ drop: 'reset' }, 'RPC_UNAVAILABLE'], [{ status: 429 }, 'RPC_RATE_LIMITED'], [{ drop: 'hang' }, 'RPC_TIMEOUT']] as const)('in trouble is an endpoint in trouble, and never one without predeploys (%j)', async (fault, code) => {
    for (const from of [0, 1]) {
      l2Proxy().reset(({ index }) => (index < from ? undefined : fault));
      expect(await rejection(read({ l2: l2Proxy().url, requestTimeout: 500 }))).toMatchObject({ code, prop: 'l2' });
    }
  });
});
