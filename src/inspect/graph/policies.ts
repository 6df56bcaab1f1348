import { BlockList } from 'node:net';
import { every, some } from './certainty';
import { type Cluster, NAMESPACE_NAME, takes } from './cluster';
import type { Certainty, Protocol } from './model';
import { holdsFor } from '../policy-types';
import { ipVersion } from '../../kube/ip-address';
import type { Field } from '../../testing/field';
import type { KubeObject } from '../../testing/kube-object';
import { isEmptySelector, unmetBy } from '../../testing/lint/selector';
import type { Pod } from '../../testing/pod';

/** One end of a connection: a pod of the manifests, a pod of others, an address, or what nobody knows. */
export type End =
  | { readonly pod: Pod }
  | { readonly namespace: string | undefined }
  | { readonly address: string | undefined }
  | 'unknown';

export interface Connection {
  readonly from: End;
  readonly to: End;
  /** That the pod at the end listens on; absent where it is not known. */
  readonly port?: number;
  readonly protocol: Protocol;
}

type Direction = 'ingress' | 'egress';
const OTHER_END = { ingress: 'from', egress: 'to' } as const;
const TYPES = { ingress: 'Ingress', egress: 'Egress' } as const;
const DNS_PORT = 53;

/**
 * The NetworkPolicies that hold for a pod in a direction; without any, everything is allowed.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function policiesOf(cluster: Cluster, pod: Pod, direction: Direction): readonly KubeObject[] {
  return cluster.objects.filter((policy) => {
    if (policy.type !== 'networking.k8s.io/v1/NetworkPolicy' || policy.namespace !== pod.object.namespace) return false;
    return holdsFor(policy.root, TYPES[direction]) && takes(policy.root.at('spec', 'podSelector'), pod);
  });
}

/** Whether the policies let a connection through, at both of its ends. */
export function allows(cluster: Cluster, { from, to, ...port }: Connection): Certainty {
  return every([side(cluster, 'egress', from, to, port), side(cluster, 'ingress', to, from, port)]);
}

/** Whether a pod may ask for names, somewhere. */
export function resolvesNames(cluster: Cluster, pod: Pod): Certainty {
  return some((['UDP', 'TCP'] as const).map((protocol) => side(cluster, 'egress', { pod }, 'unknown', { port: DNS_PORT, protocol })));
}

type Port = Pick<Connection, 'port' | 'protocol'>;

function side(cluster: Cluster, direction: Direction, end: End, other: End, port: Port): Certainty {
  if (end === 'unknown' || !('pod' in end)) return 'yes';
  const policies = policiesOf(cluster, end.pod, direction);
  if (policies.length === 0) return 'yes';
  const listener = direction === 'ingress' ? end : other;
  const rules = policies.flatMap((policy) => policy.root.at('spec', direction).items.map((rule) => ({ rule, home: policy.namespace })));
  return some(rules.map(({ rule, home }) => every([
    anyOf(rule.at('ports'), (entry) => portMatches(entry, port, listener)),
    anyOf(rule.at(OTHER_END[direction]), (peer) => peerMatches(cluster, peer, other, home)),
  ])));
}

/** A list that is absent or empty means everything. */
function anyOf(list: Field, matches: (entry: Field) => Certainty): Certainty {
  return list.items.length === 0 ? 'yes' : some(list.items.map(matches));
}

function portMatches(entry: Field, { port, protocol }: Port, listener: End): Certainty {
  if ((entry.at('protocol').text ?? 'TCP') !== protocol) return 'no';
  const first = entry.at('port');
  if (!first.exists) return 'yes';
  if (first.text !== undefined) return namedPort(first.text, port, listener);
  const last = entry.at('endPort').number ?? first.number!;
  // A port that nobody knows is not that of the name servers.
  if (port === undefined) return first.number === DNS_PORT && last === DNS_PORT ? 'no' : 'maybe';
  return first.number! <= port && port <= last ? 'yes' : 'no';
}

function namedPort(name: string, port: number | undefined, listener: End): Certainty {
  if (listener === 'unknown' || 'namespace' in listener) return 'maybe';
  if (!('pod' in listener)) return 'no';
  const named = listener.pod.containers.flatMap(({ field }) => field.at('ports').items).find((each) => each.at('name').text === name);
  if (named === undefined) return 'no';
  if (port === undefined) return 'maybe';
  return named.at('containerPort').number === port ? 'yes' : 'no';
}

function peerMatches(cluster: Cluster, peer: Field, end: End, home: string): Certainty {
  if (end === 'unknown') return 'maybe';
  const block = peer.at('ipBlock');
  if ('address' in end) return block.exists ? inBlock(block, end.address) : 'no';
  // A pod of others may use the addresses of its node.
  if (block.exists) return 'pod' in end || end.namespace !== undefined ? 'no' : 'maybe';
  const namespace = 'pod' in end ? end.pod.object.namespace : end.namespace;
  return every([inNamespace(cluster, peer.at('namespaceSelector'), namespace, home), isSelected(peer.at('podSelector'), end)]);
}

function inNamespace(cluster: Cluster, selector: Field, namespace: string | undefined, home: string): Certainty {
  if (namespace === undefined) return selector.exists && isEmptySelector(selector) ? 'yes' : 'maybe';
  if (!selector.exists) return namespace === home ? 'yes' : 'no';
  // Manifests without a namespace go into that of whoever applies them.
  const { labels, complete } = cluster.namespaceLabels(namespace);
  if (unmetBy(labels, selector) === undefined) return 'yes';
  return complete || (namespace !== '' && asksForName(selector)) ? 'no' : 'maybe';
}

function asksForName(selector: Field): boolean {
  const keys = [...selector.at('matchLabels').members.map(([key]) => key), ...selector.select('matchExpressions[].key').map(({ text }) => text)];
  return keys.every((key) => key === NAMESPACE_NAME);
}

function isSelected(selector: Field, end: { readonly pod: Pod } | { readonly namespace: string | undefined }): Certainty {
  if (!selector.exists || isEmptySelector(selector)) return 'yes';
  if (!('pod' in end)) return 'maybe';
  return takes(selector, end.pod) ? 'yes' : 'no';
}

/** An address that is not known may be any, so that only a block of all addresses is sure to have it. */
function inBlock(block: Field, address: string | undefined): Certainty {
  const cidr = block.at('cidr').text ?? '';
  if (address === undefined) return cidr.endsWith('/0') ? 'yes' : 'maybe';
  const isIn = (range: string | undefined): boolean => within(address, range ?? '');
  return isIn(cidr) && !block.at('except').items.some(({ text }) => isIn(text)) ? 'yes' : 'no';
}

function within(address: string, cidr: string): boolean {
  const [network = '', bits] = cidr.split('/');
  const version = ipVersion(address);
  if (version === 0 || network.includes(':') !== (version === 6) || ipVersion(network) === 0) return false;
  const list = new BlockList();
  const family = version === 6 ? 'ipv6' : 'ipv4';
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
