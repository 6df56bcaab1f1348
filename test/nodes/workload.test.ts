import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { SecretValue, Storage, type OpNodeProps } from '../../src';
import { findAll } from '../../src/testing';
import { knownNetwork } from '../support/fixtures';
import { makeNode, makePair, see, seeExposed, seeNode, servicesOf, type NodeSpec, type Seen } from './support/node';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const claim = (options: Partial<Parameters<typeof Storage.claim>[0]> = {}): NodeSpec => ({ storage: Storage.claim({ size: Size.gibibytes(500), ...options }) });

const claimed = ({ statefulSet }: Seen): unknown => statefulSet.spec;

describe('storage', () => {
  test('each pod claims a volume of its own, which is kept', () => {
    expect(claimed(seeNode(claim()))).toMatchObject({
      volumeClaimTemplates: [
        {
          metadata: { name: 'data', labels: { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica' } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Gi' } } },
        },
      ],
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
  });

  test('every option of a claim is in its template', () => {
    const seen = seeNode(claim({
      storageClass: 'fast', accessModes: ['ReadWriteOncePod'], retention: { whenScaled: 'Delete' }, annotations: { 'example.com/backup': 'daily' },
      dataSource: { kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io', name: 'yesterday' },
    }));
    expect(claimed(seen)).toMatchObject({
      volumeClaimTemplates: [
        {
          metadata: { annotations: { 'example.com/backup': 'daily' } },
          spec: { accessModes: ['ReadWriteOncePod'], storageClassName: 'fast', dataSource: { kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io', name: 'yesterday' } },
        },
      ],
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
    });
  });

  test('a known chain gets more room than a new one', () => {
    const { chart, node } = makeNode({}, knownNetwork);
    expect(JSON.stringify(claimed(see(chart, node.name)))).toContain('"storage":"1Ti"');
    expect(JSON.stringify(claimed(seeNode()))).toContain('"storage":"100Gi"');
  });

  test('a folder of the node', () => {
    const { chart, node } = makeNode({ storage: Storage.hostPath('/var/lib/acme') });
    const seen = seeExposed(chart, node.name);
    expect(seen.pod.spec.volumes).toContainEqual({ name: 'data', hostPath: { path: '/var/lib/acme', type: 'Directory' } });
    expect(claimed(seen)).not.toHaveProperty('volumeClaimTemplates');
    expect(claimed(seen)).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
  });

  test('data that is gone with the pod', () => {
    expect(seeNode({ storage: Storage.ephemeral() }).pod.spec.volumes).toContainEqual({ name: 'data', emptyDir: {} });
    expect(seeNode({ storage: Storage.ephemeral(Size.gibibytes(50)) }).pod.spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '50Gi' } });
  });

  test('every program of the pod writes to it and to nothing else', () => {
    const { pod } = seeNode({ snapshot: { url: 'https://snapshots.example.com/acme.tar.gz', sha256: 'a'.repeat(64) } });
    const mounts = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap(({ name, volumeMounts = [] }) => volumeMounts.filter(({ readOnly }) => !readOnly).map(({ mountPath }) => `${name} ${mountPath}`));
    expect(mounts).toEqual(['prepare /data', 'prepare /jwt', 'prepare /network/l2-genesis', 'snapshot /data', 'op-reth /data', 'op-node /data']);
  });
});

const budgets = (spec: NodeSpec): unknown[] => findAll([...seeNode(spec).manifests], 'PodDisruptionBudget').map(({ spec: budget }) => budget);

describe('disruptions', () => {
  const selector = { matchLabels: { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica' } };

  test.each<[NodeSpec, unknown[]]>([
    [{}, []],
    [{ replicas: 3 }, [{ maxUnavailable: 1, selector }]],
    [{ replicas: 3, podDisruptionBudget: false }, []],
    [{ podDisruptionBudget: { maxUnavailable: 0 } }, [{ maxUnavailable: 0, selector }]],
    [{ replicas: { min: 1, max: 3 } }, [{ maxUnavailable: 1, selector }]],
    [{ replicas: { min: 1, max: 1 } }, []],
    [{ replicas: 4, podDisruptionBudget: { minAvailable: '50%' } }, [{ minAvailable: '50%', selector }]],
  ])('%j has the budget %j', (spec, expected) => {
    expect(budgets(spec)).toEqual(expected);
  });

  test('several pods are spread over nodes and zones, and one is not', () => {
    const spread = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({ topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: selector }));
    expect(seeNode({ replicas: 2 }).pod.spec.topologySpreadConstraints).toEqual(spread);
    expect(seeNode({ replicas: { min: 1, max: 2 } }).pod.spec.topologySpreadConstraints).toEqual(spread);
    expect(seeNode().pod.spec).not.toHaveProperty('topologySpreadConstraints');
    expect(seeNode({ replicas: 2, topologySpread: [] }).pod.spec).toMatchObject({ topologySpreadConstraints: [] });
  });
});

const ports = (seen: Seen): Record<string, string[]> => Object.fromEntries(servicesOf(seen.manifests).map(({ name, spec }) => [name, spec.ports.map((port) => port.name)]));

describe('Services', () => {
  test('one for callers, one for peers and metrics', () => {
    const seen = seeNode();
    expect(ports(seen)).toEqual({
      'acme-replica-headless': ['cl-p2p-tcp', 'cl-p2p-udp', 'el-p2p-tcp', 'el-p2p-udp', 'el-metrics', 'cl-metrics'],
      'acme-replica': ['http', 'ws', 'node-rpc'],
    });
    expect(seen.service('acme-replica-headless')).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(seen.service('acme-replica')).toMatchObject({ type: 'ClusterIP' });
  });

  test('what is switched off is in none of them', () => {
    const seen = seeNode({ readiness: { when: 'serving' }, execution: { http: { enabled: false }, ws: { enabled: false } }, consensus: { p2p: { enabled: false } } });
    expect(ports(seen)).toEqual({ 'acme-replica-headless': ['el-p2p-tcp', 'el-p2p-udp', 'el-metrics', 'cl-metrics'], 'acme-replica': ['node-rpc'] });
    expect(seen.container('op-reth')).not.toHaveProperty('readinessProbe');
  });

  test('the labels that select pods are the same for all versions and roles', () => {
    const { chart, sequencer } = makePair();
    const { statefulSet, pod, service } = see(chart, sequencer.name);
    const selector = { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-sequencer' };
    expect(statefulSet.spec).toMatchObject({ selector: { matchLabels: selector } });
    expect(service('acme-sequencer').selector).toEqual(selector);
    expect(pod.metadata.labels).toEqual({ ...selector, 'app.kubernetes.io/component': 'sequencer', 'app.kubernetes.io/part-of': 'acme', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' });
  });
});

const limits = (seen: Seen): unknown[] => ['op-reth', 'op-node'].map((name) => seen.container(name).resources);

describe('resources', () => {
  test('an execution client has no CPU limit, and a sequencer none at all', () => {
    const { chart, sequencer, replica } = makePair();
    expect(limits(see(chart, replica.name))).toEqual([
      { requests: { cpu: '2', memory: '8Gi' }, limits: { memory: '32Gi' } },
      { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    ]);
    expect(limits(see(chart, sequencer.name))[1]).toEqual({ requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } });
  });
});

const snapshot = (over: Partial<NonNullable<OpNodeProps['snapshot']>> = {}): Seen => seeNode({ snapshot: { url: 'https://snapshots.example.com/acme.tar.gz', sha256: 'a'.repeat(64), ...over } });

const script = (seen: Seen): string => String(seen.container('snapshot').command?.[2]);

describe('snapshot', () => {
  test.each([
    ['https://example.com/a.tar?sig=1', 'tar -x -C /data/op-reth -f $file'],
    ['https://example.com/a.tar.gz', 'gunzip -c $file'],
    ['https://example.com/latest', 'gunzip -c $file'],
    ['https://example.com/a.tar.zst', 'zstd -dc $file'],
    ['https://example.com/a.tlz.lz4#top', 'lz4 -dc $file'],
  ])('%s is unpacked by what its ending says', (url, unpacking) => {
    expect(script(snapshot({ url, image: 'registry.example.com/unpacker:1' }))).toContain(unpacking);
  });

  test('a URL from a Secret is no secret of the manifest, and says nothing of the compression', () => {
    const seen = snapshot({ url: SecretValue.fromSecret('snapshots', 'url'), compression: 'zstd', image: 'registry.example.com/unpacker:1', stripComponents: 2, resources: { limits: { memory: '2Gi' } } });
    expect(seen.container('snapshot')).toMatchObject({
      image: 'registry.example.com/unpacker:1', imagePullPolicy: 'IfNotPresent',
      env: [{ name: 'SNAPSHOT_URL', valueFrom: { secretKeyRef: { name: 'snapshots', key: 'url' } } }],
      resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { memory: '2Gi' } },
    });
    expect(script(seen)).toContain('zstd -dc $file');
    expect(script(seen)).toContain('--strip-components=2');
  });
});

describe('podOverrides', () => {
  test('are laid on the pod entry by entry', () => {
    const seen = seeNode({
      podOverrides: {
        hostAliases: [{ ip: '10.0.0.9', hostnames: ['l1'] }],
        containers: [
          { name: 'op-node', args: ['--help'], livenessProbe: { failureThreshold: 3 } },
          { name: 'sidecar', image: 'registry.example.com/sidecar:1', resources: {}, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
        ],
        initContainers: [{ name: 'op-reth', livenessProbe: { httpGet: { port: k8s.IntOrString.fromString('http'), path: '/health' } } }],
        volumes: [{ name: 'jwt', secret: { secretName: 'engine', items: [{ key: 'jwt', path: 'jwt.hex' }] } }],
      },
    });
    expect(seen.pod.spec.containers.map(({ name }) => name)).toEqual(['op-node', 'companion', 'sidecar']);
    expect(seen.container('op-node')).toMatchObject({ args: ['--help'], livenessProbe: { httpGet: { path: '/healthz' }, failureThreshold: 3, periodSeconds: 30 } });
    expect(seen.container('op-reth').livenessProbe).toEqual({ httpGet: { port: 'http', path: '/health' }, failureThreshold: 10, periodSeconds: 30, timeoutSeconds: 10 });
    expect(seen.pod.spec.volumes).toContainEqual({ name: 'jwt', secret: { secretName: 'engine', items: [{ key: 'jwt', path: 'jwt.hex' }] } });
    expect(seen.pod.spec.hostAliases).toEqual([{ ip: '10.0.0.9', hostnames: ['l1'] }]);
  });

  test('replace the source of a variable', () => {
    const env = [{ name: 'OP_NODE_L1_ETH_RPC', value: 'http://l1:8545' }];
    expect(seeNode({ podOverrides: { containers: [{ name: 'op-node', env }] } }).container('op-node').env).toContainEqual(env[0]);
  });
});
