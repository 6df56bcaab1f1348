import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { App, Chart, Duration, Size, Testing, Yaml } from 'cdk8s';
import {
  BatcherConstruct, ChallengerConstruct, ConfigSource, OpNodeConstruct, OpReplicaChart, OpStackChart, OptimismNetworkConstruct, ProposerConstruct, Signer, Storage,
  type OpReplicaChartProps, type OpStackChartProps,
} from '../../src';
import { expectValid, find, findAll } from '../../src/testing';
import { ADDRESS, DEV_KEY, customNetwork, emitted, flagsOf, genesis, knownNetwork, l1, podOf, problem, problemsOf, rollup, sequencerKey, signer, warningsOf } from '../support/fixtures';
import { nameOf, untyped } from '../services/support';

const prestatesUrl = 'https://prestates.example.com/acme';

const full = (over: Partial<OpStackChartProps> = {}): OpStackChartProps => ({
  namespace: 'acme',
  network: customNetwork(),
  sequencer: { p2pSequencerKey: sequencerKey },
  replicas: { count: 2 },
  batcher: { signer: signer('batcher-key') },
  proposer: { signer: signer('proposer-key') },
  challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl } },
  ...over,
});

const stack = (over?: Partial<OpStackChartProps>): OpStackChart => new OpStackChart(new App(), 'acme', full(over));
const yamlOf = (chart: Chart): string => Yaml.stringify(...Testing.synth(chart));
const places = (make: () => unknown): string[] => problemsOf(make).map(({ code, path, prop }) => `${path} ${prop} ${code}`);

test('a chart id that no label can hold is cleaned for the labels', () => {
  const chart = new OpReplicaChart(new App(), '__Acme Rollup (Sepolia)__', { network: { ...knownNetwork, name: 'net' }, node: { name: 'replica' } });
  expect(find(emitted(chart), 'StatefulSet', 'replica')).toMatchObject({ metadata: { labels: { 'app.kubernetes.io/part-of': 'Acme-Rollup-Sepolia' } } });
});

