import { Duration, Size } from 'cdk8s';
import {
  ChallengerConstruct, ConfigSource, OpNodeConstruct, OpStackError, SecretValue, Signer, Storage,
  type ChallengerProps, type GameType, type OptimismNetworkProps, type Resources, type VmFiles,
} from '../../src';
import { find, yamlSerializer } from '../../src/testing';
import { anyVersion, ADDRESS, customNetwork, emitted, knownNetwork, newChart, problem, problemsOf, rollup, signer, warningsOf, withNetwork } from '../support/fixtures';
import { casesOf, elsewhere, expectEffect, madeIn, problemAt, rollupOf, saying, sharedEffects, sharedProblems, sharedProps, untyped, workloadOf, type Effects, type Made, type ProblemCase } from './support';

expect.addSnapshotSerializer(yamlSerializer);

const key = signer('challenger-key');
const prestatesUrl = 'https://prestates.example.com/acme';
const anyGame = { contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory } };

function challenger(props: Partial<ChallengerProps> = {}, network: Partial<OptimismNetworkProps> = {}, files?: { rollup?: object; genesis?: object }): Made {
  const { chart, network: wired } = withNetwork(customNetwork({ ...(props.image && anyVersion), ...network }, files));
  const made = new ChallengerConstruct(chart, 'challenger', { network: wired, signer: key, endpoints: elsewhere, faultProof: { prestatesUrl }, ...props });
  return madeIn(chart, made.name, 'op-challenger');
}

const playing = (gameTypes: readonly GameType[], version: string, faultProof: object = { prestatesUrl }): Made =>
  challenger({ image: { version }, faultProof: { gameTypes, ...faultProof } }, anyGame);

const vmFiles = (name: string): Required<VmFiles> => ({
  server: `/bin/${name}`, prestate: `/prestates/${name}.bin.gz`, prestatesUrl: `https://prestates.example.com/${name}`, rollupConfigPath: `/files/${name}-rollup.json`, l2GenesisPath: `/files/${name}-genesis.json`,
});

describe('what is emitted', () => {
  test('with the fewest props', () => {
    const { chart, network, sequencer } = rollupOf();
    const made = new ChallengerConstruct(chart, 'challenger', { network, nodes: sequencer, signer: key, faultProof: { prestatesUrl } });
    expect(workloadOf(emitted(chart), made.name)).toMatchSnapshot();
    expect([made.statefulSet.name, made.service.name]).toEqual(['acme-challenger', 'acme-challenger']);
  });

  test('with all props', () => {
    const all: Required<Omit<ChallengerProps, 'network' | 'nodes'>> = {
      ...sharedProps,
      endpoints: { l2EthRpc: [SecretValue.fromSecret('l2', 'el')], rollupRpc: ['http://cl:9545'] },
      signer: Signer.remote({ endpoint: 'http://signer:8080', address: ADDRESS.systemConfig }),
      name: 'defender',
      disputeGame: { factoryAddr: ADDRESS.oracle, gameAllowlist: [ADDRESS.portal, ADDRESS.systemConfig] },
      faultProof: { gameTypes: ['cannon', 'cannon-kona', 'permissioned', 'super-cannon-kona'], prestatesUrl, cannon: vmFiles('cannon'), cannonKona: vmFiles('kona') },
      dataDir: '/data/games',
      storage: Storage.claim({ size: Size.gibibytes(50), storageClass: 'fast', retention: { whenDeleted: 'Delete' } }),
      polling: { interval: Duration.seconds(30), gameWindow: Duration.days(14) },
      maxConcurrency: 4,
      maxPendingTx: 5,
      selectiveClaimResolution: true,
      additionalBondClaimants: [ADDRESS.portal],
      superRootRpc: SecretValue.fromSecret('supernode', 'rpc'),
      image: { version: 'v1.10.0', digest: `sha256:${'ef'.repeat(32)}` },
      podOverrides: { volumes: [{ name: 'prestates', configMap: { name: 'prestates' } }], containers: [{ name: 'op-challenger', volumeMounts: [{ name: 'prestates', mountPath: '/prestates' }] }] },
      extraArgs: ['--cannon-info-freq=5'],
    };
    expect(workloadOf(challenger(all).manifests)).toMatchSnapshot();
  });
});

