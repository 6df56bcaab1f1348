import { BlockList, isIPv6 } from 'node:net';
import type { Manifest } from '../../../src/testing';
import { untyped } from '../../support/fixtures';

type Labels = Readonly<Record<string, string>>;

interface Selector { readonly matchLabels?: Labels }
interface Peer { readonly podSelector?: Selector; readonly namespaceSelector?: Selector; readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }
interface PolicyPort { readonly port?: number; readonly endPort?: number; readonly protocol?: string }
interface Rule { readonly from?: readonly Peer[]; readonly to?: readonly Peer[]; readonly ports?: readonly PolicyPort[] }
interface Spec { readonly podSelector: Selector; readonly policyTypes: readonly string[]; readonly ingress?: readonly Rule[]; readonly egress?: readonly Rule[] }

/** One end of a connection: a pod, or an address outside the cluster. */
export type End = { readonly namespace: string; readonly labels: Labels } | { readonly address: string };
export interface Connection { readonly from: End; readonly to: End; readonly port: number; readonly protocol?: 'TCP' | 'UDP' }

export const metadataOf = ({ metadata }: Manifest): { readonly name: string; readonly namespace: string } => untyped(metadata);

const has = (labels: Labels, { matchLabels = {} }: Selector): boolean => Object.entries(matchLabels).every(([name, value]) => labels[name] === value);

function within(address: string, cidr: string): boolean {
  const [network = '', bits] = cidr.split('/');
  if (isIPv6(network) !== isIPv6(address)) return false;
  const list = new BlockList();
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}

function matches(peer: Peer, end: End, home: string): boolean {
  if ('address' in end) {
    const { ipBlock } = peer;
    return ipBlock !== undefined && within(end.address, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr) => within(end.address, cidr));
  }
  if (peer.ipBlock) return false;
  const inNamespace = peer.namespaceSelector ? has({ 'kubernetes.io/metadata.name': end.namespace }, peer.namespaceSelector) : end.namespace === home;
  return inNamespace && (peer.podSelector === undefined || has(end.labels, peer.podSelector));
}

const portMatches = ({ port, endPort, protocol = 'TCP' }: PolicyPort, connection: Connection): boolean =>
  protocol === (connection.protocol ?? 'TCP') && (port === undefined || (endPort === undefined ? port === connection.port : port <= connection.port && connection.port <= endPort));

/** What a network plugin does with the policies: whether a connection comes about. */
export function allows(policies: readonly Manifest[], connection: Connection): boolean {
  return side('Egress', connection.from, connection.to) && side('Ingress', connection.to, connection.from);

  function side(type: 'Ingress' | 'Egress', end: End, other: End): boolean {
    if ('address' in end) return true;
    const applying = policies
      .filter((each) => each.kind === 'NetworkPolicy' && metadataOf(each).namespace === end.namespace)
      .map(({ spec }) => untyped<Spec>(spec))
      .filter((spec) => spec.policyTypes.includes(type) && has(end.labels, spec.podSelector));
    if (applying.length === 0) return true;
    return applying.some((spec) =>
      (type === 'Ingress' ? (spec.ingress ?? []) : (spec.egress ?? [])).some((rule) => {
        const peers = type === 'Ingress' ? rule.from : rule.to;
        return (rule.ports?.some((port) => portMatches(port, connection)) ?? true) && (peers?.some((peer) => matches(peer, other, end.namespace)) ?? true);
      }),
    );
  }
}
