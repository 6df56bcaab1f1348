import { type Cluster, idOf } from './cluster';
import type { Protocol, Reached } from './model';
import type { End } from './policies';
import { ipVersion } from '../../kube/ip-address';
import type { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { protocolOf } from '../../testing/lint/ports';
import type { Pod } from '../../testing/pod';

/** Where a host name leads, as a pod of a namespace resolves it. */
export type Destination =
  | { readonly is: 'service'; readonly service: KubeObject; readonly pod?: Pod }
  /** A Service of the cluster that is not in the manifests; `near`, where it would have to be in the same namespace. */
  | { readonly is: 'cluster'; readonly namespace: string; readonly name: string; readonly near: boolean }
  | { readonly is: 'external'; readonly host: string };

/** @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ */
export function destinationOf(cluster: Cluster, host: string, namespace: string): Destination {
  const external: Destination = { is: 'external', host };
  if (ipVersion(host) !== 0) return external;
  const labels = host.replace(/\.$/, '').replace(/\.svc\.cluster\.local$/, '.svc').split('.');
  const isLong = labels.at(-1) === 'svc';
  if (isLong) labels.pop();
  const [first = '', second, third] = labels;
  // Of `a.b`, b is a namespace, or the governing Service of a pod.
  const readings = [
    labels.length === 1 && !isLong && { service: first, namespace },
    labels.length === 2 && { service: first, namespace: second! },
    labels.length === 2 && !isLong && { service: second!, namespace, pod: first },
    labels.length === 3 && { service: second!, namespace: third!, pod: first },
  ].filter((reading) => reading !== false);
  for (const { pod, ...reading } of readings as readonly { service: string; namespace: string; pod?: string }[]) {
    const service = cluster.service(reading.namespace, reading.service);
    if (service) return found(cluster, service, pod);
  }
  if (isLong) return { is: 'cluster', namespace: labels.at(-1)!, name: labels.at(-2) ?? first, near: labels.at(-1) === namespace };
  return labels.length === 1 ? { is: 'cluster', namespace, name: first, near: true } : external;
}

function found(cluster: Cluster, service: KubeObject, podName: string | undefined): Destination {
  const alias = service.root.at('spec', 'externalName').text;
  if (service.root.at('spec', 'type').text === 'ExternalName' && alias !== undefined) return { is: 'external', host: alias };
  if (podName === undefined) return { is: 'service', service };
  const pod = cluster.selected(service).find(({ object }) => podName.replace(/-\d+$/, '') === object.name || podName === object.name);
  return { is: 'service', service, ...(pod && { pod }) };
}

/** What listens behind a port of a Service; `undefined` where the Service has no such port. */
export function reachedBehind(cluster: Cluster, service: KubeObject, port: number, protocol: Protocol, only?: Pod): readonly Reached[] | undefined {
  const pods = only ? [only] : cluster.selected(service);
  // The name of a headless Service resolves to its pods, whatever ports it lists.
  if (service.root.at('spec', 'clusterIP').text === 'None') return pods.map((pod) => listenerAt(pod, port, protocol));
  const entry = service.root.at('spec', 'ports').items.find((each) => each.at('port').number === port && protocolOf(each) === protocol);
  return entry && pods.map((pod) => behind(pod, entry, protocol));
}

/** What a port of a Service leads to in a pod. */
export function behind(pod: Pod, entry: Field, protocol: Protocol): Reached {
  const target = entry.at('targetPort').exists ? entry.at('targetPort') : entry.at('port');
  return target.text === undefined ? listenerAt(pod, target.number, protocol) : named(pod, target.text);
}

/** The container that declares a port. */
export function listenerAt(pod: Pod, port: number | undefined, protocol: Protocol): Reached {
  const container = pod.containers.find(({ field }) => field.at('ports').items.some((each) => each.at('containerPort').number === port && protocolOf(each) === protocol));
  return { workload: idOf(pod.object), container: container?.name, port };
}

/** The container that declares a port of that name. */
export function named(pod: Pod, name: string): Reached {
  for (const container of pod.containers) {
    const port = container.field.at('ports').items.find((each) => each.at('name').text === name);
    if (port) return { workload: idOf(pod.object), container: container.name, port: port.at('containerPort').number };
  }
  return { workload: idOf(pod.object) };
}

/** The other end of a connection to what is not in the manifests. */
export function endOf(destination: Exclude<Destination, { is: 'service' }>): End {
  if (destination.is === 'cluster') return { namespace: destination.namespace };
  return { address: ipVersion(destination.host) === 0 ? undefined : destination.host };
}
