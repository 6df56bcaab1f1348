import type { Problems } from '../errors';
import { addressBits, checkCount, type k8s } from '../kube';

/** Pods or addresses at the other end of a connection: pods by labels, namespaces, or both; or a range of addresses. */
export interface PolicyPeer {
  /** Name of a namespace. @default the release's own, or every one that has `namespaceLabels` */
  readonly namespace?: string;
  /** Labels of namespaces. @default none */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** Labels of pods. @default all pods of those namespaces */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** A range of addresses, e.g. `203.0.113.0/24`; instead of the others. @default none */
  readonly cidr?: string;
  /** Parts of `cidr` that do not belong to it. @default none */
  readonly except?: readonly string[];
}

/**
 * Who may talk to a rollup's pods beside those that are wired to them. Everything that is wired is allowed without being
 * named: nodes, services, endpoints of props and `extraArgs`, DNS.
 */
export interface NetworkPolicyProps {
  /** Callers of the RPC of replicas that serve no admin calls; `release` is every pod of the chart, by its label `app.kubernetes.io/part-of`. @default ['release'] */
  readonly rpcFrom?: readonly (PolicyPeer | 'release')[];
  /** Callers of ports that serve admin calls: RPC of the sequencer, of batcher and proposer. @default none beside what is wired */
  readonly adminFrom?: readonly PolicyPeer[];
  /** Where metrics are scraped from. @default the namespace `monitoring` */
  readonly metricsFrom?: readonly PolicyPeer[];
  /** The way out to L1. @default to its ports anywhere */
  readonly l1?: {
    /** Where the L1 endpoints are. @default anywhere */
    readonly cidrs?: readonly string[];
    /** Ports of endpoints whose URLs are in Secrets; a URL that is given names its port itself. @default 443, 8545, 8546, 3500, 5052 */
    readonly ports?: readonly number[];
  };
  /** The cluster's name servers. @default pods labelled `k8s-app: kube-dns` of any namespace, and NodeLocal DNSCache at 169.254.20.10 */
  readonly dns?: readonly PolicyPeer[];
  /** Where nodes of a public peer-to-peer network dial peers. @default every public address */
  readonly p2pCidrs?: readonly string[];
  /** Rules added to every pod of the rollup. @default none */
  readonly ingress?: readonly k8s.NetworkPolicyIngressRule[];
  /** Rules added to every pod of the rollup. @default none */
  readonly egress?: readonly k8s.NetworkPolicyEgressRule[];
}

/** Reports peers that select nothing, or that no API server takes. */
export function checkPolicies(problems: Problems, prop: string, given: NetworkPolicyProps | boolean | undefined): void {
  if (typeof given !== 'object') return;
  for (const side of ['rpcFrom', 'adminFrom', 'metricsFrom', 'dns'] as const) {
    checkPeers(problems, `${prop}.${side}`, given[side] ?? []);
  }
  for (const [name, cidrs] of [['l1.cidrs', given.l1?.cidrs], ['p2pCidrs', given.p2pCidrs]] as const) {
    for (const [index, cidr] of (cidrs ?? []).entries()) checkCidr(problems, `${prop}.${name}[${index}]`, cidr);
  }
  for (const [index, port] of (given.l1?.ports ?? []).entries()) checkCount(problems, `${prop}.l1.ports[${index}]`, port);
}

/** Reports those of a list that select nobody, or that no API server takes. */
export function checkPeers(problems: Problems, prop: string, peers: readonly (PolicyPeer | 'release')[]): void {
  for (const [index, peer] of peers.entries()) if (peer !== 'release') checkPeer(problems, `${prop}[${index}]`, peer);
}

function checkPeer(problems: Problems, prop: string, { cidr, except, ...selectors }: PolicyPeer): void {
  const selects = Object.values(selectors).some((value) => value !== undefined);
  if ((cidr === undefined) !== selects) {
    problems.error('INVALID_PEER', prop, selects ? 'addresses and pods are given together' : 'it selects nobody', "Give one of { cidr }, { namespace }, { namespaceLabels } and { podLabels }; the last three go together");
  }
  if (selectors.namespace !== undefined && selectors.namespaceLabels !== undefined) {
    problems.error('INVALID_PEER', prop, 'a namespace is given by name and by labels', 'Keep one of them');
  }
  for (const [index, range] of [cidr, ...(except ?? [])].entries()) {
    if (range !== undefined) checkCidr(problems, index === 0 ? `${prop}.cidr` : `${prop}.except[${index - 1}]`, range);
  }
}

function checkCidr(problems: Problems, prop: string, cidr: string): void {
  const [address = '', length = '', ...rest] = cidr.split('/');
  if (rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= (addressBits(address) ?? -1)) return;
  problems.error('INVALID_CIDR', prop, `"${cidr}" is not a range of addresses`, 'Write it like 203.0.113.0/24 or 2001:db8::/32');
}
