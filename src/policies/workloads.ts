import { Chart, type ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { PolicyPeer } from './policy-props';
import { targetsOf, type Target } from './targets';
import { METRICS_PORT, type Identity, type Port, type k8s } from '../kube';

/** What a port of a pod is for, which decides who may call it. */
export type Purpose = 'rpc' | 'admin' | 'metrics' | 'p2p' | 'public';

/** A port that others may call; `public` is open to everybody. */
export interface Listener extends Pick<Port, 'port' | 'protocol'>, Partial<Pick<Port, 'name'>> {
  readonly purpose: Purpose;
  /** Callers beside those that its purpose and the wiring let in. @default none */
  readonly from?: readonly PolicyPeer[];
}

/** A workload as its NetworkPolicy sees it. */
export interface WorkloadSpec {
  readonly identity: Identity;
  /** Names of its Services. */
  readonly services: readonly string[];
  /** The object whose pods they are; JSON patches on it count. */
  readonly workload: ApiObject;
  readonly template: k8s.PodTemplateSpec;
  readonly listeners: readonly Listener[];
  /** Whether it looks for peers that it was not told of. */
  readonly dialsPeers: boolean;
}

/** What a workload is as it is printed. */
export interface Workload extends Omit<WorkloadSpec, 'workload' | 'template' | 'listeners'> {
  readonly namespace?: string;
  readonly listeners: readonly PodListener[];
  readonly targets: readonly Target[];
}

/** A listener with the port of the pod that it has: another than the Service's where an override or a patch has moved it. */
export interface PodListener extends Listener {
  readonly podPort: number;
}

interface Added {
  readonly spec: WorkloadSpec;
  readonly namespace?: string;
}

/** Who is at which Service, and who calls it. */
interface Index {
  readonly workloads: ReadonlyMap<Added, Workload>;
  readonly services: ReadonlyMap<string, Workload>;
  readonly calls: ReadonlyMap<string, readonly Call[]>;
}

interface Call {
  readonly from: Workload;
  readonly target: Target;
}

/** The workloads of an app, by their Services, and who calls these: looked at when a policy is printed, as all patches are there then. */
export class Workloads {
  private static readonly apps = new WeakMap<IConstruct, Workloads>();
  private readonly added: Added[] = [];
  private readonly patched = new WeakSet<ApiObject>();
  private known?: Index;

  static of(construct: IConstruct): Workloads {
    const { root } = construct.node;
    const known = this.apps.get(root) ?? new Workloads();
    this.apps.set(root, known);
    return known;
  }

  /** Takes a workload in. @returns what gives it as it is printed */
  add(construct: Construct, spec: WorkloadSpec): () => Workload {
    const added: Added = { spec, namespace: Chart.of(construct).namespace };
    this.added.push(added);
    this.known = undefined;
    this.watch(spec.workload);
    return () => this.index.workloads.get(added) ?? this.printed(added);
  }

  /** The workload of the app that a target is, if it is one. */
  at(from: Workload, target: Target): Workload | undefined {
    const key = serviceKey(from, target);
    return key === undefined ? undefined : this.index.services.get(key);
  }

  /** The workloads that call one, and what. */
  callersOf(workload: Workload): readonly Call[] {
    return workload.services.flatMap((service) => this.index.calls.get(keyOf(workload.namespace, service)) ?? []);
  }

  /** Forgets what is known when the object gets a patch. To print every object once more for its policy would cost a fleet's synth dearly. */
  private watch(object: ApiObject): void {
    const patch = object.addJsonPatch.bind(object);
    object.addJsonPatch = (...operations) => {
      patch(...operations);
      this.patched.add(object);
      this.known = undefined;
    };
  }

  private get index(): Index {
    this.known ??= indexOf(new Map(this.added.map((added) => [added, this.printed(added)])));
    return this.known;
  }

  private printed({ spec, namespace }: Added): Workload {
    const { workload, template: given, listeners, ...rest } = spec;
    const manifest: { readonly spec?: { readonly template?: k8s.PodTemplateSpec } } = this.patched.has(workload) ? workload.toJson() : {};
    const template = manifest.spec?.template ?? given;
    return { ...rest, namespace, listeners: listenersOf(listeners, template), targets: targetsOf(template) };
  }
}

function indexOf(workloads: ReadonlyMap<Added, Workload>): Index {
  const services = new Map<string, Workload>();
  const calls = new Map<string, Call[]>();
  for (const from of workloads.values()) {
    for (const service of from.services) services.set(keyOf(from.namespace, service), from);
    for (const target of from.targets) {
      const key = serviceKey(from, target);
      if (key === undefined) continue;
      const known = calls.get(key);
      // A fleet's rollups may all call one Service: its callers are added to one list, not copied for each.
      if (known) known.push({ from, target });
      else calls.set(key, [{ from, target }]);
    }
  }
  return { workloads, services, calls };
}

/** The listeners where the finished pod has them, and the metrics ports of containers that the user added. */
function listenersOf(listeners: readonly Listener[], { spec }: k8s.PodTemplateSpec): readonly PodListener[] {
  const ports = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].flatMap((container) => container.ports ?? []);
  const own = listeners.map((listener): PodListener => ({ ...listener, podPort: ports.find(({ name }) => name !== undefined && name === listener.name)?.containerPort ?? listener.port }));
  const others = ports.filter(({ name = '', containerPort }) => METRICS_PORT.test(name) && !own.some(({ podPort }) => podPort === containerPort));
  return [...own, ...others.map(({ containerPort }): PodListener => ({ port: containerPort, podPort: containerPort, purpose: 'metrics' }))];
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
