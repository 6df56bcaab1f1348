import type { ArtifactVolume } from './artifact-volume';
import { dataMount } from './data-volume';
import type { ContainerOptions, ServiceContainerOptions } from './pod-props';
import type { CheckPlan, MountPlan, ServicePlan } from '../plan';
import { envVar, k8s, merge, nonEmpty, resourceRequirements, unexpanded, type Resources } from '../../kube';
import { inOrder } from '../../kube/in-order';

/** Enough to be placed with care, too little to need a large machine. */
const RESOURCES: Resources = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '4Gi' } };

/** What a service's container asks for: its own amounts on those of all on the defaults. */
export function containerResources(all: Resources | undefined, own: Resources | undefined): Resources {
  return [all, own].reduce<Resources>((base, over) => merge(base, over), RESOURCES);
}

/** A service as a container. */
export function serviceContainer(plan: ServicePlan, artifacts: ArtifactVolume, options: ContainerOptions, own: ServiceContainerOptions = {}): k8s.Container {
  const readiness = plan.healthSidecarOf === undefined || options.sidecarReadiness === true;
  return {
    name: plan.name,
    image: plan.image,
    imagePullPolicy: options.imagePullPolicy ?? (plan.floating ? 'Always' : 'IfNotPresent'),
    command: plan.command?.map(unexpanded),
    args: nonEmpty(plan.args.map(unexpanded)),
    env: nonEmpty(Object.entries(plan.env).map(([name, value]) => envVar(name, typeof value === 'string' ? unexpanded(value) : value))),
    ports: nonEmpty(portsOf(plan)),
    startupProbe: plan.check && { ...probe(plan.check), failureThreshold: plan.check.startupFailureThreshold },
    readinessProbe: plan.check && readiness ? probe(plan.check) : undefined,
    volumeMounts: nonEmpty(mountsOf(plan.mounts, artifacts)),
    resources: resourceRequirements(containerResources(options.resources, own.resources)),
    // Images start as root and some change to a user of their own, for which they need their capabilities.
    securityContext: merge<k8s.SecurityContext>({ allowPrivilegeEscalation: false }, own.securityContext),
  };
}

/** Without names: those would have to be unique in the pod. */
function portsOf({ listeners }: ServicePlan): k8s.ContainerPort[] {
  const reached = listeners.filter(({ loopback }) => !loopback);
  return [...new Map(reached.map(({ port, protocol }) => [`${protocol} ${port}`, { containerPort: port, protocol: protocol.toUpperCase() }])).values()];
}

function probe({ handler, periodSeconds, timeoutSeconds, failureThreshold }: CheckPlan): k8s.Probe {
  return { ...handlerOf(handler), periodSeconds, timeoutSeconds, failureThreshold };
}

function handlerOf(handler: CheckPlan['handler']): k8s.Probe {
  switch (handler.kind) {
    case 'exec':
      return { exec: { command: handler.command.map(unexpanded) } };
    case 'http':
      return { httpGet: { port: k8s.IntOrString.fromNumber(handler.port), path: handler.path } };
    case 'tcp':
      return { tcpSocket: { port: k8s.IntOrString.fromNumber(handler.port) } };
  }
}

/** In the order of their paths, so that what is inside of another comes after it. */
function mountsOf(mounts: readonly MountPlan[], artifacts: ArtifactVolume): k8s.VolumeMount[] {
  return inOrder(mounts, ({ mountPath }) => mountPath).map((mount) => (mount.kind === 'artifact' || mount.kind === 'output' ? artifacts.mountOf(mount) : dataMount(mount)));
}
