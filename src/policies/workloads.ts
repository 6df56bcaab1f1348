import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { PolicyPeer } from './policy-props';
import { targetsOf, type Target } from './targets';
import { METRICS_PORT, type Identity, type Port, type k8s } from '../kube';

/** What a port of a pod is for, which decides who may call it. */
export type Purpose = 'rpc' | 'admin' | 'metrics' | 'p2p' | 'public';

/** A port that others may call; `public` is open to everybody. */
export interface Listener extends Pick<Port, 'port' | 'protocol'> {
  readonly purpose: Purpose;
  /** Callers beside those that its purpose and the wiring let in. @default none */
  readonly from?: readonly PolicyPeer[];
}

/** A workload as its NetworkPolicy sees it. */
export interface WorkloadSpec {
  readonly identity: Identity;
  /** Names of its Services. */
  readonly services: readonly string[];
  readonly template: k8s.PodTemplateSpec;
  readonly listeners: readonly Listener[];
  /** Whether it looks for peers that it was not told of. */
  readonly dialsPeers: boolean;
}

export interface Workload extends WorkloadSpec {
  readonly namespace?: string;
  readonly targets: readonly Target[];
}

/** That a workload calls a Service. */
interface Call {
  readonly from: Workload;
  readonly target: Target;
}

/** The workloads of an app, by their Services, and who calls these. */
export class Workloads {
  private static readonly apps = new WeakMap<IConstruct, Workloads>();
  private readonly services = new Map<string, Workload>();
  private readonly calls = new Map<string, Call[]>();

  static of(construct: IConstruct): Workloads {
    const { root } = construct.node;
    const known = this.apps.get(root) ?? new Workloads();
    this.apps.set(root, known);
    return known;
  }

  add(construct: Construct, spec: WorkloadSpec): Workload {
    const listeners = [...spec.listeners, ...metricsOf(spec)];
    const workload: Workload = { ...spec, listeners, namespace: Chart.of(construct).namespace, targets: targetsOf(spec.template) };
    for (const service of spec.services) this.services.set(keyOf(workload.namespace, service), workload);
    for (const target of workload.targets) {
      const key = serviceKey(workload, target);
      if (key !== undefined) this.addCall(key, { from: workload, target });
    }
    return workload;
  }

  private addCall(key: string, call: Call): void {
    const calls = this.calls.get(key);
    // A fleet's rollups may all call one Service: its callers are added to one list, not copied for each.
    if (calls) calls.push(call);
    else this.calls.set(key, [call]);
  }

  /** The workload of the app that a target is, if it is one. */
  at(from: Workload, target: Target): Workload | undefined {
    const key = serviceKey(from, target);
    return key === undefined ? undefined : this.services.get(key);
  }

  /** The workloads that call one, and what. */
  callersOf(workload: Workload): readonly Call[] {
    return workload.services.flatMap((service) => this.calls.get(keyOf(workload.namespace, service)) ?? []);
  }
}

/** Metrics ports of containers that the user added. */
function metricsOf({ template, listeners }: WorkloadSpec): Listener[] {
  const containers = [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])];
  return containers
    .flatMap(({ ports = [] }) => ports)
    .filter(({ name = '', containerPort }) => METRICS_PORT.test(name) && !listeners.some(({ port }) => port === containerPort))
    .map(({ containerPort }) => ({ port: containerPort, purpose: 'metrics' }));
}

function keyOf(namespace: string | undefined, service: string): string {
  return `${namespace ?? ''}/${service}`;
}

/** The Service that a host name may be, as pods of `from` resolve it. */
function serviceKey(from: Workload, { host }: Target): string | undefined {
  if (host === undefined) return undefined;
  const [service = '', namespace, ...rest] = host.split('.');
  if (namespace === undefined) return keyOf(from.namespace, service);
  return rest.length === 0 || rest[0] === 'svc' ? keyOf(namespace, service) : undefined;
}
