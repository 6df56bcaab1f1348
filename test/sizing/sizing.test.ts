import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Size, type Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ChallengerConstruct, OpNodeConstruct, OpReplicaChart, OpStackChart, Storage, chainSizes, knownChains, profiles,
  type ComponentSize, type ExecutionProps, type OpNodeProps, type OptimismNetworkProps, type Profile, type ProfileSizes, type StatefulSize,
} from '../../src';
import { amountOf } from '../../src/kube';
import { PROFILES, cacheOf, chainStorage, goRuntime } from '../../src/sizing';
import { find, type Manifest } from '../../src/testing';
import { anyVersion, customNetwork, emitted, flagsOf, knownNetwork, podOf, problem, problemsOf, sequencerKey, signer, untyped, withNetwork, type EmittedContainer } from '../support/fixtures';
import { opGeth } from '../nodes/support/node';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const MIB = 2 ** 20;
const components = ['execution', 'consensus', 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon'] as const;
const programs = [['op-reth', 'acme-sequencer'], ['op-node', 'acme-sequencer'], ['op-batcher', 'acme-batcher'], ['op-proposer', 'acme-proposer'], ['op-challenger', 'acme-challenger'], ['op-dispute-mon', 'acme-dispute-mon']] as const;

type Own = Partial<Record<'sequencer' | 'batcher' | 'proposer' | 'challenger' | 'disputeMon', object>>;

function rollupOf(network: Partial<OptimismNetworkProps>, own: Own = {}): readonly Manifest[] {
  const key = { signer: signer('some-key') };
  const chart: Chart = new OpStackChart(new App(), 'acme', {
    namespace: 'acme', network: customNetwork(network), sequencer: { p2pSequencerKey: sequencerKey, ...own.sequencer },
    batcher: { ...key, ...own.batcher }, proposer: { ...key, ...own.proposer }, challenger: { ...key, faultProof: { prestatesUrl: 'https://prestates.example.com' }, ...own.challenger },
    disputeMon: own.disputeMon ?? {},
  });
  return emitted(chart);
}

const containersOf = (manifests: readonly Manifest[]): EmittedContainer[] => programs.map(([program, workload]) => podOf([...manifests], workload).container(program));
const claimOf = (manifests: readonly Manifest[], name: string): unknown =>
  untyped<{ volumeClaimTemplates: { spec: { resources: { requests: { storage: string } } } }[] }>(find(manifests, 'StatefulSet', name).spec).volumeClaimTemplates[0]?.spec.resources.requests.storage;
const envOf = ({ env = [] }: EmittedContainer): Record<string, string | undefined> => Object.fromEntries(env.map(({ name, value }) => [name, value]));

/** What is emitted for a component: a sequencer's consensus client has no limit on CPU. */
function expected(component: keyof ProfileSizes, { requests, limits }: ComponentSize): object {
  return { requests, limits: component === 'consensus' ? { memory: limits.memory } : limits };
}

describe.each(PROFILES)('the profile %s', (profile) => {
  const manifests = rollupOf({ profile });

  test('sizes every component of a network', () => {
    expect(containersOf(manifests).map(({ resources }) => resources)).toEqual(components.map((component) => expected(component, profiles[profile][component])));
  });

  test('sizes the volumes of a custom chain and of the challenger', () => {
    const { execution, 'op-challenger': challenger } = profiles[profile];
    expect([claimOf(manifests, 'acme-sequencer'), claimOf(manifests, 'acme-challenger')]).toEqual([execution, challenger].map(({ storage }) => `${storage}Gi`));
  });

  test('asks for no more than it allows', () => {
    for (const component of components) {
      const { requests, limits } = profiles[profile][component];
      for (const [name, amount] of Object.entries(requests)) expect(amountOf(amount)).toBeLessThanOrEqual(amountOf(limits[name] ?? amount)!);
    }
  });
});

/** All amounts of a profile, in one order. */
const figures = (profile: Profile): number[] => components.flatMap((component) => {
  const size: ComponentSize & Partial<StatefulSize> = profiles[profile][component];
  return [...Object.values(size.requests), ...Object.values(size.limits), size.storage ?? 0].map((amount) => amountOf(amount)!);
});

test('from one profile to the next nothing gets less', () => {
  for (const [index, profile] of PROFILES.slice(1).entries()) {
    const before = figures(PROFILES[index]!);
    for (const [at, figure] of figures(profile).entries()) expect(figure).toBeGreaterThanOrEqual(before[at]!);
  }
});

test('a network without one is standard', () => expect(rollupOf({})).toEqual(rollupOf({ profile: 'standard' })));

test("a construct's own wins over the network's, and amounts that are given over both", () => {
  const own = { profile: 'busy', resources: { limits: { memory: '11Gi' } } };
  const manifests = rollupOf({ profile: 'dev' }, { sequencer: { profile: 'busy', execution: { resources: { limits: { memory: '80Gi' } } } }, batcher: own, proposer: own, challenger: own, disputeMon: own });
  const [execution, consensus, ...services] = containersOf(manifests).map(({ resources }) => resources);
  expect(execution).toEqual({ requests: { cpu: '8', memory: '32Gi' }, limits: { memory: '80Gi' } });
  expect(consensus).toEqual(expected('consensus', profiles.busy.consensus));
  expect(services).toEqual((['op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon'] as const).map((component) => ({ requests: profiles.busy[component].requests, limits: { cpu: profiles.busy[component].limits.cpu, memory: '11Gi' } })));
  expect([claimOf(manifests, 'acme-sequencer'), claimOf(manifests, 'acme-challenger')]).toEqual(['500Gi', '200Gi']);
});

test('a volume that is given wins', () => {
  const storage = Storage.claim({ size: Size.gibibytes(77) });
  const manifests = rollupOf({ profile: 'busy' }, { sequencer: { storage }, challenger: { storage } });
  expect([claimOf(manifests, 'acme-sequencer'), claimOf(manifests, 'acme-challenger')]).toEqual(['77Gi', '77Gi']);
});

describe('a profile that there is not is reported', () => {
  const profile = untyped<Profile>('huge');
  const endpoints = { l2EthRpc: ['http://el:8545'], rollupRpc: ['http://cl:9545'] };

  test.each<[string, () => unknown]>([
    ['of a network', () => withNetwork({ ...knownNetwork, profile })],
    ['of a node', () => new OpNodeConstruct(withNetwork().chart, 'replica', { network: withNetwork().network, nodeType: 'replica', profile })],
    ['of a service', () => {
      const { chart, network } = withNetwork();
      return new ChallengerConstruct(chart, 'challenger', { network, endpoints, signer: signer('key'), faultProof: { prestatesUrl: 'https://prestates.example.com' }, disputeGame: { factoryAddr: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D' }, profile });
    }],
  ])('%s', (_, make) => expect(problemsOf(make)).toMatchObject([{ code: 'INVALID_CHOICE', prop: 'profile', message: expect.stringContaining('dev, small, standard, busy') }]));
});

function nodeOf(spec: Partial<OpNodeProps>, network: OptimismNetworkProps = customNetwork({ images: { components: opGeth }, ...anyVersion })): readonly Manifest[] {
  const { chart, network: wired } = withNetwork(network);
  new OpNodeConstruct(chart, 'replica', { network: wired, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', ...spec });
  return emitted(chart);
}
const containerOf = (execution: ExecutionProps, program = execution.client ?? 'op-reth'): EmittedContainer => podOf([...nodeOf({ execution })], 'acme-replica').container(program);
const limits = (memory: string, cpu?: string): ExecutionProps => ({ resources: { requests: { memory: '1Gi' }, limits: { memory, ...(cpu ? { cpu } : {}) } } });

describe('the Go runtime is told of the limits', () => {
  test('of every Go program, and of no other', () => {
    const manifests = rollupOf({});
    const [reth, ...go] = containersOf(manifests).map(envOf);
    expect(reth).not.toHaveProperty('GOMEMLIMIT');
    // 90 % of 4, 4, 1, half of 16, and 1 GiB; a sequencer's op-node has no limit on CPU.
    expect(go.map(({ GOMEMLIMIT }) => GOMEMLIMIT)).toEqual(['3686MiB', '3686MiB', '921MiB', '7372MiB', '921MiB']);
    expect(go.map(({ GOMAXPROCS }) => GOMAXPROCS)).toEqual([undefined, '2', '1', '4', '1']);
    expect(envOf(podOf([...nodeOf({})], 'acme-replica').container('op-node'))).toMatchObject({ GOMEMLIMIT: '3686MiB', GOMAXPROCS: '2' });
    const kona = podOf([...nodeOf({ consensus: { client: 'kona-node' } }, customNetwork())], 'acme-replica').container('kona-node');
    expect(envOf(kona)).not.toHaveProperty('GOMEMLIMIT');
  });

  test("but for op-geth's cache, which is outside it", () => {
    // 90 % of 32 GiB less 4096 MiB, and of 10 GiB less 1000 MiB.
    expect(envOf(containerOf({ client: 'op-geth' }))).toMatchObject({ GOMEMLIMIT: '25804MiB' });
    expect(envOf(containerOf({ client: 'op-geth', cache: 1000, ...limits('10Gi', '2500m') }))).toMatchObject({ GOMEMLIMIT: '8316MiB', GOMAXPROCS: '3' });
  });

  test("and the user's own words win", () => {
    const env = { GOMEMLIMIT: 'off', GOMAXPROCS: '7' };
    const manifests = rollupOf({}, { sequencer: { consensus: { env } }, batcher: { env } });
    for (const container of [podOf([...manifests], 'acme-sequencer').container('op-node'), podOf([...manifests], 'acme-batcher').container('op-batcher')]) {
      expect(container.env?.filter(({ name }) => name.startsWith('GO'))).toEqual([{ name: 'GOMEMLIMIT', value: 'off' }, { name: 'GOMAXPROCS', value: '7' }]);
    }
    expect(envOf(containerOf({ client: 'op-geth', env }))).toMatchObject(env);
  });

  test('where there are none it is told nothing', () => {
    expect(goRuntime({})).toEqual({});
    expect(goRuntime({ limits: { cpu: 'two', memory: 'much' } })).toEqual({});
    expect(goRuntime({ limits: { memory: '1Gi' } }, { outside: 1024 })).toEqual({});
    expect(goRuntime({ limits: { cpu: '100m' } })).toEqual({ GOMAXPROCS: '1' });
  });

  test('always below the limit, and below what the others leave', () => {
    fc.assert(fc.property(fc.integer({ min: 64, max: 2 ** 20 }), fc.nat(2 ** 20), fc.double({ min: 0.1, max: 1, noNaN: true }), (mib, outside, share) => {
      const { GOMEMLIMIT } = goRuntime({ limits: { memory: `${mib}Mi` } }, { outside, share });
      const heap = Number(GOMEMLIMIT?.replace('MiB', '') ?? 0);
      expect(heap === 0 ? 0 : heap + outside).toBeLessThanOrEqual(mib);
      expect(heap).toBeLessThanOrEqual(mib * share * 0.9);
      // Nothing is held back beyond the headroom.
      expect(heap).toBeGreaterThan(Math.max(0, (mib * share - outside) * 0.9) - 1);
    }));
  });
});

describe('the cache of an execution client', () => {
  test.each<[ExecutionProps, string | undefined]>([
    [{}, undefined],
    [limits('64Gi'), '8192'],
    [limits('2000Mi'), '250'],
    [{ ...limits('64Gi'), cache: 999 }, '999'],
    [{ cache: 4096 }, '4096'],
  ])('of op-reth with %j is its own or an eighth of the limit', (execution, cache) => {
    expect(flagsOf(containerOf(execution))['engine.cross-block-cache-size']).toBe(cache);
  });

  test.each<[ExecutionProps, string]>([[{}, '4096'], [limits('8Gi'), '1024'], [{ ...limits('8Gi'), cache: 2000 }, '2000']])('of op-geth with %j is an eighth of the limit', (execution, cache) => {
    expect(flagsOf(containerOf({ client: 'op-geth', ...execution })).cache).toBe(cache);
  });

  test('follows the profile', () => {
    const caches = PROFILES.map((profile) => flagsOf(podOf([...nodeOf({ profile })], 'acme-replica').container('op-reth'))['engine.cross-block-cache-size']);
    expect(caches).toEqual(['512', '2048', undefined, '8192']);
    expect(cacheOf({})).toBeUndefined();
    expect(cacheOf({ limits: { memory: '1Mi' } })).toBe(1);
  });

  test('is left out of an op-reth that has no such flag', () => {
    const old = podOf([...nodeOf({ profile: 'busy', execution: { image: { version: 'v1.1.5' } } })], 'acme-replica');
    expect(flagsOf(old.container('op-reth'))).not.toHaveProperty(['engine.cross-block-cache-size']);
  });

  test.each<[string, ExecutionProps]>([['op-reth', { cache: 8192 }], ['op-geth', { client: 'op-geth', cache: 9000 }]])('of %s that its container does not hold is reported', (_, execution) => {
    expect(problem(() => containerOf({ ...execution, ...limits('8Gi') }), 'CACHE_ABOVE_LIMIT')).toMatchObject({ path: 'acme/replica', prop: 'execution.cache', hint: expect.stringContaining('resources.limits.memory') });
    expect(() => containerOf({ ...execution, ...limits('8Gi'), cache: 8191 })).not.toThrow();
  });
});

describe('the volume of a node of a built-in chain', () => {
  test.each<[string, OpNodeProps['execution'], string]>([
    ['op-mainnet', {}, '2Ti'],
    ['op-mainnet', { gcMode: 'archive' }, '2Ti'],
    ['op-sepolia', {}, '1Ti'],
    ['op-sepolia', { gcMode: 'archive' }, '1Ti'],
  ])('%s with %j', (networkName, execution, size) => {
    const manifests = emitted(new OpReplicaChart(new App(), 'acme', { namespace: 'acme', network: { ...knownNetwork, networkName, profile: 'dev' }, node: { execution } }));
    expect(claimOf(manifests, 'acme-replica')).toBe(size);
  });

  test('of less history than a figure is of, it is what any built-in chain has', () => {
    expect(chainStorage({ networkName: 'op-mainnet', history: 'minimal', client: 'op-reth' }).toTebibytes()).toBe(1);
  });

  test('an archive of op-geth has a figure of its own', () => {
    expect(chainStorage({ networkName: 'op-mainnet', history: 'archive', client: 'op-geth' }).toTebibytes()).toBe(16);
  });

  test('figures are of chains that there are, have a day, and leave room', () => {
    for (const { networkName, asOf, figure, tebibytes, source } of chainSizes) {
      expect(knownChains.map((chain) => chain.networkName)).toContain(networkName);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(source).toMatch(/./);
      const terabytes = Number(/(\d+) TB$/.exec(figure)?.[1]);
      expect(tebibytes * 2 ** 40).toBeGreaterThan(terabytes * 1e12);
    }
  });
});

const row = (cells: readonly (string | number | undefined)[]): string => `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;

describe('the guide', () => {
  const guide = readFileSync(join(__dirname, '../../docs/guides/sizing.md'), 'utf8');

  test('has the table of the profiles', () => {
    const rows = PROFILES.flatMap((profile) => components.map((component) => {
      const { requests, limits: most, storage }: ComponentSize & Partial<StatefulSize> = profiles[profile][component];
      const cache = component === 'execution' ? cacheOf({ limits: most }) : undefined;
      return row([profile, component, requests.cpu, requests.memory, most.cpu, most.memory, cache, storage && `${storage}Gi`]);
    }));
    expect(guide).toContain(`\n${rows.join('\n')}\n`);
  });

  test('has the table of the chains', () => {
    const rows = chainSizes.map(({ networkName, history, client, figure, tebibytes, asOf }) => row([networkName, history, client ?? 'any', figure, `${tebibytes}Ti`, asOf]));
    expect(guide).toContain(`\n${rows.join('\n')}\n`);
    for (const { source } of chainSizes) expect(guide).toContain(source);
  });
});

test('mebibytes are mebibytes', () => expect(cacheOf({ limits: { memory: 8 * 1000 * MIB } })).toBe(1000));