describe('OpStackChart', () => {
  test('with the fewest props is a network and a sequencer', () => {
    const chart = new OpStackChart(new App(), 'acme', { network: customNetwork(), sequencer: { p2pSequencerKey: sequencerKey } });
    expect(emitted(chart).map((each) => `${each.kind} ${nameOf(each)}`)).toEqual([
      'ConfigMap acme-network', 'ConfigMap acme-network-genesis', 'NetworkPolicy acme-network-default-deny',
      'Service acme-sequencer-headless', 'Service acme-sequencer', 'StatefulSet acme-sequencer', 'NetworkPolicy acme-sequencer',
    ]);
    expect([chart.replicas, chart.batcher, chart.proposer, chart.challenger]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('with every part is wired to its sequencer', () => {
    const chart = stack();
    const manifests = emitted(chart);
    const flags = (workload: string, container: string): Record<string, string | true> => flagsOf(podOf(manifests, workload).container(container));
    expect(flags('acme-replica', 'op-reth')['rollup.sequencer']).toBe('http://acme-sequencer:8545');
    expect(flags('acme-batcher', 'op-batcher')).toMatchObject({ 'l2-eth-rpc': 'http://acme-sequencer:8545', 'rollup-rpc': 'http://acme-sequencer:9545' });
    expect(flags('acme-proposer', 'op-proposer')).toMatchObject({ 'rollup-rpc': 'http://acme-sequencer:9545', 'game-factory-address': ADDRESS.factory, 'game-type': '8' });
    expect(flags('acme-challenger', 'op-challenger')).toMatchObject({ 'l2-eth-rpc': 'http://acme-sequencer:8545', 'rollup-rpc': 'http://acme-sequencer:9545', 'game-factory-address': ADDRESS.factory });
    expect(find(manifests, 'StatefulSet', 'acme-replica').spec).toMatchObject({ replicas: 2 });
    expect([chart.sequencer.name, chart.replicas?.name, chart.batcher?.name, chart.proposer?.name, chart.challenger?.name]).toEqual(
      ['acme-sequencer', 'acme-replica', 'acme-batcher', 'acme-proposer', 'acme-challenger']);
  });

  test('each part may be left out', () => {
    const kinds = { replicas: 'acme-replica', batcher: 'acme-batcher', proposer: 'acme-proposer', challenger: 'acme-challenger' };
    const all = emitted(stack()).map(nameOf);
    for (const [part, name] of Object.entries(kinds)) {
      const left = emitted(stack({ [part]: undefined })).map(nameOf);
      expect(left).toEqual(all.filter((each) => !each.startsWith(name)));
      expect(left.length).toBeLessThan(all.length);
    }
  });

  test('a port is said once, and every consumer follows', () => {
    const ports = { http: 11001, ws: 11002, engine: 11003, executionP2p: 11004, executionMetrics: 11005, rpc: 11006, p2p: 11007, metrics: 11008 };
    const node = (shift: number): object => ({
      execution: { http: { port: ports.http + shift }, ws: { port: ports.ws + shift }, authrpcPort: ports.engine + shift, p2p: { port: ports.executionP2p + shift }, metricsPort: ports.executionMetrics + shift },
      consensus: { rpc: { port: ports.rpc + shift }, p2p: { listenPort: ports.p2p + shift }, metricsPort: ports.metrics + shift },
    });
    const chart = stack({ sequencer: { p2pSequencerKey: sequencerKey, ...node(0) }, replicas: node(100) });
    const manifests = emitted(chart);
    // Of L1 endpoints in Secrets only the usual ports are known.
    const text = yamlOf(chart).replaceAll(/- port: (8545|8546)\n/g, '');
    for (const usual of [8545, 8546, 8551, 9222, 9545, 30303, 9001]) expect(text).not.toMatch(new RegExp(`\\b${usual}\\b`));
    const argsOf = (workload: string, container: string): string => (podOf(manifests, workload).container(container).args ?? []).join(' ');
    const { container } = podOf(manifests, 'acme-sequencer');
    expect(argsOf('acme-replica', 'op-reth')).toContain('--rollup.sequencer=http://acme-sequencer:11001');
    for (const [workload, program] of [['acme-batcher', 'op-batcher'], ['acme-challenger', 'op-challenger']] as const) {
      expect(argsOf(workload, program)).toContain('--l2-eth-rpc=http://acme-sequencer:11001 --rollup-rpc=http://acme-sequencer:11006');
    }
    expect(argsOf('acme-proposer', 'op-proposer')).toContain('--rollup-rpc=http://acme-sequencer:11006');
    const companion = podOf(manifests, 'acme-replica').container('companion').command?.join(' ') ?? '';
    expect(companion).toContain('http://acme-sequencer:11006 opp2p_self');
    expect(companion).toContain('/dns/acme-sequencer-headless/tcp/11007/p2p/');
    expect(companion).toContain('http://127.0.0.1:11106');
    expect(flagsOf(container('op-node')).l2).toBe('http://127.0.0.1:11003');
    expect(flagsOf(container('op-reth'))).toMatchObject({ 'authrpc.port': '11003', 'http.port': '11001' });
    expect(find(manifests, 'Service', 'acme-sequencer').spec).toMatchObject({ ports: [{ name: 'http', port: 11001 }, { name: 'ws', port: 11002 }, { name: 'node-rpc', port: 11006 }] });
  });

  test('a name is said once too, and so are an address and a game type', () => {
    const network = customNetwork({ contractAddresses: { disputeGameFactoryAddr: ADDRESS.oracle, respectedGameType: 9 } });
    const chart = stack({ network, sequencer: { name: 'builder', p2pSequencerKey: sequencerKey }, challenger: { signer: signer('challenger-key'), faultProof: { gameTypes: ['super-cannon-kona'], prestatesUrl } } });
    const text = yamlOf(chart);
    expectValid(chart);
    expect(text).not.toContain('acme-sequencer');
    expect(text).not.toContain(ADDRESS.factory);
    expect(text.match(/http:\/\/builder:8545/g)).toHaveLength(3);
    expect(text.match(new RegExp(`--game-factory-address=${ADDRESS.oracle}`, 'g'))).toHaveLength(2);
    expect(text).toContain('--game-type=9');
    expect(text).toContain('--superroot-rpcs=http://builder:9545');
    expect(text).toContain('--superroot-rpc=http://builder:9545');
  });

  test('the challenger works with the sequencer, or with the replicas when asked', () => {
    const archive = { count: 1, execution: { gcMode: 'archive', http: { apis: ['eth', 'net', 'web3', 'debug'] } }, consensus: { safeDb: true } } as const;
    const challenger = { signer: signer('challenger-key'), faultProof: { prestatesUrl } };
    const rpc = (node?: 'sequencer' | 'replicas'): unknown => flagsOf(podOf(emitted(stack({ replicas: archive, challenger: { ...challenger, node } })), 'acme-challenger').container('op-challenger'))['l2-eth-rpc'];
    expect([rpc(), rpc('sequencer'), rpc('replicas')]).toEqual(['http://acme-sequencer:8545', 'http://acme-sequencer:8545', 'http://acme-replica:8545']);
  });

  test('everything is in its namespace and carries its labels beside the recommended ones', () => {
    const manifests = emitted(stack({ namespace: 'l2', labels: { team: 'chain', 'app.kubernetes.io/part-of': 'mine' } }));
    expect(manifests.length).toBeGreaterThan(10);
    for (const { metadata } of manifests) {
      expect(metadata).toMatchObject({ namespace: 'l2', labels: { team: 'chain', 'app.kubernetes.io/part-of': 'acme', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' } });
    }
    for (const { metadata } of emitted(stack({ namespace: undefined }))) expect(metadata).not.toHaveProperty('namespace');
  });

  test('composed by hand in a chart of one\'s own it is the same, byte for byte', () => {
    const chart = new Chart(new App(), 'acme', { namespace: 'acme' });
    const props = full();
    const network = new OptimismNetworkConstruct(chart, 'network', props.network);
    const sequencer = new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
    new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencer, replicas: 2 });
    new BatcherConstruct(chart, 'batcher', { network, nodes: sequencer, signer: signer('batcher-key') });
    new ProposerConstruct(chart, 'proposer', { network, nodes: sequencer, signer: signer('proposer-key') });
    new ChallengerConstruct(chart, 'challenger', { network, nodes: sequencer, signer: signer('challenger-key'), faultProof: { prestatesUrl } });
    expect(yamlOf(chart)).toBe(yamlOf(stack()));
  });
});

describe('nodes in another namespace', () => {
  test('are reached by their full name, from there and from here', () => {
    const app = new App();
    const [here, there] = [new Chart(app, 'here', { namespace: 'here' }), new Chart(app, 'there', { namespace: 'there' })];
    const network = new OptimismNetworkConstruct(here, 'network', { ...knownNetwork, contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 } });
    const sequencer = new OpNodeConstruct(here, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
    new OpNodeConstruct(there, 'replica', { network, nodeType: 'replica', sequencer });
    new BatcherConstruct(there, 'batcher', { network, nodes: sequencer, signer: signer('batcher-key') });
    new ProposerConstruct(there, 'proposer', { network, nodes: sequencer, signer: signer('proposer-key') });
    new ChallengerConstruct(there, 'challenger', { network, nodes: sequencer, signer: signer('challenger-key'), faultProof: { prestatesUrl } });
    expectValid(app);
    const text = yamlOf(there);
    expect(text.match(/http:\/\/here-sequencer\.here\.svc:8545/g)).toHaveLength(3);
    expect(text).toContain('/dns/here-sequencer-headless.here.svc/tcp/9222');
    expect(text).not.toMatch(/here-sequencer(-headless)?[:/]/);
  });
});

const replicaChart = (over: Partial<OpReplicaChartProps> = {}): OpReplicaChart => new OpReplicaChart(new App(), 'op-sepolia', { network: knownNetwork, ...over });

describe('OpReplicaChart', () => {
  test('is a replica of a built-in chain by its name', () => {
    const chart = replicaChart();
    const manifests = emitted(chart);
    expect(manifests.map((each) => `${each.kind} ${nameOf(each)}`)).toEqual([
      'NetworkPolicy op-sepolia-network-default-deny', 'Service op-sepolia-replica-headless', 'Service op-sepolia-replica', 'StatefulSet op-sepolia-replica', 'NetworkPolicy op-sepolia-replica',
    ]);
    const { container } = podOf(manifests, 'op-sepolia-replica');
    expect(flagsOf(container('op-reth'))).toMatchObject({ chain: 'optimism-sepolia', 'rollup.sequencer': 'https://sepolia-sequencer.optimism.io' });
    expect(flagsOf(container('op-node')).network).toBe('op-sepolia');
    expect(chart.network.chain.chainId).toBe(11155420);
  });

  test('takes everything of the node, its namespace and its labels', () => {
    const chart = replicaChart({ namespace: 'nodes', labels: { team: 'rpc' }, replicas: 3, node: { name: 'reader', storage: Storage.claim({ size: Size.gibibytes(900) }), execution: { http: { port: 18545 } } } });
    const manifests = emitted(chart);
    expect(find(manifests, 'StatefulSet', 'reader')).toMatchObject({ metadata: { namespace: 'nodes', labels: { team: 'rpc' } }, spec: { replicas: 3, volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '900Gi' } } } }] } });
    expect(findAll(manifests, 'PodDisruptionBudget')).toHaveLength(1);
    expect(chart.replicas.name).toBe('reader');
  });

  test('follows a custom chain by its files and its sequencer\'s endpoint', () => {
    const { container } = podOf(emitted(replicaChart({ network: customNetwork({ l2RpcUrl: 'https://rpc.acme.example' }) })), 'op-sepolia-replica');
    expect(flagsOf(container('op-reth'))).toMatchObject({ chain: '/network/l2-genesis/genesis.json', 'rollup.sequencer': 'https://rpc.acme.example' });
  });

  test('gathers the problems of network and node, also when the network is wrong', () => {
    expect(places(() => replicaChart({ network: { ...knownNetwork, networkName: 'op-sepolai' }, replicas: 0, node: { name: 'Reader' } }))).toEqual(expect.arrayContaining(['op-sepolia/network networkName UNKNOWN_CHAIN', 'op-sepolia/replica replicas INVALID_COUNT', 'op-sepolia/replica name INVALID_NAME']));
    expect(places(() => replicaChart({ replicas: 0 }))).toEqual(['op-sepolia/replica replicas INVALID_COUNT']);
  });

  test('strict makes a warning an error', () => {
    const network = { ...knownNetwork, l1RpcUrl: 'https://l1.example.com/v2/0123456789abcdefghijk' };
    expect(warningsOf(() => emitted(replicaChart({ network })))).toMatchObject([{ code: 'URL_HOLDS_SECRET' }]);
    expect(problem(() => replicaChart({ network, strict: true }), 'URL_HOLDS_SECRET')).toMatchObject({ path: 'op-sepolia/network', prop: 'l1RpcUrl' });
  });
});