const vmEffects = (flag: string): Effects<VmFiles> => ({
  server: ['/bin/server', { flags: { [`${flag}-server`]: '/bin/server' } }],
  prestate: ['/prestate.bin.gz', { flags: { [`${flag}-prestate`]: '/prestate.bin.gz' } }],
  prestatesUrl: ['file:///prestates', { flags: { [`${flag}-prestates-url`]: 'file:///prestates' } }],
  rollupConfigPath: ['/r.json', { flags: { [`${flag}-rollup-config`]: '/r.json' } }],
  l2GenesisPath: ['/g.json', { flags: { [`${flag}-l2-genesis`]: '/g.json' } }],
});

describe('every prop', () => {
  const effects: Effects<Omit<ChallengerProps, 'network' | 'nodes'>> = {
    ...sharedEffects('OP_CHALLENGER'),
    name: ['defender', { fields: [['metadata.name', 'defender'], ['spec.serviceName', 'defender']] }],
    signer: [signer('other-key'), { env: { OP_CHALLENGER_PRIVATE_KEY: 'other-key/key' } }],
    endpoints: [{ l2EthRpc: ['http://a:1'], rollupRpc: ['http://a:2'] }, { flags: { 'l2-eth-rpc': 'http://a:1', 'rollup-rpc': 'http://a:2' } }],
    disputeGame: {
      of: {
        factoryAddr: [ADDRESS.oracle, { flags: { 'game-factory-address': ADDRESS.oracle } }],
        gameAllowlist: [[ADDRESS.portal, ADDRESS.oracle], { flags: { 'game-allowlist': `${ADDRESS.portal},${ADDRESS.oracle}` } }],
      },
    },
    faultProof: {
      of: {
        gameTypes: [['cannon-kona'], { flags: { 'game-types': 'cannon-kona' } }],
        prestatesUrl: ['https://elsewhere.example.com', { flags: { 'prestates-url': 'https://elsewhere.example.com' } }],
        cannon: { of: vmEffects('cannon') },
        cannonKona: { of: vmEffects('cannon-kona') },
      },
    },
    dataDir: ['/data/games', { flags: { datadir: '/data/games' } }],
    storage: [Storage.claim({ size: Size.gibibytes(7) }), { fields: [['spec.volumeClaimTemplates.0.spec.resources.requests.storage', '7Gi']] }],
    polling: {
      of: {
        interval: [Duration.minutes(1), { flags: { 'http-poll-interval': '60s' } }],
        gameWindow: [Duration.days(14), { flags: { 'game-window': '1209600s' } }],
      },
    },
    maxConcurrency: [3, { flags: { 'max-concurrency': '3' } }],
    maxPendingTx: [0, { flags: { 'max-pending-tx': '0' } }],
    selectiveClaimResolution: [true, { flags: { 'selective-claim-resolution': true } }],
    additionalBondClaimants: [[ADDRESS.portal, ADDRESS.systemConfig], { flags: { 'additional-bond-claimants': `${ADDRESS.portal},${ADDRESS.systemConfig}` } }],
    superRootRpc: ['http://supernode:8545', { flags: { 'superroot-rpc': 'http://supernode:8545' } }],
  };
  const without = challenger();

  test.each(casesOf(effects))('$prop', (each) => {
    let made = without;
    const faultProof = { prestatesUrl, ...untyped<object | undefined>(each.props.faultProof) };
    warningsOf(() => { made = challenger({ ...each.props, faultProof }); });
    expect(each.effect).not.toEqual({});
    expectEffect(each, made, without);
  });
});

