import type { AltDaFacts } from './known-chains';
import type { HardforkTimes } from '../compatibility';
import type { Address } from '../keys';

/** What is known of the chain at synth. */
export interface Chain {
  /** Name by which the binaries have it built in; absent for a custom chain. */
  readonly networkName?: string;
  /** op-reth's name of a built-in chain. */
  readonly rethChain?: string;
  /** Chain id of the L2. */
  readonly chainId: number;
  /** Chain id of the L1. */
  readonly l1ChainId: number;
  /** Seconds; absent when the files are only seen in the cluster. */
  readonly blockTime?: number;
  /** L1 blocks within which a batch must be posted. */
  readonly seqWindowSize?: number;
  /** L1 blocks that a channel may stay open. */
  readonly channelTimeout?: number;
  /** Activation times; empty when the files are only seen in the cluster. */
  readonly hardforks: HardforkTimes;
  /** Public endpoint that takes transactions. */
  readonly sequencerUrl?: string;
  /** SystemConfig proxy on L1; absent when the files are only seen in the cluster. */
  readonly systemConfig?: Address;
  /** OptimismPortal proxy on L1; absent when the files are only seen in the cluster. */
  readonly optimismPortal?: Address;
  /** Where batches go on L1; absent when the files are only seen in the cluster. */
  readonly batchInbox?: Address;
  /** Challenge contract of an alt-DA chain. */
  readonly altDa?: AltDaFacts;
  /** Where its data goes. */
  readonly dataAvailability?: 'eth-da' | 'alt-da';
}
