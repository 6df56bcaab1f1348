import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { ConsensusProps } from './consensus-props';
import type { DisruptionBudget } from './disruption-budget';
import type { ExecutionProps } from './execution-props';
import type { NodeReference } from './node-reference';
import type { P2pExposure } from './p2p-exposure';
import type { Replicas } from './replicas';
import type { RpcExposure } from './rpc-exposure';
import type { SnapshotProps } from './snapshot';
import type { Jwt, SecretValue, Signer, Url } from '../keys';
import type { ObjectOptions, PodOptions, PodSecurity, Storage } from '../kube';
import type { Monitoring } from '../monitoring';
import type { OptimismNetworkConstruct } from '../network';
import type { Profile } from '../sizing';

/** The Service that clients of the node's RPC use: `http`, `ws` and `node-rpc`. */
export interface RpcServiceProps {
  /** A sequencer's stays inside the cluster, because its RPC serves `admin` and `miner`. @default ClusterIP */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Annotations of the Service, which clouds read. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields laid over the Service's spec. @default none */
  readonly spec?: k8s.ServiceSpec;
}

/** When a pod is ready, that is, gets traffic. */
export type Readiness =
  /** As soon as the RPC answers. */
  | { readonly when: 'serving' }
  | {
      /** Once the newest block is young, and stays so. */
      readonly when: 'synced';
      /** The oldest that it may be. @default 15 block times, at least 30 s */
      readonly maxHeadAge?: Duration;
      /** How long it has to have been young without a break: a node that catches up in leaps is not there yet. @default 30 s */
      readonly steadyFor?: Duration;
    };

/** An OP Stack node: one execution client and one consensus client in each pod. */
export interface OpNodeProps extends PodOptions, ObjectOptions {
  /** The chain it follows. */
  readonly network: OptimismNetworkConstruct;
  /** Whether it builds the chain's blocks or follows them. */
  readonly nodeType: 'sequencer' | 'replica';
  /** Name of the StatefulSet and its Services. @default `<chart id>-<construct id>` */
  readonly name?: string;
  /** Pods, or the bounds between which an autoscaler chooses; a sequencer has exactly one. @default 1 */
  readonly replicas?: Replicas;
  /** The sequencer of this app that a replica sends transactions to and takes new blocks from. @default `sequencerUrl`, else the network's */
  readonly sequencer?: NodeReference;
  /** A sequencer outside the app that a replica sends transactions to. @default the network's `l2RpcUrl`, else the known chain's */
  readonly sequencerUrl?: Url;
  /** The consensus client. @default op-node, as {@link ConsensusProps} says */
  readonly consensus?: ConsensusProps;
  /** The execution client. @default op-reth, as {@link ExecutionProps} says */
  readonly execution?: ExecutionProps;
  /** Secret of the engine API. @default made in the pod */
  readonly jwt?: Jwt;
  /** Key that signs new blocks on the gossip network; a sequencer needs it or `p2pSigner`. `OP_NODE_P2P_SEQUENCER_KEY`. @default none */
  readonly p2pSequencerKey?: SecretValue;
  /** Remote signer of new blocks, `Signer.remote(…)`; `--signer.*`. @default none */
  readonly p2pSigner?: Signer;
  /** op-conductor that decides when a sequencer is active; `--conductor.rpc`. @default none */
  readonly conductor?: { readonly rpcUrl: Url };
  /** What the node asks for, may use and stores; amounts that are given win. @default the network's */
  readonly profile?: Profile;
  /** Where chain data and identities are kept. @default a claim: for a known chain of what is published of it or 1Ti, for a custom one by the profile, 100Gi */
  readonly storage?: Storage;
  /** Fills a new volume before the first start. @default the node syncs from its peers or from L1 */
  readonly snapshot?: SnapshotProps;
  /** The Service of the RPC. @default those of {@link RpcServiceProps} */
  readonly service?: RpcServiceProps;
  /** A Service for each pod beside the one for all, `<name>-<ordinal>`, ready or not: for proxies that judge each node themselves. @default false */
  readonly perReplicaServices?: boolean;
  /** How callers outside the cluster reach the RPC of a replica that serves no admin calls, by name and path. @default not at all */
  readonly rpcExposure?: RpcExposure;
  /** How peers outside the cluster reach the node. @default not at all: it dials out */
  readonly p2pExposure?: P2pExposure;
  /** When a pod gets requests. @default serving for a sequencer, synced for a replica */
  readonly readiness?: Readiness;
  /**
   * Run the execution client as a native sidecar, which starts before the consensus client and stops after it
   * (Kubernetes 1.29 and newer). `false` puts both into `containers`.
   *
   * @default true
   */
  readonly nativeSidecars?: boolean;
  /** `false` makes none. @default at most one pod unavailable where there is more than one; none for a single pod */
  readonly podDisruptionBudget?: DisruptionBudget | false;
  /** Whether and how Prometheus scrapes it, and its alerts. @default not at all */
  readonly monitoring?: Monitoring;
  /** Users and security profile of the pods. @default the network's */
  readonly security?: PodSecurity;
}
