import { some } from './certainty';
import { type Cluster, idOf } from './cluster';
import { type Destination, destinationOf, endOf, listenerAt, reachedBehind } from './destinations';
import type { Certainty, Edge, Endpoint, Finding, Protocol, Reached } from './model';
import { allows, type End } from './policies';
import { secretsToldTo, toldTo, type Told, type ToldSecret } from './told';
import { endpointsInText, isLoopback } from '../../policies/endpoints-in-text';
import type { Container, Pod } from '../../testing/pod';

/** Edges with the endpoints that they lead to, and what is wrong with them. */
export interface Found {
  readonly edges: readonly Edge[];
  readonly endpoints: readonly Endpoint[];
  readonly findings: readonly Finding[];
}

interface Called {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Flags and variables whose URLs are not dialled: origins of browsers, and where the program itself is found. */
const NOT_DIALLED = /cors|origin|vhost|advertise|(^|[.-])(external|public)[.-]/i;
/** Flags whose `host:port` is what the program listens on. */
const LISTENS = /(addr|address|listen|bind|metrics|host)$/i;
/** URLs of databases, queues and the like, which have no port that everybody knows. */
const OTHER_URLS = /\b(?!https?:|wss?:|enode:)[a-z][a-z0-9+.-]*:\/\/(?:[^\s/@"'`,]*@)?([a-z0-9.-]+):(\d{1,5})\b/gi;
const HOST_AND_PORT = /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})$/i;
/** Variables and keys of Secrets that hold an endpoint, and those that hold what must not be shown. */
const HOLDS_ENDPOINT = /(^|_)(URLS?|URI|RPC|HTTP|WS|WSS|ENDPOINTS?|BEACON|HOST|SERVER|DSN|API|HISTORICALRPC)(_|$)/i;
const HOLDS_SECRET = /KEY|MNEMONIC|PASS|TOKEN|JWT|PRIV|SECRET|USER/i;

/** Everything that the containers of a pod call, by what they are told. */
export function callsOf(cluster: Cluster, pod: Pod): Found {
  const parts = pod.containers.flatMap((container) => [
    ...toldTo(cluster, container).flatMap((told) => calledIn(cluster, container, told).map((called) => partOf(cluster, container, called, told))),
    ...secretsToldTo(container).filter(holdsEndpoint).map((told) => secretPart(cluster, container, told)),
  ]);
  return { edges: parts.flatMap(({ edges }) => edges), endpoints: parts.flatMap(({ endpoints }) => endpoints), findings: parts.flatMap(({ findings }) => findings) };
}

function calledIn(cluster: Cluster, { pod }: Container, { text, by, isValue }: Told): readonly Called[] {
  if (NOT_DIALLED.test(by)) return [];
  const others = [...text.matchAll(OTHER_URLS)].map(([, host = '', port]) => ({ host: host.toLowerCase(), port: Number(port), protocol: 'TCP' }));
  const named = [...endpointsInText(text).flatMap(({ host, port, protocols }) => protocols.map((protocol) => ({ host, port, protocol }))), ...others];
  if (named.length > 0 || !isValue || LISTENS.test(by)) return named;
  // Without a scheme it only counts where the host is known to be one.
  return text.split(',').flatMap((part) => {
    const [, host, port] = HOST_AND_PORT.exec(part.trim()) ?? [];
    if (host === undefined) return [];
    const known = isLoopback(host) || destinationOf(cluster, host.toLowerCase(), pod.object.namespace).is === 'service' || /\.svc(\.cluster\.local)?$/.test(host) || /\.[a-z]{2,}$/i.test(host);
    return known ? [{ host: host.toLowerCase(), port: Number(port), protocol: 'TCP' }] : [];
  });
}

function partOf(cluster: Cluster, container: Container, called: Called, told: Told): Found {
  const { pod } = container;
  const edge = { from: idOf(pod.object), fromContainer: container.name, host: called.host, port: called.port, protocol: called.protocol, reasons: [told.by] };
  if (isLoopback(called.host)) {
    const { container: listener } = listenerIn(pod, container, called);
    // What nobody listens on is mostly the program's own address.
    if (called.host === '0.0.0.0' || listener === undefined) return nothing;
    return { ...nothing, edges: [{ ...edge, kind: 'loopback', to: edge.from, reaches: [{ workload: edge.from, container: listener, port: called.port }], allowed: 'yes' }] };
  }
  const destination = destinationOf(cluster, called.host, pod.object.namespace);
  if (destination.is === 'service') return serviceCall(cluster, pod, destination, { ...edge, port: called.port });
  const endpoint = endpointAt(destination, called);
  const allowed = allows(cluster, { from: { pod }, to: endOf(destination), ...(destination.is === 'external' && { port: called.port }), protocol: called.protocol });
  const missing = destination.is === 'cluster' && destination.near;
  return {
    edges: [{ ...edge, kind: 'calls', to: endpoint.id, reaches: [], allowed }],
    endpoints: [endpoint],
    findings: [
      ...(missing ? [{ about: edge.from, message: `${container.name} calls ${called.host} (${told.by}), and there is no Service of that name in these manifests` }] : []),
      ...blocked(edge.from, edge.fromContainer, `${called.host}:${called.port}`, allowed, told.by),
    ],
  };
}

const nothing: Found = { edges: [], endpoints: [], findings: [] };

function serviceCall(cluster: Cluster, pod: Pod, { service, pod: only }: Extract<Destination, { is: 'service' }>, edge: Omit<Edge, 'kind' | 'to' | 'reaches' | 'allowed'> & { readonly port: number }): Found {
  const reached = reachedBehind(cluster, service, edge.port, edge.protocol, only);
  const reaches = reached ?? [];
  const allowed = reaches.length === 0 ? 'maybe' : some(reaches.map((each) => allows(cluster, { from: { pod }, to: podEnd(cluster, each), port: each.port, protocol: edge.protocol })));
  const wrong = reached === undefined ? [{ about: edge.from, message: `${edge.fromContainer} calls ${edge.host}:${edge.port} (${edge.reasons.join(', ')}), and Service ${service.name} has no such port` }] : [];
  return {
    edges: [{ ...edge, kind: 'calls', to: idOf(service), reaches, allowed }],
    endpoints: [],
    findings: [...wrong, ...blocked(edge.from, edge.fromContainer, `${edge.host}:${edge.port}`, allowed, edge.reasons.join(', '))],
  };
}

function podEnd(cluster: Cluster, { workload }: Reached): End {
  const pod = cluster.pods.find(({ object }) => idOf(object) === workload);
  return pod ? { pod } : 'unknown';
}

function blocked(about: string, container: string | undefined, what: string, allowed: Certainty, by: string): readonly Finding[] {
  return allowed === 'no' ? [{ about, message: `${container} calls ${what} (${by}), which no NetworkPolicy lets through` }] : [];
}

/** The container behind a port of the pod's own: the one that declares it, or whose flags name it. */
function listenerIn(pod: Pod, caller: Container, { port, protocol }: Called): Reached {
  const declared = listenerAt(pod, port, protocol);
  if (declared.container !== undefined) return declared;
  const others = pod.containers.filter((each) => each !== caller && each.role !== 'init');
  const listener = others.find(({ field }) => listens([...field.at('command').items, ...field.at('args').items].map(({ text }) => text ?? ''), port));
  return { ...declared, container: listener?.name };
}

function listens(line: readonly string[], port: number): boolean {
  return line.some((word, index) => {
    const [flag = '', value = line[index + 1] ?? ''] = word.split('=', 2);
    return flag.startsWith('-') && !value.includes('://') && /port|addr|listen|bind|metrics|http|rpc|ws/i.test(flag) && new RegExp(`(^|:)${port}$`).test(value);
  });
}

function holdsEndpoint({ variable, key }: ToldSecret): boolean {
  return [variable, key.replaceAll(/[-.]/g, '_')].some((name) => HOLDS_ENDPOINT.test(name)) && !HOLDS_SECRET.test(variable);
}

/** What a Secret names is not read, so that its key cannot be shown. */
function secretPart(cluster: Cluster, container: Container, { variable, secret, key }: ToldSecret): Found {
  const { pod } = container;
  const endpoint: Endpoint = { id: `endpoint/${pod.object.namespace}/${secret}/${key}`, side: 'called', title: titleOf(variable), detail: `Secret ${secret}/${key}` };
  const allowed = allows(cluster, { from: { pod }, to: 'unknown', protocol: 'TCP' });
  return {
    edges: [{ kind: 'calls', from: idOf(pod.object), fromContainer: container.name, to: endpoint.id, protocol: 'TCP', reasons: [`variable ${variable}`], reaches: [], allowed }],
    endpoints: [endpoint],
    findings: blocked(idOf(pod.object), container.name, `the endpoint in Secret ${secret}/${key}`, allowed, `variable ${variable}`),
  };
}

/** `L1 RPC` of `OP_NODE_L1_ETH_RPC`; the variable's own name where it is not known. */
function titleOf(variable: string): string {
  const isOf = (word: string): boolean => variable.split('_').includes(word);
  const layer = ['L1', 'L2'].find(isOf);
  if (layer === undefined) return variable;
  return isOf('BEACON') ? `${layer} beacon` : isOf('RPC') ? `${layer} RPC` : variable;
}

function endpointAt(destination: Exclude<Destination, { is: 'service' }>, { port }: Called): Endpoint {
  if (destination.is === 'external') return { id: `endpoint/${destination.host}:${port}`, side: 'called', title: destination.host, detail: `port ${port}` };
  const { namespace, name } = destination;
  return { id: `endpoint/${namespace}/${name}:${port}`, side: 'cluster', title: name, detail: `Service of namespace ${namespace || 'default'}, port ${port}` };
}
