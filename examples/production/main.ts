import { App, Chart, Duration, Size } from 'cdk8s';
import { OpNodeConstruct, OptimismNetworkConstruct, SecretValue, Storage, type Monitoring } from 'cdk8s-op-stack';

const disk = (size: Size): Storage => Storage.claim({ size, storageClass: 'fast-nvme' });

/** OP Mainnet at scale: five full nodes spread over zones, and one archive. Composed by hand, in a chart of one's own. */
export function production(app: App, monitoring?: Monitoring): Chart {
  const chart = new Chart(app, 'op-mainnet', { namespace: 'op-mainnet' });
  const network = new OptimismNetworkConstruct(chart, 'network', {
    networkName: 'op-mainnet',
    l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
    l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
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
    sharedConfig: { logging: { format: 'json' } },
  });
  const zones = { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' } as const;
  const nodes = { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' } as const;

  new OpNodeConstruct(chart, 'replica', {
    network,
    nodeType: 'replica',
    monitoring,
    replicas: 5,
    storage: disk(Size.tebibytes(2)),
    execution: { resources: { requests: { cpu: '8', memory: '32Gi' }, limits: { memory: '48Gi' } } },
    topologySpread: [zones, nodes],
    priorityClassName: 'chain-nodes',
    podDisruptionBudget: { maxUnavailable: 1 },
    nodeSelector: { 'example.com/disk': 'nvme' },
    tolerations: [{ key: 'example.com/chain-nodes', operator: 'Exists', effect: 'NoSchedule' }],
    readiness: { when: 'synced', maxHeadAge: Duration.seconds(45) },
  });
  new OpNodeConstruct(chart, 'archive', {
    network,
    nodeType: 'replica',
    monitoring,
    storage: disk(Size.tebibytes(8)),
    execution: {
      gcMode: 'archive',
      http: { apis: ['web3', 'eth', 'net', 'debug', 'trace'] },
      historicalRpc: SecretValue.fromSecret('l2geth', 'rpc'),
      resources: { requests: { cpu: '8', memory: '64Gi' }, limits: { memory: '96Gi' } },
    },
    consensus: { safeDb: true },
    priorityClassName: 'chain-nodes',
    // An archive takes long to write its state out.
    terminationGracePeriod: Duration.minutes(15),
    nodeSelector: { 'example.com/disk': 'nvme' },
    tolerations: [{ key: 'example.com/chain-nodes', operator: 'Exists', effect: 'NoSchedule' }],
  });
  return chart;
}

if (require.main === module) {
  const app = new App();
  production(app);
  app.synth();
}
