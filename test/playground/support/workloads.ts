import { readPlayground } from '../../../src/playground';
import type { Manifest } from '../../../src/testing';
import { untyped, type EmittedContainer } from '../../support/fixtures';

/** A Deployment's pod. */
export interface Workload {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly init: readonly EmittedContainer[];
  readonly containers: readonly EmittedContainer[];
  readonly hostAliases?: readonly unknown[];
}

/** A Service. */
export interface Head {
  readonly name: string;
  readonly spec: { readonly clusterIP?: string; readonly publishNotReadyAddresses?: boolean; readonly selector: Readonly<Record<string, string>>; readonly ports: readonly { readonly port: number; readonly targetPort: number }[] };
}

/** What a playground with several pods emits, once the checker has let it through at level `baseline`. */
export class EmittedWorkloads {
  readonly workloads: readonly Workload[];
  readonly services: readonly Head[];

  constructor(readonly manifests: readonly Manifest[]) {
    this.workloads = manifests.filter(({ kind }) => kind === 'Deployment').map((manifest) => {
      const { template } = untyped<{ template: { metadata: { labels: Record<string, string> }; spec: { initContainers?: EmittedContainer[]; containers: EmittedContainer[]; hostAliases?: unknown[] } } }>(manifest.spec);
      const { initContainers: init = [], containers, hostAliases } = template.spec;
      return { name: untyped<{ name: string }>(manifest.metadata).name, labels: template.metadata.labels, init, containers, hostAliases };
    });
    this.services = manifests.filter(({ kind }) => kind === 'Service').map((manifest) => ({ name: untyped<{ name: string }>(manifest.metadata).name, spec: untyped<Head['spec']>(manifest.spec) }));
  }

  /** The services of each pod, without helpers. */
  get groups(): readonly (readonly string[])[] {
    return this.workloads.map((workload) => runningIn(workload).map(({ name }) => name));
  }

  podOf(name: string): Workload {
    const found = this.workloads.find((workload) => runningIn(workload).some((container) => container.name === name));
    if (!found) throw new Error(`no pod runs ${name}`);
    return found;
  }

  /** The pods to which a name of the cluster leads. */
  behind(host: string): readonly Workload[] {
    const head = this.services.find(({ name }) => name === host);
    return head ? this.workloads.filter(({ labels }) => Object.entries(head.spec.selector).every(([key, value]) => labels[key] === value)) : [];
  }
}

const runningIn = ({ init, containers }: Workload): readonly EmittedContainer[] => [...init.filter(({ restartPolicy }) => restartPolicy === 'Always'), ...containers];
const numbersOf = (workload: Workload): readonly number[] => runningIn(workload).flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));

/** Host and port that an init container asks. */
function askedBy({ name, command = [] }: EmittedContainer): { readonly host: string; readonly port: number } | undefined {
  const [, host = '', port] = /^until nc -z -w 2 (\S+) (\d+); do /.exec(command.at(-1) ?? '') ?? [];
  return name.startsWith('wait-') ? { host, port: Number(port) } : undefined;
}

/** Addresses in arguments and variables that lead to no pod, or to one in which nobody listens there. */
export function unresolved(all: EmittedWorkloads, output: string): readonly string[] {
  const names = readPlayground(output).services.map(({ dnsName }) => dnsName).join('|');
  const address = new RegExp(String.raw`(?<![\w.-])(${names}|127\.0\.0\.1):(\d+)`, 'g');
  return all.workloads.flatMap((workload) =>
    runningIn(workload).flatMap(({ name, args = [], env = [] }) => {
      const texts = [...args.filter((_, i) => args[i - 1] !== '--service.addr'), ...env.map(({ value }) => value ?? '')];
      return texts.flatMap((text) => [...text.matchAll(address)]).flatMap(([found, host = '', port]) => {
        const pods = host === '127.0.0.1' ? [workload] : all.behind(host);
        return pods.length === 1 && pods.every((pod) => numbersOf(pod).includes(Number(port))) ? [] : [`${name}: ${found}`];
      });
    }),
  );
}

/** How each service waits for each that the manifest has it wait for: `pod` by order in one pod, `init` by an init container; anything else is a fault. */
export function waitsIn(all: EmittedWorkloads, output: string): readonly string[] {
  const { services } = readPlayground(output);
  const dnsNames = new Map(services.map(({ name, dnsName }) => [name, dnsName]));
  const needsHealth = (pod: Workload, target: string): boolean =>
    services.some(({ dnsName, dependsOn }) => all.podOf(dnsName) === pod && dependsOn.some((dependency) => dependency.service === target && dependency.condition === 'healthy'));
  return services.flatMap(({ dnsName, dependsOn }) =>
    dependsOn.map(({ service }) => {
      const [own, name] = [all.podOf(dnsName), dnsNames.get(service) ?? ''];
      const order = runningIn(own).map((each) => each.name);
      if (order.includes(name)) return own.init.some((each) => each.name === name) && order.indexOf(name) < order.indexOf(dnsName) ? 'pod' : `${dnsName} starts before ${name}`;
      return waitsAcross(all, own, name, needsHealth(own, service)) ? 'init' : `${dnsName} does not wait for ${name}`;
    }),
  );
}

function waitsAcross(all: EmittedWorkloads, own: Workload, name: string, healthy: boolean): boolean {
  const at = own.init.findIndex((each) => new RegExp(`^wait-\\d+-${name}$`).test(each.name));
  const wait = own.init[at];
  const asked = wait && askedBy(wait);
  const head = all.services.find((each) => each.name === asked?.host);
  if (!asked || !head) return false;
  const behind = all.behind(head.name);
  return (
    // Before anything of the pod runs.
    !own.init.slice(0, at).some(({ restartPolicy }) => restartPolicy === 'Always') &&
    behind.length === 1 && behind[0] === all.podOf(name) && numbersOf(behind[0]).includes(asked.port) &&
    head.spec.clusterIP === 'None' && head.spec.publishNotReadyAddresses === !healthy
  );
}

/** Pods that wait for each other. */
export function stuck(all: EmittedWorkloads): readonly string[] {
  const up = new Set<Workload>();
  for (let before = -1; before < up.size;) {
    before = up.size;
    for (const workload of all.workloads) {
      const hosts = workload.init.flatMap((container) => askedBy(container)?.host ?? []);
      if (hosts.every((host) => all.behind(host).every((pod) => up.has(pod)))) up.add(workload);
    }
  }
  return all.workloads.filter((workload) => !up.has(workload)).map(({ name }) => name);
}
