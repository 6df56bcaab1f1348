import { arrivalsOf } from './arrivals';
import { callsOf } from './calls';
import { Cluster, idOf } from './cluster';
import type { Edge, Finding, Graph, Service } from './model';
import { resolvesNames } from './policies';
import { storesOf } from './stores';
import { workloadOf } from './workloads';
import { isJsonObject, memberOf } from '../../testing/json';
import type { KubeObject } from '../../testing/kube-object';
import { protocolOf } from '../../testing/lint/ports';
import type { Manifest } from '../../testing/manifest';

/** What talks to what, read from manifests of any origin. Values of Secrets are not read. */
export function graphOf(manifests: readonly Manifest[]): Graph {
  const cluster = new Cluster(named(manifests));
  const found = [...cluster.pods.map((pod) => callsOf(cluster, pod)), arrivalsOf(cluster)];
  const services = cluster.ofKind('Service').map((service) => serviceOf(cluster, service));
  return {
    workloads: cluster.pods.map((pod) => workloadOf(cluster, pod)),
    services,
    stores: storesOf(cluster),
    endpoints: unique(found.flatMap(({ endpoints }) => endpoints), ({ id }) => id),
    edges: joined(found.flatMap(({ edges }) => edges)),
    findings: unique([...found.flatMap(({ findings }) => findings), ...unselected(cluster), ...nameless(cluster, found.flatMap(({ edges }) => edges))], ({ about, message }) => `${about} ${message}`),
  };
}

/** Objects that the API server names (`generateName`) as `debug-*`, `debug-*2`, …: without a name they would be one. */
function named(manifests: readonly Manifest[]): readonly Manifest[] {
  const turns = new Map<string, number>();
  return manifests.map((manifest) => {
    const prefix = memberOf(manifest.metadata, 'generateName');
    if (typeof prefix !== 'string' || !isJsonObject(manifest.metadata) || manifest.metadata.name !== undefined) return manifest;
    const turn = (turns.get(prefix) ?? 0) + 1;
    turns.set(prefix, turn);
    return { ...manifest, metadata: { ...manifest.metadata, name: `${prefix}*${turn > 1 ? turn : ''}` } };
  });
}

function serviceOf(cluster: Cluster, service: KubeObject): Service {
  const { kind, namespace, name, root } = service;
  const spec = root.at('spec');
  return {
    id: idOf(service), kind, namespace, name,
    type: spec.at('type').text ?? 'ClusterIP',
    headless: spec.at('clusterIP').text === 'None',
    ports: spec.at('ports').items.map((port) => ({
      name: port.at('name').text,
      port: port.at('port').number ?? 0,
      protocol: protocolOf(port),
      target: port.at('targetPort').text ?? String(port.at('targetPort').number ?? port.at('port').number ?? ''),
    })),
    selects: cluster.selected(service).map(({ object }) => idOf(object)),
  };
}

function unselected(cluster: Cluster): Finding[] {
  return cluster.ofKind('Service')
    .filter((service) => service.root.at('spec', 'selector').members.length > 0 && cluster.selected(service).length === 0)
    .map((service) => ({ about: idOf(service), message: 'its selector takes no pods of these manifests' }));
}

/** Pods that call by name, and may not ask for names. */
function nameless(cluster: Cluster, edges: readonly Edge[]): Finding[] {
  const callers = new Set(edges.filter(({ kind }) => kind === 'calls').map(({ from }) => from));
  return cluster.pods
    .filter((pod) => callers.has(idOf(pod.object)) && resolvesNames(cluster, pod) === 'no')
    .map((pod) => ({ about: idOf(pod.object), message: 'it calls others by name, and no NetworkPolicy lets it ask for names (port 53)' }));
}

/** Edges between the same ends as one, with all their reasons. */
function joined(edges: readonly Edge[]): Edge[] {
  const byEnds = new Map<string, Edge>();
  for (const edge of edges) {
    const { reasons, ...ends } = edge;
    const key = JSON.stringify(ends);
    byEnds.set(key, { ...edge, reasons: [...new Set([...(byEnds.get(key)?.reasons ?? []), ...reasons])] });
  }
  return [...byEnds.values()];
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
