import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { outcomeOf, rejection } from './support/outcome';
import { knownChains } from '../../src';
import { discoverContracts, type DiscoverOptions } from '../../src/discovery';
import { checksumAddress } from '../../src/keys';
import { ADDRESS, rollup, untyped } from '../support/fixtures';

const numbered = (digit: string): string => checksumAddress(`0x${digit.repeat(40)}`);
const ZERO = `0x${'0'.repeat(40)}`;
const known = knownChains.find(({ networkName }) => networkName === 'op-sepolia')!;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'methods-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file below the folder of the tests. */
function file(path: string, text: string): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const toml = (chainId: number, digit: string, more = ''): string => `
name = "Chain ${chainId}" # as in the registry
public_rpc = "https://rpc.example/\${TOKEN}"
chain_id = ${chainId}
batch_inbox_addr = "${numbered('b').toLowerCase()}"
${more}
[hardforks]
  canyon_time = 0 # Thu 1 Jan 1970
[roles]
  Proposer = "${numbered('6')}"
  BatchSubmitter = "${ZERO}"
[addresses]
  SystemConfigProxy = "${numbered(digit)}"
  OptimismPortalProxy = "${numbered('2')}"
  FaultDisputeGame = "${numbered('3')}"
`;
const ofToml = (digit: string) => ({ systemConfigAddr: numbered(digit), optimismPortalAddr: numbered('2'), batchInboxAddr: numbered('b'), settings: { proposerAddr: numbered('6') } });

/** What was found, without its sources; only the given warnings came. */
async function found(options: DiscoverOptions, ...warnings: readonly string[]): Promise<object> {
  const { lock: { provenance: _provenance, ...rest }, warnings: emitted } = await outcomeOf(options);
  expect(emitted.map(({ code }) => code).filter((code) => !warnings.includes(code))).toStrictEqual([]);
  return rest;
}
const refusal = async (options: DiscoverOptions): Promise<readonly string[]> => (await rejection(discoverContracts(options))).problems.map(({ code, prop }) => `${code} ${prop}`);

describe('the method manual', () => {
  it('takes what is given, and nothing else', async () => {
    expect(await found({ method: 'manual', systemConfig: ADDRESS.systemConfig.toLowerCase(), chainId: 10, l1ChainId: 1, contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 } })).toStrictEqual({
      schema: 1, chainId: 10, l1ChainId: 1, systemConfigAddr: ADDRESS.systemConfig, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8,
    });
  });

  it('reads the files of the chain, from their path or as they are', async () => {
    const expected = { schema: 1, chainId: 42069, l1ChainId: 11155111, systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, batchInboxAddr: checksumAddress(rollup.batch_inbox_address) };
    expect(await found({ method: 'manual', rollupConfig: rollup })).toStrictEqual(expected);
    expect(await found({ method: 'manual', rollupConfig: file('rollup.json', JSON.stringify(rollup)) })).toStrictEqual(expected);
  });

  it('does not ask which image is to follow the forks of the file', async () => {
    expect(await found({ method: 'manual', rollupConfig: { ...rollup, novel_time: 7, holocene_time: undefined } })).toMatchObject({ chainId: 42069 });
  });

  it('looks nothing up', async () => {
    expect(await refusal({ method: 'manual', networkName: 'op-sepolia', registry: folder, opNode: 'http://localhost:1' })).toStrictEqual(['UNUSED_ENDPOINT opNode', 'INVALID_OPTION registry', 'INVALID_OPTION networkName']);
  });
});

