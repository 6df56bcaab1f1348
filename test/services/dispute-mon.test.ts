import { Duration } from 'cdk8s';
import { DisputeMonConstruct, OpNodeConstruct, SecretValue, type DisputeMonProps, type OptimismNetworkProps } from '../../src';
import { yamlSerializer } from '../../src/testing';
import { ADDRESS, anyVersion, customNetwork, emitted, knownNetwork, newChart, problem, problemsOf, untyped, warningsOf, withNetwork } from '../support/fixtures';
import { casesOf, elsewhere, expectEffect, madeIn, rollupOf, sharedEffects, sharedProps, workloadOf, type Effects, type Made } from './support';

expect.addSnapshotSerializer(yamlSerializer);

function monitor(props: Partial<DisputeMonProps> = {}, network: OptimismNetworkProps = customNetwork()): Made {
  const { chart, network: wired } = withNetwork({ ...network, ...(props.image && anyVersion) });
  const made = new DisputeMonConstruct(chart, 'dispute-mon', { network: wired, endpoints: elsewhere, ...props });
  return madeIn(chart, made.name, 'op-dispute-mon');
}

type Own = Omit<DisputeMonProps, 'network' | 'nodes'>;
const { l1Transaction: _transaction, ...props } = sharedProps;

describe('what is emitted', () => {
  test('with the fewest props', () => {
    const { chart, network, sequencer } = rollupOf();
    const made = new DisputeMonConstruct(chart, 'dispute-mon', { network, nodes: sequencer });
    expect(workloadOf(emitted(chart), made.name)).toMatchSnapshot();
    expect([made.deployment.name, made.service?.name]).toEqual(['acme-dispute-mon', 'acme-dispute-mon']);
  });

  test('with all props', () => {
    const all: Required<Own> = {
      ...props,
      endpoints: { l2EthRpc: ['http://el:8545', 'http://el-2:8545'], rollupRpc: ['http://cl:9545', SecretValue.fromSecret('l2', 'cl')] },
      name: 'watch',
      factoryAddr: ADDRESS.oracle,
      honestActors: [ADDRESS.portal, ADDRESS.systemConfig],
      ignoredGames: [ADDRESS.factory],
      monitorInterval: Duration.minutes(1),
      gameWindow: Duration.days(14),
      maxConcurrency: 3,
      superRootRpcs: ['http://supernode:8545'],
      image: { version: 'v1.5.2', digest: `sha256:${'cd'.repeat(32)}` },
      podOverrides: { hostname: 'watch' },
      extraArgs: ['--pprof.enabled'],
    };
    const { container, env, workload } = monitor(all);
    expect({ args: container.args, env }).toMatchSnapshot();
    expect(workload).toMatchObject({ metadata: { name: 'watch' }, spec: { replicas: 1, template: { spec: { priorityClassName: 'chain', hostname: 'watch' } } } });
  });
});

