import type { Alert } from './alert';
import { spoken } from './wording';
import { L1_BLOCK_SECONDS } from '../../network';
import { series } from '../promql';
import type { BatcherSubject } from '../subject';

const TEN_MINUTES = 600;

/** Blocks are not taken into channels. */
export const pendingBlocks: Alert<BatcherSubject> = {
  name: 'OpStackPendingBlocks',
  summary: 'Blocks pile up in {{ $labels.job }}',
  rules: ({ subject: { namespace, job, chain }, numbers: { blockTime, channelBlocks }, thresholds: { pendingChannels } }) => {
    const seconds = channelBlocks * L1_BLOCK_SECONDS;
    const blocks = Math.ceil((pendingChannels * seconds) / blockTime);
    return [{
      severity: 'warning',
      expr: `max by (namespace, job, chain, pod) (${series('op_batcher_default_pending_blocks_count', { namespace, job, chain })}) > ${blocks}`,
      for: TEN_MINUTES,
      description: `{{ $value }} blocks of ${blockTime} s wait in {{ $labels.job }} for a channel: more than ${blocks}, which is ${pendingChannels} channels of ${spoken(seconds)}.`,
    }];
  },
};
