import { dropped } from './known-chains-data/dropped';
import { mainnet } from './known-chains-data/mainnet';
import { sepolia } from './known-chains-data/sepolia';
import type { HardforkTimes } from '../compatibility';
import { didYouMean, nearest, type Problems } from '../errors';
import type { Address } from '../keys';

/** How an alt-DA chain's commitments are challenged on L1. */
export interface AltDaFacts {
  /** DataAvailabilityChallenge contract on L1. */
  readonly challengeContract: Address;
  /** L1 blocks. */
  readonly challengeWindow: number;
  /** L1 blocks. */
  readonly resolveWindow: number;
  /** What stands on L1 for a batch: its hash, or what the DA server answers. */
  readonly commitmentType: 'KeccakCommitment' | 'GenericCommitment';
}

/** A chain whose configuration the upstream binaries have built in. */
export interface KnownChain {
  /** Value of op-node's `--network` and op-geth's `--op-network`, e.g. `op-sepolia`. */
  readonly networkName: string;
  /** Value of op-reth's `--chain`, e.g. `optimism-sepolia`. */
  readonly rethChain: string;
  /** Name for people. */
  readonly title: string;
  /** Chain id of the L2. */
  readonly chainId: number;
  /** Chain id of the L1. */
  readonly l1ChainId: number;
  /** Seconds. */
  readonly blockTime: number;
  /** L1 blocks within which a batch must be posted. */
  readonly seqWindowSize: number;
  /** Seconds that L2 time may run ahead of its L1 origin (before Fjord). */
  readonly maxSequencerDrift: number;
  /** Timestamp of the first L2 block of this configuration, seconds since 1970. */
  readonly genesisTime: number;
  /** Public endpoint that takes transactions; absent where the registry lists none. */
  readonly sequencerUrl?: string;
  /** Activation times, seconds since 1970. */
  readonly hardforks: HardforkTimes;
  /** SystemConfig proxy on L1. */
  readonly systemConfig: Address;
  /** OptimismPortal proxy on L1. */
  readonly optimismPortal: Address;
  /** L1StandardBridge proxy on L1. */
  readonly l1StandardBridge: Address;
  /** Where batches go; never computed, never read from SystemConfig. */
  readonly batchInbox: Address;
  /** Whether withdrawals are proved by dispute games, and who may propose. */
  readonly faultProofs: 'none' | 'permissioned' | 'permissionless';
  /** Where its data goes. */
  readonly dataAvailability: 'eth-da' | 'alt-da';
  /** How commitments are challenged; absent where data goes to L1. */
  readonly altDa?: AltDaFacts;
  /** L1 token that pays for gas; absent where it is ether. */
  readonly gasPayingToken?: Address;
}

/** A chain that a binary once had built in, or that the registry lists and the binaries leave out. */
export interface DroppedChain {
  readonly networkName: string;
  readonly chainId: number;
  /** Day it left the registry. @default it is still in it */
  readonly removedOn?: string;
  readonly reason: string;
  readonly instead: string;
}

/**
 * The chains that op-node, op-reth and kona-node can follow by name.
 *
 * @see https://github.com/ethereum-optimism/superchain-registry
 */
export const knownChains: readonly KnownChain[] = [...mainnet, ...sepolia];

/** The known chain of that name; reports a name that is unknown or was dropped. */
export function findKnownChain(problems: Problems, prop: string, name: string): KnownChain | undefined {
  const found = knownChains.find(({ networkName }) => networkName === name);
  if (found) return found;
  const gone = dropped.find(({ networkName }) => networkName === name);
  if (gone) {
    problems.error('DROPPED_CHAIN', prop, `"${name}" is ${gone.removedOn ? `no longer built in since ${gone.removedOn}` : 'not built in'}: ${gone.reason}`, gone.instead);
    return undefined;
  }
  const meant = didYouMean(nearest(knownChains.map(({ networkName }) => networkName), name));
  problems.error('UNKNOWN_CHAIN', prop, `no binary has a chain "${name}" built in`, meant ?? 'Give a custom chain by rollupConfig and l2Genesis, without networkName');
  return undefined;
}