describe('the method well-known', () => {
  const expected = { schema: 1, chainId: known.chainId, l1ChainId: known.l1ChainId, systemConfigAddr: known.systemConfig, optimismPortalAddr: known.optimismPortal, l1StandardBridgeAddr: known.l1StandardBridge, batchInboxAddr: known.batchInbox };

  it.each([
    ['its name', { networkName: 'op-sepolia' }],
    ['its chain id', { chainId: known.chainId }],
    ['its SystemConfig', { systemConfig: known.systemConfig.toLowerCase() }],
  ])('knows a chain by %s', async (_by, options) => {
    expect(await found({ method: 'well-known', ...options }, 'NOT_READ_ON_CHAIN')).toStrictEqual(expected);
  });

  it.each([
    ['the table alone', { networkName: 'op-sepolia' }, 'sources: known-chain'],
    ['what is given beside it', { networkName: 'op-sepolia', chainId: known.chainId, contractAddresses: { systemConfigAddr: known.systemConfig } }, 'sources: explicit, known-chain'],
  ])('tells that it has %s', async (_what, options, message) => {
    const told: string[] = [];
    await outcomeOf({ method: 'well-known', ...options, onProgress: (each) => void told.push(each.message) });
    expect(told[0]).toBe(message);
  });

  it('says that a factory is not in its table', async () => {
    const { warnings } = await outcomeOf({ method: 'well-known', networkName: 'metal-sepolia' });
    expect(warnings.map(({ code }) => code)).toContain('NOT_READ_ON_CHAIN');
  });

  it('refuses a chain that is in no table', async () => {
    expect(await refusal({ method: 'well-known', chainId: 42069 })).toStrictEqual(['UNKNOWN_CHAIN networkName']);
    expect(await refusal({ method: 'well-known', networkName: 'op-sepolai' })).toStrictEqual(['UNKNOWN_CHAIN networkName']);
    expect(await refusal({ method: 'well-known' })).toStrictEqual(['UNKNOWN_CHAIN networkName']);
  });

  it('refuses ids of another chain', async () => {
    expect(await refusal({ method: 'well-known', networkName: 'op-sepolia', chainId: 10, l1ChainId: 1 })).toStrictEqual(['L2_CHAIN_MISMATCH chainId', 'L1_CHAIN_MISMATCH l1ChainId']);
  });
});

