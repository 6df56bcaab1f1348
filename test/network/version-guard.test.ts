import { App } from 'cdk8s';
import { BatcherConstruct, ConfigSource, OpNodeConstruct, OpStackChart, OptimismNetworkConstruct, type OpNodeProps, type OptimismNetworkProps } from '../../src';
import { setStrict } from '../../src/errors';
import { find } from '../../src/testing';
import { customNetwork, emitted, genesis, knownNetwork, newChart, problem, problemsOf, rollup, sequencerKey, signer, warningsOf } from '../support/fixtures';

/** What synth says, line by line, without the link to the pages of the codes. */
function saidBySynth(app: App): readonly string[] {
  try {
    app.synthYaml();
  } catch (error) {
    return String(error).split('\n').slice(1).map((line) => line.trim()).filter((line) => !/\/docs\/troubleshooting\/codes\/[A-Z0-9_]+\.md$/.test(line));
  }
  return [];
}

function wholeRollup(network: OptimismNetworkProps, strict?: boolean): App {
  const app = new App();
  void new OpStackChart(app, 'acme', {
    namespace: 'acme',
    strict,
    network,
    sequencer: { p2pSequencerKey: sequencerKey },
    replicas: {},
    batcher: { signer: signer('batcher-key') },
    proposer: { signer: signer('proposer-key') },
    challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com' } },
  });
  return app;
}

