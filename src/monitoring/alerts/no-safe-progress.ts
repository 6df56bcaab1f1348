import type { Alert } from './alert';
import { spoken } from './wording';
import { L1_BLOCK_SECONDS } from '../../network';
import { series, span } from '../promql';
import type { BatcherSubject } from '../subject';

const MINUTE = 60;

/** A whole channel's time has passed, and nothing became safe: batches do not arrive, or are not valid. */
export const noSafeProgress: Alert<BatcherSubject> = {
  name: 'OpStackNoSafeProgress',
  summary: 'No batch of chain {{ $labels.chain }} becomes safe',
  rules: ({ subject: { job, chain }, numbers: { channelBlocks }, thresholds: { safeMargin } }) => {
    const window = (channelBlocks + safeMargin) * L1_BLOCK_SECONDS;
    const heads = [
      series('op_node_default_refs_number', { chain, layer: 'l2', type: 'l2_safe' }),
      series('kona_node_block_labels', { chain, label: 'safe' }),
    ];
    const any = (form: (head: string) => string): string => `max by (chain) (${heads.map(form).join(' or ')})`;
    return [{
      severity: 'critical',
      expr: `${any((head) => `changes(${head}[${span(window)}])`)} == 0 and ${any((head) => `${head} offset ${span(window)}`)}`,
      for: MINUTE,
      labels: { job },
      description: `The safe head of no node of chain {{ $labels.chain }} has moved for ${spoken(window)}: a channel of ${channelBlocks} L1 blocks (${spoken(channelBlocks * L1_BLOCK_SECONDS)}), and ${safeMargin} more to be posted and derived.`,
    }];
  },
};
