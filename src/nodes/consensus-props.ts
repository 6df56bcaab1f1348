import type { ImageOverride, UserFlags } from '../compatibility';
import type { SecretValue, Url } from '../keys';
import type { Resources } from '../kube';

/** Gossip network of the consensus clients, by which new blocks spread before they are on L1. */
export interface ConsensusP2p {
  /** `false` becomes `--p2p.disable`: the node then only follows L1. @default true */
  readonly enabled?: boolean;
  /** TCP and UDP; `--p2p.listen.tcp`, `--p2p.listen.udp`. @default 9222 */
  readonly listenPort?: number;
  /** How peers are found. @default by discv5, except where it is off by default */
  readonly discovery?: {
    /** `false` becomes `--p2p.no-discovery`. @default false on a sequencer and on a custom chain without bootnodes, true elsewhere */
    readonly enabled?: boolean;
    /** ENRs; `--p2p.bootnodes`. @default the chain's own */
    readonly bootnodes?: readonly string[];
  };
  /** Multiaddrs to stay connected to; `--p2p.static`. @default the sequencer, where its `peerId` is known */
  readonly static?: readonly string[];
  /** `false` becomes `--p2p.scoring=none`. @default true, `light` */
  readonly peerScoring?: { readonly enabled?: boolean };
  /** Private key of the node's identity, 64 hex digits; `--p2p.priv.path`. @default made on the volume at first start */
  readonly privateKey?: SecretValue;
  /** Peer id that belongs to `privateKey`, `16Uiu2…`: replicas then dial it statically. @default they ask the sequencer for it when they start */
  readonly peerId?: string;
}

/** RPC of the consensus client. It cannot be switched off, and the admin calls share its port. */
export interface ConsensusRpc {
  /** `--rpc.addr`. With `::`, for clusters of IPv6, the other ports listen there too. @default 0.0.0.0 */
  readonly host?: string;
  /** `--rpc.port`. @default 9545 */
  readonly port?: number;
  /** Serve the `admin` namespace; `--rpc.enable-admin`. @default true on a sequencer, false on a replica */
  readonly enableAdmin?: boolean;
}

/** How a sequencer builds blocks. Block time and gas limit are the chain's own. */
export interface Sequencing {
  /** L1 confirmations kept when choosing the L1 origin; `--sequencer.l1-confs`. @default 4 */
  readonly l1Confs?: number;
  /** Blocks that the unsafe head may run ahead of the safe one, 0 for no limit; `--sequencer.max-safe-lag`. @default 0 */
  readonly maxSafeLag?: number;
  /** Start without building blocks; `--sequencer.stopped`. @default false, true with a conductor */
  readonly stopped?: boolean;
  /** Force the L1 origin on with empty blocks; `--sequencer.recover`. @default false */
  readonly recover?: boolean;
}

/** The consensus client of a node. */
export interface ConsensusProps extends UserFlags {
  /** Upstream calls kona-node not ready for production. @default op-node */
  readonly client?: 'op-node' | 'kona-node';
  /** Another image than the network's. @default the network's */
  readonly image?: ImageOverride;
  /**
   * How a new node catches up: from execution peers, or by deriving every block from L1; `--syncmode`.
   *
   * @default execution-layer on a replica with execution peers to ask, else consensus-layer
   */
  readonly syncMode?: 'execution-layer' | 'consensus-layer';
  /** Gossip network. @default those of {@link ConsensusP2p} */
  readonly p2p?: ConsensusP2p;
  /** RPC server. @default those of {@link ConsensusRpc} */
  readonly rpc?: ConsensusRpc;
  /** How blocks are built; of a sequencer only. @default those of {@link Sequencing} */
  readonly sequencing?: Sequencing;
  /** L1 confirmations kept before deriving; `--verifier.l1-confs`. @default 0 */
  readonly verifierL1Confs?: number;
  /** Keep the safe-head database, which op-challenger asks for; `--safedb.path`. @default true on a sequencer, false on a replica */
  readonly safeDb?: boolean;
  /** RPC of a deriving node whose safe and finalized heads are taken over; `--l2.follow.source`. @default the node derives them itself */
  readonly followSource?: Url;
  /** op-node: L1 cache entries, 0 derives them from the sequencing window; `--l1.cache-size`. @default 900 */
  readonly l1CacheSize?: number;
  /** op-node: parallel L1 requests; `--l1.max-concurrency`. @default 10 */
  readonly l1MaxConcurrency?: number;
  /** Skip the verification of what L1 answers; `--l1.trustrpc`. @default false */
  readonly l1TrustRpc?: boolean;
  /** Port of the metrics; `--metrics.port`. @default op-node the network's, 7300; kona-node 9090 */
  readonly metricsPort?: number;
  /** What the container asks for and may use. @default by the profile: 500m and 1Gi, at most 4Gi and on a replica 2 CPU */
  readonly resources?: Resources;
}