describe('the games by version', () => {
  test.each([
    ['v1.5.1', 'trace-type', 'cannon,permissioned'],
    ['v1.6.0', 'trace-type', 'cannon-kona,permissioned'],
    ['v1.7.0', 'trace-type', 'cannon-kona,permissioned'],
    ['v1.8.0', 'game-types', 'cannon-kona,permissioned'],
    ['v1.9.0', 'game-types', 'cannon-kona,permissioned'],
    ['v1.10.0', 'game-types', 'cannon-kona,permissioned'],
  ])('op-challenger %s: --%s=%s by default', (version, flag, games) => {
    const { flags } = challenger({ image: { version } }, anyGame);
    expect(flags[flag]).toBe(games);
    expect(flags).not.toHaveProperty(flag === 'game-types' ? 'trace-type' : 'game-types');
  });

  test('a version that no tag names is taken for the newest', () => {
    expect(challenger({ image: { image: 'registry.example.com/op-challenger:mine' } }).flags['game-types']).toBe('cannon-kona,permissioned');
  });

  test.each<[GameType, string, boolean]>([
    ['permissioned', 'v1.9.3', true],
    ['permissioned', 'v1.9.4', false],
    ['cannon', 'v1.9.3', true],
    ['cannon-kona', 'v1.9.3', true],
    ['cannon-kona', 'v1.9.4', true],
    ['super-permissioned', 'v1.10.0', false],
    ['super-cannon-kona', 'v1.10.0', true],
    ['alphabet', 'v1.9.3', false],
    ['fast', 'v1.10.0', false],
  ])('%s games in %s: prestates needed: %s', (game, version, needed) => {
    const codes = (faultProof: object): string[] => {
      const { chart, network } = withNetwork(customNetwork({ ...anyVersion, ...anyGame }));
      try {
        new ChallengerConstruct(chart, 'challenger', { network, signer: key, endpoints: elsewhere, image: { version }, faultProof: { gameTypes: [game], ...faultProof } });
        return [];
      } catch (error) {
        if (!(error instanceof OpStackError)) throw error;
        return error.problems.map(({ code, prop }) => `${prop} ${code}`);
      }
    };
    expect(codes({})).toEqual(needed ? ['faultProof.prestatesUrl MISSING_PRESTATES'] : []);
    expect(codes({ prestatesUrl })).toEqual([]);
  });

  test('of another namespace cannot mount the files of a custom chain', () => {
    const { network } = withNetwork(customNetwork());
    const make = () => new ChallengerConstruct(newChart('there'), 'challenger', { network, signer: key, endpoints: elsewhere, faultProof: { prestatesUrl } });
    expect(problem(make, 'OTHER_NAMESPACE')).toMatchObject({ path: 'there/challenger', prop: 'network' });
  });

  test.each<[keyof VmFiles, GameType, 'cannon' | 'cannonKona']>([
    ['prestate', 'cannon-kona', 'cannonKona'],
    ['prestatesUrl', 'cannon-kona', 'cannonKona'],
    ['prestate', 'cannon', 'cannon'],
  ])('%s of the machine is as good: %s', (name, game, vm) => {
    const own = { [vm]: { [name]: name === 'prestate' ? '/prestate.bin.gz' : prestatesUrl } };
    expect(playing([game], 'v1.9.3', own).flags).not.toHaveProperty('prestates-url');
    const other = { [vm === 'cannon' ? 'cannonKona' : 'cannon']: own[vm] };
    expect(problem(() => playing([game], 'v1.9.3', other), 'MISSING_PRESTATES').prop).toBe('faultProof.prestatesUrl');
  });

  test('cannon games need an op-program of one\'s own since v1.9.4', () => {
    expect(playing(['cannon'], 'v1.9.3').flags).not.toHaveProperty('cannon-server');
    expect(problem(() => playing(['cannon'], 'v1.9.4'), 'MISSING_CANNON_SERVER').prop).toBe('faultProof.cannon.server');
    expect(playing(['cannon'], 'v1.9.4', { prestatesUrl, cannon: { server: '/bin/op-program' } }).flags['cannon-server']).toBe('/bin/op-program');
  });

  test.each([
    ['v1.7.0', 'supervisor-rpc'],
    ['v1.9.0', 'supernode-rpc'],
    ['v1.9.4', 'supernode-rpc'],
    ['v1.9.5', 'superroot-rpc'],
    ['v1.10.0', 'superroot-rpc'],
  ])('op-challenger %s takes super roots through --%s', (version, flag) => {
    expect(challenger({ image: { version }, superRootRpc: 'http://supernode:8545' }).flags[flag]).toBe('http://supernode:8545');
  });

  test('super roots come from the node itself since v1.9.5', () => {
    expect(playing(['super-cannon-kona'], 'v1.9.5').flags['superroot-rpc']).toBe('https://cl.example.com');
    expect(playing(['cannon-kona'], 'v1.9.5').flags).not.toHaveProperty('superroot-rpc');
    expect(problem(() => playing(['super-cannon-kona'], 'v1.9.4'), 'MISSING_SUPER_ROOTS').prop).toBe('superRootRpc');
  });

  test.each<[GameType, string]>([['cannon-kona', 'v1.5.1'], ['super-cannon-kona', 'v1.7.0'], ['super-permissioned', 'v1.7.0']])('%s is too new for %s', (game, version) => {
    expect(problem(() => challenger({ image: { version }, faultProof: { gameTypes: [game], prestatesUrl }, superRootRpc: 'http://supernode' }, anyGame), 'GAME_NOT_IN_VERSION').prop).toBe('faultProof.gameTypes');
  });
});

