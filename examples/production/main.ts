import { App, Chart, Duration, Size } from 'cdk8s';
import { NodeSnapshotSchedule, OpNodeConstruct, OptimismNetworkConstruct, SecretValue, Storage, deliver, type Autoscaling, type Monitoring, type PodOptions } from 'cdk8s-op-stack';

const disk = (size: Size): Storage => Storage.claim({ size, storageClass: 'fast-nvme' });
/** A key of a Secret that External Secrets Operator fills from the company's vault. */
const vault = (secret: string, key: string): SecretValue =>
  SecretValue.fromExternalSecret(secret, key, { store: { name: 'vault', kind: 'ClusterSecretStore' }, remoteKey: `op-mainnet/${secret}`, property: key, refreshInterval: Duration.hours(1) });

/** The nodes of the cluster that are for chains. */
const placement: PodOptions = {
  priorityClassName: 'chain-nodes',
  nodeSelector: { 'example.com/disk': 'nvme' },
  tolerations: [{ key: 'example.com/chain-nodes', operator: 'Exists', effect: 'NoSchedule' }],
};

/** As many replicas as the requests need, by what the gateway counts. */
const byRequests: Autoscaling = {
  min: 3,
  max: 9,
  load: {
    type: 'keda',
    triggers: [
      {
        type: 'prometheus',
        metadata: { serverAddress: 'http://prometheus.monitoring.svc:9090', query: 'sum(rate(gateway_requests_total{route="op-mainnet-replica"}[5m]))', threshold: '400' },
      },
    ],
  },
};

/** OP Mainnet at scale: full nodes spread over zones that follow the load, and one archive. Composed by hand, in a chart of one's own. */
export function production(app: App, monitoring?: Monitoring): Chart {
  const chart = new Chart(app, 'op-mainnet', { namespace: 'op-mainnet' });
  const network = new OptimismNetworkConstruct(chart, 'network', {
    networkName: 'op-mainnet',
    profile: 'busy',
    l1RpcUrl: vault('l1-endpoints', 'rpc'),
    l1BeaconUrl: vault('l1-endpoints', 'beacon'),
    l1RpcRateLimit: 200,
    images: {
      release: 'karst-2026-09',
      registry: 'registry.example.com/mirror',
      pullSecrets: ['registry'],
      components: {
        // Digests of your mirror: `crane digest`, or what your scanner approved.
        'op-node': { digest: 'sha256:3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea' },
        'op-reth': { digest: 'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' },
        toolbox: { digest: 'sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9' },
      },
    },
    networkPolicies: {
      rpcFrom: [{ namespaceLabels: { 'example.com/uses': 'op-mainnet' } }],
      metricsFrom: [{ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }],
      l1: { ports: [443] },
    },
    sharedConfig: { logging: { format: 'json' } },
  });

  const replica = new OpNodeConstruct(chart, 'replica', {
    ...placement,
    network,
    nodeType: 'replica',
    monitoring,
    replicas: byRequests,
    storage: disk(Size.tebibytes(4)),
    snapshot: {
      url: vault('snapshots', 'full'),
      sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      compression: 'zstd',
      image: 'registry.example.com/mirror/unpacker@sha256:4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865',
      unpackedSize: Size.tebibytes(2),
    },
    topologySpread: [
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
      { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
    ],
    podDisruptionBudget: { maxUnavailable: 1 },
    readiness: { when: 'synced', maxHeadAge: Duration.seconds(45), steadyFor: Duration.minutes(2) },
    rpcExposure: {
      type: 'httpRoute',
      hosts: ['op-mainnet.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      from: [{ namespace: 'gateways' }],
    },
    perReplicaServices: true,
    p2pExposure: { type: 'loadBalancer', address: 'op-mainnet-{index}.p2p.example.com' },
  });
  // What a new set of replicas is cloned from: `Storage.claim({ dataSource: VolumeSource.snapshot(…) })`.
  new NodeSnapshotSchedule(chart, 'nightly', { node: replica, schedule: '17 3 * * *', keep: 2, snapshotClass: 'fast-nvme' });

  new OpNodeConstruct(chart, 'archive', {
    ...placement,
    network,
    nodeType: 'replica',
    monitoring,
    storage: disk(Size.tebibytes(8)),
    execution: {
      gcMode: 'archive',
      http: { apis: ['web3', 'eth', 'net', 'debug', 'trace'] },
      historicalRpc: vault('l2geth', 'rpc'),
      resources: { requests: { cpu: '8', memory: '64Gi' }, limits: { memory: '96Gi' } },
    },
    consensus: { safeDb: true },
    // An archive takes long to write its state out.
    terminationGracePeriod: Duration.minutes(15),
  });
  return chart;
}

if (require.main === module) {
  const app = new App();
  production(app);
  deliver(app);
}
