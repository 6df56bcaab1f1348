import type { PlaygroundPlan, PodPlan, ServicePlan } from '../plan/plan';
import type { PlaygroundDependency } from '../model';
import { dnsName } from '../names';
import { containerSecurityContext, k8s, resourceRequirements, shell } from '../../kube';

const MAX_NAME = 63;

/** That a pod waits for another one. */
export interface Wait {
  /** The service that is waited for, as the manifest has it. */
  readonly service: string;
  readonly condition: PlaygroundDependency['condition'];
  /** Number of its pod in the plan. */
  readonly pod: number;
  /** The service of that pod whose port is asked. */
  readonly asked: ServicePlan;
  /** Number of that port. */
  readonly port: number;
}

/** What a pod waits for in others, each once: healthy implies started. */
export function waitsOf({ services, pods }: PlaygroundPlan, pod: PodPlan): readonly Wait[] {
  const members = [...pod.sidecars, ...pod.containers];
  const waits = new Map<string, Wait>();
  for (const { service, condition } of members.flatMap(({ dependsOn }) => dependsOn)) {
    const target = services.find((each) => each.service === service);
    const other = target && pods[target.pod];
    if (!other || other === pod || waits.get(service)?.condition === 'healthy') continue;
    const [asked] = [...candidates(target, other)].flatMap((plan) => tcpPorts(plan).map((port) => ({ asked: plan, port })));
    // The groups are made so that there is one.
    if (!asked) throw new Error(`the pod of ${service} listens nowhere`);
    waits.set(service, { service, condition, pod: target.pod, ...asked });
  }
  return [...waits.values()];
}

/** Best the service itself, then the one that it watches, then any other of its pod. */
function candidates(target: ServicePlan, { sidecars, containers }: PodPlan): readonly ServicePlan[] {
  const members = [...sidecars, ...containers];
  return [target, ...members.filter(({ service }) => service === target.healthSidecarOf), ...members];
}

function tcpPorts({ listeners }: ServicePlan): readonly number[] {
  return listeners.filter(({ protocol, declared, loopback }) => protocol === 'tcp' && declared && !loopback).map(({ port }) => port);
}

/** Name of the Service that has a pod's address only while all of the pod is up and healthy. */
export function readyName({ name }: Pick<ServicePlan, 'name'>): string {
  return `${name}-ready`;
}

/** An init container that ends once a service of another pod is there. @param number among those of its pod */
export function waitContainer(toolbox: Pick<k8s.Container, 'image' | 'imagePullPolicy'>, { asked, port, condition, service }: Wait, number: number): k8s.Container {
  const host = condition === 'healthy' ? readyName(asked) : asked.name;
  return {
    // Shortened names differ by the number still.
    name: `wait-${number}-${dnsName(service)}`.slice(0, MAX_NAME).replace(/-+$/, ''),
    ...toolbox,
    command: shell('eu', `until nc -z -w 2 ${host} ${port}; do echo "waiting for ${service}, at ${host}:${port}"; sleep 2; done`),
    resources: resourceRequirements({ requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } }),
    securityContext: containerSecurityContext,
  };
}
