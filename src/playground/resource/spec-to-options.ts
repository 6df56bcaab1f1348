import { Duration, Size } from 'cdk8s';
import { ARTIFACTS } from './manifest-service';
import { Artifacts, type BuilderPlaygroundProps, type Exposure, type PlaygroundServiceOptions } from '../pod';
import { storageOf } from '../pod/data-volume';
import { SecretValue } from '../../keys';
import { Storage, amountOf, keysOf, nonEmpty, type ClaimOptions, type Resources, type k8s } from '../../kube';

/** The fields of a spec that say how the services run, once the schema has found them sound. */
export interface OptionFields {
  readonly recipe?: string;
  readonly mode?: 'pod' | 'workloads';
  readonly storage?: StorageFields;
  readonly artifacts?: { readonly hostPath?: string; readonly claimName?: string; readonly image?: string; readonly path?: string };
  readonly imagePullPolicy?: BuilderPlaygroundProps['imagePullPolicy'];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly k8s.Toleration[];
  readonly affinity?: k8s.Affinity;
  readonly podSecurityContext?: k8s.PodSecurityContext;
  readonly resources?: Resources;
  readonly priorityClassName?: string;
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly services: readonly ServiceFields[];
}

interface StorageFields {
  readonly type?: 'local-path' | 'pvc' | 'ephemeral';
  readonly path?: string;
  readonly storageClass?: string;
  readonly size?: string;
  readonly accessModes?: ClaimOptions['accessModes'];
}

interface ServiceFields {
  readonly name: string;
  readonly secretEnv?: readonly { readonly name: string; readonly secretName: string; readonly key: string }[];
  readonly resources?: Resources;
  readonly securityContext?: k8s.SecurityContext;
  readonly expose?: Exposure;
  readonly externalAddress?: string;
  readonly volumes?: readonly { readonly name: string; readonly subPath?: string }[];
}

const KIBI = 2 ** 10;
/** What the first draft has where a resource says nothing. */
const DRAFT_STORAGE = 'local-path';

/** How the services run, as props of the pods; what the resource does not say is left to them. @param packed whether the output folder is at hand, so that its files can be packed */
export function optionsOf(spec: OptionFields, packed: boolean): Omit<BuilderPlaygroundProps, 'output'> {
  const { storage = {}, imagePullPolicy, imagePullSecrets, nodeSelector, tolerations, affinity, podSecurityContext, resources, terminationGracePeriodSeconds, services } = spec;
  return {
    artifacts: artifactsOf(spec, packed),
    storage: dataStorage(storage),
    mountOutput: services.some(({ volumes = [] }) => volumes.some(({ name, subPath }) => name === ARTIFACTS && subPath === undefined)) || undefined,
    imagePullPolicy,
    imagePullSecrets: imagePullSecrets?.map(({ name }) => name),
    nodeSelector,
    tolerations,
    affinity,
    podSecurityContext,
    resources,
    priorityClassName: spec.priorityClassName,
    serviceAccountName: spec.serviceAccountName,
    terminationGracePeriod: terminationGracePeriodSeconds === undefined ? undefined : Duration.seconds(terminationGracePeriodSeconds),
    services: nonEmpty(Object.fromEntries(services.map((service) => [service.name, serviceOptions(service)] as const).filter(([, options]) => keysOf(options).length > 0))),
  };
}

/** The first draft keeps the output folder where it keeps the data. */
function artifactsOf({ artifacts: { hostPath, claimName, image, path } = {}, storage = {} }: OptionFields, packed: boolean): Artifacts | undefined {
  if (hostPath !== undefined) return Artifacts.hostPath(hostPath);
  if (claimName !== undefined) return Artifacts.claim(claimName, path);
  if (image !== undefined) return Artifacts.image(image, path);
  const folder = dataStorage(storage).path;
  return packed || folder === undefined ? undefined : Artifacts.hostPath(folder);
}

function dataStorage({ type = DRAFT_STORAGE, path, storageClass, size, accessModes }: StorageFields): Storage {
  const usual = storageOf(type);
  if (type === 'local-path') return path === undefined ? usual : Storage.hostPath(path);
  if (!usual.options) return usual;
  return Storage.claim({ ...usual.options, ...(size === undefined ? {} : { size: sizeOf(size) }), storageClass, accessModes });
}

/** In the largest unit that gives a whole number, so that it is written as it was. @internal */
export function sizeOf(quantity: string): Size {
  const kibibytes = Math.ceil((amountOf(quantity) ?? 0) / KIBI);
  if (kibibytes % KIBI ** 3 === 0) return Size.tebibytes(kibibytes / KIBI ** 3);
  if (kibibytes % KIBI ** 2 === 0) return Size.gibibytes(kibibytes / KIBI ** 2);
  return kibibytes % KIBI === 0 ? Size.mebibytes(kibibytes / KIBI) : Size.kibibytes(kibibytes);
}

function serviceOptions({ secretEnv, resources, securityContext, expose, externalAddress }: ServiceFields): PlaygroundServiceOptions {
  return {
    ...(secretEnv && { env: Object.fromEntries(secretEnv.map(({ name, secretName, key }) => [name, SecretValue.fromSecret(secretName, key)])) }),
    ...(resources && { resources }),
    ...(securityContext && { securityContext }),
    ...(expose && { expose }),
    ...(externalAddress !== undefined && { run: { external: externalAddress } }),
  };
}
