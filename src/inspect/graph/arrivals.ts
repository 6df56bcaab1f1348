import { some } from './certainty';
import type { Found } from './calls';
import { type Cluster, idOf, takes } from './cluster';
import { behind, listenerAt, named, reachedBehind } from './destinations';
import type { Certainty, Edge, Endpoint, Finding, Reached } from './model';
import { allows, type End } from './policies';
import type { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { givenBy } from '../../testing/lint/given-labels';
import { protocolOf } from '../../testing/lint/ports';
import { unmetBy } from '../../testing/lint/selector';
import { type Pod, runningTogether } from '../../testing/pod';

/** Someone of whose pods the manifests know nothing. */
const STRANGER: End = { namespace: undefined };
const INTERNET: End = { address: undefined };
const PROMETHEUS: Endpoint = { id: 'caller/Prometheus', side: 'caller', title: 'Prometheus', detail: 'scrapes metrics' };
const ROUTES: Readonly<Record<string, string>> = { HTTPRoute: 'TCP', GRPCRoute: 'TCP', TLSRoute: 'TCP', TCPRoute: 'TCP', UDPRoute: 'UDP' };

interface Arrival {
  readonly kind: 'scrapes' | 'enters';
  readonly from: Endpoint;
  readonly to: KubeObject;
  readonly host?: string;
  readonly port?: number;
  readonly protocol: string;
  readonly reason: string;
  readonly reaches: readonly Reached[];
  readonly end: End;
}

/** Who comes in from outside: through Ingress, Gateway, Services of nodes and load balancers, ports of hosts; and Prometheus. */
export function arrivalsOf(cluster: Cluster): Found {
  const arrivals = [
    ...cluster.ofKind('Ingress').flatMap((object) => ingress(cluster, object)),
    ...cluster.ofKind(...Object.keys(ROUTES)).flatMap((object) => route(cluster, object)),
    ...cluster.ofKind('Service').flatMap((object) => exposed(cluster, object)),
    ...cluster.pods.flatMap(hostPorts),
    ...cluster.ofKind('PodMonitor', 'ServiceMonitor').flatMap((object) => monitored(cluster, object)),
    ...cluster.pods.flatMap((pod) => annotated([pod], pod.object, pod.template.at('metadata', 'annotations'), 'annotations of the pods')),
    ...cluster.ofKind('Service').flatMap((object) => annotated(cluster.selected(object), object, object.root.at('metadata', 'annotations'), `annotations of Service ${object.name}`)),
  ];
  const parts = arrivals.map((arrival) => edgeOf(cluster, arrival));
  return { edges: parts.map(({ edge }) => edge), endpoints: arrivals.map(({ from }) => from), findings: [...parts.flatMap(({ findings }) => findings), ...lostBackends(cluster)] };
}

function edgeOf(cluster: Cluster, { kind, from, to, host, port, protocol, reason, reaches, end }: Arrival): { edge: Edge; findings: readonly Finding[] } {
  const verdicts = reaches.map(({ workload, port: at }): Certainty => {
    const pod = cluster.pods.find(({ object }) => idOf(object) === workload);
    return pod ? allows(cluster, { from: end, to: { pod }, port: at, protocol }) : 'maybe';
  });
  const allowed = verdicts.length > 0 ? some(verdicts) : 'maybe';
  const edge: Edge = { kind, from: from.id, to: idOf(to), host, port, protocol, reasons: [reason], reaches, allowed };
  const ports = [...new Set(reaches.map(({ port: at }) => at))].join(', ');
  const blocked: Finding[] = allowed === 'no' ? [{ about: idOf(to), message: `${from.title} is led to port ${ports} (${reason}), and no NetworkPolicy lets it in` }] : [];
  const lost: Finding[] = reaches.length === 0 ? [{ about: idOf(to), message: `${from.title} is led here (${reason}), where nothing of these manifests listens` }] : [];
  return { edge, findings: [...blocked, ...lost] };
}

function ingress(cluster: Cluster, object: KubeObject): Arrival[] {
  const spec = object.root.at('spec');
  const className = spec.at('ingressClassName').text;
  const rules = spec.at('rules').items.flatMap((rule) => rule.select('http.paths[]').map((path) => ({ host: rule.at('host').text, path: path.at('path').text ?? '/', backend: path.at('backend', 'service') })));
  const fallback = spec.at('defaultBackend', 'service');
  return [...rules, ...(fallback.exists ? [{ host: undefined, path: '/', backend: fallback }] : [])].flatMap(({ host, path, backend }) => {
    const service = cluster.service(object.namespace, backend.at('name').text ?? '');
    const given = backend.at('port', 'number').number;
    const name = backend.at('port', 'name').text;
    const port = given ?? service?.root.at('spec', 'ports').items.find((each) => each.at('name').text === name)?.at('port').number;
    const from: Endpoint = { id: `caller/${host ?? 'any host'}`, side: 'caller', title: host ?? 'any host', detail: className === undefined ? 'Ingress' : `Ingress of class ${className}` };
    return service ? [served(cluster, { from, to: service, host: `${host ?? '*'}${path}`, port, protocol: 'TCP', reason: `Ingress ${object.name}` })] : [];
  });
}

function route(cluster: Cluster, object: KubeObject): Arrival[] {
  const spec = object.root.at('spec');
  const hosts = spec.at('hostnames').items.map(({ text }) => text ?? '');
  const gateway = spec.select('parentRefs[].name').map(({ text }) => text).join(', ');
  return spec.at('rules').items.flatMap((rule) => rule.at('backendRefs').items.flatMap((backend) => {
    const service = cluster.service(backend.at('namespace').text ?? object.namespace, backend.at('name').text ?? '');
    if (!service) return [];
    const path = rule.select('matches[].path.value')[0]?.text ?? '';
    const all = hosts.length > 0 ? hosts : ['any host'];
    return all.map((host) => served(cluster, {
      from: { id: `caller/${host}`, side: 'caller', title: host, detail: `Gateway ${gateway}` },
      to: service, host: `${host}${path}`, port: backend.at('port').number, protocol: ROUTES[object.kind] ?? 'TCP', reason: `${object.kind} ${object.name}`,
    }));
  }));
}

/** Ways in that lead to a Service which the manifests do not have. */
function lostBackends(cluster: Cluster): Finding[] {
  return cluster.ofKind('Ingress', ...Object.keys(ROUTES)).flatMap((object) => {
    const backends = ['rules[].http.paths[].backend.service', 'defaultBackend.service', 'rules[].backendRefs[]'].flatMap((pattern) => object.root.at('spec').select(pattern));
    const names = backends.filter((backend) => (backend.at('kind').text ?? 'Service') === 'Service').map((backend) => [backend.at('namespace').text ?? object.namespace, backend.at('name').text ?? ''] as const);
    return names.filter(([namespace, name]) => !cluster.service(namespace, name)).map(([, name]) => ({ about: idOf(object), message: `it leads to Service ${name}, which is not in these manifests` }));
  });
}

/** What a controller in the cluster leads to a Service. */
function served(cluster: Cluster, arrival: Omit<Arrival, 'kind' | 'reaches' | 'end'>): Arrival {
  const reaches = arrival.port === undefined ? [] : (reachedBehind(cluster, arrival.to, arrival.port, arrival.protocol) ?? []);
  return { ...arrival, kind: 'enters', reaches, end: STRANGER };
}

function exposed(cluster: Cluster, service: KubeObject): Arrival[] {
  const type = service.root.at('spec', 'type').text;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
  const from: Endpoint = type === 'NodePort'
    ? { id: 'caller/nodes', side: 'caller', title: 'ports of the nodes', detail: 'Services of type NodePort' }
    : { id: 'caller/load-balancer', side: 'caller', title: 'load balancer', detail: 'Services of type LoadBalancer' };
  return service.root.at('spec', 'ports').items.map((entry) => {
    const protocol = protocolOf(entry);
    const port = type === 'NodePort' ? (entry.at('nodePort').number ?? entry.at('port').number) : entry.at('port').number;
    return { kind: 'enters', from, to: service, port, protocol, reason: `Service ${service.name}`, reaches: cluster.selected(service).map((pod) => behind(pod, entry, protocol)), end: INTERNET };
  });
}

function hostPorts(pod: Pod): Arrival[] {
  const from: Endpoint = { id: 'caller/hosts', side: 'caller', title: 'addresses of the nodes', detail: 'ports of the hosts' };
  const isHost = pod.spec.at('hostNetwork').isTrue;
  return runningTogether(pod).flatMap(({ field }) => field.at('ports').items.flatMap((entry) => {
    const port = entry.at('hostPort').number ?? (isHost ? entry.at('containerPort').number : undefined);
    const protocol = protocolOf(entry);
    return port === undefined ? [] : [{ kind: 'enters' as const, from, to: pod.object, port, protocol, reason: isHost ? 'hostNetwork' : 'hostPort', reaches: [listenerAt(pod, entry.at('containerPort').number, protocol)], end: INTERNET }];
  }));
}

function monitored(cluster: Cluster, monitor: KubeObject): Arrival[] {
  const spec = monitor.root.at('spec');
  const isPodMonitor = monitor.kind === 'PodMonitor';
  const sees = ({ namespace }: KubeObject): boolean => {
    const names = spec.select('namespaceSelector.matchNames[]').map(({ text }) => text);
    return spec.at('namespaceSelector', 'any').isTrue || (names.length > 0 ? names.includes(namespace) : namespace === monitor.namespace);
  };
  const base = { kind: 'scrapes', from: PROMETHEUS, protocol: 'TCP', reason: `${monitor.kind} ${monitor.name}`, end: STRANGER } as const;
  return spec.at(isPodMonitor ? 'podMetricsEndpoints' : 'endpoints').items.flatMap((endpoint): Arrival[] => {
    if (isPodMonitor) {
      return cluster.pods.filter((pod) => sees(pod.object) && takes(spec.at('selector'), pod)).map((pod) => {
        const reached = portOf(pod, endpoint);
        return { ...base, to: pod.object, port: reached.port, reaches: [reached] };
      });
    }
    const services = cluster.ofKind('Service').filter((service) => sees(service) && unmetBy(service.root.at('metadata', 'labels'), spec.at('selector'), givenBy(service)) === undefined);
    return services.flatMap((service) => service.root.at('spec', 'ports').items.filter((entry) => entry.at('name').text === endpoint.at('port').text).map((entry) => ({
      ...base, to: service, port: entry.at('port').number, reaches: cluster.selected(service).map((pod) => behind(pod, entry, 'TCP')),
    })));
  });
}

function portOf(pod: Pod, endpoint: Field): Reached {
  const name = endpoint.at('port').text;
  return name === undefined ? listenerAt(pod, endpoint.at('portNumber').number ?? endpoint.at('targetPort').number, 'TCP') : named(pod, name);
}

function annotated(pods: readonly Pod[], to: KubeObject, annotations: Field, reason: string): Arrival[] {
  const port = Number(annotations.at('prometheus.io/port').text);
  if (annotations.at('prometheus.io/scrape').text !== 'true' || !Number.isInteger(port)) return [];
  return [{ kind: 'scrapes', from: PROMETHEUS, to, port, protocol: 'TCP', reason, reaches: pods.map((pod) => listenerAt(pod, port, 'TCP')), end: STRANGER }];
}
