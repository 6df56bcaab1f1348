import * as fc from 'fast-check';
import { backend, deployment, document, graphIn, service, told } from './support/manifests';
import { graphOf } from '../../../src/inspect/graph/build';
import { mermaidOf } from '../../../src/inspect/graph/mermaid';
import { neighbourhood } from '../../../src/inspect/graph/neighbourhood';
import { svgOf } from '../../../src/inspect/graph/svg';
import { textOf } from '../../../src/inspect/graph/text';
import type { Manifest } from '../../../src/testing';
import { exampleManifests } from '../../support/examples';
import { untyped } from '../../support/fixtures';

/** Names of Secrets in a text of manifests, found without knowing where they may stand. */
function secretsNamedIn(manifests: readonly Manifest[]): Set<string> {
  const names = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) {
      if (key === 'secretName') names.add(String(value));
      return;
    }
    const { name, ...rest } = untyped<{ name?: unknown }>(value);
    if (/^secret(Key)?Ref$/.test(key) || key === 'imagePullSecrets') names.add(String(name));
    for (const [member, each] of Object.entries(Array.isArray(value) ? value : rest)) walk(each, Array.isArray(value) ? key : member);
  };
  for (const { metadata, kind, ...body } of manifests) {
    if (kind === 'Secret') names.add(untyped<{ name: string }>(metadata).name);
    if (kind !== 'ConfigMap') walk(body, '');
  }
  names.delete('undefined');
  return names;
}

describe.each(Object.entries(exampleManifests))('the graph of %s', (_, manifests) => {
  const graph = graphOf(manifests);
  const text = textOf(graph);

  test('has every Service with a selector, and the workload behind it', () => {
    const names = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => untyped<{ name: string }>(metadata).name);
    expect(names.length).toBeGreaterThan(0);
    expect(graph.services.map(({ name }) => name)).toEqual(names);
    expect(graph.services.filter(({ selects }) => selects.length !== 1)).toEqual([]);
    for (const draw of [textOf, mermaidOf, svgOf]) for (const name of names) expect(draw(graph)).toContain(/-\d+$/.test(name) ? name.replace(/-\d+$/, '-{0..8}') : name);
  });

  test('has every Secret that is named anywhere', () => {
    const names = secretsNamedIn(manifests);
    expect(names.size).toBeGreaterThan(0);
    expect(new Set(graph.stores.filter(({ kind }) => kind === 'Secret').map(({ name }) => name))).toEqual(names);
    for (const name of names) expect([text.includes(name), mermaidOf(graph).includes(`Secret ${name}`)]).toEqual([true, true]);
  });

  test('has every container and port', () => {
    const containers = manifests.flatMap(({ spec }) => {
      const pod = untyped<{ template?: { spec?: { initContainers?: { name: string }[]; containers: { name: string }[] } } } | undefined>(spec)?.template?.spec;
      return pod?.containers ? [...(pod.initContainers ?? []), ...pod.containers] : [];
    });
    expect(graph.workloads.flatMap((workload) => workload.containers.map(({ name }) => name))).toEqual(containers.map(({ name }) => name));
    expect(graph.workloads.flatMap((workload) => workload.containers.flatMap(({ ports }) => ports.map(({ port }) => port)))).toEqual(containers.flatMap((each) => untyped<{ ports?: { containerPort: number }[] }>(each).ports ?? []).map(({ containerPort }) => containerPort));
  });

  test('only has edges between its nodes', () => {
    const ids = [...graph.workloads, ...graph.services, ...graph.endpoints].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(graph.edges.flatMap(({ from, to, reaches }) => [from, to, ...reaches.map(({ workload }) => workload)]).filter((id) => !ids.includes(id))).toEqual([]);
    expect(graph.endpoints.filter(({ id }) => !graph.edges.some(({ from, to }) => from === id || to === id))).toEqual([]);
  });

  test('is the same each time', () => {
    const again = graphOf(untyped<readonly Manifest[]>(JSON.parse(JSON.stringify(manifests))));
    for (const draw of [textOf, mermaidOf, svgOf]) expect(draw(again)).toBe(draw(graph));
  });
});

