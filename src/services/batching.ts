import { Duration } from 'cdk8s';
import type { BatcherProps, Batching, DataAvailability } from './batcher';
import { L1_BLOCK_SECONDS } from '../network';

/** How long a channel stays open, in L1 blocks. */
export function channelBlocks({ maxChannelDuration = Duration.minutes(10) }: Batching): number {
  return Math.ceil(maxChannelDuration.toSeconds() / L1_BLOCK_SECONDS);
}

/** Frames of a channel, which with blobs is the blobs of a transaction. */
export function framesOf({ batching, dataAvailability }: BatcherProps): number | undefined {
  return batching?.targetNumFrames ?? dataAvailability?.maxBlobsPerTx;
}

/** Where the batches go: what is asked for, else what the chain can read. */
export function dataAvailabilityOf({ dataAvailability, network: { chain, props } }: BatcherProps): NonNullable<DataAvailability['type']> {
  const preEcotone = Object.keys(chain.hardforks).length > 0 && chain.hardforks.ecotone === undefined;
  return dataAvailability?.type ?? (preEcotone || props.altDa ? 'calldata' : 'blobs');
}
