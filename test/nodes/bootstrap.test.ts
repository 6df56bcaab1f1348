import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { App, Chart, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { NodeSnapshot, NodeSnapshotSchedule, OpReplicaChart, Storage, VolumeSource, type ExecutionProps, type OpReplicaChartProps } from '../../src';
import { find } from '../../src/testing';
import { emitted, knownNetwork } from '../support/fixtures';
import { makeNode, seeNode } from './support/node';
import { Sandbox, cleanUp, withEachShell } from './support/shell';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(cleanUp);

const cloned = (source = VolumeSource.snapshot('yesterday')): Storage => Storage.claim({ size: Size.gibibytes(200), dataSource: source });

describe('a clone', () => {
  test.each([
    [VolumeSource.snapshot('yesterday'), { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'yesterday' }],
    [VolumeSource.claim('data-acme-replica-0'), { kind: 'PersistentVolumeClaim', name: 'data-acme-replica-0' }],
  ])('is made of %j', (source, dataSource) => {
    expect(seeNode({ storage: cloned(source) }).statefulSet.spec).toMatchObject({ volumeClaimTemplates: [{ spec: { dataSource } }] });
  });

  test('is what a volume without a source is not', () => {
    expect(JSON.stringify(seeNode().container('prepare'))).not.toContain('POD_NAME');
    expect(seeNode({ storage: cloned() }).container('prepare').env).toContainEqual({ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } });
  });
});

withEachShell('on a cloned volume, with', (runtime) => {
  const identities: readonly (readonly [NonNullable<ExecutionProps['client']>, string])[] = [['op-reth', 'discovery-secret'], ['op-geth', 'geth/nodekey']];

  test.each(identities)('each %s takes an identity of its own, once', async (client, key) => {
    const container = seeNode({ storage: cloned(), execution: { client } }).container('prepare');
    const sandbox = new Sandbox(container, {}, { POD_NAME: 'acme-replica-1' });
    sandbox.write('/l2-genesis-packed/genesis.json.gz', gzipSync('{}'));
    const inherit = (): void => {
      for (const file of [`${client}/${key}`, `${client}/db/data`, 'op-node/p2p-key', 'op-node/safedb/x']) sandbox.write(`/data/${file}`, 'inherited');
    };
    const there = (file: string): boolean => existsSync(sandbox.at(`/data/${file}`));
    inherit();
    sandbox.write('/data/.owner', 'acme-replica-0\n');
    expect(await sandbox.run(runtime)).toEqual({ code: 0, output: '' });
    expect([there(`${client}/${key}`), there('op-node/p2p-key'), there(`${client}/db/data`)]).toEqual([false, false, true]);
    expect(readFileSync(sandbox.at('/data/.owner'), 'utf8')).toBe('acme-replica-1\n');
    inherit();
    expect((await sandbox.run(runtime)).code).toBe(0);
    expect([there(`${client}/${key}`), there('op-node/safedb/x')]).toEqual([true, true]);
  });
});

describe('copies of volumes', () => {
  test('one of one pod', () => {
    const { chart, node } = makeNode({ replicas: 2 });
    const snapshot = new NodeSnapshot(chart, 'before-upgrade', { node, ordinal: 1, snapshotClass: 'csi' });
    expect(node.claims).toEqual(['data-acme-replica-0', 'data-acme-replica-1']);
    expect(find(emitted(chart), 'VolumeSnapshot', 'acme-before-upgrade')).toMatchObject({
      apiVersion: 'snapshot.storage.k8s.io/v1', spec: { volumeSnapshotClassName: 'csi', source: { persistentVolumeClaimName: 'data-acme-replica-1' } },
    });
    expect(VolumeSource.snapshot(snapshot.name).name).toBe('acme-before-upgrade');
  });

  test('the first pod\'s, of the default class, unless something else is said', () => {
    const { chart, node } = makeNode();
    new NodeSnapshot(chart, 'now', { node, name: 'first' });
    expect(find(emitted(chart), 'VolumeSnapshot', 'first').spec).toEqual({ source: { persistentVolumeClaimName: 'data-acme-replica-0' } });
  });

  test('in regular intervals, of the claims that the node has', () => {
    const { chart, node } = makeNode({ replicas: 2 });
    new NodeSnapshotSchedule(chart, 'nightly', { node, schedule: '17 3 * * *' });
    new NodeSnapshotSchedule(chart, 'weekly', { node, schedule: '17 4 * * 0', keep: 8, snapshotClass: 'csi' });
    const manifests = emitted(chart);
    const matchLabels = { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica' };
    expect(find(manifests, 'SnapshotSchedule', 'acme-nightly').spec).toEqual({ claimSelector: { matchLabels }, schedule: '17 3 * * *', retention: { maxCount: 3 } });
    expect(find(manifests, 'SnapshotSchedule', 'acme-weekly').spec).toMatchObject({ retention: { maxCount: 8 }, snapshotTemplate: { snapshotClassName: 'csi' } });
    expect(find(manifests, 'StatefulSet', 'acme-replica').spec).toMatchObject({ volumeClaimTemplates: [{ metadata: { name: 'data', labels: matchLabels } }] });
  });
});

const from = [{ namespace: 'ingress' }];
const keda = { type: 'keda', triggers: [{ type: 'cron', metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: '3' } }] } as const;

