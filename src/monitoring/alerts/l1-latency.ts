import type { Alert } from './alert';
import { L1_METHODS } from './l1-errors';
import { spoken } from './wording';
import { buckets } from '../promql';
import type { NodeSubject } from '../subject';

const TEN_MINUTES = 600;

/** The L1 endpoint answers slowly. */
export const l1Latency: Alert<NodeSubject> = {
  name: 'OpStackL1Latency',
  summary: 'The L1 endpoint of {{ $labels.job }} is slow',
  rules: ({ subject: { namespace, job, chain, client }, thresholds }) => {
    if (client !== 'op-node') return [];
    const limit = thresholds.l1Latency.toMilliseconds() / 1000;
    return [{
      severity: 'warning',
      expr: `histogram_quantile(0.95, sum by (namespace, job, chain, pod, method, le) (rate(${buckets('op_node_default_rpc_client_request_duration_seconds', { namespace, job, chain, method: L1_METHODS })}[5m]))) > ${limit}`,
      for: TEN_MINUTES,
      description: `Five of 100 {{ $labels.method }} calls of {{ $labels.job }} {{ $labels.pod }} take longer than ${spoken(limit)}. A node that reads L1 more slowly than it grows falls behind.`,
    }];
  },
};
