import type { Alert } from './alert';
import { isBackup } from './common';
import { spoken } from './wording';
import { series, unchanged } from '../promql';
import type { NodeSubject } from '../subject';

const MINUTE = 60;

/** The newest block that a node has is old: nobody builds blocks, or none reach it. */
export const unsafeHeadStalled: Alert<NodeSubject> = {
  name: 'OpStackUnsafeHeadStalled',
  summary: 'The unsafe head of {{ $labels.job }} does not move',
  rules: ({ subject, numbers: { blockTime }, thresholds }) => {
    const { namespace, job, chain, client } = subject;
    const limit = thresholds.unsafeHeadAge * blockTime;
    const head = series('op_node_default_refs_time', { namespace, job, chain, layer: 'l2', type: 'l2_unsafe' });
    return [{
      severity: isBackup(subject) ? 'warning' : 'critical',
      // Of the time of the scrape, so that a slow Prometheus does not make the head look old. kona-node gives no time.
      expr: client === 'op-node' ? `timestamp(${head}) - ${head} > ${limit}` : unchanged(series('kona_node_block_labels', { namespace, job, chain, label: 'unsafe' }), Math.max(limit, 2 * MINUTE)),
      for: isBackup(subject) ? 5 * MINUTE : MINUTE,
      description: `{{ $labels.job }} {{ $labels.pod }} has had no new block for more than ${thresholds.unsafeHeadAge} blocks of ${blockTime} s (${spoken(limit)}).`,
    }];
  },
};
