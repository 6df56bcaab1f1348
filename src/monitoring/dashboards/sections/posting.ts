import { L1_BLOCK_SECONDS } from '../../../network';
import type { DashboardContext, Panel } from '../model';
import { graph, rather } from '../panels';
import { by, POD, query, rate } from '../queries';

/** What waits to be posted, in bytes. */
export const backlog = ({ thresholds }: DashboardContext): Panel =>
  graph('Bytes to be posted', 'bytes', 'Of blocks in no channel yet, and of all that are not safe. Above the limit block building is slowed.', [
    query('op_batcher_default_unsafe_da_bytes', {}, '{{job}} not safe'),
    query('op_batcher_default_pending_da_bytes', {}, '{{job}} in no channel'),
    query('op_batcher_default_pending_blocks_bytes_current', {}, '{{job}} transactions in no channel'),
  ], rather(thresholds('batcher').pendingBytes));

/** How strongly block building is slowed. */
export const throttling = (): Panel =>
  graph('Throttling', 'percentunit', '0 where nothing is slowed; at 1 blocks take as little data as the batcher lets them.', [query('op_batcher_default_throttle_intensity', {}, '{{job}} {{type}}')], ['green', [0.01, 'yellow'], [0.5, 'red']]);

/** What waits for a channel, in blocks. */
export function waiting({ numbers: { blockTime, channelBlocks }, thresholds }: DashboardContext): Panel {
  const limit = Math.ceil((thresholds('batcher').pendingChannels * channelBlocks * L1_BLOCK_SECONDS) / blockTime);
  return graph('Blocks in no channel', 'suffix: blocks', `A channel takes ${channelBlocks} L1 blocks; an alert fires at ${limit} L2 blocks.`, [query('op_batcher_default_pending_blocks_count', {}, '{{job}}', by('max', ['job']))], rather(limit));
}

/** L1 transactions with batches. */
export const batches = (): Panel =>
  graph('Batch transactions', 'ops', 'submitted, success, failed.', [query('op_batcher_default_batcher_tx_total', {}, '{{job}} {{stage}}', by('sum', ['job', 'stage'], rate))]);

/** Channels, opened to submitted. */
export const channels = (): Panel =>
  graph('Channels', 'ops', 'opened, closed, fully_submitted; those that time out are sent again.', [query('op_batcher_default_channel_total', {}, '{{job}} {{stage}}', by('sum', ['job', 'stage'], rate))]);

/** Channels in memory. */
export const channelQueue = (): Panel => graph('Channels in memory', 'short', 'Those that are not safe yet.', [query('op_batcher_default_channel_queue_length', {}, POD)]);

/** The blocks that the batcher works with. */
export const batcherHeads = (): Panel =>
  graph('Heads that the batcher sees', 'locale', 'Its loaded, safe and unsafe blocks.', [query('op_batcher_default_refs_number', { layer: 'l2' }, '{{job}} {{type}}', by('max', ['job', 'type']))]);
