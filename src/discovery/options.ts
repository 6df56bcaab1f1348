import type { ContractAddresses } from '../network/contract-addresses';
import type { LockedContracts } from '../network/lock';

/** A provider as wallets and libraries have it. @see https://eips.ethereum.org/EIPS/eip-1193 */
export interface Eip1193Provider {
  /** @param args the name of a method, and the list of its parameters */
  /** Asks the node; rejects with what it answers as an error. */
  // oxlint-disable-next-line typescript/no-explicit-any -- providers that are typed by the method take no string, nor unknown parameters
  request(args: { readonly method: any; readonly params?: any }): Promise<unknown>;
}

/** An HTTP endpoint that wants headers, e.g. `Authorization`. */
export interface EndpointWithHeaders {
  /** `http:` or `https:`. */
  readonly url: string;
  /** Sent with each request to this endpoint, and to no other. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Where JSON-RPC is asked: a URL, a URL with headers, or a provider. Nothing of it but scheme and host gets into messages. */
export type Endpoint = string | EndpointWithHeaders | Eip1193Provider;

/** One endpoint, or several of one chain: each has its chain id checked alone, and when one fails the next is asked. */
export type Endpoints = Endpoint | readonly Endpoint[];

/**
 * Where the facts come from.
 *
 * - `auto`: all sources that are given; with `l1`, the chain itself.
 * - `superchain-registry`: the checkout, TOML or addresses.json at `registry`; no endpoint is asked.
 * - `well-known`: the library's own table of built-in chains; no endpoint is asked.
 * - `manual`: what is given by hand and by files of the chain; no endpoint is asked.
 */
export type DiscoveryMethod = 'auto' | 'superchain-registry' | 'well-known' | 'manual';

/** Tag or number of the L1 block that everything is read at. */
export type DiscoveryBlock = number | 'finalized' | 'safe' | 'latest';

/** What discovery is doing. */
export interface DiscoveryProgress {
  /** What discovery is at: the sources that are given, the endpoints, the block to read at, the contracts of L1, or the predeploys of L2. */
  readonly step: 'sources' | 'endpoints' | 'block' | 'contracts' | 'predeploys';
  /** For people; holds no secret. */
  readonly message: string;
}

/** How endpoints are asked. */
export interface RequestOptions {
  /** Milliseconds that the whole discovery may take, retries included. @default 60000 */
  readonly timeout?: number;
  /** Milliseconds that one request may take. @default 10000 */
  readonly requestTimeout?: number;
  /** How often a request that failed for a passing reason is tried again; with several endpoints, how often all of them are. @default 3 */
  readonly retries?: number;
  /** Stops the discovery. @default only `timeout` stops it */
  readonly signal?: AbortSignal;
  /** Is told of each step. @default nobody is */
  readonly onProgress?: (progress: DiscoveryProgress) => void;
}

/** What is known of the chain, and where the rest is found. */
export interface DiscoverOptions extends RequestOptions {
  /** L1 execution node. @default nothing is read on chain */
  readonly l1?: Endpoints;
  /** L2 execution node: its chain id and first block are checked, its predeploys read. @default the L2 is not asked */
  readonly l2?: Endpoints;
  /** op-node of the chain, whose rollup.json is taken over `optimism_rollupConfig`. @default none */
  readonly opNode?: Endpoints;
  /** Where the contracts are looked for. @default auto */
  readonly method?: DiscoveryMethod;
  /** SystemConfig proxy: the one address from which the others are found. @default from the other sources */
  readonly systemConfig?: string;
  /** Built-in chain, e.g. `op-sepolia`; see `knownChains`. @default none */
  readonly networkName?: string;
  /** rollup.json: the path of the file, or what is in it. @default none */
  readonly rollupConfig?: string | object;
  /** The `state.json` that op-deployer wrote: the path of the file, or what is in it. @default none */
  readonly opDeployerState?: string | object;
  /** Path of a checkout of the superchain-registry, of its addresses.json, or of one chain's TOML. @default none */
  readonly registry?: string;
  /** Values that count more than any other source. @default none */
  readonly contractAddresses?: ContractAddresses | Partial<LockedContracts>;
  /** Chain id that the L2 has to have. @default from the other sources */
  readonly chainId?: number;
  /** Chain id that the L1 has to have. @default from the other sources */
  readonly l1ChainId?: number;
  /** L1 block that everything is read at. @default the newest finalized one; where the L1 has none, the newest safe one, else the newest */
  readonly block?: DiscoveryBlock;
}

/** How a lock is compared with the chain. */
export interface VerifyOptions extends RequestOptions, Pick<DiscoverOptions, 'l2' | 'block'> {
  /** L1 endpoints: a URL, a URL with headers, a provider, or several of these to fail over to. */
  readonly l1: Endpoints;
}
