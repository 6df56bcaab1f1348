import type { k8s } from './k8s';
import { merge } from './merge';
import { nonEmpty } from './plain';

/** A volume of the user's, and where the programs see it. */
export interface ExtraVolume {
  /** The volume, whatever it is filled from. Its name is none of the pod's own volumes'. */
  readonly volume: k8s.Volume;
  /** Where it is mounted. @default nowhere: sidecars and init containers of yours mount it by its name */
  readonly mount?: Omit<k8s.VolumeMount, 'name'>;
  /** Names of the containers that mount it, init containers too. @default the programs: of a node both clients, of a playground all services */
  readonly containers?: readonly string[];
}

/** What the user adds to the pods of a workload. */
export interface PodAdditions {
  /**
   * Containers beside the programs. One with `restartPolicy: 'Always'` is a native sidecar (Kubernetes 1.29 and newer): it
   * starts before everything else in the pod, and stops after it. Where its `securityContext` says nothing, it gains no
   * privileges and has no capabilities.
   *
   * @default none
   */
  readonly sidecars?: readonly k8s.Container[];
  /**
   * Init containers. They run once the folders, the chain's files and the JWT secret are there (`prepare`), and before
   * everything that touches the data or needs the network of the chain: snapshot, genesis, waits, programs.
   *
   * @default none
   */
  readonly initContainers?: readonly k8s.Container[];
  /** Volumes beside the pod's own, and where they are mounted. @default none */
  readonly extraVolumes?: readonly ExtraVolume[];
}

/** The containers and volumes of a pod before the user's are among them. */
export interface PodParts {
  /** Init containers that make folders and files. */
  readonly prepare?: readonly k8s.Container[];
  /** Init containers that come after those, native sidecars among them. */
  readonly initContainers?: readonly k8s.Container[];
  readonly containers: readonly k8s.Container[];
  readonly volumes?: readonly k8s.Volume[];
  /** Names of the containers that are neither helpers nor the user's. @default all of `containers` */
  readonly programs?: readonly string[];
}

type Parts = Pick<k8s.PodSpec, 'initContainers' | 'containers' | 'volumes'>;

/** A pod's parts as they are without the user's. */
export function ownParts({ prepare = [], initContainers = [], containers, volumes = [] }: PodParts): Parts {
  return { initContainers: nonEmpty([...prepare, ...initContainers]), containers: [...containers], volumes: nonEmpty([...volumes]) };
}

/** A pod's parts with the user's in their places. @param hardened what the security context of an added container is laid on */
export function withAdditions(own: PodParts, { sidecars = [], initContainers = [], extraVolumes = [] }: PodAdditions, hardened: k8s.SecurityContext): Parts {
  const secured = (container: k8s.Container): k8s.Container => ({ ...container, securityContext: securityOf(container, hardened) });
  const mounted = (container: k8s.Container): k8s.Container => {
    const mounts = mountsOf(own, extraVolumes, container.name).map(({ volume, mount }) => ({ ...mount, name: volume.name }));
    return mounts.length > 0 ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), ...mounts] } : container;
  };
  const containers = [...(own.prepare ?? []), ...(own.initContainers ?? []), ...own.containers];
  const wanted = new Set([
    ...[...sidecars, ...initContainers].flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)),
    ...containers.flatMap(({ name }) => mountsOf(own, extraVolumes, name).map(({ volume }) => volume.name)),
  ]);
  // One that is for a container of another pod has no place here.
  const here = extraVolumes.filter((extra) => extra.containers === undefined || wanted.has(extra.volume.name));
  return ownParts({
    prepare: [...sidecars.filter(isNative).map(secured), ...(own.prepare ?? []).map(mounted)],
    initContainers: [...initContainers.map(secured), ...(own.initContainers ?? []).map(mounted)],
    containers: [...own.containers.map(mounted), ...sidecars.filter((container) => !isNative(container)).map(secured)],
    volumes: [...(own.volumes ?? []), ...here.map(({ volume }) => volume)],
  });
}

/** The extra volumes that a container of the pod's own mounts. */
export function mountsOf({ containers, programs = containers.map(({ name }) => name) }: PodParts, extraVolumes: readonly ExtraVolume[], container: string): readonly (ExtraVolume & Required<Pick<ExtraVolume, 'mount'>>)[] {
  return extraVolumes.flatMap(({ mount, ...extra }) => (mount && (extra.containers ?? programs).includes(container) ? [{ ...extra, mount }] : []));
}

/** Whether a container in `initContainers` keeps running beside those of `containers`. */
export function isNative({ restartPolicy }: k8s.Container): boolean {
  return restartPolicy === 'Always';
}

/** A privileged container gains privileges, and no API server takes it when it is told not to. */
function securityOf({ securityContext }: k8s.Container, hardened: k8s.SecurityContext): k8s.SecurityContext {
  return securityContext?.privileged ? securityContext : merge(hardened, securityContext);
}
