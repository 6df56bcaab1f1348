import type { Duration } from 'cdk8s';
import type { ConfigSource } from './config-source';
import type { ContractAddresses } from './contract-addresses';
import type { Lock } from './lock';
import type { ImagesProps } from '../compatibility';
import type { Url } from '../keys';
import type { ObjectOptions, PodSecurity, Resources } from '../kube';
import type { NetworkPolicyProps } from '../policies';
import type { Profile } from '../sizing';

/** How the L1 provider answers for receipts; `--l1.rpckind`. */
export type L1RpcKind = 'alchemy' | 'quicknode' | 'infura' | 'parity' | 'nethermind' | 'debug_geth' | 'erigon' | 'basic' | 'any' | 'standard';

/** Log settings of every program. */
export interface Logging {
  /** Least level that is logged; `--log.level` of the Go services. @default info */
  readonly level?: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  /** `--log.format` of the Go services; `json` also for the Rust ones. @default logfmt */
  readonly format?: 'logfmt' | 'json' | 'text';
  /** `--log.color`. @default false */
  readonly color?: boolean;
}

/** Prometheus endpoint of the Go services. */
export interface Metrics {
  /** `--metrics.enabled`. @default true */
  readonly enabled?: boolean;
  /** `--metrics.port`; the execution client's is a prop of its own. @default 7300 */
  readonly port?: number;
  /** Path that is scraped; the Go services answer on every path. @default /metrics */
  readonly path?: string;
}

/** Defaults of all workloads of a network; each construct may have its own. */
export interface SharedConfig {
  /** Log settings. @default those of {@link Logging} */
  readonly logging?: Logging;
  /** Metrics endpoints. @default those of {@link Metrics} */
  readonly metrics?: Metrics;
  /** Default of batcher, proposer and challenger. @default see the construct */
  readonly resources?: Resources;
  /** Users and security profile of every pod. @default non-root, user and group 1000, RuntimeDefault */
  readonly security?: PodSecurity;
  /** As each workload's own, for Secrets that all of them share, such as the L1 endpoints: a change replaces every pod. @default none */
  readonly secretVersion?: string;
}

/** An alt-DA server that the chain's data goes through. */
export interface AltDa {
  /** URL of the DA server; `--altda.da-server`. */
  readonly server: Url;
  /** Commitments are made by the server and not by keccak256; `--altda.da-service`. @default false, or true for generic commitments */
  readonly daService?: boolean;
  /** Check data against commitments; `--altda.verify-on-read`. @default true */
  readonly verifyOnRead?: boolean;
}

/** What the compatibility check may let pass. */
export interface CompatibilityProps {
  /** Codes of findings that are accepted, e.g. `FORK_IMPOSSIBLE`; every workload is then annotated with them. @default none */
  readonly allow?: readonly string[];
  /** Seconds since 1970, for messages that say how long is left. Two synths with different times may differ in their messages only. @default not known */
  readonly now?: number;
}

/** One rollup: a chain that the binaries have built in, by name, or a custom one, by its two files. Never both. */
export interface OptimismNetworkProps extends ObjectOptions {
  /** A built-in chain, e.g. `op-sepolia`; `--network`, `--chain`. @default a custom chain */
  readonly networkName?: string;
  /** L2 chain id. @default from the known chain, rollup.json or the lock, with which it must agree */
  readonly chainId?: number;
  /** L1 chain id. @default from the known chain, rollup.json or the lock, with which it must agree */
  readonly l1ChainId?: number;
  /** L1 execution endpoint; `--l1`, `--l1-eth-rpc`. From a Secret where it carries a key. */
  readonly l1RpcUrl: Url;
  /** L1 beacon endpoint, needed from Ecotone on; `--l1.beacon`. @default none */
  readonly l1BeaconUrl?: Url;
  /** Further beacon or blob-archive endpoints for blobs that the first has pruned; `--l1.beacon-fallbacks`. @default none */
  readonly l1BeaconFallbacks?: readonly Url[];
  /** `--l1.rpckind`. @default standard */
  readonly l1RpcKind?: L1RpcKind;
  /** Requests a second that a node allows itself, 0 for no limit; `--l1.rpc-rate-limit`. @default 0 */
  readonly l1RpcRateLimit?: number;
  /** How long the services wait for an answer; `--network-timeout`. op-node has no such flag. @default 10 s */
  readonly l1RpcTimeout?: Duration;
  /** Sequencer outside this app, to which replicas send transactions. @default the sequencer of the app, or the known chain's */
  readonly l2RpcUrl?: Url;
  /** rollup.json of a custom chain; `--rollup.config`. @default the binaries' own, for a known chain */
  readonly rollupConfig?: ConfigSource;
  /** genesis.json of a custom chain; `--chain`, `geth init`. No RPC can give it. @default the binaries' own, for a known chain */
  readonly l2Genesis?: ConfigSource;
  /** Chain config of an L1 that the binaries do not know; `--rollup.l1-chain-config`. @default none */
  readonly l1ChainConfig?: ConfigSource;
  /**
   * L1 contracts: each by its name, or all that `cdk8s-op-stack discover` found, `readLock('acme.lock.json')` of
   * `cdk8s-op-stack/discovery`. A lock also says of which chain it is, and which games the factory has: it is checked
   * against the chain's configuration, and the challenger plays those.
   *
   * @default those in rollup.json or of the known chain
   */
  readonly contractAddresses?: ContractAddresses | Lock;
  /** Alt-DA server, for nodes and batcher alike. @default data goes to L1 */
  readonly altDa?: AltDa;
  /** Images of every workload. @default the default release from the public registries */
  readonly images?: ImagesProps;
  /**
   * What every workload asks for, may use and stores; each construct may have its own, and amounts that are given win.
   * `dev` is for a laptop or CI, `small` for a new chain, `busy` for one with full blocks.
   *
   * @default standard
   */
  readonly profile?: Profile;
  /** Defaults of all workloads. */
  readonly sharedConfig?: SharedConfig;
  /** How versions are checked against the chain's hardforks, its L1, and each other. */
  readonly compatibility?: CompatibilityProps;
  /**
   * NetworkPolicies that let in and out of every pod of the rollup what it is wired to, and nothing else; `true` for the
   * defaults, `false` for none. They need a network plugin that enforces them.
   *
   * @default true
   */
  readonly networkPolicies?: NetworkPolicyProps | boolean;
  /** Name of the ConfigMaps and the NetworkPolicy. @default `<chart id>-<construct id>` */
  readonly name?: string;
}
