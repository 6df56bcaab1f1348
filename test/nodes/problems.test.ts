import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import {
  ConfigSource, NodeSnapshot, NodeSnapshotSchedule, OpNodeConstruct, OpReplicaChart, OpStackChart, OpStackError, OptimismNetworkConstruct, Signer, Storage, type NodeSnapshotProps, type NodeSnapshotScheduleProps, type OptimismNetworkProps, type RpcExposure,
} from '../../src';
import { ADDRESS, customNetwork, genesis, knownNetwork, l1, problem, problemsOf, rollup, sequencerKey, signer, warningsOf, untyped } from '../support/fixtures';
import { addNode, custom, makeNode, makePair, type NodeSpec } from './support/node';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

interface Broken {
  readonly code: string;
  readonly prop: string;
  readonly make: () => unknown;
  /** @default acme/replica */
  readonly path?: string;
}

const REMOTE = Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.oracle });
const SHA = 'a'.repeat(64);
const node = (code: string, prop: string, spec: NodeSpec, network?: OptimismNetworkProps): Broken => ({ code, prop, path: `acme/${spec.nodeType ?? 'replica'}`, make: () => makeNode(spec, network) });
const sequencer = (code: string, prop: string, spec: NodeSpec): Broken => node(code, prop, { nodeType: 'sequencer', ...spec });

/** Characters that do not compress. */
function noise(length: number): string {
  let state = 1;
  const next = (): string => String.fromCharCode(35 + ((state = (state * 48271) % 2147483647) % 56));
  return Array.from({ length }, next).join('');
}

const EXPOSED = { type: 'ingress', hosts: ['rpc.example.com'], from: [{ namespace: 'ingress' }] } as const;

/** A replica whose exposure is broken, by either means. */
function rpcExposed(code: string, prop: string, over: Partial<RpcExposure>): Broken[] {
  const gateways = [{ name: 'public' }];
  return [EXPOSED, { ...EXPOSED, type: 'httpRoute', gateways }].map((exposure) => node(code, prop, { rpcExposure: untyped({ ...exposure, ...over }) }));
}

/** A copy of a replica's volume; with a schedule, copies in regular intervals. */
function copied(code: string, prop: string, over: Partial<NodeSnapshotProps & NodeSnapshotScheduleProps>, spec: NodeSpec = {}): Broken {
  const make = (): unknown => {
    const { chart, node: replica } = makeNode(spec);
    const { schedule, ...props } = { node: replica, ...over };
    return schedule === undefined ? new NodeSnapshot(chart, 'copy', props) : new NodeSnapshotSchedule(chart, 'copy', { ...props, schedule });
  };
  return { code, prop, path: 'acme/copy', make };
}

/** A replica of the same name in the same namespace as the sequencer. */
function sameName(): unknown {
  const { network } = makeNode({ nodeType: 'sequencer' });
  return addNode(network, { name: 'acme-sequencer' });
}

function replicaOf(other: NodeSpec, network: OptimismNetworkProps): unknown {
  const { node: elsewhere } = makeNode(other, network);
  return makeNode({ sequencer: elsewhere });
}

