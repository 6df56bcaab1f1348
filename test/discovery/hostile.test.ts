import { concatHex, encodeAbiParameters, encodeErrorResult, numberToHex, pad, padHex, parseAbi, toFunctionSelector, type Address, type Hex } from 'viem';
import { place, startAnvil } from './support/anvil';
import { returning, reverting, type Getters, type RawAnswer } from './support/answer-machine';
import { startFaultProxy } from './support/fault-proxy';
import { nodeLike, transports } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain, release } from './support/networks';
import { everythingIn, outcomeOf, rejection, type Outcome } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { VALUES, addressOf, contractsOf, gettersOf, type ContractName } from './support/releases';
import { OpStackError } from '../../src';
import { discoverContracts } from '../../src/discovery';
import { keysOf } from '../../src/kube';
import { untyped } from '../support/fixtures';

quiet();
const anvil = perFile(async () => startAnvil());
const proxy = perFile(async () => startFaultProxy(anvil().url));
const trap = perFile(async () => startFaultProxy());

beforeAll(async () => place(anvil().url, [[MULTICALL3, multicall3Code()]]));
beforeEach(() => {
  proxy().reset();
  trap().reset();
});

/** A discovery of a chain some of whose contracts answer otherwise: what it found, or the error that says why not. */
async function attempt(name: string, over: Partial<Record<ContractName, Getters>>, retries = 0): Promise<Outcome | OpStackError> {
  const { SystemConfig } = await placeChain(anvil().url, name, over);
  return outcomeOf({ l1: proxy().url, systemConfig: SystemConfig, block: 'latest', retries, timeout: 20_000 }).catch((error: unknown) => {
    if (error instanceof OpStackError) return error;
    throw error;
  });
}

/** As {@link attempt}; fails when it was not successful. */
async function found(name: string, over: Partial<Record<ContractName, Getters>>): Promise<Outcome> {
  const outcome = await attempt(name, over);
  if (outcome instanceof OpStackError) throw outcome;
  return outcome;
}

/** A getter's answer is replaced in every contract. */
function everywhere(answer: RawAnswer): Partial<Record<ContractName, Getters>> {
  const own = gettersOf(release, contractsOf(release));
  return Object.fromEntries(keysOf(own).map((name) => [name, Object.fromEntries(Object.entries(own[name]).map(([signature, given]) => [signature, given instanceof Map ? new Map([...given.keys()].map((key) => [key, answer])) : answer]))]));
}

const GAS_LIMIT = 'gasLimit() view returns (uint64)';
const VERSION = 'version() view returns (string)';
const OWNER = 'owner() view returns (address)';
const BATCHER = 'batcherHash() view returns (bytes32)';
const CHAIN_ID = 'l2ChainId() view returns (uint256)';

/** A request that a client would make: the one who asks for it has to be the contract that was called. */
const offchain = (url: string, sender: Address): RawAnswer => reverting(encodeErrorResult({
  abi: parseAbi(['error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData)']),
  args: [sender, [`${url}/{sender}/{data}`, url], '0x1234', toFunctionSelector('callback()'), '0x'],
}));

describe('a contract that asks for a request to elsewhere', () => {
  const contracts = ['SystemConfig', 'OptimismPortal', 'DisputeGameFactory', 'PermissionedDisputeGame', 'SuperchainConfig'] as const;

  it.each(transports.flatMap((transport) => contracts.map((contract) => ({ transport, contract }))))('is not followed ($contract, $transport)', async ({ transport, contract }) => {
    proxy().rule = nodeLike('anvil', transport);
    const name = `offchain ${contract} ${transport}`;
    const own = everywhere(offchain(trap().url, contractsOf(release, name)[contract]))[contract]!;
    await attempt(name, { [contract]: own });
    expect(proxy().seen.length).toBeGreaterThan(2);
    expect(trap().seen).toStrictEqual([]);
  });

  it('is not followed at a getter that is wanted', async () => {
    expect(await attempt('offchain gas limit', { SystemConfig: { [GAS_LIMIT]: offchain(trap().url, contractsOf(release, 'offchain gas limit').SystemConfig) } })).toMatchObject({ code: 'NOT_SYSTEM_CONFIG' });
    expect(trap().seen).toStrictEqual([]);
  });
});