describe('the method superchain-registry', () => {
  let checkout: string;
  beforeAll(() => {
    file('checkout/superchain/configs/mainnet/acme.toml', toml(42069, '1'));
    file('checkout/superchain/configs/sepolia/acme.toml', toml(42070, 'a'));
    file('checkout/superchain/configs/sepolia/silent-data.toml', toml(42071, 'd'));
    file('checkout/superchain/configs/sepolia/superchain.toml', 'name = "Sepolia"\n[l1]\n  chain_id = 17000\n');
    file('checkout/superchain/configs/mainnet/notes.md', 'no TOML');
    checkout = join(folder, 'checkout');
  });

  it.each([
    ['its name', { networkName: 'acme-sepolia' }],
    ['its name in capitals', { networkName: 'ACME-Sepolia' }],
    ['its chain id', { chainId: 42070 }],
    ['its SystemConfig', { systemConfig: numbered('a').toLowerCase() }],
  ])('finds a chain of a checkout by %s, and its L1 in the folder', async (_by, options) => {
    expect(await found({ method: 'superchain-registry', registry: checkout, ...options }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 42070, l1ChainId: 17000, ...ofToml('a') });
  });

  it('knows the L1 of a folder without its file', async () => {
    expect(await found({ method: 'superchain-registry', registry: checkout, networkName: 'acme-mainnet' }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 42069, l1ChainId: 1, ...ofToml('1') });
  });

  it('reads the TOML of one chain, which is alone', async () => {
    const alone = file('alone.toml', toml(7, '1'));
    expect(await found({ method: 'superchain-registry', registry: alone, l1ChainId: 5 }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 7, l1ChainId: 5, ...ofToml('1') });
    expect(await refusal({ method: 'superchain-registry', registry: alone })).toStrictEqual(['INCOMPLETE_LOCK l1ChainId']);
    expect(await refusal({ method: 'superchain-registry', registry: alone, networkName: 'acme-sepolia' })).toStrictEqual(['UNKNOWN_CHAIN registry']);
    expect(await found({ method: 'superchain-registry', registry: file('renamed.toml', toml(known.chainId, '1')), networkName: 'op-sepolia', l1ChainId: 5 }, 'NOT_READ_ON_CHAIN')).toMatchObject({ chainId: known.chainId });
  });

  it('reads addresses.json', async () => {
    const all = { 7: { SystemConfigProxy: numbered('7'), Guardian: numbered('9') }, 8: { SystemConfigProxy: numbered('8'), DisputeGameFactoryProxy: ZERO, L2OutputOracleProxy: '' } };
    const registry = file('addresses.json', JSON.stringify({ ...all, [known.chainId]: { SystemConfigProxy: known.systemConfig } }));
    expect(await found({ method: 'superchain-registry', registry, networkName: 'op-sepolia', l1ChainId: 1 }, 'NOT_READ_ON_CHAIN')).toMatchObject({ chainId: known.chainId, systemConfigAddr: known.systemConfig });
    expect(await refusal({ method: 'superchain-registry', registry, networkName: 'acme-sepolia' })).toStrictEqual(['UNKNOWN_CHAIN registry']);
    expect(await found({ method: 'superchain-registry', registry, chainId: 7, l1ChainId: 1 }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 7, l1ChainId: 1, systemConfigAddr: numbered('7'), settings: { guardianAddr: numbered('9') } });
    expect(await found({ method: 'superchain-registry', registry, systemConfig: numbered('8'), l1ChainId: 1 }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 8, l1ChainId: 1, systemConfigAddr: numbered('8') });
  });

  it('is a source of the method auto, also for a chain that is in no table of the library', async () => {
    expect(await found({ registry: checkout, networkName: 'acme-sepolia' }, 'NOT_READ_ON_CHAIN')).toStrictEqual({ schema: 1, chainId: 42070, l1ChainId: 17000, ...ofToml('a') });
  });

  it('names it as the source, after what is given by hand', async () => {
    const { lock, warnings } = await outcomeOf({ method: 'superchain-registry', registry: checkout, networkName: 'acme-sepolia', contractAddresses: { optimismPortalAddr: ADDRESS.portal } });
    expect(lock.provenance).toMatchObject({ systemConfigAddr: 'superchain-registry', optimismPortalAddr: 'explicit', 'settings.proposerAddr': 'superchain-registry' });
    expect(warnings.filter(({ code }) => code === 'CONTRACT_CONFLICT').map(({ message }) => message)).toStrictEqual([expect.stringContaining(`${ADDRESS.portal} is from explicit and is taken, ${numbered('2')} is from superchain-registry and is not`)]);
  });

  it('refuses a chain that it does not have, or has twice', async () => {
    expect(await refusal({ method: 'superchain-registry', registry: checkout, networkName: 'acme-holesky' })).toStrictEqual(['UNKNOWN_CHAIN registry']);
    expect(await refusal({ method: 'superchain-registry', registry: checkout })).toStrictEqual(['UNKNOWN_CHAIN registry']);
  });

  it('refuses files that are none of a registry', async () => {
    expect(await refusal({ method: 'superchain-registry' })).toStrictEqual(['INVALID_OPTION registry']);
    expect(await refusal({ method: 'superchain-registry', registry: join(folder, 'nowhere') })).toStrictEqual(['FILE_NOT_READ registry']);
    expect(await refusal({ method: 'superchain-registry', registry: file('empty/README.md', '') .replace('/README.md', '') })).toStrictEqual(['INVALID_REGISTRY registry']);
    expect(await refusal({ method: 'superchain-registry', registry: file('broken.toml', 'name = ') })).toStrictEqual(['INVALID_REGISTRY registry']);
    expect(await refusal({ method: 'superchain-registry', registry: file('broken.json', '{') })).toStrictEqual(['INVALID_JSON registry']);
    expect(await refusal({ method: 'superchain-registry', registry: file('wrong.toml', toml(7, '1', '').replace(numbered('2'), '0x12')), l1ChainId: 1 })).toStrictEqual(['INVALID_REGISTRY registry']);
  });
});

describe('options', () => {
  it('are refused all at once where they make no sense', async () => {
    expect(await refusal({ method: untyped('guess'), chainId: -1, l1ChainId: 0.5, l1: ['ftp://host', untyped(7)], l2: { url: 'http://host', headers: { name: 'line\nbreak' } }, timeout: 0, requestTimeout: Number.NaN, retries: -1, block: untyped('pending') })).toStrictEqual([
      'INVALID_OPTION method', 'INVALID_OPTION chainId', 'INVALID_OPTION l1ChainId', 'INVALID_OPTION l1[0]', 'INVALID_OPTION l1[1]', 'UNUSED_ENDPOINT l1', 'INVALID_OPTION l2.headers', 'UNUSED_ENDPOINT l2',
      'INVALID_OPTION timeout', 'INVALID_OPTION requestTimeout', 'INVALID_OPTION retries', 'INVALID_OPTION block',
    ]);
    expect(await refusal({ l2: 'http://host' })).toStrictEqual(['INVALID_OPTION l1']);
    expect(await refusal({ l1: 'http://host' })).toStrictEqual(['INCOMPLETE_LOCK systemConfig']);
  });
});