function nodeElsewhere(): unknown {
  const app = new App();
  const network = new OptimismNetworkConstruct(new Chart(app, 'here', { namespace: 'here' }), 'network', custom);
  return new OpNodeConstruct(new Chart(app, 'there', { namespace: 'there' }), 'replica', { network, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545' });
}

const broken: readonly Broken[] = [
  // Names
  node('INVALID_NAME', 'name', { name: 'Acme_Node' }),
  node('INVALID_NAME', 'name', { name: '1node' }),
  node('NAME_TOO_LONG', 'name', { name: 'n'.repeat(53) }),
  { code: 'DUPLICATE_NAME', prop: 'name', make: sameName },
  // Names of what is made elsewhere
  { code: 'INVALID_NAMESPACE', prop: 'namespace', path: 'acme/network', make: () => new OptimismNetworkConstruct(new Chart(new App(), 'acme', { namespace: 'Acme' }), 'network', custom) },
  node('INVALID_NAME', 'priorityClassName', { priorityClassName: 'Chain-nodes' }),
  node('INVALID_NAME', 'serviceAccountName', { serviceAccountName: 'a'.repeat(254) }),
  node('INVALID_NAME', 'storage.storageClass', { storage: Storage.claim({ size: Size.tebibytes(1), storageClass: 'Fast_NVMe' }) }),
  node('INVALID_CHOICE', 'storage.accessModes[0]', { storage: Storage.claim({ size: Size.tebibytes(1), accessModes: untyped(['RWO']) }) }),
  node('INVALID_LABEL', 'nodeSelector', { nodeSelector: { 'node pool': 'chain' } }),
  node('INVALID_LABEL', 'nodeSelector', { nodeSelector: { 'example.com/pool': 'chain nodes' } }),
  // Counts, sizes, amounts
  node('INVALID_COUNT', 'replicas', { replicas: 0 }),
  node('INVALID_COUNT', 'replicas', { replicas: 1.5 }),
  node('INVALID_COUNT', 'replicas.min', { replicas: { min: 0, max: 2 } }),
  node('INVALID_COUNT', 'replicas.max', { replicas: { min: 1, max: 2.5 } }),
  node('INVALID_COUNT', 'replicas.load.percent', { replicas: { min: 1, max: 2, load: { type: 'cpu', percent: 0 } } }),
  node('INVALID_CHOICE', 'replicas.load.type', { replicas: { min: 1, max: 2, load: untyped({ type: 'memory' }) } }),
  node('REPLICA_BOUNDS', 'replicas.min', { replicas: { min: 3, max: 2 } }),
  node('NO_LOAD', 'replicas.load.metrics', { replicas: { min: 1, max: 2, load: { type: 'metrics', metrics: [] } } }),
  node('NO_LOAD', 'replicas.load.triggers', { replicas: { min: 1, max: 2, load: { type: 'keda', triggers: [] } } }),
  node('SCALE_DOWN_WINDOW', 'replicas.scaleDownAfter', { replicas: { min: 1, max: 2, scaleDownAfter: Duration.minutes(61) } }),
  node('SHARED_IDENTITY', 'execution.p2p.nodeKey', { replicas: { min: 1, max: 2 }, execution: { p2p: { nodeKey: sequencerKey } } }),
  node('INVALID_NODE_PORT', 'p2pExposure.consensusPort', { replicas: { min: 1, max: 3 }, p2pExposure: { type: 'nodePort', consensusPort: 32766, executionPort: 31300 } }),
  { code: 'DUPLICATE_NAME', prop: 'name', path: 'acme/other', make: () => addNode(makeNode({ replicas: 2, perReplicaServices: true }).network, { name: 'acme-replica-1' }, 'other') },
  { code: 'DUPLICATE_NAME', prop: 'name', make: () => addNode(makeNode({ nodeType: 'sequencer', name: 'acme-replica-1' }).network, { replicas: 2, perReplicaServices: true }) },
  { code: 'DUPLICATE_NAME', prop: 'name', path: 'acme/other', make: () => addNode(makeNode().network, { name: 'acme-replica-headless' }, 'other') },
  { code: 'DUPLICATE_NAME', prop: 'name', make: () => addNode(makeNode({ nodeType: 'sequencer', name: 'acme-replica-headless' }).network) },
  { code: 'DUPLICATE_NAME', prop: 'name', path: 'acme/other', make: () => addNode(makeNode({ replicas: 2, p2pExposure: { type: 'loadBalancer', address: 'p2p-{index}.example.com' } }).network, { name: 'acme-replica-p2p-1' }, 'other') },
  sequencer('INVALID_COUNT', 'consensus.sequencing.l1Confs', { consensus: { sequencing: { l1Confs: -1 } } }),
  sequencer('INVALID_COUNT', 'consensus.sequencing.maxSafeLag', { consensus: { sequencing: { maxSafeLag: -1 } } }),
  node('INVALID_COUNT', 'consensus.verifierL1Confs', { consensus: { verifierL1Confs: 0.5 } }),
  node('INVALID_COUNT', 'consensus.l1CacheSize', { consensus: { l1CacheSize: -1 } }),
  node('INVALID_COUNT', 'consensus.l1MaxConcurrency', { consensus: { l1MaxConcurrency: 0 } }),
  node('INVALID_COUNT', 'execution.cache', { execution: { cache: 0 } }),
  node('INVALID_COUNT', 'execution.proofWindow', { execution: { proofWindow: NaN } }),
  node('INVALID_COUNT', 'execution.p2p.maxPeers', { execution: { p2p: { maxPeers: -1 } } }),
  node('INVALID_COUNT', 'snapshot.stripComponents', { snapshot: { url: 'https://example.com/a.tar', sha256: SHA, stripComponents: -1 } }),
  node('INVALID_QUANTITY', 'execution.resources.limits.memory', { execution: { resources: { limits: { memory: '4GB' } } } }),
  node('INVALID_QUANTITY', 'consensus.resources.requests.cpu', { consensus: { resources: { requests: { cpu: '-1' } } } }),
  node('REQUEST_ABOVE_LIMIT', 'execution.resources.requests.memory', { execution: { resources: { requests: { memory: '64Gi' } } } }),
  node('REQUEST_ABOVE_LIMIT', 'execution.resources.requests.memory', { execution: { resources: { limits: { memory: '4Gi' } } } }),
  node('REQUEST_ABOVE_LIMIT', 'consensus.resources.requests.cpu', { consensus: { resources: { requests: { cpu: '3' } } } }),
  node('REQUEST_ABOVE_LIMIT', 'snapshot.resources.requests.memory', { snapshot: { url: 'https://example.com/a.tar', sha256: SHA, resources: { requests: { memory: '2Gi' } } } }),
  node('INVALID_DISRUPTION_BUDGET', 'podDisruptionBudget', { podDisruptionBudget: { maxUnavailable: 1, minAvailable: 1 } }),
  node('INVALID_DISRUPTION_BUDGET', 'podDisruptionBudget', { podDisruptionBudget: {} }),
  node('INVALID_DISRUPTION_BUDGET', 'podDisruptionBudget', { podDisruptionBudget: { maxUnavailable: '150%' } }),
  { code: 'CONFIG_TOO_LARGE', prop: 'l2Genesis', path: 'acme/network', make: () => makeNode({}, customNetwork({}, { genesis: { ...genesis, extra: noise(1_500_000) } })) },
  // Ports
  node('INVALID_PORT', 'execution.http.port', { execution: { http: { port: 0 } } }),
  node('INVALID_PORT', 'consensus.p2p.listenPort', { consensus: { p2p: { listenPort: 65536 } } }),
  node('PORT_CLASH', 'execution.ws.port', { execution: { ws: { port: 8545 } } }),
  node('PORT_CLASH', 'execution.authrpcPort', { execution: { authrpcPort: 9545 } }),
  node('PORT_CLASH', 'execution.p2p.port', { execution: { p2p: { port: 9222 } } }),
  node('PORT_CLASH', 'consensus.metricsPort', { consensus: { metricsPort: 9001 } }),
  node('PORT_CLASH', 'consensus.p2p.listenPort', { consensus: { p2p: { listenPort: 9200 } } }, knownNetwork),
  node('PORT_CLASH', 'p2pExposure.consensusPort', { replicas: 3, execution: { http: { port: 31222 } }, p2pExposure: { type: 'nodePort', consensusPort: 31220, executionPort: 31300 } }),
  // Storage
  node('INVALID_STORAGE', 'storage', { storage: Storage.claim({ size: Size.gibibytes(0) }) }),
  node('INVALID_STORAGE', 'storage', { storage: Storage.hostPath('data') }),
  node('INVALID_STORAGE', 'storage', { storage: Storage.hostPath('/data/../etc') }),
  node('STORAGE_TOO_SMALL', 'storage', { storage: Storage.claim({ size: Size.kibibytes(1) }) }),
  node('SHARED_HOST_PATH', 'storage', { replicas: 2, storage: Storage.hostPath('/var/lib/acme') }),
  node('INVALID_DATA_DIR', 'execution.dataDir', { execution: { dataDir: '/var/lib/geth' } }),
  node('INVALID_DATA_DIR', 'execution.dataDir', { execution: { dataDir: '/data/../jwt' } }),
  node('INVALID_DATA_DIR', 'execution.dataDir', { execution: { dataDir: '/data' } }),
  // Roles
  sequencer('SEQUENCER_REPLICAS', 'replicas', { replicas: 2 }),
  sequencer('SEQUENCER_REPLICAS', 'replicas', { replicas: { min: 1, max: 2 } }),
  sequencer('SEQUENCER_FORWARDS', 'sequencerUrl', { sequencerUrl: 'http://itself:8545' }),
  { code: 'SEQUENCER_FORWARDS', prop: 'sequencer', path: 'acme/second', make: () => {
    const { network, node: first } = makeNode({ nodeType: 'sequencer' });
    return addNode(network, { nodeType: 'sequencer', sequencer: first }, 'second');
  } },
  sequencer('SEQUENCER_EXPOSED', 'service.type', { service: { type: 'LoadBalancer' } }),
  sequencer('TWO_SIGNERS', 'p2pSigner', { p2pSequencerKey: sequencerKey, p2pSigner: REMOTE }),
  sequencer('MISSING_SEQUENCER_KEY', 'p2pSequencerKey', { p2pSequencerKey: undefined }),
  sequencer('P2P_SIGNER', 'p2pSigner', { p2pSigner: signer('key') }),
  node('REPLICA_SIGNS', 'p2pSequencerKey', { p2pSequencerKey: sequencerKey }),
  node('REPLICA_SIGNS', 'p2pSigner', { p2pSigner: REMOTE }),
  node('REPLICA_SIGNS', 'conductor', { conductor: { rpcUrl: 'http://conductor:8547' } }),
  node('REPLICA_SEQUENCES', 'consensus.sequencing', { consensus: { sequencing: { l1Confs: 1 } } }),
  node('SHARED_IDENTITY', 'consensus.p2p.privateKey', { replicas: 2, consensus: { p2p: { privateKey: sequencerKey } } }),
  node('SHARED_IDENTITY', 'execution.p2p.nodeKey', { replicas: 2, execution: { p2p: { nodeKey: sequencerKey } } }),
  node('INVALID_PEER_ID', 'consensus.p2p.peerId', { consensus: { p2p: { peerId: '/dns4/sequencer/tcp/9222/p2p/16Uiu2HAm' } } }),
  node('INVALID_NODE_ID', 'execution.p2p.nodeId', { execution: { p2p: { nodeId: `enode://${'a1'.repeat(64)}@host:30303` } } }),
  // Wiring
  node('MISSING_SEQUENCER', 'sequencer', { sequencerUrl: undefined }),
  { code: 'OTHER_NETWORK', prop: 'sequencer', make: () => replicaOf({ nodeType: 'sequencer' }, knownNetwork) },
  { code: 'NOT_A_SEQUENCER', prop: 'sequencer', make: () => replicaOf({}, custom) },
  { code: 'OTHER_NAMESPACE', prop: 'network', path: 'there/replica', make: nodeElsewhere },
  { code: 'RPC_DISABLED', prop: 'execution.http.enabled', path: 'acme/sequencer', make: () => makePair({ execution: { http: { enabled: false } } }) },
  node('RPC_DISABLED', 'readiness', { execution: { http: { enabled: false } } }),
  node('LOOPBACK_RPC', 'consensus.rpc.host', { consensus: { rpc: { host: '127.0.0.1' } } }),
  node('LOOPBACK_RPC', 'execution.http.host', { execution: { http: { host: 'localhost' } } }),
  node('LOOPBACK_RPC', 'execution.ws.host', { execution: { ws: { host: '::1' } } }),
  node('MISSING_ALT_DA', 'network.altDa', {}, customNetwork({}, { rollup: { ...rollup, alt_da: { da_challenge_contract_address: ADDRESS.portal, da_challenge_window: 100, da_resolve_window: 100, da_commitment_type: 'KeccakCommitment' } } })),
  node('NO_SUCH_SETTING', 'network.altDa', { consensus: { client: 'kona-node' } }, { ...custom, altDa: { server: 'http://da:3100' } }),
  // Exposure
  node('INVALID_P2P_ADDRESS', 'p2pExposure.address', { p2pExposure: { type: 'loadBalancer', address: 'not an address' } }),
  node('INVALID_P2P_ADDRESS', 'p2pExposure.address', { p2pExposure: { type: 'loadBalancer', address: '203.0.113.7:9222' } }),
  node('INVALID_P2P_ADDRESS', 'p2pExposure.address', { p2pExposure: { type: 'hostPort', address: '203.0.113.700' } }),
  node('INVALID_P2P_ADDRESS', 'p2pExposure.address', { p2pExposure: { type: 'loadBalancer', address: 'hostIP' } }),
  node('INVALID_P2P_ADDRESS', 'p2pExposure.address', { p2pExposure: { type: 'loadBalancer', address: 'p2p.example.com' }, execution: { client: 'op-geth' } }),
  node('SHARED_P2P_ADDRESS', 'p2pExposure.address', { replicas: 2, p2pExposure: { type: 'loadBalancer', address: '203.0.113.7' } }),
  node('SHARED_P2P_ADDRESS', 'p2pExposure.address', { replicas: 2, p2pExposure: { type: 'hostPort', address: '203.0.113.7' } }),
  node('INVALID_NODE_PORT', 'p2pExposure.consensusPort', { p2pExposure: { type: 'nodePort', consensusPort: 9222, executionPort: 31300 } }),
  node('INVALID_NODE_PORT', 'p2pExposure.executionPort', { replicas: 3, p2pExposure: { type: 'nodePort', consensusPort: 31220, executionPort: 31305 } }),
  node('INVALID_NODE_PORT', 'p2pExposure.executionPort', { replicas: 3, p2pExposure: { type: 'nodePort', consensusPort: 31220, executionPort: 32766 } }),
  ...rpcExposed('INVALID_CHOICE', 'rpcExposure.type', { type: untyped('route') }),
  ...rpcExposed('INVALID_HOST', 'rpcExposure.hosts', { hosts: [] }),
  ...rpcExposed('INVALID_HOST', 'rpcExposure.hosts[0]', { hosts: ['https://rpc.example.com'] }),
  ...rpcExposed('INVALID_HOST', 'rpcExposure.hosts[1]', { hosts: ['rpc.example.com', '203.0.113.7'] }),
  ...rpcExposed('INVALID_HOST', 'rpcExposure.ws.hosts[0]', { ws: { hosts: ['WS.example.com'] } }),
  ...rpcExposed('INVALID_PATH', 'rpcExposure.path', { path: 'rpc' }),
  ...rpcExposed('INVALID_PATH', 'rpcExposure.ws.path', { ws: { path: '/ws?x' } }),
  ...rpcExposed('SHARED_PATH', 'rpcExposure.ws', { ws: { path: '/' } }),
  ...rpcExposed('SHARED_PATH', 'rpcExposure.ws', { ws: { hosts: ['ws.example.com', 'rpc.example.com'] } }),
  ...rpcExposed('MISSING_CONTROLLER', 'rpcExposure.from', { from: [] }),
  ...rpcExposed('MISSING_CONTROLLER', 'rpcExposure.from', { from: undefined }),
  ...rpcExposed('INVALID_PEER', 'rpcExposure.from[0]', { from: [{}] }),
  node('NO_GATEWAY', 'rpcExposure.gateways', { rpcExposure: { ...EXPOSED, type: 'httpRoute', gateways: [] } }),
  node('RPC_DISABLED', 'rpcExposure', { rpcExposure: EXPOSED, readiness: { when: 'serving' }, execution: { http: { enabled: false }, ws: { enabled: false } } }),
  sequencer('SEQUENCER_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED }),
  node('ADMIN_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED, execution: { http: { apis: ['eth', 'admin'] } } }),
  node('ADMIN_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED, execution: { ws: { apis: ['miner'] } } }),
  node('ADMIN_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED, consensus: { rpc: { enableAdmin: true } } }),
  node('ADMIN_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED, consensus: { extraArgs: ['--rpc.enable-admin'] } }),
  node('ADMIN_EXPOSED', 'service.type', { service: { type: 'NodePort' }, execution: { extraArgs: ['--http.api', 'eth,admin'] } }),
  node('ADMIN_EXPOSED', 'service.type', { service: { spec: { type: 'LoadBalancer' } }, consensus: { rpc: { enableAdmin: true } } }),
  // Snapshot
  node('INVALID_CHECKSUM', 'snapshot.sha256', { snapshot: { url: 'https://example.com/a.tar', sha256: 'abc' } }),
  node('MISSING_CHECKSUM', 'snapshot.sha256', { snapshot: { url: 'https://example.com/a.tar' } }),
  node('INVALID_SIZE', 'snapshot.unpackedSize', { snapshot: { url: 'https://example.com/a.tar', sha256: SHA, unpackedSize: Size.gibibytes(0) } }),
  node('SNAPSHOT_IMAGE', 'snapshot.image', { snapshot: { url: 'https://example.com/a.tar.lz4', sha256: SHA } }),
  node('SNAPSHOT_IMAGE', 'snapshot.image', { snapshot: { url: 'https://example.com/a.tar.zst', sha256: SHA } }),
  copied('INVALID_COUNT', 'ordinal', { ordinal: -1 }),
  copied('NO_SUCH_POD', 'ordinal', { ordinal: 1 }),
  copied('INVALID_NAME', 'name', { name: 'Now' }),
  copied('DUPLICATE_NAME', 'name', { name: 'acme-replica' }),
  copied('NO_CLAIM', 'node', {}, { storage: Storage.ephemeral() }),
  copied('INVALID_COUNT', 'keep', { keep: 0, schedule: '17 3 * * *' }),
  copied('INVALID_SCHEDULE', 'schedule', { schedule: '@daily' }),
  copied('INVALID_SCHEDULE', 'schedule', { schedule: '17 3 * *' }),
  { code: 'OTHER_NAMESPACE', prop: 'node', path: 'elsewhere/copy', make: () => {
    const { chart, node: replica } = makeNode();
    return new NodeSnapshot(new Chart(untyped<App>(chart.node.root), 'elsewhere', { namespace: 'elsewhere' }), 'copy', { node: replica });
  } },
  // What the user adds to the pods
  node('CONTAINER_CLASH', 'sidecars[0].name', { sidecars: [{ name: 'op-node', image: 'x' }] }),
  node('CONTAINER_CLASH', 'sidecars[0].name', { sidecars: [{ name: 'prepare', image: 'x' }] }),
  node('CONTAINER_CLASH', 'initContainers[0].name', { sidecars: [{ name: 'a', image: 'x' }], initContainers: [{ name: 'a', image: 'x' }] }),
  node('INVALID_NAME', 'sidecars[1].name', { sidecars: [{ name: 'a', image: 'x' }, { name: 'B_', image: 'x' }] }),
  node('MISSING_IMAGE', 'initContainers[0].image', { initContainers: [{ name: 'a' }] }),
  // A slip of a name in podOverrides would be a container of its own.
  node('MISSING_IMAGE', 'podOverrides', { podOverrides: { containers: [{ name: 'op-nod', livenessProbe: { failureThreshold: 9 } }] } }),
  node('NATIVE_SIDECAR', 'initContainers[0].restartPolicy', { initContainers: [{ name: 'a', image: 'x', restartPolicy: 'Always' }] }),
  node('PORT_CLASH', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ containerPort: 8545 }] }] }),
  // The engine API listens on loopback, and is on no container's list.
  node('PORT_CLASH', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', restartPolicy: 'Always', ports: [{ name: 'own', containerPort: 8551 }] }] }),
  node('PORT_CLASH', 'sidecars[1].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ containerPort: 8080 }] }, { name: 'b', image: 'x', ports: [{ containerPort: 8080 }] }] }),
  node('PORT_CLASH', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ name: 'http', containerPort: 8080 }] }] }),
  node('PORT_CLASH', 'podOverrides', { podOverrides: { containers: [{ name: 'a', image: 'x', ports: [{ containerPort: 9545 }] }] } }),
  node('INVALID_PORT', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ containerPort: 0 }] }] }),
  node('VOLUME_CLASH', 'extraVolumes[0].volume.name', { extraVolumes: [{ volume: { name: 'data', emptyDir: {} } }] }),
  node('VOLUME_CLASH', 'extraVolumes[1].volume.name', { extraVolumes: [{ volume: { name: 'a', emptyDir: {} } }, { volume: { name: 'a', emptyDir: {} } }] }),
  node('VOLUME_CLASH', 'extraVolumes[0].volume.name', { extraVolumes: [{ volume: { name: 'jwt', emptyDir: {} } }] }),
  node('INVALID_NAME', 'podOverrides', { podOverrides: { containers: [{ livenessProbe: { failureThreshold: 9 } }] } }),
  node('INVALID_NAME', 'podOverrides', { podOverrides: { volumes: [{ emptyDir: {} }] } }),
  node('INVALID_NAME', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ name: 'Web_1', containerPort: 9999 }] }] }),
  node('INVALID_NAME', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ name: 'longer-than-fifteen', containerPort: 9999 }] }] }),
  node('PORT_CLASH', 'sidecars[0].ports', { sidecars: [{ name: 'a', image: 'x', ports: [{ name: 'web', containerPort: 9999 }, { name: 'web', containerPort: 9998 }] }] }),
  { code: 'INVALID_PATCH', prop: 'addJsonPatch', path: 'acme/replica/Default', make: () => {
    const { statefulSet } = makeNode({}).node;
    statefulSet.addJsonPatch(JsonPatch.add('/spec/nothing/x', 1));
    return statefulSet.toJson();
  } },
  node('INVALID_ENV_NAME', 'consensus.env.A=B', { consensus: { env: { 'A=B': 'x' } } }),
  node('INVALID_ENV_NAME', 'execution.env.', { execution: { env: { '': 'x' } } }),
  node('INVALID_PATH', 'extraVolumes[0].mount.mountPath', { extraVolumes: [{ volume: { name: 'a', emptyDir: {} }, mount: { mountPath: '/' }, containers: ['op-node'] }] }),
  node('INVALID_NAME', 'extraVolumes[0].volume.name', { extraVolumes: [{ volume: { name: 'A', emptyDir: {} } }] }),
  node('UNKNOWN_VOLUME', 'sidecars[0].volumeMounts', { sidecars: [{ name: 'a', image: 'x', volumeMounts: [{ name: 'dat', mountPath: '/d' }] }] }),
  node('UNKNOWN_VOLUME', 'podOverrides', { podOverrides: { containers: [{ name: 'a', image: 'x', volumeMounts: [{ name: 'dat', mountPath: '/d' }] }] } }),
  node('UNKNOWN_CONTAINER', 'extraVolumes[0].containers', { extraVolumes: [{ volume: { name: 'a', emptyDir: {} }, mount: { mountPath: '/a' }, containers: ['op-geth'] }] }),
  node('INVALID_PATH', 'extraVolumes[0].mount.mountPath', { extraVolumes: [{ volume: { name: 'a', emptyDir: {} }, mount: { mountPath: 'a' } }] }),
  ...['/data', '/data/', '/', '/jwt', '/jwt/mine'].map((mountPath) => node('MOUNT_CLASH', 'extraVolumes[0].mount.mountPath', { extraVolumes: [{ volume: { name: 'a', emptyDir: {} }, mount: { mountPath } }] })),
  node('MOUNT_CLASH', 'extraVolumes[1].mount.mountPath', { extraVolumes: ['a', 'b'].map((name) => ({ volume: { name, emptyDir: {} }, mount: { mountPath: '/a' } })) }),
  node('RESERVED_LABEL', 'labels', { labels: { 'app.kubernetes.io/name': 'mine' } }),
  node('RESERVED_LABEL', 'podLabels', { podLabels: { 'app.kubernetes.io/instance': 'mine' } }),
  node('INVALID_LABEL', 'labels', { labels: { team: 'a b' } }),
  node('INVALID_LABEL', 'podLabels', { podLabels: { 'a/b/c': 'x' } }),
  node('INVALID_LABEL', 'labels', { labels: { 'a..b/c': 'x' } }),
  node('INVALID_LABEL', 'annotations', { annotations: { 'not a key': 'x' } }),
  node('INVALID_LABEL', 'podAnnotations', { podAnnotations: { '': 'x' } }),
  copied('RESERVED_LABEL', 'labels', { labels: { 'app.kubernetes.io/part-of': 'x' } }),
  copied('INVALID_LABEL', 'annotations', { annotations: { '/x': 'y' }, schedule: '17 3 * * *' }),
  // Users
  node('INVALID_ID', 'security.runAsUser', { security: { runAsUser: 1.5 } }),
  node('INVALID_ID', 'security.runAsUser', { security: { runAsUser: -1 } }),
  node('INVALID_ID', 'security.fsGroup', { security: { fsGroup: 2 ** 31 } }),
  node('ROOT_USER', 'security.runAsUser', { security: { runAsUser: 0 } }),
  node('ROOT_USER', 'security.runAsUser', { security: { runAsNonRoot: true } }, customNetwork({ sharedConfig: { security: { runAsUser: 0, runAsNonRoot: false } } })),
  // Values that other parts check for nodes
  node('INVALID_URL', 'sequencerUrl', { sequencerUrl: 'sequencer:8545' }),
  node('INVALID_URL', 'consensus.followSource', { consensus: { followSource: 'ws://deriver:9545' } }),
  node('INVALID_URL', 'execution.historicalRpc', { execution: { historicalRpc: 'l2geth' } }),
  node('INVALID_URL', 'snapshot.url', { snapshot: { url: 's3://bucket/a.tar', sha256: SHA } }),
  sequencer('INVALID_URL', 'conductor.rpcUrl', { conductor: { rpcUrl: 'conductor:8547' } }),
  node('LITERAL_KEY', 'consensus.env.OP_NODE_P2P_PRIV_RAW', { consensus: { env: { OP_NODE_P2P_PRIV_RAW: 'ab'.repeat(32) } } }),
  node('INVALID_CHOICE', 'execution.client', { execution: { client: untyped('reth') } }),
  node('MISSING_IMAGE', 'execution.image', { execution: { client: 'op-geth' } }, customNetwork()),
];