test('the rollup of the testnet is wired as it is meant', () => {
  expect(told(graphOf(exampleManifests.testnet!).edges.filter(({ kind, from }) => kind !== 'loopback' && /batcher|replica/.test(from))).map((edge) => edge.replaceAll(/(StatefulSet|Deployment|Service)\/acme\//g, ''))).toEqual([
    'acme-replica calls acme-sequencer acme-sequencer 8545 at acme-sequencer.op-reth:8545 yes',
    'acme-replica calls endpoint/acme/l1-endpoints/rpc maybe',
    'acme-replica calls endpoint/acme/l1-endpoints/beacon maybe',
    'acme-replica calls acme-sequencer acme-sequencer 9545 at acme-sequencer.op-node:9545 yes',
    'acme-replica calls acme-sequencer-headless acme-sequencer-headless 9222 at acme-sequencer.op-node:9222 yes',
    'acme-batcher calls acme-sequencer acme-sequencer 8545 at acme-sequencer.op-reth:8545 yes',
    'acme-batcher calls acme-sequencer acme-sequencer 9545 at acme-sequencer.op-node:9545 yes',
    'acme-batcher calls endpoint/acme/l1-endpoints/rpc maybe',
  ]);
});

describe('a pod', () => {
  test('starts its init containers one by one, then the others together', () => {
    const { workloads: [workload] } = graphIn(deployment({ spec: { initContainers: [{ name: 'one', image: 'a' }, { name: 'two', image: 'b', restartPolicy: 'Always' }], containers: [{ name: 'three', image: 'c' }, { name: 'four', image: 'd' }] } }));
    expect(workload!.containers.map(({ name, role, step }) => [name, role, step])).toEqual([['one', 'init', 1], ['two', 'sidecar', 2], ['three', 'main', 3], ['four', 'main', 3]]);
  });

  test('keeps what outlives it apart', () => {
    const claim = document({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' }, spec: { storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } } });
    const { workloads: [workload], stores } = graphIn(claim + deployment({ spec: { volumes: [
      { name: 'a', persistentVolumeClaim: { claimName: 'data' } }, { name: 'b', persistentVolumeClaim: { claimName: 'other' } }, { name: 'c', emptyDir: { medium: 'Memory' } }, { name: 'd', emptyDir: {} }, { name: 'e', hostPath: { path: '/var/x' } },
      { name: 'f', secret: { secretName: 'tls', items: [{ key: 'ca.crt' }] } }, { name: 'g', projected: { sources: [{ secret: { name: 'token' } }] } }, { name: 'h', csi: { driver: 'x.example.com' } },
    ] } }));
    expect(workload!.volumes.map(({ name, what, lasting }) => `${name} ${what} ${lasting}`)).toEqual(['a claim of 5Gi (fast) data true', 'b claim other true', 'c memory false', 'd scratch false', 'e host path /var/x true', 'f Secret tls (ca.crt) false', 'g secret token false', 'h x.example.com false']);
    expect(stores.map(({ id, madeBy }) => `${id} ${madeBy}`)).toEqual(['PersistentVolumeClaim/shop/data manifests', 'PersistentVolumeClaim/shop/other undefined', 'Secret/shop/tls undefined', 'Secret/shop/token undefined']);
    expect(workload!.uses.map(({ store, how }) => `${store} ${how}`)).toEqual(['PersistentVolumeClaim/shop/data volume a', 'PersistentVolumeClaim/shop/other volume b', 'Secret/shop/tls volume f', 'Secret/shop/token volume g']);
  });

  test.each([
    ['HorizontalPodAutoscaler', { minReplicas: 2, maxReplicas: 5 }, '2 to 5'],
    ['ScaledObject', { minReplicaCount: 3, maxReplicaCount: 9 }, '3 to 9'],
  ])('is counted by its %s', (kind, spec, replicas) => {
    const scaler = document({ apiVersion: 'x/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, ...spec } });
    expect(graphIn(deployment({}) + scaler).workloads[0]!.replicas).toBe(replicas);
  });

  test('of a kind without a number has none', () => {
    const job = document({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'job' }, spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'job', image: 'job' }] } } } } } });
    expect(graphIn(job).workloads.map(({ id, replicas }) => [id, replicas])).toEqual([['CronJob//job', undefined]]);
  });
});

describe('a Secret', () => {
  test.each<[string, object]>([
    ['ExternalSecret', { spec: { target: { name: 'x' } } }], ['Certificate', { spec: { secretName: 'x' } }], ['SealedSecret', { metadata: { name: 'x', namespace: 'shop' } }],
    ['SecretProviderClass', { spec: { secretObjects: [{ secretName: 'x' }] } }], ['ExternalSecret', { metadata: { name: 'x', namespace: 'shop' } }],
  ])('may be made by a %s', (kind, body) => {
    const object = { apiVersion: 'x/v1', kind, metadata: { name: 'maker', namespace: 'shop' }, ...body };
    expect(graphIn(document(object)).stores).toEqual([{ id: 'Secret/shop/x', kind: 'Secret', namespace: 'shop', name: 'x', madeBy: `${kind} ${object.metadata.name}`, namedBy: [] }]);
  });

  test.each<[string, object]>([
    ['variable A of web', { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k' } } }] }],
    ['all variables of web', { container: { envFrom: [{ secretRef: { name: 'x' } }] } }],
    ['volume v', { spec: { volumes: [{ name: 'v', secret: { secretName: 'x' } }] } }],
    ['volume v', { spec: { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'x' } }] } }] } }],
    ['volume v', { spec: { volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name: 'x' } } }] } }],
    ['pull of images', { spec: { imagePullSecrets: [{ name: 'x' }] } }],
  ])('is used as %s', (how, pod) => {
    const { workloads: [workload] } = graphIn(deployment(pod));
    expect(workload!.uses.map((use) => [use.store, [use.how, use.container].filter(Boolean).join(' of ')])).toEqual([['Secret/shop/x', how]]);
  });

  test('may be named by what does not run', () => {
    const gateway = document({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'g', namespace: 'shop' }, spec: { listeners: [{ tls: { certificateRefs: [{ name: 'tls' }] } }] } });
    expect(graphIn(gateway).stores.map(({ name, namedBy }) => [name, namedBy])).toEqual([['tls', ['Gateway g']]]);
    expect(textOf(graphIn(gateway))).toContain('used by Gateway g');
  });
});