describe('the files of a custom chain', () => {
  test('are mounted, the genesis unpacked by an init container', () => {
    const { flags, pod, container } = challenger();
    expect(flags).toMatchObject({ 'rollup-config': '/network/rollup-config/rollup.json', 'l2-genesis': '/network/l2-genesis/genesis.json' });
    expect(container.volumeMounts).toEqual(expect.arrayContaining([
      { name: 'rollup-config', mountPath: '/network/rollup-config', readOnly: true },
      { name: 'l2-genesis', mountPath: '/network/l2-genesis', readOnly: true },
    ]));
    expect(pod.container('prepare').command?.join(' ')).toContain('gunzip -c /l2-genesis-packed/genesis.json.gz > /network/l2-genesis/genesis.json');
    expect(pod.metadata.annotations).toHaveProperty(['cdk8s-op-stack/network-files']);
    expect(flags).not.toHaveProperty('network');
  });

  test('had a flag for each machine in v1.3.0', () => {
    const { flags } = challenger({ image: { version: 'v1.3.0' } }, anyGame);
    expect(flags).toMatchObject({ 'cannon-rollup-config': '/network/rollup-config/rollup.json', 'cannon-l2-genesis': '/network/l2-genesis/genesis.json', 'trace-type': 'cannon,permissioned' });
    expect(flags).not.toHaveProperty('rollup-config');
  });

  test('on a claim need no init container', () => {
    const { pod, flags } = challenger({}, {
      chainId: 42069, l1ChainId: 11155111, rollupConfig: ConfigSource.fromClaim('files', 'rollup.json'), l2Genesis: ConfigSource.fromClaim('files', 'genesis.json'),
    });
    expect(pod.spec).not.toHaveProperty('initContainers');
    expect(flags['l2-genesis']).toBe('/network/l2-genesis/genesis.json');
  });

  test('with an L1 that the provers do not know, its genesis too', () => {
    const own = { l1ChainConfig: ConfigSource.inline({ config: { chainId: 900 } }) };
    const files = { rollup: { l1_chain_id: 900 } };
    const { flags, container } = challenger({}, own, files);
    expect(flags['l1-genesis']).toBe('/network/l1-chain-config/l1-chain-config.json');
    expect(container.volumeMounts).toContainEqual({ name: 'l1-chain-config', mountPath: '/network/l1-chain-config', readOnly: true });
    expect(challenger({ image: { version: 'v1.5.1' } }, { ...own, ...anyGame }, files).flags).not.toHaveProperty('l1-genesis');
    expect(rollup.l1_chain_id).not.toBe(900);
  });

  test('a built-in chain has a name and no files', () => {
    const { chart, network } = withNetwork({ ...knownNetwork, ...anyGame });
    new ChallengerConstruct(chart, 'challenger', { network, endpoints: elsewhere, signer: key, faultProof: { prestatesUrl } });
    const { flags, pod, container } = madeIn(chart, 'acme-challenger', 'op-challenger');
    expect(flags.network).toBe('op-sepolia');
    for (const flag of ['rollup-config', 'l2-genesis', 'l1-genesis']) expect(flags).not.toHaveProperty(flag);
    expect(container.volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }, { name: 'tmp', mountPath: '/tmp' }]);
    expect(pod.spec).not.toHaveProperty('initContainers');
  });
});