/** What is allowed, and questionable. */
const questionable: readonly Broken[] = [
  node('KONA_NODE', 'consensus.client', { consensus: { client: 'kona-node' } }),
  node('SETTING_IGNORED', 'network.l1RpcKind', { consensus: { client: 'kona-node' } }, customNetwork({ l1RpcKind: 'alchemy' })),
  node('DEBUG_EXPOSED', 'service.type', { service: { type: 'LoadBalancer' }, execution: { http: { apis: ['eth', 'debug'] } } }),
  node('DEBUG_EXPOSED', 'rpcExposure', { rpcExposure: EXPOSED, execution: { ws: { apis: ['eth', 'debug'] } } }),
  node('HOST_PORT', 'p2pExposure', { p2pExposure: { type: 'hostPort' } }),
  node('DRAIN_BLOCKED', 'podDisruptionBudget', { podDisruptionBudget: { minAvailable: '50%' } }),
  node('DRAIN_BLOCKED', 'podDisruptionBudget', { replicas: 3, podDisruptionBudget: { maxUnavailable: '0%' } }),
  node('DRAIN_BLOCKED', 'podDisruptionBudget', { replicas: 3, podDisruptionBudget: { minAvailable: '70%' } }),
  node('DRAIN_BLOCKED', 'podDisruptionBudget', { replicas: { min: 2, max: 5 }, podDisruptionBudget: { minAvailable: 2 } }),
  node('HOST_PATH_STORAGE', 'storage', { storage: Storage.hostPath('/var/lib/acme') }),
  node('NOT_RESTRICTED', 'security.runAsNonRoot', { security: { runAsNonRoot: false, runAsUser: 0 } }),
  node('NOT_RESTRICTED', 'podOverrides', { podOverrides: { securityContext: { runAsNonRoot: false } } }),
  node('NOT_RESTRICTED', 'sidecars[0].securityContext', { sidecars: [{ name: 'a', image: 'x', securityContext: { runAsUser: 0 } }] }),
  node('NOT_RESTRICTED', 'initContainers[0].securityContext', { initContainers: [{ name: 'a', image: 'x', securityContext: { capabilities: { add: ['CHOWN'] } } }] }),
  node('NOT_BASELINE', 'extraVolumes', { extraVolumes: [{ volume: { name: 'a', hostPath: { path: '/x' } } }] }),
  node('NOT_BASELINE', 'podOverrides', { podOverrides: { hostNetwork: true } }),
  node('ENV_OVERRIDDEN', 'consensus.env.GOMEMLIMIT', { consensus: { env: { GOMEMLIMIT: '1GiB' } } }),
  node('ENV_OVERRIDDEN', 'execution.env.FLAG_ROLLUP_HISTORICALRPC', { execution: { historicalRpc: l1.l1RpcUrl, env: { FLAG_ROLLUP_HISTORICALRPC: 'http://x' } } }),
  node('URL_HOLDS_SECRET', 'sequencerUrl', { sequencerUrl: 'https://example.com/v2/0123456789abcdef0123456789abcdef' }),
  node('URL_HOLDS_SECRET', 'consensus.followSource', { consensus: { followSource: 'https://example.com/?apikey=a1' } }),
  node('UNVERIFIED_SNAPSHOT', 'snapshot', { snapshot: { url: 'https://example.com/a.tar', insecure: true } }),
  node('URL_HOLDS_SECRET', 'snapshot.url', { snapshot: { url: 'https://user:pass@example.com/a.tar', sha256: SHA } }),
];