describe('a part', () => {
  const graph = graphIn(backend('api') + backend('api', 'other') + deployment({ args: ['--url=http://api', '--b=http://api.other'], env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'x', key: 'x' } } }] }) + deployment({ name: 'idle', namespace: 'other' }));

  test('of a namespace has what it touches elsewhere as endpoints', () => {
    const part = neighbourhood(graph, { namespace: 'other' });
    expect(part.workloads.map(({ name }) => name)).toEqual(['api', 'idle']);
    expect(told(part.edges)).toEqual(['Deployment/shop/web calls Service/other/api api.other 80 at api.api:8080 yes']);
    expect(part.endpoints).toEqual([{ id: 'Deployment/shop/web', side: 'caller', title: 'web', detail: 'Deployment of namespace shop' }]);
    expect(part.stores).toEqual([]);
  });

  test('of a workload has its neighbours, Services and Secrets', () => {
    const part = neighbourhood(graph, { workload: 'web' });
    expect([part.workloads.length, part.services.length, part.edges.length]).toEqual([1, 0, 2]);
    expect(part.endpoints.map(({ title, side, detail }) => [title, side, detail])).toEqual([['api', 'cluster', 'Service of namespace shop'], ['api', 'cluster', 'Service of namespace other']]);
    expect(part.stores.map(({ name }) => name)).toEqual(['x']);
    expect(neighbourhood(graph, { workload: 'api', namespace: 'shop' }).services.map(({ id }) => id)).toEqual(['Service/shop/api']);
  });

  test('of everything is everything', () => {
    expect(neighbourhood(graph, {})).toEqual(graph);
  });

  test('can be drawn, whichever it is', () => {
    const whole = graphOf(exampleManifests['production-rollup']!);
    for (const { name } of whole.workloads) {
      const part = neighbourhood(whole, { workload: name });
      const ids = [...part.workloads, ...part.services, ...part.endpoints].map(({ id }) => id);
      expect(part.edges.flatMap(({ from, to }) => [from, to]).filter((id) => !ids.includes(id))).toEqual([]);
      expect([textOf(part), mermaidOf(part), svgOf(part)].every((drawn) => drawn.includes(name))).toBe(true);
    }
  });
});

test('anything that is a manifest can be read', () => {
  const field = fc.constantFrom('spec', 'template', 'containers', 'initContainers', 'env', 'name', 'ports', 'port', 'selector', 'matchLabels', 'volumes', 'secret', 'args', 'ingress', 'egress', 'from', 'to', 'rules', 'http', 'paths', 'backend', 'subsets');
  const { value } = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(field, tie('value'), { maxKeys: 4 })) }));
  const kinds = fc.constantFrom('v1/Service', 'v1/Pod', 'apps/v1/Deployment', 'networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress', 'gateway.networking.k8s.io/v1/HTTPRoute', 'monitoring.coreos.com/v1/PodMonitor', 'v1/Secret', 'v1/ConfigMap');
  const manifest = fc.record({ type: kinds, metadata: value, spec: value, data: value }).map(({ type, ...rest }) => ({ apiVersion: type.split('/').slice(0, -1).join('/'), kind: type.split('/').at(-1)!, ...rest }));
  fc.assert(fc.property(fc.array(manifest, { maxLength: 6 }), (manifests) => {
    const graph = graphOf(manifests);
    for (const draw of [textOf, mermaidOf, svgOf]) draw(graph);
  }), { numRuns: 200 });
  expect(graphIn(service('x')).services).toHaveLength(1);
});

const unnamed = (host: string): string => document({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'debug-' }, spec: { containers: [{ name: 'a', image: 'a', args: [`http://${host}.example.com`] }] } });

test('pods that the API server names are told apart', () => {
  const graph = graphIn(unnamed('one') + unnamed('two'));
  expect(graph.workloads.map(({ name }) => name)).toEqual(['debug-*', 'debug-*2']);
  expect(graph.edges.map(({ from, host }) => [from, host])).toEqual([['Pod//debug-*', 'one.example.com'], ['Pod//debug-*2', 'two.example.com']]);
});
