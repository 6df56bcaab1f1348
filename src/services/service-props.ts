import type { L1Transaction } from './l1-transaction';
import type { ImageOverride, UserFlags } from '../compatibility';
import type { Signer } from '../keys';
import type { ObjectOptions, PodOptions, PodSecurity, Resources } from '../kube';
import type { Monitoring } from '../monitoring';
import type { Logging, Metrics, OptimismNetworkConstruct } from '../network';
import type { Profile } from '../sizing';

/** What every service beside the nodes has in common. */
export interface WorkloadProps extends PodOptions, ObjectOptions, UserFlags {
  /** The chain it serves. */
  readonly network: OptimismNetworkConstruct;
  /** Name of the workload. @default `<chart id>-<construct id>` */
  readonly name?: string;
  /** Another image than the network's. @default the network's */
  readonly image?: ImageOverride;
  /** Log settings. @default the network's */
  readonly logging?: Logging;
  /** Metrics endpoint. @default the network's */
  readonly metrics?: Metrics;
  /** Whether and how Prometheus scrapes it, and its alerts. @default not at all */
  readonly monitoring?: Monitoring;
  /** What it asks for, may use and stores; amounts that are given win. @default the network's */
  readonly profile?: Profile;
  /** What the container asks for and may use. @default the network's, else by the profile */
  readonly resources?: Resources;
  /** Users and security profile of the pod. @default the network's */
  readonly security?: PodSecurity;
}

/** What batcher, proposer and challenger have in common. */
export interface ServiceProps extends WorkloadProps {
  /** Who signs its L1 transactions. */
  readonly signer: Signer;
  /** How its L1 transactions are sent. */
  readonly l1Transaction?: L1Transaction;
}

/** RPC server of batcher and proposer. It cannot be switched off, and no Service leads to it. */
export interface ServiceRpc {
  /** `--rpc.addr`; on loopback the kubelet cannot ask for the health, and the metrics port is asked instead. @default 0.0.0.0 */
  readonly host?: string;
  /** `--rpc.port`. @default op-batcher 8548; op-proposer 8560 */
  readonly port?: number;
  /** Serve the `admin` namespace, by which the service is stopped and started; `--rpc.enable-admin`. @default false */
  readonly enableAdmin?: boolean;
}
