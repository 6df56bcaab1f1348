import type { EnvSource } from '../../kube';
import type { PlaygroundDependency, PortProtocol } from '../model';

/** What a playground is on Kubernetes, before it is put into objects. */
export interface PlaygroundPlan {
  /** The services that run in a container, in the order of the manifest. */
  readonly services: readonly ServicePlan[];
  /** The same services by the pod in which they run; never empty, and no pod is. */
  readonly pods: readonly PodPlan[];
  /** The services that run elsewhere. */
  readonly external: readonly ExternalPlan[];
}

/** Services that share one network: its loopback, its port numbers, and what their volumes hold. */
export interface PodPlan {
  /** Those that others wait for, in the order in which they start: each once the one before is up. */
  readonly sidecars: readonly ServicePlan[];
  /** All others, in the order in which they start; never empty. */
  readonly containers: readonly ServicePlan[];
  /** Names that the DNS of the cluster does not know, or that lead to another place in the pod. */
  readonly hostAliases: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
}

/** One service as a container. */
export interface ServicePlan {
  /** Name in the manifest. */
  readonly service: string;
  /** Name of the container and of the Service. */
  readonly name: string;
  /** Number of its pod in {@link PlaygroundPlan.pods}. */
  readonly pod: number;
  /** Image with its tag or digest. */
  readonly image: string;
  /** Whether the tag may stand for another image tomorrow. */
  readonly floating: boolean;
  /** Entrypoint, split into words. @default the image's own */
  readonly command?: readonly string[];
  /** With templates resolved, and not yet escaped for Kubernetes. */
  readonly args: readonly string[];
  /** The same of the environment; what the user adds may come from a Secret. */
  readonly env: Readonly<Record<string, string | EnvSource>>;
  /** Every port that it listens on, the declared ones first. */
  readonly listeners: readonly Listener[];
  /** How it is found to be up. @default none: it is up when it runs */
  readonly check?: CheckPlan;
  /** Whether it tells of another service: it is up and down with that one's blocks. */
  readonly healthSidecarOf?: string;
  /** What it sees at which path. */
  readonly mounts: readonly MountPlan[];
  /** What it waits for, without those that do not run here; in a pod of its own or in another. */
  readonly dependsOn: readonly PlaygroundDependency[];
  /** Path under which the port named `metrics` serves Prometheus. */
  readonly metricsPath: string;
}

/** A port that a service listens on. */
export interface Listener {
  /** As the manifest has it; unique among the listeners of a service with its protocol and original number. */
  readonly name: string;
  /** What is spoken on it. */
  readonly protocol: PortProtocol;
  /** The number that it has in Compose, and on its Service. */
  readonly original: number;
  /** The number that it has here: another one where two services of a pod want the same. */
  readonly port: number;
  /** Whether the manifest declares it. What it does not declare is on no Service. */
  readonly declared: boolean;
  /** Whether it listens on 127.0.0.1 alone. */
  readonly loopback: boolean;
}

/** A check of Docker's as Kubernetes has it. */
export interface CheckPlan {
  /** What is done: a command in the container, a GET over HTTP, or a connection that is opened. */
  readonly handler:
    | { readonly kind: 'exec'; readonly command: readonly string[] }
    | { readonly kind: 'http'; readonly port: number; readonly path: string }
    | { readonly kind: 'tcp'; readonly port: number };
  /** Whole seconds, at least 1. */
  readonly periodSeconds: number;
  /** Whole seconds, at least 1. */
  readonly timeoutSeconds: number;
  /** Failures in a row after which a service that was up is down. */
  readonly failureThreshold: number;
  /** Failures in a row before it is up at all: time to pull and to begin comes on top of Docker's. */
  readonly startupFailureThreshold: number;
}

/** What stands at a path of a container. */
export type MountPlan =
  /** A file or folder of the output folder. */
  | { readonly kind: 'artifact'; readonly mountPath: string; readonly artifact: string }
  /** A copy of a folder of the output folder that this service alone writes into; `copy` is its path on the volume of all services. */
  | { readonly kind: 'copy'; readonly mountPath: string; readonly artifact: string; readonly copy: string }
  /** A volume, by its name across all services. */
  | { readonly kind: 'volume'; readonly mountPath: string; readonly volume: string }
  /** The whole output folder, what `{{.Dir}}` stands for. */
  | { readonly kind: 'output'; readonly mountPath: string };

/** A service that runs elsewhere and is reached there. */
export interface ExternalPlan {
  /** Name in the manifest. */
  readonly service: string;
  /** Name of the Service. */
  readonly name: string;
  /** IP address or host name. */
  readonly host: string;
}
