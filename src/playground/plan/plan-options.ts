import type { EnvSource } from '../../kube';

/** How a playground is planned. */
export interface PlanOptions {
  /** What differs from the manifest, by the name of the service there. @default nothing */
  readonly services?: Readonly<Record<string, ServicePlanOptions>>;
  /**
   * The services of each pod, by name. Those of one pod share a network, so that they reach each other on 127.0.0.1 and
   * no two may have one port; those of different pods reach each other by name, on the number that they listen on.
   * A service that is not named has a pod of its own.
   *
   * @default all in one pod
   */
  readonly pods?: readonly (readonly string[])[];
  /** The time at which the genesis is judged to be stale: synth reads no clock. @default it is not judged */
  readonly now?: Date;
  /** IP address of the machine that arguments call `host.docker.internal`. @default none: such arguments are warned of */
  readonly dockerHost?: string;
  /** Texts of arguments and variables that are replaced, e.g. `{ 'http://localhost:4444': 'http://10.0.0.5:4444' }`. @default none */
  readonly rewrite?: Readonly<Record<string, string>>;
  /** Mount the whole output folder at `/artifacts` in every container, as Compose does. @default only where `{{.Dir}}` stands */
  readonly mountOutput?: boolean;
}

/** How one service differs from the manifest. */
export interface ServicePlanOptions {
  /**
   * Where it runs: in a container, nowhere (`skip`), or elsewhere, at an address (`external`: an IP address or a host name).
   * The numbers of its ports there are those of the manifest, unless `ports` has others by name.
   *
   * @default container; what ran on the machine of the folder's author has to be decided
   */
  readonly run?: 'container' | 'skip' | { readonly external: string; readonly ports?: Readonly<Record<string, number>> };
  /** Image with a tag or digest. @default the manifest's */
  readonly image?: string;
  /** Arguments after those of the manifest. @default none */
  readonly extraArgs?: readonly string[];
  /** Variables beside and in place of those of the manifest. @default none */
  readonly env?: Readonly<Record<string, string | EnvSource>>;
}