describe('answers of the wrong shape', () => {
  const shapes: Readonly<Record<string, RawAnswer>> = {
    'one byte': returning('0x01'),
    'no byte': returning('0x'),
    'half a word': returning(pad('0x01', { size: 16 })),
    'all bits set': returning(`0x${'f'.repeat(64)}`),
    'a text far away': returning(concatHex([numberToHex(2n ** 255n, { size: 32 }), numberToHex(1, { size: 32 })])),
    'a text that points to itself': returning(concatHex([numberToHex(0, { size: 32 }), numberToHex(0, { size: 32 })])),
    'a text longer than memory': returning(concatHex([numberToHex(32, { size: 32 }), numberToHex(2n ** 200n, { size: 32 })])),
    'a text of 4 GB': returning(concatHex([numberToHex(32, { size: 32 }), numberToHex(2n ** 32n, { size: 32 })])),
    'a panic': reverting(concatHex(['0x4e487b71', numberToHex(0x11, { size: 32 })])),
    'an error of its own': reverting('0xdeadbeef'),
    'an error that is cut off': reverting('0x08c379a0'),
  };

  it.each(Object.entries(shapes))('%s everywhere: this is no SystemConfig', async (name, shape) => {
    const outcome = await attempt(`everywhere ${name}`, everywhere(shape));
    expect(outcome).toBeInstanceOf(OpStackError);
    expect(outcome).toMatchObject({ code: expect.stringMatching(/^NOT_SYSTEM_CONFIG$|^PORTAL_NO_CODE$|^INCOMPLETE_LOCK$/) });
  });

  const words = ['one byte', 'half a word', 'all bits set', 'an error of its own'];
  const texts = [...words, 'a text far away', 'a text that points to itself', 'a text longer than memory', 'a text of 4 GB', 'a panic', 'an error that is cut off'];
  const optional: readonly (readonly [contract: ContractName, getter: string, paths: readonly string[], shapes: readonly string[]])[] = [
    ['SystemConfig', VERSION, ['versions.SystemConfig'], texts],
    ['OptimismPortal', VERSION, ['versions.OptimismPortal'], texts],
    ['SuperchainConfig', VERSION, ['versions.SuperchainConfig'], texts],
    ['SystemConfig', OWNER, ['settings.systemConfigOwnerAddr'], words],
    ['SystemConfig', 'eip1559Denominator() view returns (uint32)', ['settings.eip1559Denominator'], words],
    ['SystemConfig', 'l1ERC721Bridge() view returns (address)', ['l1Erc721BridgeAddr', 'versions.L1ERC721Bridge'], words],
  ];
  it.each(optional.flatMap(([contract, getter, paths, names]) => names.map((shape) => ({ contract, getter, paths, shape }))))('$shape at $contract.$getter: only that is missing', async ({ contract, getter, paths, shape }) => {
    const [whole, part] = [await found('whole', {}), await found(`${contract} ${getter} ${shape}`, { [contract]: { [getter]: shapes[shape] } })];
    expect(Object.keys(whole.lock.provenance).filter((each) => !(each in part.lock.provenance))).toStrictEqual(paths);
  });

  it.each([
    ['an address with more than 20 bytes', { [OWNER]: returning(`0x01${'0'.repeat(22)}${VALUES.owner.slice(2)}`) }, 'settings.systemConfigOwnerAddr'],
    ['a number that is too large', { 'basefeeScalar() view returns (uint32)': returning(numberToHex(2n ** 32n, { size: 32 })) }, 'settings.baseFeeScalar'],
  ] as const)('%s is not cut to fit', async (name, over, path) => {
    const { lock } = await found(name, { SystemConfig: over });
    // The scalar is also in the old, packed form, from which it may come.
    expect([undefined, 'on-chain:SystemConfig.scalar']).toContain(lock.provenance[path]);
  });

  it('a batcher that is no address is none', async () => {
    const { lock } = await found('batcher', { SystemConfig: { [BATCHER]: `0x01${'0'.repeat(22)}${VALUES.batcher.slice(2)}` } });
    expect(lock.settings).toHaveProperty('gasLimit');
    expect(lock.settings).not.toHaveProperty('batcherAddr');
  });

  it('zero is not an address', async () => {
    const zero = { [BATCHER]: `0x${'0'.repeat(64)}`, [OWNER]: `0x${'0'.repeat(40)}`, 'l1ERC721Bridge() view returns (address)': `0x${'0'.repeat(40)}` };
    const { lock } = await found('zero', { SystemConfig: zero });
    expect(JSON.stringify(lock)).not.toContain('0x0000000000000000000000000000000000000000');
    expect(lock.provenance).not.toHaveProperty('settings.batcherAddr');
  });

  it('the largest gas limit is kept to the digit', async () => {
    expect((await found('gas limit', { SystemConfig: { [GAS_LIMIT]: 2n ** 64n - 1n } })).lock.settings?.gasLimit).toBe('18446744073709551615');
  });

  it.each([2n ** 53n, 2n ** 256n - 1n])('a chain id of %s is none', async (id) => {
    expect(await attempt(`chain id ${id}`, { SystemConfig: { [CHAIN_ID]: id } })).toMatchObject({ code: 'INVALID_VALUE', prop: 'chainId' });
  });

  it('a chain id of zero is that of the games', async () => {
    const { lock } = await found('chain id 0', { SystemConfig: { [CHAIN_ID]: 0n } });
    expect([lock.chainId, lock.provenance.chainId]).toStrictEqual([VALUES.chainId, 'on-chain:DisputeGame.l2ChainId']);
  });

  it.each([1, 123, 125, 163, 165, 171, 173, 5000])('arguments of a game of %i bytes are not guessed at', async (length) => {
    const args = new Map([[0, `0x${'ab'.repeat(length)}`], [1, `0x${'ab'.repeat(length)}`], ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 254, 255, 1337].map((type): [number, string] => [type, '0x'])]);
    const { lock } = await found(`args ${length}`, { DisputeGameFactory: { 'gameArgs(uint32) view returns (bytes)': args } });
    expect(JSON.stringify(lock)).not.toContain('abababab');
    expect(lock.games?.[1]?.prestate).toBe(VALUES.prestates[1]);
  });
});