describe('the workload', () => {
  test('is a StatefulSet with a volume and a writable /tmp', () => {
    const { workload, pod, container, manifests } = challenger();
    expect(workload).toMatchObject({
      kind: 'StatefulSet',
      spec: {
        replicas: 1,
        serviceName: 'acme-challenger',
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } } } }],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      },
    });
    expect(pod.spec.volumes).toContainEqual({ name: 'tmp', emptyDir: {} });
    expect(container.volumeMounts).toEqual(expect.arrayContaining([{ name: 'data', mountPath: '/data' }, { name: 'tmp', mountPath: '/tmp' }]));
    expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
    expect(find(manifests, 'Service', 'acme-challenger').spec).toMatchObject({ clusterIP: 'None', ports: [{ name: 'metrics', port: 7300 }] });
  });

  test('keeps its data elsewhere when asked', () => {
    const { workload, pod } = challenger({ storage: Storage.ephemeral(Size.gibibytes(10)) });
    expect(workload).not.toHaveProperty('spec.volumeClaimTemplates.0');
    expect(workload).not.toHaveProperty('spec.persistentVolumeClaimRetentionPolicy');
    expect(pod.spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '10Gi' } });
  });

  test('has no RPC server, so its metrics port is asked; without metrics nothing is, and a governing Service remains', () => {
    expect(challenger().container).toMatchObject({ livenessProbe: { tcpSocket: { port: 'metrics' } }, ports: [{ name: 'metrics', containerPort: 7300 }] });
    const { container, manifests } = challenger({ metrics: { enabled: false } });
    for (const field of ['startupProbe', 'livenessProbe', 'readinessProbe']) expect(container).not.toHaveProperty(field);
    expect(find(manifests, 'Service', 'acme-challenger').spec).toMatchObject({ clusterIP: 'None' });
  });

  test('reaches beacon and L1 through Secrets', () => {
    expect(challenger().env).toEqual({ OP_CHALLENGER_L1_BEACON: 'l1-endpoints/beacon', OP_CHALLENGER_L1_ETH_RPC: 'l1-endpoints/rpc', OP_CHALLENGER_PRIVATE_KEY: 'challenger-key/key', GOMEMLIMIT: '7372MiB', GOMAXPROCS: '4' });
  });

  test.each<[string, Resources | undefined, string | undefined]>([
    ['as many as its profile has processors', undefined, '4'],
    ['as many as it may use', { limits: { cpu: '2500m' } }, '3'],
    ['one on less than a processor', { requests: { cpu: '100m' }, limits: { cpu: '200m' } }, '1'],
  ])('the games worked on at once are %s, whatever the node has', (_, resources, games) => {
    expect(challenger({ resources }).flags['max-concurrency']).toBe(games);
  });
});

const made = (execution: object, consensus: object): (() => void) => () => {
  const { chart, network, sequencer } = rollupOf();
  const node = new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencer, execution, consensus });
  new ChallengerConstruct(chart, 'challenger', { network, nodes: node, signer: key, faultProof: { prestatesUrl } });
  expect(madeIn(chart, 'acme-challenger', 'op-challenger').flags).toMatchObject({ 'l2-eth-rpc': 'http://acme-replica:8545', 'rollup-rpc': 'http://acme-replica:9545' });
};

const about = (act: () => void): string[] => warningsOf(act).filter(({ code }) => code === 'CHALLENGER_SOURCE').map(({ message }) => message);

describe('the node it works with', () => {
  const archive = { gcMode: 'archive', http: { apis: ['web3', 'eth', 'net', 'debug'] } };

  test('a sequencer has all that it needs', () => {
    expect(about(() => {
      const { chart, network, sequencer } = rollupOf();
      new ChallengerConstruct(chart, 'challenger', { network, nodes: sequencer, signer: key, faultProof: { prestatesUrl } });
      emitted(chart);
    })).toEqual([]);
    expect(about(made(archive, { safeDb: true }))).toEqual([]);
  });

  test.each<[string, object, object, RegExp]>([
    ['all states', { ...archive, gcMode: 'full' }, { safeDb: true }, /gcMode: archive/],
    ['debug calls', { gcMode: 'archive' }, { safeDb: true }, /execution\.http\.apis/],
    ['a safe-head database', archive, {}, /consensus\.safeDb/],
  ])('one without %s warns', (_, execution, consensus, says) => {
    const messages = about(made(execution, consensus));
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(says);
    expect(messages[0]).toContain('[acme/challenger] nodes: acme/replica');
  });
});