/** What synth says of a replica with op-geth. */
function geth(network: OptimismNetworkProps): readonly string[] {
  const chart = newChart();
  void new OpNodeConstruct(chart, 'replica', { network: new OptimismNetworkConstruct(chart, 'network', network), nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', execution: { client: 'op-geth' } });
  return saidBySynth(App.of(chart));
}

/** The fixtures' chain up to Jovian, so that op-geth can follow it. */
function untilJovian(over: Partial<OptimismNetworkProps> = {}): OptimismNetworkProps {
  const { karstTime: _karst, ...config } = genesis.config;
  return customNetwork({ rollupConfig: ConfigSource.inline({ ...rollup, karst_time: undefined }), l2Genesis: ConfigSource.inline({ ...genesis, config }), ...over });
}

interface Mixed {
  readonly opNode?: readonly string[];
  readonly opReth?: readonly string[];
  readonly batchers?: readonly string[];
  readonly strict?: boolean;
}

/** What synth says of replicas with these versions, and of batchers with those. */
function mixed(network: OptimismNetworkProps, { opNode = [], opReth = [], batchers = [], strict = false }: Mixed): readonly string[] {
  const chart = newChart();
  setStrict(chart, strict);
  const wired = new OptimismNetworkConstruct(chart, 'network', network);
  for (let i = 0; i < Math.max(opNode.length, opReth.length); i++) {
    void new OpNodeConstruct(chart, `node-${i}`, {
      network: wired, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', consensus: { image: { version: opNode[i] } }, execution: { image: { version: opReth[i] } },
    });
  }
  for (const [i, version] of batchers.entries()) {
    void new BatcherConstruct(chart, `batcher-${i}`, { network: wired, endpoints: { l2EthRpc: ['http://el'], rollupRpc: ['http://cl'] }, signer: signer('key'), image: { version } });
  }
  return saidBySynth(App.of(chart));
}

/** The fixtures' chain, with or without Karst, of which only some findings are looked at. */
const known = (): OptimismNetworkProps => customNetwork({ compatibility: { allow: ['L1_FORK_MINIMUM', 'UNKNOWN_VERSION', 'UNSOUND_PAIR'] } });
const old = (): OptimismNetworkProps => untilJovian({ compatibility: { allow: ['L1_FORK_MINIMUM', 'FORK_MINIMUM', 'FAULTY_VERSION', 'UNKNOWN_VERSION'] } });

const versions = (components: Readonly<Record<string, string>>): OptimismNetworkProps['images'] => ({
  components: Object.fromEntries(Object.entries(components).map(([component, version]) => [component, { version }])),
});

describe('synth', () => {
  it('passes the default release without a word', () => {
    expect(warningsOf(() => expect(saidBySynth(wholeRollup(customNetwork()))).toEqual([]))).toEqual([]);
  });

  it('stops with all findings together, each with the constructs that run the version', () => {
    const said = saidBySynth(wholeRollup(customNetwork({ images: versions({ 'op-node': 'v1.19.0', 'op-batcher': 'v1.16.10', 'op-challenger': 'v1.9.1' }) })));
    expect(said).toEqual([
      '[acme/network] op-node of acme/sequencer, acme/replica: op-node v1.19.0 cannot follow karst, active from genesis. Use v1.19.1 or newer. (FORK_MINIMUM)',
      '[acme/network] op-challenger of acme/challenger: op-challenger v1.9.1 cannot follow karst, active from genesis. Use v1.9.3 or newer. (FORK_MINIMUM)',
      expect.stringMatching(/^\[acme\/network\] op-node of .*glamsterdam.*\(L1_FORK_MINIMUM\)$/),
      expect.stringMatching(/^\[acme\/network\] op-batcher of acme\/batcher: .*glamsterdam.*\(L1_FORK_MINIMUM\)$/),
      expect.stringMatching(/^\[acme\/network\] op-node of .*engine_getPayloadV5.*\(UNSOUND_PAIR\)$/),
    ]);
  });

  it('looks at constructs composed by hand, and at the oldest of several versions', () => {
    const chart = newChart();
    const network = new OptimismNetworkConstruct(chart, 'network', knownNetwork);
    void new OpNodeConstruct(chart, 'new', { network, nodeType: 'replica' });
    void new OpNodeConstruct(chart, 'old', { network, nodeType: 'replica', execution: { image: { version: 'v2.3.2' } } });
    expect(saidBySynth(App.of(chart))).toEqual([
      '[acme/network] op-reth of acme/old: op-reth v2.3.2 cannot follow karst, active at 2026-06-17T16:00:01Z. Use v2.3.3 or newer. (FORK_MINIMUM)',
    ]);
  });

  it.each<[string, OptimismNetworkProps, Mixed, readonly RegExp[]]>([
    ['an unknown tag hides no version', known(), { opNode: ['v1.18.2', 'my-build'] }, [/op-node of acme\/node-0: op-node v1\.18\.2 cannot follow karst/]],
    ['in either order', known(), { opNode: ['my-build', 'v1.18.2'] }, [/op-node of acme\/node-1: op-node v1\.18\.2 cannot follow karst/]],
    ['an older op-node hides no withdrawn one', old(), { opNode: ['v1.14.3', 'v1.16.0'] }, [/op-node of acme\/node-1: op-node v1\.16\.0 was withdrawn/]],
    ['an older op-reth hides none that deadlocks', old(), { opReth: ['v2.2.4', 'v2.2.5'] }, [/op-reth of acme\/node-1: op-reth v2\.2\.5 deadlocks/]],
    ['an older op-node hides none that the batcher does not fit', old(), { opNode: ['v1.16.1', 'v1.14.3'], batchers: ['v1.16.0', 'my-build'] }, [/op-batcher of acme\/batcher-0: op-node v1\.16\.1 needs op-batcher v1\.16\.2 or newer, not v1\.16\.0/]],
    ['errors come before warnings', known(), { opNode: ['v9.0.0', 'v1.18.2'], strict: true }, [/FORK_MINIMUM/, /NEWER_THAN_MATRIX/]],
  ])('looks at each of several versions: %s', (_name, network, images, expected) => {
    expect(mixed(network, images)).toEqual(expected.map((line) => expect.stringMatching(line)));
  });

  it('says once what is newer than the matrix, beside a version that is not, and of whom', () => {
    const warnings = warningsOf(() => expect(mixed(customNetwork(), { opNode: ['v1.19.7', 'v9.0.0', 'v9.0.0'] })).toEqual([]));
    expect(warnings).toEqual([{ code: 'NEWER_THAN_MATRIX', message: expect.stringMatching(/^\[acme\/network\] op-node of acme\/node-1, acme\/node-2: op-node v9\.0\.0 is newer/) }]);
  });

  it('checks a batcher against the node it is wired to', () => {
    const network = untilJovian({ images: versions({ 'op-node': 'v1.19.7', 'op-batcher': 'v1.17.0' }) });
    expect(saidBySynth(wholeRollup(network))).toEqual([]);
  });

  it('lets op-geth follow a chain without Karst, and no other', () => {
    const images = versions({ 'op-geth': 'v1.101702.3' });
    expect(geth(untilJovian({ images }))).toEqual([]);
    expect(geth(customNetwork({ images }))).toEqual([expect.stringContaining('FORK_IMPOSSIBLE')]);
  });
});

describe('accepting a risk', () => {
  const images = versions({ 'op-node': 'v1.19.4' });

  it('is by code, and shows on every workload', () => {
    expect(saidBySynth(wholeRollup(customNetwork({ images })))).toHaveLength(1);
    const app = wholeRollup(customNetwork({ images, compatibility: { allow: ['L1_FORK_MINIMUM'] } }));
    const manifests = emitted(app.charts[0]!);
    for (const [kind, name] of [['StatefulSet', 'acme-sequencer'], ['StatefulSet', 'acme-replica'], ['Deployment', 'acme-batcher'], ['Deployment', 'acme-proposer'], ['StatefulSet', 'acme-challenger']] as const) {
      expect(find(manifests, kind, name)).toMatchObject({ metadata: { annotations: { 'cdk8s-op-stack/accepted-risks': 'L1_FORK_MINIMUM' } } });
    }
    expect(JSON.stringify(emitted(wholeRollup(customNetwork()).charts[0]!))).not.toContain('accepted-risks');
  });

  it('of another code changes nothing', () => {
    expect(saidBySynth(wholeRollup(customNetwork({ images, compatibility: { allow: ['FORK_MINIMUM'] } })))).toHaveLength(1);
  });

  it('of a code that no rule has is an error', () => {
    const wrong = problem(() => new OptimismNetworkConstruct(newChart(), 'network', { ...knownNetwork, compatibility: { allow: ['FORK_MINIMUM', 'FORK_MINIMU'] } }), 'UNKNOWN_CODE');
    expect(wrong).toMatchObject({ path: 'acme/network', prop: 'compatibility.allow[1]', hint: expect.stringMatching(/^Did you mean FORK_MINIMUM/) });
  });
});

describe('a version newer than the matrix', () => {
  const images = versions({ 'op-node': 'v1.30.0' });

  it('is a warning, once', () => {
    const warnings = warningsOf(() => expect(saidBySynth(wholeRollup(customNetwork({ images })))).toEqual([]));
    expect(warnings).toEqual([{ code: 'NEWER_THAN_MATRIX', message: expect.stringContaining('op-node v1.30.0 is newer than the newest that the matrix knows, v1.19.9') }]);
  });

  it('is an error when strict', () => {
    expect(saidBySynth(wholeRollup(customNetwork({ images }), true))).toEqual([expect.stringContaining('(NEWER_THAN_MATRIX)')]);
  });
});

describe('an image whose tag names no version', () => {
  const images: OptimismNetworkProps['images'] = { components: { 'op-node': { image: 'me/op-node:my-build' }, 'op-conductor': { image: 'me/op-conductor' } } };
  const said = /op-node of acme\/sequencer, acme\/replica: the tag of op-node names no version, .* Set "version" to the upstream version that the image is built from\. \(UNKNOWN_VERSION\)$/;

  it('is a warning, once, where a workload runs it', () => {
    const warnings = warningsOf(() => expect(saidBySynth(wholeRollup(customNetwork({ images })))).toEqual([]));
    expect(warnings).toEqual([{ code: 'UNKNOWN_VERSION', message: expect.stringMatching(said) }]);
  });

  it('is an error when strict, unless it is accepted', () => {
    expect(saidBySynth(wholeRollup(customNetwork({ images }), true))).toEqual([expect.stringMatching(said)]);
    expect(warningsOf(() => expect(saidBySynth(wholeRollup(customNetwork({ images, compatibility: { allow: ['UNKNOWN_VERSION'] } }), true))).toEqual([]))).toEqual([]);
  });

  it('is reported of a node’s own image too', () => {
    const warnings = warningsOf(() => expect(replica({ execution: { image: { version: 'my-build' } } })).toEqual([]));
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('op-reth of acme/replica: the tag of op-reth names no version')]);
  });
});

