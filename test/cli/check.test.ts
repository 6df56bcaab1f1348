import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padHex } from 'viem';
import { startBeacon, sound } from './support/beacon';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { startAnvil } from '../discovery/support/anvil';
import { startFaultProxy } from '../discovery/support/fault-proxy';
import { placeChain } from '../discovery/support/networks';
import { perFile } from '../discovery/support/per-file';
import { quiet } from '../discovery/support/quiet';
import { addressOf } from '../discovery/support/releases';
import { synthesizedExamples } from '../support/examples';
import { rollup, untyped } from '../support/fixtures';

quiet();
const anvil = perFile(async () => startAnvil());
const beacon = perFile(async () => startBeacon());
const proxy = perFile(async () => startFaultProxy());
const folder = synthesizedExamples();
const own = mkdtempSync(join(tmpdir(), 'op-stack-check-'));
afterAll(() => rmSync(own, { recursive: true }));
const example = (name: string): string => join(folder, `${name}.k8s.yaml`);

interface Report {
  readonly name: string;
  readonly chain?: { readonly chainId: number };
  readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason: string; readonly message: string; readonly findings: readonly { readonly code: string; readonly subject: string }[] }[];
  readonly forks: readonly { readonly fork: string; readonly days?: number; readonly cannotFollow: readonly string[] }[];
}
const reportsIn = (out: string): readonly Report[] => untyped<{ rollups: readonly Report[] }>(JSON.parse(out)).rollups;
const states = (out: string): Record<string, string> => Object.fromEntries(reportsIn(out)[0]!.conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]));

const NOW = ['--now', '2026-11-01'];
const codesOf = async (...args: readonly string[]): Promise<readonly string[]> => reportsIn((await cli(['check', ...NOW, '--json', ...args])).out)[0]!.conditions[0]!.findings.map(({ code }) => code);
const KEY = 'key-0123456789abcdef0123456789';

