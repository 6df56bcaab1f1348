import type { Construct } from 'constructs';
import type { Exposure } from './pod-props';
import type { ExternalPlan, Listener, ServicePlan } from '../plan';
import { k8s, labelsOf, service, type Identity, type Port } from '../../kube';

const MAX_PORT_NAME = 15;

/** A port of a Service, with its name in the manifest. */
export interface LabelledPort extends Port {
  readonly label: string;
}

/** What a service is reached by: its declared ports, with the numbers that they have in Compose. */
export function servicePorts({ listeners }: Pick<ServicePlan, 'listeners'>): readonly LabelledPort[] {
  const declared = [...new Map(listeners.filter((listener) => listener.declared).map((listener) => [`${listener.protocol} ${listener.original}`, listener])).values()];
  const names = new Set<string>();
  // TCP has the plain name.
  const inTurn = (['tcp', 'udp'] as const).flatMap((protocol) => declared.filter((listener) => listener.protocol === protocol));
  return inTurn.map((listener) => ({
    label: listener.name,
    name: portName(listener, names),
    port: listener.original,
    targetPort: listener.port,
    protocol: listener.protocol === 'udp' ? 'UDP' : 'TCP',
  }));
}

/** Lower-case letters, digits and dashes, with a letter, and no two alike: a UDP port is named so where its name is taken. */
function portName({ name, protocol }: Listener, taken: Set<string>): string {
  const cleaned = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const base = /[a-z]/.test(cleaned) ? cleaned : `port-${cleaned}`;
  const candidates = [base, `${base}-${protocol}`, ...Array.from({ length: taken.size + 1 }, (_, i) => `${base}-${i + 2}`)].map(shortened);
  const free = candidates.find((candidate) => !taken.has(candidate)) ?? base;
  taken.add(free);
  return free;
}

/** Keeps the end, which tells it from others. */
function shortened(name: string): string {
  if (name.length <= MAX_PORT_NAME) return name.replace(/-+$/, '');
  const end = /-(udp|tcp|\d+)$/.exec(name)?.[0] ?? '';
  return name.slice(0, MAX_PORT_NAME - end.length).replace(/-+$/, '') + end;
}

/** What Prometheus is told by the usual annotations; nothing for a service without a port named `metrics`. */
export function scrapeAnnotations({ listeners, metricsPath }: ServicePlan): Readonly<Record<string, string>> | undefined {
  const metrics = listeners.find(({ name, protocol, declared }) => name === 'metrics' && protocol === 'tcp' && declared);
  return metrics && { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(metrics.port), 'prometheus.io/path': metricsPath };
}

/** The Service that stands for a service of the manifest under its own name; undefined when it declares no port. */
export function clusterService(scope: Construct, identity: Identity, plan: ServicePlan): k8s.KubeService | undefined {
  const ports = servicePorts(plan);
  if (ports.length === 0) return undefined;
  return service(scope, `service-${plan.name}`, {
    name: plan.name,
    identity,
    ports,
    annotations: scrapeAnnotations(plan),
    // One container that is not ready would take the endpoints of all services away.
    spec: { publishNotReadyAddresses: true },
  });
}

export function externalName(name: string): string {
  return `${name}-external`;
}

/** The Service that leads to a service from outside of the cluster. */
export function exposedService(scope: Construct, identity: Identity, plan: ServicePlan, { type, ports, nodePorts = {}, annotations }: Exposure): k8s.KubeService {
  return service(scope, `external-${plan.name}`, {
    name: externalName(plan.name),
    identity,
    type,
    annotations,
    ports: servicePorts(plan)
      .filter(({ label }) => ports === undefined || ports.includes(label))
      .map((port) => ({ ...port, nodePort: nodePorts[port.label] })),
    spec: { publishNotReadyAddresses: true },
  });
}

/** A name in the cluster for a service that runs elsewhere under a host name; one with an IP address is in the pods' host files. */
export function aliasService(scope: Construct, identity: Identity, { name, host }: ExternalPlan): k8s.KubeService {
  return new k8s.KubeService(scope, `service-${name}`, {
    metadata: { name, labels: labelsOf(identity) },
    spec: { type: 'ExternalName', externalName: host },
  });
}