describe('every prop', () => {
  const { l1Transaction: _effects, ...shared } = sharedEffects('OP_DISPUTE_MON');
  const { enabled: _enabled, ...metrics } = untyped<{ of: { enabled: never } }>(shared.metrics).of;
  const effects: Effects<Omit<Own, 'metrics'>> & { readonly metrics: unknown } = {
    ...shared,
    metrics: { of: metrics },
    name: ['watch', { fields: [['metadata.name', 'watch']] }],
    endpoints: [{ l2EthRpc: ['http://a:1', 'http://b:2'], rollupRpc: ['http://a:3', 'http://b:4'] }, { flags: { 'rollup-rpc': 'http://a:3,http://b:4' } }],
    factoryAddr: [ADDRESS.oracle, { flags: { 'game-factory-address': ADDRESS.oracle } }],
    honestActors: [[ADDRESS.portal], { flags: { 'honest-actors': ADDRESS.portal } }],
    ignoredGames: [[ADDRESS.oracle], { flags: { 'ignored-games': ADDRESS.oracle } }],
    monitorInterval: [Duration.minutes(1), { flags: { 'monitor-interval': '60s' } }],
    gameWindow: [Duration.days(14), { flags: { 'game-window': '1209600s' } }],
    maxConcurrency: [3, { flags: { 'max-concurrency': '3' } }],
    superRootRpcs: [['http://supernode:8545'], { flags: { 'supernode-rpc': 'http://supernode:8545' } }],
  };
  const without = monitor();

  test.each(casesOf<unknown>(untyped(effects)))('$prop', (each) => {
    let made = without;
    warningsOf(() => { made = monitor(each.props); });
    expect(each.effect).not.toEqual({});
    expectEffect(each, made, without);
  });

  test('the defaults: the network\'s factory, and no key of anybody', () => {
    expect(without.flags).toMatchObject({ 'game-factory-address': ADDRESS.factory, 'rollup-rpc': 'https://cl.example.com', 'metrics.enabled': true });
    expect(Object.keys(without.env)).toEqual(['OP_DISPUTE_MON_L1_ETH_RPC', 'GOMEMLIMIT', 'GOMAXPROCS']);
    expect(without.flags).not.toHaveProperty('network');
  });

  test('a built-in chain without a factory is known by its name', () => {
    const { flags } = monitor({}, knownNetwork);
    expect(flags).toMatchObject({ network: 'op-sepolia' });
    expect(flags).not.toHaveProperty('game-factory-address');
  });

  test('the timeout of L1 transactions is none of its flags', () => {
    expect(monitor({}, customNetwork({ l1RpcTimeout: Duration.seconds(5) })).flags).not.toHaveProperty('network-timeout');
  });
});

describe('problems', () => {
  test.each<[code: string, prop: string, props: Partial<DisputeMonProps>]>([
    ['INVALID_ADDRESS', 'factoryAddr', { factoryAddr: 'factory' }],
    ['INVALID_ADDRESS', 'honestActors[1]', { honestActors: [ADDRESS.portal, '0x'] }],
    ['ADDRESS_CHECKSUM', 'ignoredGames[0]', { ignoredGames: [ADDRESS.portal.toLowerCase()] }],
    ['INVALID_URL', 'superRootRpcs[0]', { superRootRpcs: ['ws://supernode'] }],
    ['INVALID_COUNT', 'maxConcurrency', { maxConcurrency: 0 }],
    ['METRICS_OFF', 'metrics.enabled', { metrics: { enabled: false } }],
    ['INVALID_NAME', 'name', { name: 'Watch' }],
    ['INVALID_QUANTITY', 'resources.limits.cpu', { resources: { limits: { cpu: 'one' } } }],
    ['MISSING_L2', 'nodes', { endpoints: undefined }],
  ])('%s at %s', (code, prop, over) => {
    const found = problem(() => monitor(over), code);
    expect(found).toMatchObject({ prop, path: 'acme/dispute-mon' });
    expect(found.hint.length).toBeGreaterThan(10);
  });

  test('nobody knows where the games are', () => {
    expect(problem(() => monitor({}, customNetwork({ contractAddresses: {} })), 'MISSING_FACTORY')).toMatchObject({ prop: 'factoryAddr' });
  });

  test('a construct without its network', () => {
    expect(problemsOf(() => new DisputeMonConstruct(newChart(), 'dispute-mon', untyped({}))).map(({ code }) => code)).toEqual(['MISSING_NETWORK']);
  });

  test('nodes of another network', () => {
    const { chart, network } = rollupOf();
    const other = withNetwork(customNetwork({ l2RpcUrl: 'http://sequencer:8545' })).network;
    const node = new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545' });
    expect(problem(() => new DisputeMonConstruct(chart, 'dispute-mon', { network: other, nodes: node }), 'OTHER_NETWORK').prop).toBe('nodes');
  });
});