describe('check of manifests', () => {
  test('says of each rollup of a folder what it is and whether it follows every fork', async () => {
    const { code, out, err } = await cli(['check', folder, ...NOW, '--json']);
    expect([code, err]).toEqual([1, '']);
    const reports = reportsIn(out);
    expect(Object.fromEntries(reports.map(({ name, chain }) => [name, chain?.chainId]))).toEqual({ acme: 42069, 'acme-prod': 42069, 'op-mainnet': 10, 'op-sepolia': 11155420, 'playground-opstack': undefined });
    for (const { name, conditions: [configuration] } of reports) expect([name, configuration?.status]).toEqual([name, name === 'playground-opstack' ? 'False' : 'True']);
  });

  test('is a table for people, with the days since a fork', () => {
    const { code, out, err } = binary(['check', example('op-sepolia'), ...NOW]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^op-sepolia in namespace op-sepolia: op-sepolia, chain 11155420 on L1 11155111\n/);
    expect(out).toMatch(/^ConfigurationValid +True +Valid +nothing was found$/m);
    expect(out).toMatch(/^L1Connected +Unknown +NotAsked/m);
    expect(out).toMatch(/^op-node +v1\.19\.7 +v1\.19\.9 +StatefulSet op-sepolia\/op-sepolia-replica$/m);
    expect(out).toMatch(/^glamsterdam +L1 +2026-10-06 00:00 +active for 26 days +–$/m);
  });

  test('knows the chain of a playground from its packed files', async () => {
    const { out } = await cli(['check', example('playground-opstack'), ...NOW, '--json']);
    expect(reportsIn(out)[0]!.conditions[0]!.findings).toContainEqual(expect.objectContaining({ code: 'INVALID_ROLLUP_CONFIG', subject: 'op-node of Deployment playground-opstack/playground-opstack-playground' }));
  });

  test('fails where an image cannot follow the chain any longer', async () => {
    const file = join(own, 'old.yaml');
    writeFileSync(file, readFileSync(example('op-sepolia'), 'utf8').replaceAll('op-node:v1.19.7', 'op-node:v1.16.3'));
    const { code, out } = await cli(['check', file, ...NOW]);
    expect(code).toBe(1);
    expect(out).toMatch(/^karst +L2 .* op-node v1\.16\.3$/m);
    expect(out).toMatch(/^error: op-node of StatefulSet op-sepolia\/op-sepolia-replica: op-node v1\.16\.3 cannot follow karst, active since .*\(FORK_MINIMUM\)$/m);
    const accepted = ['FORK_MINIMUM', 'L1_FORK_MINIMUM', 'UNSOUND_PAIR', 'BUILT_IN_FORK_TIME'].flatMap((each) => ['--accept', each]);
    expect(await cli(['check', file, ...NOW, ...accepted])).toMatchObject({ code: 0, out: expect.stringContaining('accepted: op-node') });
  });

  test('fails where an API server would refuse an object, unless that is not looked at', async () => {
    const file = join(own, 'faulty.yaml');
    writeFileSync(file, readFileSync(example('op-sepolia'), 'utf8').replace('clusterIP: None', 'clusterIp: None').replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: true\n            privileged: true'));
    const { code, out } = await cli(['check', file, ...NOW]);
    expect(code).toBe(1);
    expect(out).toMatch(/^error: Service op-sepolia\/op-sepolia-replica-headless: spec\.clusterIp: /m);
    expect(out).toMatch(/\(pod-security-privileged\)$/m);
    expect((await cli(['check', file, ...NOW, '--no-lint'])).code).toBe(0);
  });

  test('takes playgrounds for baseline and all else for restricted, unless it is told', async () => {
    expect((await codesOf(example('playground-l1'))).filter((code) => code.startsWith('pod-security'))).toEqual([]);
    expect((await codesOf(example('playground-l1'), '--pod-security', 'restricted')).some((code) => code.startsWith('pod-security'))).toBe(true);
  });

  test('of a kind that it does not know it only warns, and not with its definition', async () => {
    const file = join(own, 'custom.json');
    const crd = join(own, 'crd.json');
    writeFileSync(file, JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec: {} }));
    writeFileSync(crd, JSON.stringify({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' }, spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } } }] } }));
    expect(await cli(['check', file])).toMatchObject({ code: 0, out: expect.stringContaining('warning: Thing x: ') });
    expect((await cli(['check', file, '--strict'])).code).toBe(1);
    expect((await cli(['check', file, '--crds', crd])).out).not.toContain('warning');
  });
});

describe('check of options', () => {
  test('a release against a built-in chain, and against rollup.json', async () => {
    expect(await cli(['check', '--network', 'op-sepolia', '--release', 'karst-2026-09', ...NOW])).toMatchObject({ code: 0, out: expect.stringMatching(/^op-sepolia: op-sepolia, chain 11155420/) });
    const file = join(own, 'rollup.json');
    writeFileSync(file, JSON.stringify(rollup));
    expect(await cli(['check', '--rollup-config', file, '--release', 'karst-2026-09', ...NOW])).toMatchObject({ code: 0, out: expect.stringContaining('chain 42069 on L1 11155111') });
    expect(await cli(['check', '--rollup-config', file, '--release', 'jovian-2026-01', ...NOW])).toMatchObject({ code: 1, out: expect.stringContaining('(UNKNOWN_FORK)') });
  });

  test('single images, over those of a release', async () => {
    const old = await cli(['check', '--network', 'op-mainnet', '--image', 'op-node=v1.16.0', '--image', 'op-geth=v1.101603.3', ...NOW]);
    expect(old.code).toBe(1);
    expect(old.out).toContain('was withdrawn by upstream');
    expect(old.out).not.toMatch(/^op-batcher/m);
    expect((await cli(['check', '--network', 'op-mainnet', '--release', 'karst-2026-09', '--image', 'op-node=v1.16.0', ...NOW])).out).toMatch(/^op-batcher /m);
  });

  test('a fork that is to come says the days that are left', async () => {
    const { out } = await cli(['check', '--network', 'op-sepolia', '--image', 'op-node=v1.19.2', '--now', '2026-09-30', '--json']);
    expect(reportsIn(out)[0]!.forks.find(({ fork }) => fork === 'glamsterdam')).toMatchObject({ days: 6, cannotFollow: ['op-node v1.19.2'] });
  });

  test.each([
    [['--network', 'op-sepolia'], 0],
    [['--network', 'op-sepolia', '--require', 'configuration'], 0],
    [['--network', 'op-sepolia', '--require', 'configuration,l1'], 1],
    [['--network', 'op-sepolia', '--require', 'contracts'], 1],
    [['--network', 'op-sepolia', '--strict'], 1],
    [['--release', 'karst-2026-09'], 0],
    [['--release', 'karst-2026-09', '--require', 'configuration'], 1],
  ])('%j ends with %i', async (args, code) => {
    expect((await cli(['check', ...args, ...NOW])).code).toBe(code);
  });
});

describe('check of endpoints', () => {
  const network = ['check', '--network', 'op-sepolia', '--release', 'karst-2026-09', '--json', '--retries', '0'];

  test('asks L1 and beacon, and leaves no key behind', async () => {
    beacon().answers = sound;
    const args = [...network, '--l1', `${anvil().url}/?key=${KEY}`, '--beacon', `${beacon().url}/${KEY}?apikey=${KEY}`];
    const { code, out } = await cli(args);
    expect([code, states(out)]).toEqual([0, { ConfigurationValid: 'True Valid', L1Connected: 'True Connected', ContractsDiscovered: 'Unknown NoLock' }]);
    expect(beacon().seen).toContain(`/${KEY}/eth/v1/config/spec?apikey=${KEY}`);
    beacon().answers = {};
    const failed = await cli(args);
    expect([failed.code, states(failed.out).L1Connected]).toEqual([1, 'False BeaconUnreachable']);
    expect(failed.out + failed.err).not.toContain(KEY);
  });

  test.each([
    ['blobs by the older name', { ...sound, '/eth/v1/beacon/blobs/head': 404, '/eth/v1/beacon/blob_sidecars/head': [] }, 'True Connected'],
    ['no blobs', { ...sound, '/eth/v1/beacon/blobs/head': 404 }, 'False NoBlobs'],
    ['another chain', { ...sound, '/eth/v1/config/spec': { DEPOSIT_CHAIN_ID: '1' } }, 'False WrongChain'],
    ['syncing', { ...sound, '/eth/v1/node/syncing': { is_syncing: true, sync_distance: '77' } }, 'False BeaconSyncing'],
    ['alone', { ...sound, '/eth/v1/node/syncing': { is_syncing: false, el_offline: true } }, 'False BeaconSyncing'],
    ['broken', { ...sound, '/eth/v1/node/syncing': 500 }, 'False BeaconUnreachable'],
    ['unauthorized', { ...sound, '/eth/v1/config/spec': 401 }, 'False BeaconUnreachable'],
  ])('a beacon node: %s', async (_what, answers, state) => {
    beacon().answers = answers;
    expect(states((await cli([...network, '--l1', anvil().url, '--beacon', beacon().url])).out).L1Connected).toBe(state);
  });

  test('an L1 of another chain, behind, dead, or no execution node', async () => {
    beacon().answers = sound;
    const state = async (...args: readonly string[]): Promise<string | undefined> => states((await cli([...network, '--beacon', beacon().url, ...args])).out).L1Connected;
    expect(await state('--l1', anvil().url, '--network', 'op-mainnet')).toBe('False WrongChain');
    expect(await state('--l1', anvil().url, '--now', '2036-01-01')).toBe('False Stale');
    expect(await state('--l1', anvil().url, '--now', '2036-01-01', '--max-block-age', '1e9')).toBe('True Connected');
    proxy().reset(() => ({ status: 401, text: `no such key: ${KEY}` }));
    expect(await state('--l1', `${proxy().url}/${KEY}`)).toBe('False Unreachable');
    proxy().reset(() => ({ answer: () => ({ error: { code: -32601, message: 'method not found' } }) }));
    const { out } = await cli([...network, '--l1', proxy().url]);
    expect(reportsIn(out)[0]!.conditions[1]!.message).toContain('has no eth_chainId: it is an op-node');
    expect(await state('--l1', anvil().url, '--l1', proxy().url)).toBe('False Unreachable');
  });

  test('ends in time where nobody answers', async () => {
    proxy().reset(() => ({ drop: 'hang' }));
    const { code, out, err } = await cli([...network, '--l1', `${proxy().url}/${KEY}`, '--timeout', '0.3']);
    expect([code, states(out).L1Connected, err]).toEqual([1, 'False Unreachable', '']);
    expect(out).not.toContain(KEY);
  });

  test('takes the endpoints from the environment', async () => {
    beacon().answers = sound;
    const { out } = await cli(network, { env: { L1_RPC_URL: anvil().url, L1_BEACON_URL: beacon().url } });
    expect(states(out).L1Connected).toBe('True Connected');
  });
});

describe('check of a lock', () => {
  const path = join(own, 'acme.lock.json');

  test('by its age, and where L1 is given by what the chain says', async () => {
    const { SystemConfig } = await placeChain(anvil().url, 'checked');
    await cli(['discover', path, '--l1', anvil().url, '--system-config', SystemConfig, '--block', 'latest', '--quiet']);
    const state = async (...args: readonly string[]): Promise<string | undefined> => states((await cli(['check', '--lock', path, '--json', '--retries', '0', ...args])).out).ContractsDiscovered;
    expect(await state()).toBe('True Discovered');
    expect(await state('--l1', anvil().url)).toBe('True Verified');
    expect(await state('--l1', 'http://127.0.0.1:1')).toBe('Unknown NotVerified');
    expect(await state('--network', 'op-sepolia')).toBe('False OtherChain');
    expect((await cli(['check', '--lock', path, '--now', '2036-01-01'])).out).toContain('(LOCK_STALE)');
    await placeChain(anvil().url, 'checked', { SystemConfig: { 'batcherHash() view returns (bytes32)': padHex(addressOf('somebody')) } });
    expect(await state('--l1', anvil().url)).toBe('False Drifted');
  });

  test('a lock is of one rollup of several', async () => {
    await cli(['discover', path, '--network', 'op-mainnet', '--method', 'well-known']);
    const { out } = await cli(['check', folder, '--no-lint', '--lock', path, '--json', ...NOW]);
    expect(Object.fromEntries(reportsIn(out).map(({ name, conditions }) => [name, conditions[2]!.reason]))).toMatchObject({ 'op-mainnet': 'Incomplete', 'op-sepolia': 'NoLock', acme: 'NoLock' });
    const other = await cli(['check', example('op-sepolia'), '--no-lint', '--lock', path, '--json', ...NOW]);
    expect([other.code, states(other.out).ContractsDiscovered]).toEqual([1, 'False OtherChain']);
  });
});

test('takes colours by condition, where stdout does', async () => {
  const { out } = await cli(['check', '--network', 'op-mainnet', '--image', 'op-node=v1.16.0', ...NOW], { color: true });
  expect(out).toContain('\u001B[31mConfigurationValid');
  expect(out).toContain('\u001B[33mL1Connected');
  expect(out).toContain('\u001B[31merror: ');
});

test.each([
  [[], 2, 'name a folder of manifests, or say what is to be checked'],
  [[folder, '--release', 'karst-2026-09'], 2, '--release is for checks without a source'],
  [[folder, '--image', 'op-node=v1'], 2, '--image is for checks without a source'],
  [['--network', 'op-sepolia', '--rollup-config', 'x'], 2, 'and not both'],
  [['--release', 'karst-2026-9'], 1, 'Did you mean karst-2026-09'],
  [['--image', 'op-nod=v1.0.0'], 1, '(UNKNOWN_COMPONENT)'],
  [['--image', 'op-node'], 1, '(INVALID_VERSION)'],
  [['--lock', 'nowhere.json'], 1, '(LOCK_NOT_READ)'],
  [['--network', 'op-sepolia', '--l1', 'ftp://x'], 1, '(INVALID_OPTION)'],
  [['--network', 'op-sepolia', '--beacon', 'nonsense'], 1, '(INVALID_OPTION)'],
  [['--network', 'op-sepolia', '--now', 'soon'], 2, 'It is no date'],
  [['--network', 'op-sepolia', '--require', 'l2'], 2, 'There is no condition "l2"'],
  [['--network', 'op-sepolia', '--accept', 'FORK_MINIMU'], 2, 'Did you mean FORK_MINIMUM'],
  [['--network', 'op-sepolia', '--pod-security', 'strict'], 2, 'Allowed choices are privileged, baseline, restricted'],
  [['--network', 'op-sepolia', '--timeout', '0'], 2, 'It is no number'],
])('check %j ends with %i', async (args, code, message) => {
  const ran = await cli(['check', ...args]);
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err).toContain(message);
});