test.each(broken)('$code at $prop', ({ code, prop, make, path = 'acme/replica' }) => {
  const found = problem(make, code);
  expect(found).toMatchObject({ path, prop });
  expect(found.message.length).toBeGreaterThan(10);
  expect(found.hint.length).toBeGreaterThan(10);
});

test.each(questionable)('a warning of $code at $prop', ({ code, prop, make }) => {
  // Every use of kona-node is warned of; what it ignores is warned of beside that.
  const warnings = warningsOf(() => void make()).filter((warning) => code === 'KONA_NODE' || warning.code !== 'KONA_NODE');
  expect(warnings.map((warning) => warning.code)).toEqual([code]);
  expect(warnings[0]?.message).toMatch(new RegExp(`^\\[acme/replica\\] ${prop.replaceAll(/[.[\]]/g, '\\$&')}: .+ \\(${code}\\)$`));
});

test('every code of the nodes and of the Kubernetes helpers has a broken input here', () => {
  const folders = ['nodes', 'kube'].map((name) => join(__dirname, '../../src', name));
  const sources = folders.flatMap((folder) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')));
  const codes = sources.flatMap((text) => [...text.matchAll(/problems\s*\.(?:error|warn)\(\s*'([A-Z0-9_]+)'|code: '([A-Z0-9_]+)'/g)].map(([, reported, thrown]) => reported ?? thrown));
  const covered = new Set([...broken, ...questionable].map(({ code }) => code));
  expect(codes.length).toBeGreaterThan(30);
  expect([...new Set(codes)].filter((code) => !covered.has(code!))).toEqual([]);
});

test('what is sound raises none of it', () => {
  const sound: readonly NodeSpec[] = [
    { name: 'n'.repeat(52), replicas: 10, p2pExposure: { type: 'nodePort', consensusPort: 32750, executionPort: 32740 } },
    { p2pExposure: { type: 'nodePort', consensusPort: 30000, executionPort: 32767 } },
    { execution: { dataDir: '/data/geth-1.2_x' }, consensus: { rpc: { host: '0.0.0.0' } } },
    { nodeType: 'sequencer', consensus: { p2p: { enabled: false } }, p2pSequencerKey: undefined },
    { execution: { http: { enabled: false } }, readiness: { when: 'serving' } },
    { storage: Storage.ephemeral() },
    // An init container has ended before the programs listen.
    { initContainers: [{ name: 'a', image: 'x', ports: [{ name: 'http', containerPort: 8545 }] }] },
    { sidecars: [{ name: 'a', image: 'x', ports: [{ name: 'dns', containerPort: 9545, protocol: 'UDP' }], volumeMounts: [{ name: 'data', mountPath: '/d' }] }] },
    { extraVolumes: [{ volume: { name: 'a', emptyDir: {} }, mount: { mountPath: '/data/op-reth/static_files' } }, { volume: { name: 'b', emptyDir: {} }, mount: { mountPath: '/jwt-of-mine' } }] },
  ];
  expect(sound.flatMap((spec) => warningsOf(() => void makeNode(spec)))).toEqual([]);
});

describe('several problems', () => {
  const many: NodeSpec = { nodeType: 'sequencer', replicas: 2, sequencerUrl: 'nowhere', execution: { dataDir: '/tmp', ws: { port: 8545 }, extraArgs: ['--nonsense'] }, consensus: { p2p: { listenPort: 0 } } };
  const codes = ['SEQUENCER_REPLICAS', 'SEQUENCER_FORWARDS', 'INVALID_URL', 'INVALID_DATA_DIR', 'UNKNOWN_FLAG', 'PORT_CLASH', 'INVALID_PORT'];

  test('of one node come together in one error', () => {
    const problems = problemsOf(() => makeNode(many));
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    const error = new OpStackError([problems[0]!, ...problems.slice(1)]);
    expect(error.message).toContain(`${problems.length} problems:\n  - [acme/sequencer] `);
    expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(['acme/sequencer']));
  });

  test('in strict mode come with the warnings', () => {
    const all = problemsOf(() => new OpReplicaChart(new App(), 'acme', { strict: true, network: knownNetwork, replicas: 0, node: { storage: Storage.hostPath('/var/lib/acme') } }));
    expect(all.map(({ code }) => code)).toEqual(['INVALID_COUNT', 'HOST_PATH_STORAGE']);
  });

  test('of a network and of its nodes come together', () => {
    const network = { ...l1, rollupConfig: ConfigSource.inline('{'), l2Genesis: ConfigSource.inline(genesis) };
    const all = problemsOf(() => new OpStackChart(new App(), 'acme', { network, sequencer: { p2pSequencerKey: sequencerKey, execution: { cache: 0 } }, replicas: { count: 0 } }));
    expect(all.map(({ path, prop }) => `${path} ${prop}`)).toEqual(expect.arrayContaining([expect.stringContaining('rollupConfig'), expect.stringContaining('execution.cache'), expect.stringContaining('replicas')]));
  });
});

test('no problem repeats what may be secret', () => {
  const secret = 'ab'.repeat(32);
  const found = problemsOf(() => makeNode({ sequencerUrl: `sequencer/${secret}`, podAnnotations: { key: secret } }));
  expect(found.map(({ code }) => code)).toEqual(['INVALID_URL', 'LITERAL_KEY', 'LITERAL_KEY']);
  expect(JSON.stringify(found)).not.toContain(secret);
});