const onReplicas = { signer: signer('challenger-key'), faultProof: { prestatesUrl }, node: 'replicas' } as const;

describe('the problems of all parts come together', () => {
  const parts: Partial<OpStackChartProps> = {
    sequencer: {},
    replicas: { count: 0 },
    batcher: { signer: signer('batcher-key'), batching: { subSafetyMargin: 0 } },
    proposer: { signer: signer('proposer-key'), disputeGame: { factoryAddr: '0x12' } },
    challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl }, maxConcurrency: 0 },
  };
  const own = [
    'acme/sequencer p2pSequencerKey MISSING_SEQUENCER_KEY',
    'acme/replica replicas INVALID_COUNT',
    'acme/batcher batching.subSafetyMargin INVALID_COUNT',
    'acme/proposer disputeGame.factoryAddr INVALID_ADDRESS',
    'acme/challenger maxConcurrency INVALID_COUNT',
  ];

  test('when only the parts are wrong', () => expect(places(() => stack(parts))).toEqual(own));

  test('when the network is wrong too', () => {
    expect(places(() => stack({ ...parts, network: { ...l1, networkName: 'op-sepolai' } }))).toEqual(['acme/network networkName UNKNOWN_CHAIN', ...own]);
  });

  test('when the sequencer is wrong, what the others have against the chain and the pinned versions is said all the same', () => {
    const found = places(() => stack({
      sequencer: {},
      replicas: { execution: { extraArgs: ['--no-such-flag'] } },
      batcher: { signer: signer('batcher-key'), batching: { maxChannelDuration: Duration.hours(13) } },
      proposer: { signer: signer('proposer-key'), l2OutputOracleAddr: ADDRESS.oracle },
      challenger: { signer: signer('challenger-key'), faultProof: {} },
    }));
    expect(found).toEqual(expect.arrayContaining([
      'acme/sequencer p2pSequencerKey MISSING_SEQUENCER_KEY',
      'acme/batcher batching.maxChannelDuration CHANNEL_TOO_LONG',
      'acme/proposer l2OutputOracleAddr ORACLE_NOT_IN_VERSION',
      'acme/challenger faultProof.prestatesUrl MISSING_PRESTATES',
    ]));
    expect(found.filter((each) => /nodes|endpoints|sequencerUrl|MISSING_SEQUENCER$/.test(each))).toEqual([]);
  });

  test('names are checked as the parts would have them', () => {
    const make = () => new OpStackChart(new App(), 'a'.repeat(48), full({ network: { ...l1, networkName: 'nowhere' } }));
    expect(places(make).filter((each) => each.endsWith('NAME_TOO_LONG')).map((each) => each.split('/')[1])).toEqual(
      expect.arrayContaining(['sequencer name NAME_TOO_LONG', 'batcher name NAME_TOO_LONG', 'proposer name NAME_TOO_LONG', 'challenger name NAME_TOO_LONG', 'replica name NAME_TOO_LONG']));
    const named = full({ network: { ...l1, networkName: 'nowhere' }, sequencer: { p2pSequencerKey: sequencerKey, name: 's' }, replicas: { name: 'r' } });
    const short = new App();
    const rest = places(() => new OpStackChart(short, 'a'.repeat(48), {
      ...named, batcher: { ...named.batcher!, name: 'b' }, proposer: { ...named.proposer!, name: 'p' }, challenger: { ...named.challenger!, name: 'c' },
    }));
    expect(rest.filter((each) => each.endsWith('NAME_TOO_LONG') && !each.includes('/network'))).toEqual([]);
  });

  test('a challenger cannot work with replicas that are not there', () => {
    const found = problem(() => stack({ replicas: undefined, challenger: onReplicas }), 'NO_REPLICAS');
    expect(found).toMatchObject({ path: 'acme', prop: 'challenger.node' });
    expect(found.hint).toMatch(/Add replicas/);
  });

  test('a challenger whose replicas are wrong is not blamed for it', () => {
    expect(places(() => stack({ replicas: { count: 0 }, challenger: onReplicas }))).toEqual(['acme/replica replicas INVALID_COUNT']);
  });

  test('an error that is none of this library passes through', () => {
    const broken = {
      signer: signer('batcher-key'),
      get maxPendingTx(): number {
        throw new RangeError('mine');
      },
    };
    expect(() => stack({ sequencer: {}, batcher: broken })).toThrow(RangeError);
  });
});