describe('texts that are not for terminals', () => {
  const texts: Readonly<Record<string, Hex>> = {
    'invalid UTF-8': '0xfffe80c0', 'control characters': '0x1b5b33316d', 'a line break': '0x312e302e300a', 'right-to-left': '0xe280ae302e30', nothing: '0x', 'no version': '0x6c6174657374', 'a URL': '0x687474703a2f2f6576696c2e6578616d706c652f',
    'a long one': `0x${'31'.repeat(3000)}`,
  };
  it.each(Object.entries(texts))('a version of %s is none', async (name, text) => {
    const outcome = await attempt(`version ${name}`, { SystemConfig: { [VERSION]: returning(encodeAbiParameters([{ type: 'bytes' }], [text])) } });
    const shown = outcome instanceof OpStackError ? outcome.message : JSON.stringify(outcome);
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ufffd]|evil/);
    expect(outcome).not.toBeInstanceOf(OpStackError);
    expect(untyped<Outcome>(outcome).lock.versions).not.toHaveProperty('SystemConfig');
    expect(untyped<Outcome>(outcome).lock.versions).toHaveProperty('OptimismPortal');
  });
});

describe('more than anybody asked for', () => {
  it.each([2_000, 20_000, 200_000, 2_000_000])('%i bytes from a getter are no answer', async (length) => {
    const start = performance.now();
    const { lock } = await found(`huge ${length}`, { SystemConfig: { [VERSION]: returning(concatHex([numberToHex(32, { size: 32 }), numberToHex(length - 64, { size: 32 })]), length) } });
    expect(lock.versions).not.toHaveProperty('SystemConfig');
    expect(lock.versions).toHaveProperty('OptimismPortal');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('an endless answer is cut off', async () => {
    proxy().rule = ({ calls }) => (calls.some(({ method }) => method === 'eth_call') ? { text: `{"jsonrpc":"2.0","id":1,"result":"0x${'0'.repeat(40_000_000)}"}` } : undefined);
    expect(await attempt('endless', {})).toMatchObject({ code: 'RPC_UNAVAILABLE', message: expect.stringContaining('longer than 16777216 bytes') });
  });

  it('all contracts the same one', async () => {
    const self = contractsOf(release, 'same').SystemConfig;
    expect(await attempt('same', { SystemConfig: Object.fromEntries(['optimismPortal', 'disputeGameFactory', 'superchainConfig', 'proxyAdmin', 'l1StandardBridge', 'delayedWETH'].map((name) => [`${name}() view returns (address)`, self])) })).toMatchObject({ code: 'PORTAL_NO_CODE' });
  });

  it('a game type that nobody knows', async () => {
    const { lock, warnings } = await found('game type', { OptimismPortal: { 'respectedGameType() view returns (uint32)': 4_294_967_295 } });
    expect(lock.respectedGameType).toBe(4_294_967_295);
    expect(warnings.map(({ code }) => code)).toContain('NO_GAME_IMPLEMENTATION');
  });

  it('a factory that is no contract', async () => {
    const { lock, warnings } = await found('no factory', { OptimismPortal: { 'disputeGameFactory() view returns (address)': addressOf('no factory') } });
    expect(lock).not.toHaveProperty('games');
    expect(warnings.map(({ code }) => code)).toContain('NO_GAME_IMPLEMENTATION');
  });
});

describe('an endpoint that lies', () => {
  it.each([
    ['results that are no hex', { result: 'hello' }], ['results that are numbers', { result: 5 }], ['results that are objects', { result: { to: '0x' } }], ['no result', {}], ['null', { result: null }],
    ['half a byte', { result: '0x123' }], ['an error without a code', { error: { code: untyped<number>(undefined), message: 'no' } }], ['an error that is a text', { error: untyped<{ code: number; message: string }>('no') }],
  ])('with %s to calls is found out', async (name, answer) => {
    proxy().rule = ({ calls }) => (calls.some(({ method }) => method === 'eth_call') ? { answer: ({ method }) => (method === 'eth_call' ? answer : undefined) } : undefined);
    expect(await attempt(`lies ${name}`, {})).toMatchObject({ code: 'RPC_UNAVAILABLE' });
  });

  it('about the chain id with what is no number is found out', async () => {
    for (const result of ['hello', '0x', 5, null, '0x0', `0x${'f'.repeat(64)}`]) {
      proxy().rule = () => ({ answer: ({ method }) => (method === 'eth_chainId' ? { result } : undefined) });
      expect(await attempt('chain', {})).toMatchObject({ code: 'RPC_UNAVAILABLE' });
    }
  });

  it('in a batch, with answers that are missing, doubled or of another', async () => {
    const at = await placeChain(anvil().url, 'batch');
    const batch = nodeLike('geth', 'batch');
    const options = { l1: proxy().url, systemConfig: at.SystemConfig, block: 'latest', retries: 0 } as const;
    const whole = await discoverContracts(options);
    for (const id of [undefined, null, 0, 'x']) {
      proxy().reset((request) => (request.calls.length > 1 ? { ...batch(request), map: (answer) => ({ ...answer, id }) } : batch(request)));
      const error = await rejection(discoverContracts(options));
      expect(error.code).toMatch(/^RPC_UNAVAILABLE$|^NOT_SYSTEM_CONFIG$/);
      expect(everythingIn(error)).not.toContain('undefined is not');
    }
    // Answers may come in any order.
    proxy().reset(batch);
    expect(await discoverContracts(options)).toStrictEqual(whole);
  });
});

describe('what is wrong on chain', () => {
  it('the batch inbox is not taken', async () => {
    const { lock } = await found('inbox', { SystemConfig: { 'batchInbox() view returns (address)': VALUES.wrong } });
    expect(lock).not.toHaveProperty('batchInboxAddr');
    expect(JSON.stringify(lock)).not.toContain(VALUES.wrong);
    expect(padHex(VALUES.wrong)).toHaveLength(66);
  });
});
