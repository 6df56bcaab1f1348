import { Duration, Size } from 'cdk8s';
import { Jwt, SecretValue, Signer, Storage, type ConsensusProps, type ExecutionProps, type OpNodeProps } from '../../src';
import { manifestsOf, yamlSerializer, type Manifest } from '../../src/testing';
import { ADDRESS, sequencerKey } from '../support/fixtures';
import { addNode, makeNode, nameOf, see, seeExposed, type NodeSpec } from './support/node';

expect.addSnapshotSerializer(yamlSerializer);
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

/** What one node adds to a chart. */
function objectsOf(manifests: readonly Manifest[], name: string): Manifest[] {
  return manifests.filter((manifest) => nameOf(manifest).startsWith(name) && manifest.kind !== 'NetworkPolicy');
}

const consensus = {
  client: 'op-node', image: { version: 'v1.19.7' }, syncMode: 'execution-layer', verifierL1Confs: 1, safeDb: true, followSource: 'http://deriver:9545',
  l1CacheSize: 1000, l1MaxConcurrency: 8, l1TrustRpc: true, metricsPort: 7301,
  p2p: {
    enabled: true, listenPort: 9223, discovery: { enabled: true, bootnodes: ['enr:-a'] }, static: ['/dns4/peer/tcp/9222/p2p/16Uiu2HAmPeer'], peerScoring: { enabled: false },
    privateKey: SecretValue.fromSecret('identities', 'libp2p'), peerId: '16Uiu2HAmSelf',
  },
  rpc: { host: '0.0.0.0', port: 9546, enableAdmin: true },
  resources: { requests: { cpu: '1' }, limits: { memory: '6Gi' } }, extraArgs: ['--p2p.peers.hi=40'], env: { TZ: 'UTC' },
} satisfies Required<Omit<ConsensusProps, 'sequencing'>>;

const execution = {
  image: { version: 'v2.4.4' }, dataDir: '/data/chain', gcMode: 'full', cache: 2048, authrpcPort: 8552, disableTxPoolGossip: false, computePendingBlock: true,
  historicalRpc: 'http://l2geth:8545', proofWindow: 3600, metricsPort: 9002, startupTimeout: Duration.hours(1), client: 'op-reth',
  http: { enabled: true, host: '0.0.0.0', port: 8547, apis: ['eth', 'net'], cors: ['https://app.example.com'] },
  ws: { enabled: true, host: '0.0.0.0', port: 8548, apis: ['eth'], origins: ['https://app.example.com'] },
  p2p: {
    port: 30304, maxPeers: 20, noDiscovery: false, bootnodes: [`enode://${'b2'.repeat(64)}@10.0.0.1:30303`], static: [`enode://${'c3'.repeat(64)}@10.0.0.2:30303`],
    netRestrict: ['10.0.0.0/8'], nodeKey: SecretValue.fromSecret('identities', 'devp2p'), nodeId: 'a1'.repeat(64),
  },
  txpool: { locals: [ADDRESS.oracle], noLocals: false, journal: '/data/chain/journal', lifetime: Duration.hours(1), priceBump: 11, accountSlots: 17, globalSlots: 100, globalQueue: 101 },
  resources: { requests: { cpu: '3' }, limits: { memory: '48Gi' } }, extraArgs: ['--rpc.gascap=7'], env: { TZ: 'UTC' },
} satisfies Required<Omit<ExecutionProps, 'syncMode' | 'stateScheme' | 'dbEngine'>>;

type Own = 'network' | 'nodeType' | 'replicas' | 'sequencer' | 'sequencerUrl' | 'p2pSequencerKey' | 'p2pSigner' | 'conductor' | 'p2pExposure' | 'rpcExposure';