const strictly = <T>(value: string | undefined, act: () => T): T => {
  const before = process.env.OP_STACK_STRICT;
  if (value === undefined) delete process.env.OP_STACK_STRICT;
  else process.env.OP_STACK_STRICT = value;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env.OP_STACK_STRICT;
    else process.env.OP_STACK_STRICT = before;
  }
};

describe('strict', () => {
  const loud: Partial<OpStackChartProps> = { challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl }, superRootRpc: 'https://supernode.example.com?key=1' } };

  test('is off by default: the chart warns', () => {
    expect(strictly(undefined, () => warningsOf(() => stack(loud)))).toMatchObject([{ code: 'URL_HOLDS_SECRET' }]);
  });

  test('makes every warning of every part an error, by prop or by variable', () => {
    for (const make of [() => stack({ ...loud, strict: true }), () => strictly('1', () => stack(loud))]) {
      expect(problem(make, 'URL_HOLDS_SECRET')).toMatchObject({ path: 'acme/challenger', prop: 'superRootRpc' });
    }
  });

  test('false wins over the variable', () => {
    expect(strictly('1', () => warningsOf(() => stack({ ...loud, strict: false })))).toMatchObject([{ code: 'URL_HOLDS_SECRET' }]);
  });

  test('counts too where the network is wrong', () => {
    expect(places(() => stack({ ...loud, strict: true, network: { ...l1, networkName: 'nowhere' } }))).toContain('acme/challenger superRootRpc URL_HOLDS_SECRET');
  });
});

