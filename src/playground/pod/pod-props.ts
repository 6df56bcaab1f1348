import type { k8s } from 'cdk8s-plus-28';
import type { Artifacts } from './artifacts';
import type { PlaygroundStorage } from './data-volume';
import type { Playground } from '../model';
import type { PlanOptions, ServicePlanOptions } from '../plan';
import type { ObjectOptions, PodOptions, Resources } from '../../kube';

/** What every container of a playground takes. */
export interface ContainerOptions {
  /** What each container asks for, unless its service has amounts of its own. @default 50m and 128Mi, at most 4Gi of memory */
  readonly resources?: Resources;
  /** When the kubelet pulls an image that it has. @default Always for tags that move, such as latest; else IfNotPresent */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * Whether the pod is ready only while its health sidecars say so. They say no whenever a block is late, and one container
   * that is not ready takes all others with it.
   *
   * @default false: their checks hold at start
   */
  readonly sidecarReadiness?: boolean;
}

/** What one service's container takes beside {@link ContainerOptions}. */
export interface ServiceContainerOptions {
  /** What the container asks for and may use. @default those of all containers */
  readonly resources?: Resources;
  /** Security context of the container. @default no privilege escalation; the image's own user, and the capabilities that a container has by default */
  readonly securityContext?: k8s.SecurityContext;
}

/** Makes ports of a service reachable from outside of the cluster. */
export interface Exposure {
  /** A port of every node, or a load balancer of the cloud. */
  readonly type: 'NodePort' | 'LoadBalancer';
  /** Names of the ports. @default all that the manifest declares */
  readonly ports?: readonly string[];
  /** Numbers on the nodes, by the name of the port: 30000 to 32767 unless the cluster says otherwise. @default chosen by Kubernetes */
  readonly nodePorts?: Readonly<Record<string, number>>;
  /** Annotations of the Service, which clouds read. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** How one service of a playground differs from the manifest. */
export interface PlaygroundServiceOptions extends ServicePlanOptions, ServiceContainerOptions {
  /** Makes a second Service, `<name>-external`. @default none: it is reached within the cluster */
  readonly expose?: Exposure;
}

/** What a playground takes, however many pods it has. */
export interface BuilderPlaygroundProps extends Omit<PlanOptions, 'services' | 'pods'>, ContainerOptions, ObjectOptions, Omit<PodOptions, 'topologySpread'> {
  /** The folder that `builder-playground start <recipe> --dry-run --output <folder>` wrote, or what `readPlayground` gave. */
  readonly output: string | Playground;
  /** Name of the Deployment and beginning of the names beside it. @default `<chart id>-<construct id>` */
  readonly name?: string;
  /** What differs from the manifest, by the name of the service there. @default nothing */
  readonly services?: Readonly<Record<string, PlaygroundServiceOptions>>;
  /** Where the pod gets the files of the folder. @default Artifacts.bundle() */
  readonly artifacts?: Artifacts;
  /**
   * Where services keep their data. `local-path` is the folder `/data/builder-playground` of the node, which the Pod
   * Security Standard `baseline` forbids; `pvc` is a claim of 10 Gi of the default class; `ephemeral` goes with the pod, as
   * a session of the tool does. A pod does not start on the data of a chain with another genesis.
   *
   * @default ephemeral
   */
  readonly storage?: PlaygroundStorage;
  /** Security context of the pod. @default the container runtime's seccomp profile */
  readonly podSecurityContext?: k8s.PodSecurityContext;
  /** Names of the pull Secrets of the namespace. @default none */
  readonly imagePullSecrets?: readonly string[];
  /** Image of the init container that unpacks, with sh, tar and cp. @default the library's busybox */
  readonly toolbox?: string;
}

/** A playground in one pod. */
export interface BuilderPlaygroundPodProps extends BuilderPlaygroundProps {
  /**
   * Whether services that others wait for are native sidecars, which start one after the other; Kubernetes has them from
   * 1.29 on. Without them all start at once, and those that come too early end and are started again.
   *
   * @default true
   */
  readonly nativeSidecars?: boolean;
}
