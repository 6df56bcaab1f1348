import type { Alert } from './alert';
import { isServed } from '../metrics';
import { series } from '../promql';
import type { BatcherSubject } from '../subject';

const TEN_MINUTES = 600;

/** More data comes in than the batcher posts. */
export const pendingBytes: Alert<BatcherSubject> = {
  name: 'OpStackPendingBytes',
  summary: 'Data piles up in {{ $labels.job }}',
  rules: ({ subject: { namespace, job, chain, version }, thresholds: { pendingBytes: limit } }) => {
    const metric = isServed('op_batcher_default_pending_da_bytes', version) ? 'op_batcher_default_pending_da_bytes' : 'op_batcher_default_pending_blocks_bytes_current';
    return [{
      severity: 'warning',
      expr: `${series(metric, { namespace, job, chain })} > ${limit}`,
      for: TEN_MINUTES,
      description: `{{ $value | humanize1024 }}B wait in {{ $labels.job }} to be posted, more than ${limit} bytes: block building is slowed, or will be.`,
    }];
  },
};
