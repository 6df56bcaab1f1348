import type { BuilderPlaygroundDeploymentProps, DeploymentServiceOptions } from './deployment-props';
import { member } from './member';
import type { Artifacts, Exposure } from '../pod';
import { storageOf } from '../pod/data-volume';
import type { Playground } from '../model';
import {
  BuilderPlaygroundDeploymentSpecImagePullPolicy as PullPolicy,
  BuilderPlaygroundDeploymentSpecMode as Mode,
  BuilderPlaygroundDeploymentSpecServicesExposeType as ExposeType,
  BuilderPlaygroundDeploymentSpecStorageAccessModes as AccessMode,
  BuilderPlaygroundDeploymentSpecStorageType as StorageType,
  BuilderPlaygroundDeploymentSpecTolerationsEffect as TaintEffect,
  BuilderPlaygroundDeploymentSpecTolerationsOperator as TaintOperator,
  type BuilderPlaygroundDeploymentSpec as Spec,
  type BuilderPlaygroundDeploymentSpecServices as ServiceSpec,
} from '../../../imports/playground.flashbots.io';
import { reportUnknownService } from '../dependencies';
import type { Problems } from '../../errors';
import type { Resources, Storage } from '../../kube';

/** The part of a resource that says how the services run. */
export function optionsSpec(problems: Problems, props: BuilderPlaygroundDeploymentProps): Partial<Spec> {
  const { recipe, release, mode = 'pod', nodeSelector, tolerations, affinity, podSecurityContext, resources, imagePullPolicy, imagePullSecrets, terminationGracePeriod } = props;
  return {
    recipe,
    manifestVersion: release,
    mode: member(Mode, mode),
    storage: storageSpec(problems, storageOf(props.storage ?? 'ephemeral')),
    imagePullPolicy: imagePullPolicy && member(PullPolicy, imagePullPolicy),
    imagePullSecrets: imagePullSecrets?.map((name) => ({ name })),
    nodeSelector: nodeSelector && { ...nodeSelector },
    tolerations: tolerations?.map(({ operator, effect, ...rest }) => ({ ...rest, operator: operator === undefined ? undefined : member(TaintOperator, operator), effect: effect === undefined ? undefined : member(TaintEffect, effect) })),
    affinity,
    podSecurityContext,
    resources: resourcesSpec(resources),
    priorityClassName: props.priorityClassName,
    serviceAccountName: props.serviceAccountName,
    terminationGracePeriodSeconds: terminationGracePeriod?.toSeconds(),
  };
}

/** Where the files come from; `undefined` when they are packed. */
export function originSpec(artifacts: Artifacts): Spec['artifacts'] {
  const { origin } = artifacts;
  switch (origin.kind) {
    case 'bundle':
      return undefined;
    case 'hostPath':
      return { hostPath: origin.path };
    case 'claim':
      return { claimName: origin.claimName, path: origin.path };
    case 'image':
      return { image: origin.image, path: origin.path };
  }
}

/** The services with what differs from the manifest. */
export function withServiceOptions(problems: Problems, { services: known }: Playground, services: readonly ServiceSpec[], options: BuilderPlaygroundDeploymentProps['services'] = {}): ServiceSpec[] {
  const names = known.map(({ name }) => name);
  for (const name of Object.keys(options)) if (!names.includes(name)) reportUnknownService(problems, `services.${name}`, name, names);
  return services.map((service) => ({ ...service, ...serviceOptionsSpec(options[service.name]) }));
}

function serviceOptionsSpec({ image, env, resources, securityContext, expose, run }: DeploymentServiceOptions = {}): Partial<ServiceSpec> {
  return {
    ...(image === undefined ? {} : { image, tag: undefined }),
    secretEnv: env && Object.entries(env).map(([name, { secretName, key }]) => ({ name, secretName, key })),
    resources: resourcesSpec(resources),
    securityContext,
    expose: expose && exposeSpec(expose),
    externalAddress: run?.external,
  };
}

function exposeSpec({ type, ports, nodePorts, annotations }: Exposure): ServiceSpec['expose'] {
  return { type: member(ExposeType, type), ports: ports && [...ports], nodePorts: nodePorts && { ...nodePorts }, annotations: annotations && { ...annotations } };
}

function resourcesSpec(resources: Resources | undefined): Spec['resources'] {
  return resources && { requests: amounts(resources.requests), limits: amounts(resources.limits) };
}

function amounts(given: Resources['limits']): Record<string, string> | undefined {
  return given && Object.fromEntries(Object.entries(given).map(([name, amount]) => [name, String(amount)]));
}

function storageSpec(problems: Problems, { kind, path, options, sizeLimit }: Storage): Spec['storage'] {
  const refuse = (what: string): void => problems.error('NOT_IN_RESOURCE', 'storage', `the resource has no field for ${what}`, 'Leave it out, or make the pod without a resource');
  if (kind === 'hostPath') return { type: StorageType.LOCAL_HYPHEN_PATH, path };
  if (kind === 'ephemeral') {
    if (sizeLimit) refuse('a limit of ephemeral storage');
    return { type: StorageType.EPHEMERAL };
  }
  for (const field of ['annotations', 'retention', 'dataSource'] as const) if (options?.[field] !== undefined) refuse(field);
  return { type: StorageType.PVC, size: options?.size.asString(), storageClass: options?.storageClass, accessModes: options?.accessModes?.map((mode) => member(AccessMode, mode)) };
}
