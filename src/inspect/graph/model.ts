import type { ContainerRole } from '../../testing/pod';

/** How sure it is that something holds: `maybe` where the manifests alone do not tell. */
export type Certainty = 'yes' | 'maybe' | 'no';

/** `TCP`, `UDP` or `SCTP`. */
export type Protocol = string;

/** What talks to what, as one set of manifests tells it. Nodes are named by `id`; all lists are in the order of the manifests. */
export interface Graph {
  readonly workloads: readonly Workload[];
  readonly services: readonly Service[];
  /** What keeps something that pods use. */
  readonly stores: readonly Store[];
  /** Callers and called that are not in the manifests. */
  readonly endpoints: readonly Endpoint[];
  readonly edges: readonly Edge[];
  readonly findings: readonly Finding[];
}

export interface Named {
  /** `Kind/namespace/name`. */
  readonly id: string;
  readonly kind: string;
  /** Empty where the manifest names none. */
  readonly namespace: string;
  readonly name: string;
}

/** What runs pods. */
export interface Workload extends Named {
  /** As in `1`, `2 to 6`; absent where the kind has no number. */
  readonly replicas?: string;
  /** In the order in which they start. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly uses: readonly Use[];
  /** Names of the NetworkPolicies that hold for its pods, by direction; without any, all is allowed. */
  readonly policies: { readonly ingress: readonly string[]; readonly egress: readonly string[] };
}

export interface Container {
  readonly name: string;
  readonly role: ContainerRole;
  /** Containers of the same step start together; each step waits for the one before: for its end, or the startup probe of a sidecar. */
  readonly step: number;
  readonly image: string;
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly Mount[];
}

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly hostPort?: number;
}

export interface Mount {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

export interface Volume {
  readonly name: string;
  /** What it is, in words: `claim of 100Gi`, `memory`, `ConfigMap acme-network`. */
  readonly what: string;
  /** Whether the data outlives the pod. */
  readonly lasting: boolean;
}

/** That a workload uses what a store keeps. */
export interface Use {
  readonly store: string;
  /** One key of it; absent for all. */
  readonly key?: string;
  readonly container?: string;
  /** `variable RPC_URL`, `volume tls`, … */
  readonly how: string;
}

/** A Secret, ConfigMap or PersistentVolumeClaim. */
export interface Store extends Named {
  /** What makes it: the object itself is in the manifests (`manifests`), or another one that makes it, e.g. `ExternalSecret l1`; absent where it is made elsewhere. */
  readonly madeBy?: string;
  /** Objects beside workloads that name it, e.g. `Ingress acme-replica`. */
  readonly namedBy: readonly string[];
}

export interface Service extends Named {
  readonly type: string;
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  /** Ids of the workloads that it selects. */
  readonly selects: readonly string[];
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** As in the manifest: a number, or the name of a port of the pods. */
  readonly target: string;
}

/** Something outside the manifests: `caller` comes in, `called` is gone out to, `cluster` is another Service of the cluster. */
export interface Endpoint {
  readonly id: string;
  readonly side: 'caller' | 'called' | 'cluster';
  /** Short, for pictures: `L1 RPC`, `prestates.example.com`. */
  readonly title: string;
  /** Where it is known from, e.g. `Secret l1-endpoints/rpc`. */
  readonly detail: string;
}

export interface Edge {
  /** `loopback` stays within a pod; `enters` comes from outside the cluster. */
  readonly kind: 'calls' | 'loopback' | 'scrapes' | 'enters';
  readonly from: string;
  readonly fromContainer?: string;
  readonly to: string;
  /** Host and port as they are called; the port is absent where a Secret holds it. */
  readonly host?: string;
  readonly port?: number;
  readonly protocol: Protocol;
  /** What says so: `--rollup-rpc`, `variable OP_NODE_L1_ETH_RPC`, `PodMonitor acme`. */
  readonly reasons: readonly string[];
  /** The pods at the end of it. */
  readonly reaches: readonly Reached[];
  /** Whether the NetworkPolicies let it through. */
  readonly allowed: Certainty;
}

export interface Reached {
  readonly workload: string;
  readonly container?: string;
  readonly port?: number;
}

/** Something that does not fit together. */
export interface Finding {
  readonly about: string;
  readonly message: string;
}