/** What can be chosen around a node, but for the host port. */
const choices = {
  replicas: fc.constantFrom<OpReplicaChartProps['replicas']>(1, 3, { min: 1, max: 3 }, { min: 2, max: 3, load: keda }),
  perReplicaServices: fc.boolean(),
  networkPolicies: fc.boolean(),
  nativeSidecars: fc.boolean(),
  steady: fc.constantFrom({ when: 'serving' as const }, { when: 'synced' as const }),
  service: fc.constantFrom(undefined, { type: 'LoadBalancer' } as const),
  rpcExposure: fc.constantFrom(undefined, { type: 'ingress', hosts: ['rpc.example.com'], tls: [{ secretName: 'tls' }], from } as const, { type: 'httpRoute', hosts: ['rpc.example.com'], gateways: [{ name: 'public' }], ws: { hosts: ['ws.example.com'] }, from } as const),
  p2pExposure: fc.constantFrom(undefined, { type: 'nodePort', consensusPort: 31220, executionPort: 31300 } as const, { type: 'loadBalancer', address: 'p2p-{index}.example.com' } as const),
  storage: fc.constantFrom(undefined, cloned()),
  snapshot: fc.constantFrom(undefined, { url: 'https://snapshots.example.com/a.tar.gz', sha256: 'a'.repeat(64), unpackedSize: Size.gibibytes(90) }, { url: 'https://snapshots.example.com/a.tar.zst', insecure: true, image: 'registry.example.com/unpacker:1' }),
};

test('whatever is chosen, an API server takes it, and the pods are restricted', () => {
  fc.assert(
    fc.property(fc.record(choices), ({ replicas, networkPolicies, steady, ...node }) => {
      const chart = new OpReplicaChart(new App(), 'op', { namespace: 'op', network: knownNetwork, replicas, networkPolicies, node: { ...node, readiness: steady } });
      const kinds = new Set(emitted(chart).map(({ kind }) => kind));
      const expected: readonly (readonly [string, boolean])[] = [
        ['Ingress', node.rpcExposure?.type === 'ingress'], ['HTTPRoute', node.rpcExposure?.type === 'httpRoute'], ['NetworkPolicy', networkPolicies],
        ['ScaledObject', typeof replicas === 'object' && replicas.load !== undefined], ['HorizontalPodAutoscaler', typeof replicas === 'object' && replicas.load === undefined], ['PodDisruptionBudget', replicas !== 1],
      ];
      for (const [kind, isThere] of expected) expect([kind, kinds.has(kind)]).toEqual([kind, isThere]);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('nodes of another chart of the namespace can be copied', () => {
  const app = new App();
  const replicas = new OpReplicaChart(app, 'op', { namespace: 'op', network: knownNetwork });
  const copies = new Chart(app, 'copies', { namespace: 'op' });
  new NodeSnapshot(copies, 'now', { node: replicas.replicas });
  expect(find(emitted(copies), 'VolumeSnapshot', 'copies-now').spec).toEqual({ source: { persistentVolumeClaimName: 'data-op-replica-0' } });
});