const shared = {
  name: 'acme-main', profile: 'busy', consensus, execution, jwt: Jwt.fromSecret('engine', 'jwt'),
  storage: Storage.claim({ size: Size.tebibytes(2), storageClass: 'fast', accessModes: ['ReadWriteOncePod'], retention: { whenDeleted: 'Delete' }, annotations: { 'example.com/backup': 'daily' } }),
  snapshot: { url: SecretValue.fromSecret('snapshots', 'url'), sha256: 'a'.repeat(64), insecure: false, unpackedSize: Size.gibibytes(300), compression: 'zstd', stripComponents: 1, image: 'registry.example.com/unpacker:1', resources: { limits: { memory: '2Gi' } } },
  service: { type: 'ClusterIP', annotations: { 'example.com/class': 'internal' }, spec: { sessionAffinity: 'ClientIP' } }, perReplicaServices: true,
  readiness: { when: 'synced', maxHeadAge: Duration.minutes(2), steadyFor: Duration.minutes(1) }, nativeSidecars: false, podDisruptionBudget: { minAvailable: '50%' },
  security: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10002, seccompProfile: 'RuntimeDefault' },
  nodeSelector: { disk: 'nvme' }, tolerations: [{ key: 'chain', operator: 'Exists' }], affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { role: 'chain' } } }] } },
  topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }], priorityClassName: 'high', serviceAccountName: 'reader',
  labels: { owner: 'infra' }, annotations: { 'example.com/link': 'x' }, initContainers: [{ name: 'first', image: 'first:1' }],
  sidecars: [{ name: 'vpn', image: 'vpn:1', restartPolicy: 'Always' }, { name: 'helper', image: 'helper:1' }],
  extraVolumes: [{ volume: { name: 'ca', configMap: { name: 'ca' } }, mount: { mountPath: '/ca', readOnly: true } }],
  podLabels: { team: 'infra' }, podAnnotations: { 'example.com/note': 'hi' }, secretVersion: '2026-11-01', terminationGracePeriod: Duration.minutes(10), podOverrides: { dnsPolicy: 'Default' }, monitoring: false,
} satisfies Required<Omit<OpNodeProps, Own>>;

test.each<[string, NodeSpec]>([
  ['sequencer', { nodeType: 'sequencer' }],
  ['replica', { nodeType: 'replica' }],
])('a %s with as few props as it can have', (_name, spec) => {
  const { chart, node } = makeNode(spec);
  expect(objectsOf(see(chart, node.name).manifests, node.name)).toMatchSnapshot();
});

test('a sequencer with all props', () => {
  const { chart, node } = makeNode({
    ...shared, nodeType: 'sequencer', replicas: 1, conductor: { rpcUrl: 'http://127.0.0.1:8547' }, p2pExposure: { type: 'loadBalancer', address: '203.0.113.7', annotations: { 'example.com/lb': 'nlb' } },
    p2pSigner: Signer.remote({ endpoint: SecretValue.fromSecret('signer', 'url'), address: ADDRESS.oracle, tls: { secretName: 'signer-tls' } }),
    consensus: { ...consensus, sequencing: { l1Confs: 5, maxSafeLag: 600, stopped: true, recover: false } satisfies Required<ConsensusProps['sequencing']> },
  });
  expect(objectsOf(seeExposed(chart, node.name).manifests, node.name)).toMatchSnapshot();
});

test('replicas with all props', () => {
  const { network, node: sequencer } = makeNode({ nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
  const { privateKey: _privateKey, ...gossip } = consensus.p2p;
  const { nodeKey: _nodeKey, ...peers } = execution.p2p;
  const node = addNode(network, {
    ...shared, replicas: 3, sequencer, p2pExposure: { type: 'nodePort', consensusPort: 31220, executionPort: 31300, address: '203.0.113.7' },
    consensus: { ...consensus, p2p: gossip }, execution: { ...execution, p2p: peers },
  });
  const chart = network.node.scope!;
  expect(node.node.scope).toBe(chart);
  expect(objectsOf(seeExposed(sequencer.statefulSet.chart, node.name).manifests, node.name)).toMatchSnapshot();
});

const printed = (): string => JSON.stringify(manifestsOf(makeNode({ ...shared, nodeType: 'sequencer' }).chart));

test('two charts of the same props print the same bytes', () => {
  expect(printed()).toBe(printed());
});
