import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NetworkPolicyProps, PolicyPeer } from './policy-props';
import type { Target } from './targets';
import { Workloads, type PodListener, type Workload, type WorkloadSpec } from './workloads';
import { addressBits, k8s, labelsOf, nonEmpty, partOf, selectorLabels, type Identity } from '../kube';

const NAMESPACE = 'kubernetes.io/metadata.name';
const L1_PORTS = [443, 8545, 8546, 3500, 5052];
const HTTPS = [443];

/** The addresses of cloud providers' metadata services are nobody's business. */
const EVERYWHERE: readonly PolicyPeer[] = [
  { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] },
  { cidr: '::/0', except: ['fe80::/10', 'fd00:ec2::254/128'] },
];
const EVERY_POD: PolicyPeer = { namespaceLabels: {} };
/** Peers of a public network have public addresses: no pod, node or neighbour of the cluster is one. */
const PUBLIC: readonly PolicyPeer[] = [
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] },
  { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] },
];
const DNS: readonly PolicyPeer[] = [{ namespaceLabels: {}, podLabels: { 'k8s-app': 'kube-dns' } }, { cidr: '169.254.20.10/32' }];

type Protocol = 'TCP' | 'UDP';

/** Peers and the ports on which they are reached; no ports are all of them. */
interface Rule {
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly { readonly port: number; readonly endPort?: number; readonly protocol: Protocol }[];
}

/**
 * Lets in and out of a workload's pods what it is wired to, and nothing else. The rules are worked out when the chart is
 * printed: those that call it may be made after it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(scope: Construct, options: NetworkPolicyProps | boolean | undefined, spec: WorkloadSpec): k8s.KubeNetworkPolicy | undefined {
  const workloads = Workloads.of(scope);
  const printed = workloads.add(scope, spec);
  if (options === false) return undefined;
  const props = typeof options === 'object' ? options : {};
  return new k8s.KubeNetworkPolicy(scope, 'network-policy', {
    metadata: { name: spec.identity.instance, labels: labelsOf(spec.identity) },
    spec: Lazy.any({ produce: () => policySpec(props, printed(), workloads) }),
  });
}

/** Denies every pod of a chart what no other policy allows it. */
export function defaultDeny(scope: Construct, options: NetworkPolicyProps | boolean | undefined, name: string, identity: Identity): k8s.KubeNetworkPolicy | undefined {
  if (options === false) return undefined;
  return new k8s.KubeNetworkPolicy(scope, 'default-deny', {
    metadata: { name, labels: labelsOf(identity) },
    spec: { podSelector: { matchLabels: releaseLabels(scope) }, policyTypes: ['Ingress', 'Egress'] },
  });
}

function releaseLabels(scope: Construct): Record<string, string> {
  return { 'app.kubernetes.io/part-of': partOf(scope) };
}

function policySpec(props: NetworkPolicyProps, workload: Workload, workloads: Workloads): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: selectorLabels(workload.identity) },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [...ingressRules(props, workload, workloads).map(({ peers, ports }) => ({ from: peersOf(peers), ports: portsOf(ports) })), ...(props.ingress ?? [])],
    egress: [...egressRules(props, workload, workloads).map(({ peers, ports }) => ({ to: peersOf(peers), ports: portsOf(ports) })), ...(props.egress ?? [])],
  };
}

function ingressRules(props: NetworkPolicyProps, workload: Workload, workloads: Workloads): Rule[] {
  const callers = workloads.callersOf(workload);
  const allowed: Readonly<Record<string, readonly PolicyPeer[]>> = {
    rpc: (props.rpcFrom ?? ['release']).map((peer) => (peer === 'release' ? { podLabels: { 'app.kubernetes.io/part-of': workload.identity.partOf } } : peer)),
    admin: props.adminFrom ?? [],
    metrics: props.metricsFrom ?? [{ namespace: 'monitoring' }],
    p2p: [],
  };
  return workload.listeners.flatMap((listener): Rule[] => {
    const { podPort, protocol = 'TCP', purpose, from: others = [] } = listener;
    const ports = [{ port: podPort, protocol }];
    if (purpose === 'public') return [{ peers: [], ports }];
    const wired = callers.filter(({ target }) => answers(listener, target)).map(({ from }) => podsOf(from, workload));
    const peers = unique([...wired, ...(allowed[purpose] ?? []), ...others]);
    return peers.length > 0 ? [{ peers, ports }] : [];
  });
}