describe('problems', () => {
  test.each<ProblemCase>([
    ...sharedProblems('OP_CHALLENGER', 'v1.9.3'),
    { code: 'INVALID_ADDRESS', prop: 'disputeGame.factoryAddr', hint: /40 hex digits/, props: { disputeGame: { factoryAddr: 'factory' } } },
    { code: 'INVALID_ADDRESS', prop: 'disputeGame.gameAllowlist[1]', hint: /40 hex digits/, props: { disputeGame: { gameAllowlist: [ADDRESS.portal, '0x'] } } },
    { code: 'ADDRESS_CHECKSUM', prop: 'additionalBondClaimants[0]', hint: /Write it as/, props: { additionalBondClaimants: [ADDRESS.portal.toLowerCase()] } },
    { code: 'INVALID_URL', prop: 'faultProof.prestatesUrl', hint: /https:\/\//, props: { faultProof: { prestatesUrl: 'prestates' } } },
    { code: 'INVALID_URL', prop: 'faultProof.cannon.prestatesUrl', hint: /https:\/\//, props: { faultProof: { prestatesUrl, cannon: { prestatesUrl: 'ftp://prestates' } } } },
    { code: 'INVALID_URL', prop: 'faultProof.cannonKona.prestatesUrl', hint: /https:\/\//, props: { faultProof: { cannonKona: { prestatesUrl: 'prestates' } } } },
    { code: 'INVALID_URL', prop: 'superRootRpc', hint: /http:\/\//, props: { superRootRpc: 'ws://supernode' } },
    { code: 'INVALID_COUNT', prop: 'maxConcurrency', hint: /from 1 on/, props: { maxConcurrency: 0 } },
    { code: 'INVALID_COUNT', prop: 'maxPendingTx', hint: /from 0 on/, props: { maxPendingTx: -1 } },
    { code: 'INVALID_STORAGE', prop: 'storage', hint: /above zero/, props: { storage: Storage.claim({ size: Size.gibibytes(0) }) } },
    { code: 'INVALID_DATA_DIR', prop: 'dataDir', hint: /at \/data$/, props: { dataDir: '/games' } },
    { code: 'INVALID_DATA_DIR', prop: 'dataDir', hint: /at \/data$/, props: { dataDir: '/data/../games' } },
    { code: 'MISSING_FACTORY', prop: 'disputeGame.factoryAddr', hint: /contractAddresses\.disputeGameFactoryAddr/, network: { contractAddresses: { respectedGameType: 8 } } },
    { code: 'ONE_NODE', prop: 'endpoints', hint: /Give one of them/, props: { endpoints: { l2EthRpc: ['http://a', 'http://b'], rollupRpc: ['http://a', 'http://b'] } } },
    { code: 'NO_GAMES', prop: 'faultProof.gameTypes', hint: /cannon-kona/, props: { faultProof: { gameTypes: [], prestatesUrl } } },
    { code: 'UNKNOWN_GAME', prop: 'faultProof.gameTypes', hint: /The games are cannon, permissioned/, props: { faultProof: { gameTypes: ['cannon-kona', 'asterisc'], prestatesUrl } } },
    { code: 'UNKNOWN_GAME', prop: 'faultProof.gameTypes', hint: /The games are/, props: { faultProof: { gameTypes: ['cannon-kona', 'toString'], prestatesUrl } } },
    { code: 'GAME_NOT_IN_VERSION', prop: 'faultProof.gameTypes', hint: /newer op-challenger/, props: { image: { version: 'v1.5.1' }, faultProof: { gameTypes: ['cannon-kona'], prestatesUrl } } },
    { code: 'MISSING_PRESTATES', prop: 'faultProof.prestatesUrl', hint: /folder URL/, props: { faultProof: {} } },
    { code: 'MISSING_CANNON_SERVER', prop: 'faultProof.cannon.server', hint: /cannon-kona/, props: { faultProof: { gameTypes: ['cannon', 'cannon-kona'], prestatesUrl } } },
    { code: 'MISSING_SUPER_ROOTS', prop: 'superRootRpc', hint: /op-supernode/, props: { image: { version: 'v1.9.4' }, faultProof: { gameTypes: ['cannon-kona', 'super-permissioned'], prestatesUrl } } },
    { code: 'RESPECTED_GAME_NOT_PLAYED', prop: 'faultProof.gameTypes', hint: /Play games of type 8 too/, props: { faultProof: { gameTypes: ['permissioned'], prestatesUrl } } },
    { code: 'RESPECTED_GAME_NOT_PLAYED', prop: 'faultProof.gameTypes', hint: /Play games of type 6 too/, network: { contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 6 } } },
    { code: 'FLAG_NOT_IN_VERSION', prop: 'faultProof.cannonKona.server', hint: /./, props: { image: { version: 'v1.5.1' }, faultProof: { gameTypes: ['permissioned'], prestatesUrl, cannonKona: { server: '/bin/kona-host' } } } },
  ])('$code at $prop', (each) => expect(problemAt(each, () => challenger(each.props, each.network))).toEqual(saying(each, 'acme/challenger')));

  test.each(['cannon', 'cannonKona'] as const)('files of %s beside the name of a chain', (vm) => {
    const make = (network: OptimismNetworkProps, own: object) => () => {
      const { chart, network: wired } = withNetwork({ contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 }, ...network });
      return new ChallengerConstruct(chart, 'challenger', { network: wired, signer: key, endpoints: elsewhere, faultProof: { prestatesUrl, [vm]: own } });
    };
    const paths = { rollupConfigPath: '/a/rollup.json', l2GenesisPath: '/a/genesis.json' };
    expect(problemsOf(make(knownNetwork, paths)).map(({ code, prop }) => [code, prop])).toEqual([
      ['NETWORK_AND_FILES', `faultProof.${vm}.rollupConfigPath`],
      ['NETWORK_AND_FILES', `faultProof.${vm}.l2GenesisPath`],
    ]);
    expect(make(customNetwork(), paths)).not.toThrow();
    expect(make(knownNetwork, {})).not.toThrow();
  });

  test('it plays without a beacon endpoint nowhere, even where the node does', () => {
    const bedrock = { canyon: undefined, delta: undefined, ecotone: undefined, fjord: undefined, granite: undefined, holocene: undefined, isthmus: undefined, jovian: undefined, karst: undefined };
    const files = { rollup: Object.fromEntries(Object.keys(bedrock).map((fork) => [`${fork}_time`, undefined])), genesis: { config: { chainId: 42069, regolithTime: 0, optimism: {} } } };
    expect(problem(() => challenger({}, { l1BeaconUrl: undefined }, files), 'MISSING_L1_BEACON')).toMatchObject({ path: 'acme/challenger', prop: 'network.l1BeaconUrl' });
  });

  test('several nodes are one too many', () => {
    const { chart, network, sequencer } = rollupOf();
    const replica = new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencer });
    const props = { network, nodes: [sequencer, replica], signer: key, faultProof: { prestatesUrl } };
    expect(problem(() => new ChallengerConstruct(chart, 'challenger', props), 'ONE_NODE').prop).toBe('nodes');
  });

  test.each<[string, string, Partial<ChallengerProps>]>([
    ['superRootRpc', 'URL_HOLDS_SECRET', { superRootRpc: 'https://supernode.example.com?key=1' }],
    ['storage', 'HOST_PATH_STORAGE', { storage: Storage.hostPath('/mnt/games') }],
  ])('%s warns with %s', (prop, code, props) => {
    const warnings = warningsOf(() => {
      const { chart, network } = withNetwork(customNetwork());
      new ChallengerConstruct(chart, 'challenger', { network, signer: key, endpoints: elsewhere, faultProof: { prestatesUrl }, ...props });
    });
    expect(warnings).toMatchObject([{ code }]);
    expect(warnings[0]!.message).toContain(`[acme/challenger] ${prop}:`);
  });
});

test('sidecars may mount the claimed volume, and no other volume may take its name', () => {
  const { chart, network, sequencer } = rollupOf();
  const make = (id: string, props: object): unknown =>
    new ChallengerConstruct(chart, id, { network, nodes: sequencer, signer: signer('challenger-key'), faultProof: { prestatesUrl: 'https://prestates.example.com' }, ...props });
  expect(() => make('a', { sidecars: [{ name: 'mine', image: 'x', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] })).not.toThrow();
  expect(problemsOf(() => make('b', { extraVolumes: [{ volume: { name: 'data', emptyDir: {} } }] })).map(({ code }) => code)).toEqual(['VOLUME_CLASH']);
});
