import type { BuilderPlaygroundProps, PlaygroundServiceOptions } from '../pod';
import type { SecretValue } from '../../keys';

/** What a `BuilderPlaygroundDeployment` takes: of what the pods take, all that the resource has a field for. */
export interface BuilderPlaygroundDeploymentProps
  extends Pick<
    BuilderPlaygroundProps,
    | 'output' | 'name' | 'artifacts' | 'storage' | 'mountOutput' | 'resources' | 'imagePullPolicy' | 'imagePullSecrets' | 'nodeSelector' | 'tolerations' | 'affinity'
    | 'labels' | 'annotations' | 'podSecurityContext' | 'priorityClassName' | 'serviceAccountName' | 'terminationGracePeriod'
  > {
  /** The recipe, e.g. `l1`; manifest.json does not tell. @default none */
  readonly recipe?: string;
  /** Release of builder-playground that wrote the folder, e.g. `v0.3.1`, for people. @default none */
  readonly release?: string;
  /** Whether all services share one pod, or have a workload each. @default pod */
  readonly mode?: PlaygroundMode;
  /** What differs from the manifest, by the name of the service there. @default nothing */
  readonly services?: Readonly<Record<string, DeploymentServiceOptions>>;
}

/** One pod for all services, or a workload for each. */
export type PlaygroundMode = 'pod' | 'workloads';

/** How one service differs from the manifest. */
export interface DeploymentServiceOptions extends Pick<PlaygroundServiceOptions, 'image' | 'resources' | 'securityContext' | 'expose'> {
  /** Variables beside and in place of those of the manifest, with values from Secrets. @default none */
  readonly env?: Readonly<Record<string, SecretValue>>;
  /** IP address or host name where the service runs outside of the cluster. @default it runs in a container */
  readonly run?: { readonly external: string };
}