function egressRules(props: NetworkPolicyProps, workload: Workload, workloads: Workloads): Rule[] {
  const dns: Rule = { peers: props.dns ?? DNS, ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] };
  const called = workload.targets.flatMap((target) => targetRules(props, workload, workloads, target));
  const p2p: Rule[] = workload.dialsPeers
    ? [{ peers: props.p2pCidrs?.map((cidr) => ({ cidr })) ?? PUBLIC, ports: (['TCP', 'UDP'] as const).map((protocol) => ({ port: 1024, endPort: 65535, protocol })) }]
    : [];
  return [dns, ...joined(called), ...p2p];
}

function targetRules(props: NetworkPolicyProps, workload: Workload, workloads: Workloads, target: Target): Rule[] {
  const { host, port, protocol, l1 } = target;
  const cidrs = l1 && props.l1?.cidrs ? props.l1.cidrs.map((cidr) => ({ cidr })) : undefined;
  if (host === undefined || port === undefined) {
    const ports = l1 ? (props.l1?.ports ?? L1_PORTS) : HTTPS;
    return [{ peers: cidrs ?? [...EVERYWHERE, EVERY_POD], ports: ports.map((each) => ({ port: each, protocol })) }];
  }
  const own = workloads.at(workload, target);
  if (own) return [{ peers: [podsOf(own, workload)], ports: [{ port: own.listeners.find((listener) => answers(listener, target))?.podPort ?? port, protocol }] }];
  const inside = namespaceOf(host);
  // A Service of others: its pods may listen on another port than it does.
  if (inside) return [{ peers: [inside], ports: [] }];
  const bits = addressBits(host);
  return [{ peers: cidrs ?? (bits ? [{ cidr: `${host}/${bits}` }] : EVERYWHERE), ports: [{ port, protocol }] }];
}

/** Whether a target is a listener, by the port of the Service or by the pod's own. */
function answers({ port, podPort, protocol = 'TCP' }: PodListener, target: Target): boolean {
  return (target.port === port || target.port === podPort) && target.protocol === protocol;
}

/** The namespace of a host name that only the cluster resolves. */
function namespaceOf(host: string): PolicyPeer | undefined {
  if (addressBits(host)) return undefined;
  const labels = host.split('.');
  if (labels.length === 1) return { podLabels: {} };
  return labels[2] === 'svc' ? { namespace: labels[1] } : undefined;
}

/** A workload's pods, as a policy in the namespace of `seenFrom` selects them. */
function podsOf(workload: Workload, seenFrom: Workload): PolicyPeer {
  const podLabels = selectorLabels(workload.identity);
  if (workload.namespace === seenFrom.namespace) return { podLabels };
  return workload.namespace === undefined ? { podLabels, namespaceLabels: {} } : { podLabels, namespace: workload.namespace };
}

/** Rules of the same peers as one. */
function joined(rules: readonly Rule[]): Rule[] {
  const byPeers = new Map<string, Rule>();
  for (const rule of rules) {
    const key = `${JSON.stringify(rule.peers)} ${rule.ports.length === 0}`;
    byPeers.set(key, { peers: rule.peers, ports: unique([...(byPeers.get(key)?.ports ?? []), ...rule.ports]) });
  }
  return [...byPeers.values()];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function portsOf(ports: Rule['ports']): k8s.NetworkPolicyPort[] | undefined {
  return nonEmpty(ports.map(({ port, endPort, protocol }) => ({ port: k8s.IntOrString.fromNumber(port), endPort, protocol })));
}

function peersOf(peers: readonly PolicyPeer[]): k8s.NetworkPolicyPeer[] | undefined {
  return nonEmpty(peers.map(({ cidr, except, namespace, namespaceLabels, podLabels }) => {
    if (cidr !== undefined) return { ipBlock: { cidr, except: except && [...except] } };
    const namespaces = namespace === undefined ? namespaceLabels : { [NAMESPACE]: namespace };
    return { namespaceSelector: namespaces && { matchLabels: nonEmpty(namespaces) }, podSelector: podLabels && { matchLabels: nonEmpty(podLabels) } };
  }));
}