describe('keys', () => {
  const key = signer('k');
  test.each<[string, Partial<OpStackChartProps>]>([
    ['acme/network l1RpcUrl', { network: customNetwork({ l1RpcUrl: `https://l1.example.com/${DEV_KEY}` }) }],
    ['acme/sequencer consensus.extraArgs[0]', { sequencer: { p2pSequencerKey: sequencerKey, consensus: { extraArgs: [`--p2p.sequencer.key=${DEV_KEY}`] } } }],
    ['acme/sequencer execution.env.KEY', { sequencer: { p2pSequencerKey: sequencerKey, execution: { env: { KEY: DEV_KEY } } } }],
    ['acme/replica podAnnotations.note', { replicas: { podAnnotations: { note: DEV_KEY } } }],
    ['acme/batcher env.OP_BATCHER_PRIVATE_KEY', { batcher: { signer: key, env: { OP_BATCHER_PRIVATE_KEY: DEV_KEY } } }],
    ['acme/batcher podOverrides.containers[0].env[0].value', { batcher: { signer: key, podOverrides: { containers: [{ name: 'x', env: [{ name: 'KEY', value: DEV_KEY }] }] } } }],
    ['acme/proposer extraArgs[0]', { proposer: { signer: key, extraArgs: [`--private-key=${DEV_KEY.slice(2)}`] } }],
    ['acme/challenger signer', { challenger: { signer: Signer.privateKey(untyped(DEV_KEY)), faultProof: { prestatesUrl } } }],
    ['acme/challenger env.WORDS', { challenger: { signer: key, faultProof: { prestatesUrl }, env: { WORDS: 'test test test test test test test test test test test junk' } } }],
  ])('a literal one is refused at %s, whether the network is right or wrong', (place, parts) => {
    for (const network of [parts.network ?? customNetwork(), ...(parts.network ? [] : [{ ...l1, networkName: 'nowhere' }])]) {
      const problems = problemsOf(() => stack({ ...parts, network }));
      const found = problems.filter(({ code, path, prop }) => code === 'LITERAL_KEY' && `${path} ${prop}` === place);
      expect(found).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain(DEV_KEY.slice(2));
    }
  });
});

