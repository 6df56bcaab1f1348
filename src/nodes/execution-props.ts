import type { Duration } from 'cdk8s';
import type { ImageOverride, UserFlags } from '../compatibility';
import type { SecretValue, Url } from '../keys';
import type { Resources } from '../kube';

/** JSON-RPC over HTTP. */
export interface HttpRpc {
  /** `--http`. @default true */
  readonly enabled?: boolean;
  /** `--http.addr`. With `::`, for clusters of IPv6, op-reth's metrics and peer-to-peer ports listen there too. @default 0.0.0.0 */
  readonly host?: string;
  /** `--http.port`. @default 8545 */
  readonly port?: number;
  /** `--http.api`. @default web3, eth, net; on a sequencer also debug, txpool and miner, which the batcher throttles through */
  readonly apis?: readonly string[];
  /** Origins that browsers may call from; `--http.corsdomain`. @default none */
  readonly cors?: readonly string[];
}

/** JSON-RPC over WebSocket. */
export interface WebSocketRpc {
  /** `--ws`. @default true */
  readonly enabled?: boolean;
  /** `--ws.addr`. @default 0.0.0.0 */
  readonly host?: string;
  /** `--ws.port`. @default 8546 */
  readonly port?: number;
  /** `--ws.api`. @default web3, eth, net */
  readonly apis?: readonly string[];
  /** Origins that browsers may connect from; `--ws.origins`. @default op-geth: all; op-reth: none */
  readonly origins?: readonly string[];
}

/** Peer-to-peer network of the execution clients, by which a node gets blocks and transactions from others. */
export interface ExecutionP2p {
  /** TCP and UDP; `--port`, `--discovery.port`. @default 30303 */
  readonly port?: number;
  /** op-geth: `--maxpeers`; op-reth: `--max-peers`. @default op-geth 50; op-reth its own */
  readonly maxPeers?: number;
  /** `--nodiscover`, `--disable-discovery`. @default true on a sequencer and on a custom chain without bootnodes, false elsewhere */
  readonly noDiscovery?: boolean;
  /** Enode URLs or ENRs of the nodes to ask for others; `--bootnodes`. @default the chain's own */
  readonly bootnodes?: readonly string[];
  /** Enode URLs to stay connected to; op-reth: `--trusted-peers`. op-geth has no such flag. @default the sequencer, where its `nodeId` is known */
  readonly static?: readonly string[];
  /** CIDRs that peers must be in; `--netrestrict`. @default any */
  readonly netRestrict?: readonly string[];
  /** Private key of the node's identity, 64 hex digits; `--nodekey`, `--p2p-secret-key`. @default made on the volume at first start */
  readonly nodeKey?: SecretValue;
  /** Public half of `nodeKey`, 128 hex digits: replicas are then wired to this node as a trusted peer. @default not known */
  readonly nodeId?: string;
}

/** Transaction pool. A setting that the chosen client does not have is an error. */
export interface TxPool {
  /** Addresses whose transactions count as local; `--txpool.locals`. @default none */
  readonly locals?: readonly string[];
  /** `--txpool.nolocals`. @default false */
  readonly noLocals?: boolean;
  /** File that keeps local transactions over restarts; op-geth: `--txpool.journal`; op-reth: `--txpool.transactions-backup`. @default the client's own */
  readonly journal?: string;
  /** op-geth only: `--txpool.journalremotes`. @default false */
  readonly journalRemotes?: boolean;
  /** How long a transaction that cannot run yet is kept; `--txpool.lifetime`. @default op-geth 1 h; op-reth 3 h */
  readonly lifetime?: Duration;
  /** Percent by which a replacement must pay more; `--txpool.pricebump`. @default 10 */
  readonly priceBump?: number;
  /** Executable transactions of one sender; op-geth: `--txpool.accountslots`; op-reth: `--txpool.max-account-slots`. @default 16 */
  readonly accountSlots?: number;
  /** Executable transactions of all; op-geth: `--txpool.globalslots`; op-reth: `--txpool.pending-max-count`. @default op-geth 5120; op-reth 10000 */
  readonly globalSlots?: number;
  /** op-geth only: waiting transactions of one sender; `--txpool.accountqueue`. @default 64 */
  readonly accountQueue?: number;
  /** Waiting transactions of all; op-geth: `--txpool.globalqueue`; op-reth: `--txpool.queued-max-count`. @default op-geth 1024; op-reth 10000 */
  readonly globalQueue?: number;
}

/** The execution client of a node. */
export interface ExecutionProps extends UserFlags {
  /** op-geth lost upstream's support on 2026-05-31 and cannot follow Karst. @default op-reth */
  readonly client?: 'op-reth' | 'op-geth';
  /** Another image than the network's. @default the network's */
  readonly image?: ImageOverride;
  /** Folder of the chain data, below the volume at `/data`; `--datadir`. @default `/data/<client>` */
  readonly dataDir?: string;
  /**
   * How much history is kept: `archive` all states, `full` recent ones, `minimal` (op-reth before v2.4.3) recent blocks too.
   * op-reth: none, `--full`, `--minimal`; op-geth: `--gcmode`.
   *
   * @default archive on a sequencer, full on a replica
   */
  readonly gcMode?: 'archive' | 'full' | 'minimal';
  /** op-geth only: how it catches up; `--syncmode`. @default snap with execution-layer sync of a full node, else full */
  readonly syncMode?: 'snap' | 'full';
  /** op-geth only: layout of the state, fixed for the life of the volume; `--state.scheme`. @default hash for an archive, else path */
  readonly stateScheme?: 'path' | 'hash';
  /** op-geth only: `--db.engine`. @default pebble */
  readonly dbEngine?: 'pebble' | 'leveldb';
  /** Megabytes of cache; op-geth: `--cache`; op-reth: `--engine.cross-block-cache-size`. @default an eighth of the memory limit, 4096 without one */
  readonly cache?: number;
  /** JSON-RPC over HTTP. @default those of {@link HttpRpc} */
  readonly http?: HttpRpc;
  /** JSON-RPC over WebSocket. @default those of {@link WebSocketRpc} */
  readonly ws?: WebSocketRpc;
  /** Port of the engine API, on loopback only; `--authrpc.port`. @default 8551 */
  readonly authrpcPort?: number;
  /** Peer-to-peer network. @default those of {@link ExecutionP2p} */
  readonly p2p?: ExecutionP2p;
  /** Transaction pool. @default the client's own */
  readonly txpool?: TxPool;
  /** Do not gossip transactions; `--rollup.disable-tx-pool-gossip`. @default true: they belong to the sequencer */
  readonly disableTxPoolGossip?: boolean;
  /** Build a pending block for `eth_call` on it; `--rollup.compute-pending-block`. @default false */
  readonly computePendingBlock?: boolean;
  /** Endpoint for calls before Bedrock, on OP Mainnet; `--rollup.historicalrpc`. @default none */
  readonly historicalRpc?: Url;
  /** op-reth only: blocks back for which `eth_getProof` answers; `--rpc.eth-proof-window`. @default the client's own, 0 */
  readonly proofWindow?: number;
  /** Port of the metrics; op-reth: `--metrics`; op-geth: `--metrics.port`. @default op-reth 9001; op-geth 6060 */
  readonly metricsPort?: number;
  /** How long the database may take to open before the container is restarted. @default 6 h */
  readonly startupTimeout?: Duration;
  /** What the container asks for and may use. @default by the profile: 2 CPU and 8Gi, at most 32Gi and no limit on CPU, since a throttled client stalls blocks */
  readonly resources?: Resources;
}