/** What synth says of a replica. */
function replica(over: Partial<OpNodeProps>, network: OptimismNetworkProps = customNetwork()): readonly string[] {
  const chart = newChart();
  void new OpNodeConstruct(chart, 'replica', { network: new OptimismNetworkConstruct(chart, 'network', network), nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', ...over });
  return saidBySynth(App.of(chart));
}

/** An op-node version, without regard to the L1. */
const pinned = (version: string): OptimismNetworkProps => customNetwork({ images: versions({ 'op-node': version }), compatibility: { allow: ['L1_FORK_MINIMUM'] } });

describe('one node by itself', () => {
  it('is told of the execution client that is there', () => {
    const warnings = warningsOf(() => expect(replica({ consensus: { extraArgs: ['--l2.enginekind=geth'] } })).toEqual([
      '[acme/network] op-node of acme/replica: op-node is told that its execution client is geth, and it is op-reth. Pass --l2.enginekind=reth: the default changed from geth to reth in v1.19.1. (ENGINE_KIND)',
    ]));
    expect(warnings.map(({ code }) => code)).toEqual(['FLAG_OVERRIDDEN']);
    expect(replica({ consensus: { extraArgs: ['--l2.enginekind', 'reth'] } })).toEqual([]);
  });

  it('is named by itself, beside others with the same op-node', () => {
    const chart = newChart();
    const network = new OptimismNetworkConstruct(chart, 'network', customNetwork());
    for (const [id, extraArgs] of [['right', []], ['wrong', ['--l2.enginekind=geth']]] as const) {
      void new OpNodeConstruct(chart, id, { network, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', consensus: { extraArgs } });
    }
    warningsOf(() => expect(saidBySynth(App.of(chart))).toEqual([expect.stringMatching(/^\[acme\/network\] op-node of acme\/wrong: .*\(ENGINE_KIND\)$/)]));
  });

  it('that drops old blocks cannot derive from L1 with op-node v1.19.1', () => {
    const minimal = { gcMode: 'minimal', image: { version: 'v2.3.3' } } as const;
    expect(replica({ execution: minimal }, pinned('v1.19.1'))).toEqual([expect.stringMatching(/Use v1\.19\.2 or newer, or keep the blocks \(gcMode: full\)\. \(PRUNED_GENESIS\)$/)]);
    expect(replica({ execution: minimal }, pinned('v1.19.2'))).toEqual([]);
    expect(replica({ execution: { gcMode: 'full' } }, pinned('v1.19.1'))).toEqual([]);
    expect(replica({ execution: { ...minimal, p2p: { bootnodes: ['enode://aa@1.2.3.4:30303'] } } }, pinned('v1.19.1'))).toEqual([]);
  });

  it('with kona-node goes without settings of the network that only op-node has', () => {
    const warnings = warningsOf(() => expect(replica({ consensus: { client: 'kona-node' } }, customNetwork({ l1RpcKind: 'alchemy', l1RpcRateLimit: 9 }))).toEqual([]));
    expect(warnings.map(({ code, message }) => `${code} ${message.split(':')[0]}`)).toEqual(expect.arrayContaining(['SETTING_IGNORED [acme/replica] network.l1RpcKind', 'SETTING_IGNORED [acme/replica] network.l1RpcRateLimit']));
  });
});

const filesWith = (times: object): Pick<OptimismNetworkProps, 'rollupConfig' | 'l2Genesis'> => ({
  rollupConfig: ConfigSource.inline({ ...rollup, ...times }),
  l2Genesis: ConfigSource.inline({ ...genesis, config: { ...genesis.config, jovianTime: 1795000000, karstTime: 1795000000 } }),
});

const refused = (version: string, over: Partial<OptimismNetworkProps>) => () => new OptimismNetworkConstruct(newChart(), 'network', customNetwork({ ...over, images: versions({ 'op-node': version }) }));

describe('a rollup.json that the pinned op-node refuses', () => {
  const together = filesWith({ jovian_time: 1795000000, karst_time: 1795000000 });
  it('has two forks together after genesis, from v1.19.8 on', () => {
    expect(problem(refused('v1.19.8', together), 'FORK_COACTIVATION')).toMatchObject({ prop: 'rollupConfig.karst_time', message: expect.stringContaining('karst begins together with jovian') });
    expect(refused('v1.19.7', together)).not.toThrow();
    expect(refused('v1.19.8', {})).not.toThrow();
  });

  it('has the switch that came with Karst', () => {
    const { jovianTime: _jovian, karstTime: _karst, ...config } = genesis.config;
    const before = { rollupConfig: ConfigSource.inline({ ...rollup, jovian_time: undefined, karst_time: undefined, keep_karst_upgrade_gas: true }), l2Genesis: ConfigSource.inline({ ...genesis, config }) };
    expect(problem(refused('v1.16.12', before), 'UNKNOWN_ROLLUP_KEY')).toMatchObject({ prop: 'rollupConfig.keep_karst_upgrade_gas' });
    expect(refused('v1.19.7', before)).not.toThrow();
  });
});

it('says how long is left when it is told the time', () => {
  const images = versions({ 'op-node': 'v1.19.4' });
  expect(saidBySynth(wholeRollup(customNetwork({ images, compatibility: { now: 1791244800 - 10 * 86400 } })))).toEqual([expect.stringContaining('in 10 days')]);
});

it('names the forks beside an image that the release lacks', () => {
  const codes = problemsOf(() => {
    const chart = newChart();
    void new OpNodeConstruct(chart, 'replica', { network: new OptimismNetworkConstruct(chart, 'network', { ...knownNetwork, images: { release: 'stable-v1.13' } }), nodeType: 'replica' });
  }).map(({ code, message }) => `${code} ${message}`);
  expect(codes).toEqual(expect.arrayContaining([
    expect.stringMatching(/^MISSING_IMAGE .*op-reth/),
    expect.stringMatching(/^FORK_MINIMUM op-node v1\.13\.3 cannot follow jovian/),
    expect.stringMatching(/^FORK_MINIMUM op-node v1\.13\.3 cannot follow karst/),
  ]));
});

it('does not look at a batcher that a chart never made', () => {
  const chart = newChart();
  const network = new OptimismNetworkConstruct(chart, 'network', customNetwork({ images: versions({ 'op-batcher': 'v1.9.5' }) }));
  void new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
  expect(saidBySynth(App.of(chart))).toEqual([]);
  void new BatcherConstruct(chart, 'batcher', { network, endpoints: { l2EthRpc: ['http://el'], rollupRpc: ['http://cl'] }, signer: signer('batcher-key') });
  expect(saidBySynth(App.of(chart)).length).toBeGreaterThan(0);
});

describe('the examples on the planned operator’s stable-v1.13', () => {
  it.each(['basic', 'testnet', 'production'])('%s fails, with Jovian and Karst named', (name) => {
    jest.isolateModules(() => {
      jest.doMock('../../src/compatibility/releases', () => {
        const actual = jest.requireActual<typeof import('../../src/compatibility/releases')>('../../src/compatibility/releases');
        const stable = actual.releases.find((release) => release.name === 'stable-v1.13')!;
        return { ...actual, releases: [{ ...stable, name: actual.defaultRelease }] };
      });
      const { examples } = jest.requireActual<typeof import('../../examples')>('../../examples');
      const said = ((): string => {
        try {
          const app = new App();
          examples[name]!(app);
          app.synthYaml();
        } catch (error) {
          return String(error);
        }
        return '';
      })();
      expect(said).toMatch(/cannot follow jovian/);
      expect(said).toMatch(/cannot follow karst/);
    });
  });
});
