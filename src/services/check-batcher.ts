import type { BatcherProps, DataAvailability } from './batcher';
import { channelBlocks, dataAvailabilityOf, framesOf } from './batching';
import { checkService } from './check-service';
import { nodesOf } from './endpoints';
import { checkThrottling } from './throttling';
import type { Hardfork } from '../compatibility';
import type { Problems } from '../errors';
import { checkChoice, checkCount } from '../kube';

/** What op-batcher searches at most. */
const MOST_RECENT_TXS = 128;
const MOST_BLOBS = 6;

/** Reports what is wrong with a batcher's props by themselves, without regard to the network. */
export function checkBatcher(problems: Problems, props: Omit<BatcherProps, 'network'>, name: string): void {
  const { batching = {}, dataAvailability = {}, checkRecentTxsDepth } = props;
  checkService(problems, props, name);
  checkChoice(problems, 'dataAvailability.type', dataAvailability.type, ['blobs', 'calldata', 'auto']);
  checkChoice(problems, 'batching.compressor', batching.compressor, ['ratio', 'shadow', 'none']);
  checkChoice(problems, 'batching.compressionAlgo', batching.compressionAlgo, ['zlib', 'brotli', 'brotli-9', 'brotli-10', 'brotli-11']);
  checkChoice(problems, 'batching.batchType', batching.batchType, ['singular', 'span']);
  if (props.stopped && !props.rpc?.enableAdmin) {
    problems.error('STOPPED_FOR_GOOD', 'stopped', 'the batcher waits for admin_startBatcher, which it does not serve', 'Set rpc: { enableAdmin: true }, or leave stopped out');
  }
  const counts: readonly (readonly [string, number | undefined, number])[] = [
    ['batching.subSafetyMargin', batching.subSafetyMargin, 1],
    ['batching.targetL1TxSize', batching.targetL1TxSize, 2],
    ['batching.targetNumFrames', batching.targetNumFrames, 1],
    ['dataAvailability.maxBlobsPerTx', dataAvailability.maxBlobsPerTx, 1],
    ['maxPendingTx', props.maxPendingTx, 0],
    ['checkRecentTxsDepth', checkRecentTxsDepth, 0],
  ];
  for (const [prop, value, least] of counts) checkCount(problems, prop, value, least);
  if (checkRecentTxsDepth !== undefined && checkRecentTxsDepth > MOST_RECENT_TXS) {
    problems.error('INVALID_COUNT', 'checkRecentTxsDepth', `${checkRecentTxsDepth} L1 blocks are more than op-batcher searches`, `Give at most ${MOST_RECENT_TXS}`);
  }
  const { approxComprRatio } = batching;
  if (approxComprRatio !== undefined && !(approxComprRatio > 0 && approxComprRatio <= 1)) {
    problems.error('INVALID_NUMBER', 'batching.approxComprRatio', `${approxComprRatio} is not a compression ratio`, 'Give a number above 0 and up to 1');
  }
  checkThrottling(problems, props.throttling);
  checkFrames(problems, batching.targetNumFrames, dataAvailability);
}

function checkFrames(problems: Problems, frames: number | undefined, { type, maxBlobsPerTx }: DataAvailability): void {
  if (maxBlobsPerTx === undefined) return;
  if (frames !== undefined && frames !== maxBlobsPerTx) {
    problems.error('FRAMES_MISMATCH', 'dataAvailability.maxBlobsPerTx', `it says ${maxBlobsPerTx}, and batching.targetNumFrames says ${frames}`, 'With blobs the two are one setting: keep one of them');
  }
  if (type === 'calldata') {
    problems.error('FRAMES_MISMATCH', 'dataAvailability.maxBlobsPerTx', 'calldata has no blobs', 'Leave it out, or post blobs');
  }
}

/** Reports what the chain does not allow. */
export function checkBatcherChain(problems: Problems, props: BatcherProps): void {
  const { batching = {}, network } = props;
  const { seqWindowSize, channelTimeout, hardforks } = network.chain;
  const margin = batching.subSafetyMargin ?? 10;
  const blocks = channelBlocks(batching);
  if (seqWindowSize !== undefined && blocks + margin >= seqWindowSize) {
    problems.error('CHANNEL_TOO_LONG', 'batching.maxChannelDuration', `a channel of ${blocks} L1 blocks and a margin of ${margin} do not fit into the sequencing window of ${seqWindowSize}`, 'Shorten it: blocks that miss the window are replaced by empty ones');
  }
  if (channelTimeout !== undefined && margin >= channelTimeout) {
    problems.error('MARGIN_TOO_LONG', 'batching.subSafetyMargin', `a margin of ${margin} L1 blocks does not fit into the channel timeout of ${channelTimeout}`, 'Shorten it: every channel would count as timed out');
  }
  const type = dataAvailabilityOf(props);
  const frames = framesOf(props);
  if (type !== 'calldata' && frames !== undefined && frames > MOST_BLOBS) {
    problems.error('TOO_MANY_BLOBS', 'dataAvailability.maxBlobsPerTx', `${frames} blobs do not fit into one L1 transaction`, `Give at most ${MOST_BLOBS}`);
  }
  if (type !== 'calldata' && network.props.altDa) {
    problems.error('ALT_DA_BLOBS', 'dataAvailability.type', 'with an alt-DA server only commitments go to L1, and op-batcher does not put them into blobs', 'Leave it out: the default is calldata then');
  }
  const needs: readonly (readonly [prop: string, used: boolean | undefined, fork: Hardfork, what: string])[] = [
    ['dataAvailability.type', type !== 'calldata', 'ecotone', 'blobs are read'],
    ['batching.batchType', batching.batchType === 'span', 'delta', 'span batches are read'],
    ['batching.compressionAlgo', batching.compressionAlgo?.startsWith('brotli'), 'fjord', 'brotli is read'],
  ];
  const known = Object.keys(hardforks).length > 0;
  for (const [prop, used, fork, what] of needs) {
    if (used && known && hardforks[fork] === undefined) problems.error('NEEDS_FORK', prop, `${what} from ${fork} on, which the chain has not scheduled`, 'Choose what the chain can read, or schedule the fork first');
  }
  for (const node of nodesOf(props)) {
    if (node.nodeType !== 'sequencer') problems.error('NOT_A_SEQUENCER', 'nodes', `${node.node.path} is a replica, and the batcher posts what the sequencer builds`, 'Give the node that builds blocks');
  }
}
