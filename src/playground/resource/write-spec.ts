import { ARTIFACTS } from './manifest-service';
import { member } from './member';
import type { Playground, PlaygroundArtifact, PlaygroundDependency, PlaygroundReadyCheck, PlaygroundService } from '../model';
import { expressionsOf, type Template } from '../template';
import {
  BuilderPlaygroundDeploymentSpecArtifactsFilesKind as FileKind,
  BuilderPlaygroundDeploymentSpecServicesDependenciesCondition as Condition,
  BuilderPlaygroundDeploymentSpecServicesPortsProtocol as Protocol,
  type BuilderPlaygroundDeploymentSpec as Spec,
  type BuilderPlaygroundDeploymentSpecArtifactsFiles as FileSpec,
  type BuilderPlaygroundDeploymentSpecServices as ServiceSpec,
  type BuilderPlaygroundDeploymentSpecServicesReadyCheck as ReadyCheckSpec,
} from '../../../imports/playground.flashbots.io';
import { nonEmpty } from '../../kube';
import { goDuration } from '../../kube/go-duration';
import { OUTPUT_DIR } from '../plan/plan-mounts';

/** Names of volumes across all services begin with it. */
const VOLUME = 'volume-';
const CONDITIONS = { started: Condition.RUNNING, healthy: Condition.HEALTHY } as const;

/** The part of a resource that says what builder-playground wrote. @param mountOutput whether every service mounts the output folder */
export function specOf({ sessionId, services, bootnode, setup, artifacts, genesisTime }: Playground, mountOutput: boolean): Spec {
  return {
    sessionId,
    genesisTime,
    bootnode: bootnode && { ...bootnode },
    setup: filled(setup),
    artifacts: artifacts.length === 0 ? undefined : { files: artifacts.map(fileSpec) },
    services: services.map((service) => serviceSpec(service, mountOutput)),
  };
}

function fileSpec({ path, kind, files }: PlaygroundArtifact): FileSpec {
  return { path, kind: member(FileKind, kind), size: files.reduce((sum, { size }) => sum + size, 0) };
}

function serviceSpec(service: PlaygroundService, mountOutput: boolean): ServiceSpec {
  const { name, image, entrypoint, args, env, ports, files, readyCheck, healthSidecar, labels, ungracefulShutdown, hostExecution } = service;
  const { metrics_path: metricsPath, ...others } = labels;
  return {
    name,
    ...imageSpec(image),
    entrypoint: entrypoint === undefined ? undefined : [entrypoint],
    args: filled(args.map(({ source }) => source)),
    env: nonEmpty(Object.fromEntries(Object.entries(env).map(([variable, { source }]) => [variable, source]))),
    ports: filled(ports.map((port) => ({ ...port, protocol: member(Protocol, port.protocol) }))),
    dependencies: filled(dependencies(service)),
    readyCheck: readyCheck && readyCheckSpec(readyCheck),
    healthCheckSidecar: healthSidecar,
    metricsPath,
    labels: nonEmpty(healthSidecar === undefined ? others : without(others, 'health-check-sidecar')),
    ungracefulShutdown: ungracefulShutdown || undefined,
    useHostExecution: hostExecution?.kind === 'release' || undefined,
    hostExecution: hostExecutionSpec(service),
    files: filled(files.map((file) => ({ ...file }))),
    volumes: filled([...volumes(service), ...outputVolume([...args, ...Object.values(env)], mountOutput)]),
  };
}

function imageSpec(image: string | undefined): Pick<ServiceSpec, 'image' | 'tag'> {
  if (image === undefined) return {};
  const colon = image.lastIndexOf(':');
  return { image: image.slice(0, colon), tag: image.slice(colon + 1) };
}

/** A list of the resource has each service once; healthy implies started. */
function dependencies({ dependsOn }: PlaygroundService): NonNullable<ServiceSpec['dependencies']> {
  const conditions = new Map<string, PlaygroundDependency['condition']>();
  for (const { service, condition } of dependsOn) if (conditions.get(service) !== 'healthy') conditions.set(service, condition);
  return [...conditions].map(([name, condition]) => ({ name, condition: CONDITIONS[condition] }));
}

function readyCheckSpec({ command, url, intervalSeconds, timeoutSeconds, startPeriodSeconds, retries }: PlaygroundReadyCheck): ReadyCheckSpec {
  return {
    test: command && ['CMD', ...command],
    queryUrl: url,
    interval: goDuration(intervalSeconds),
    timeout: goDuration(timeoutSeconds),
    startPeriod: goDuration(startPeriodSeconds),
    retries,
  };
}

function hostExecutionSpec({ hostExecution }: PlaygroundService): ServiceSpec['hostExecution'] {
  if (hostExecution?.kind === 'binary') return { path: hostExecution.path };
  if (hostExecution?.kind !== 'commands') return undefined;
  const { init, start, stop, dir } = hostExecution;
  return { lifecycle: { init: filled(init), start, stop: filled(stop), dir } };
}

function volumes({ volumes: mounted }: PlaygroundService): NonNullable<ServiceSpec['volumes']> {
  return mounted.map(({ mountPath, volume }) => ({ name: volumeName(volume), mountPath }));
}

/** Name of a volume in the resource. */
export function volumeName(volume: string): string {
  return volume.slice(VOLUME.length);
}

/** As the first draft has it, for services that its templates are from. */
function outputVolume(templates: readonly Template[], everywhere: boolean): NonNullable<ServiceSpec['volumes']> {
  return everywhere || expressionsOf(templates).some(({ kind }) => kind === 'dir') ? [{ name: ARTIFACTS, mountPath: OUTPUT_DIR }] : [];
}

function filled<T>(items: readonly T[]): T[] | undefined {
  return items.length === 0 ? undefined : [...items];
}

function without(labels: Readonly<Record<string, string>>, label: string): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => name !== label));
}