/** The same with the props of every object in the opposite order. */
const shuffled = <T>(value: T): T => {
  if (Array.isArray(value)) return untyped(value.map(shuffled));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return untyped(Object.fromEntries(Object.entries(value).reduceRight<[string, unknown][]>((entries, [name, each]) => [...entries, [name, shuffled(each)]], [])));
};

const rich = (): OpStackChartProps => full({
  labels: { a: '1', b: '2' },
  batcher: {
    signer: signer('batcher-key'), batching: { subSafetyMargin: 12, maxChannelDuration: Duration.hours(1) }, rpc: { port: 8600, enableAdmin: true },
    l1Transaction: { minTipCap: 2, minBaseFee: 2 }, metrics: { port: 7400, enabled: true }, resources: { limits: { memory: '5Gi', cpu: '1' }, requests: { memory: '1Gi', cpu: '1' } },
  },
  challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl, gameTypes: ['cannon-kona', 'permissioned'] }, polling: { interval: Duration.minutes(1), gameWindow: Duration.days(20) } },
});

const refuse = (): never => { throw new Error('synth must stay inside'); };

describe('the same bytes', () => {
  test('come from two fresh apps, and whatever the order of the props', () => {
    const first = yamlOf(new OpStackChart(new App(), 'acme', rich()));
    expect(yamlOf(new OpStackChart(new App(), 'acme', rich()))).toBe(first);
    expect(Object.keys(shuffled(rich()))[0]).not.toBe(Object.keys(rich())[0]);
    expect(yamlOf(new OpStackChart(new App(), 'acme', shuffled(rich())))).toBe(first);
  });

  test('are synthesized without the network and without the clock', () => {
    const spies = [
      jest.spyOn(net, 'connect').mockImplementation(refuse),
      jest.spyOn(net, 'createConnection').mockImplementation(refuse),
      jest.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse),
      jest.spyOn(dns, 'lookup').mockImplementation(refuse),
      jest.spyOn(http, 'request').mockImplementation(refuse),
      jest.spyOn(https, 'request').mockImplementation(refuse),
      jest.spyOn(globalThis, 'fetch').mockImplementation(refuse),
      jest.spyOn(Date, 'now').mockImplementation(refuse),
      jest.spyOn(Math, 'random').mockImplementation(refuse),
    ];
    try {
      expect(() => http.request('http://example.com')).toThrow('synth must stay inside');
      for (const spy of spies) spy.mockClear();
      const app = new App();
      new OpStackChart(app, 'acme', rich());
      new OpReplicaChart(app, 'op-sepolia', { network: knownNetwork });
      expect(app.synthYaml()).toContain('acme-sequencer');
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});

const drifting = (drift: number): OpStackChartProps['network'] => customNetwork({ rollupConfig: ConfigSource.inline({ ...rollup, max_sequencer_drift: drift }), l2Genesis: ConfigSource.inline(genesis) });

const pods = (drift: number): Record<string, string> => Object.fromEntries(
  ['sequencer', 'replica', 'batcher', 'proposer', 'challenger'].map((part) => [part, JSON.stringify(podOf(emitted(stack({ network: drifting(drift) })), `acme-${part}`).metadata.annotations ?? {})]));
const [before, after] = [pods(600), pods(601)];

describe('files', () => {
  test('a file of the chain that changes rolls the pods that read it, and no others', () => {
    expect(Object.keys(before).filter((part) => before[part] !== after[part])).toEqual(['sequencer', 'replica', 'batcher', 'challenger']);
  });
});
