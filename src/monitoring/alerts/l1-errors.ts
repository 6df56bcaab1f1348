import type { Alert } from './alert';
import { percent } from './wording';
import { failureShare, series } from '../promql';
import type { NodeSubject } from '../subject';

const TEN_MINUTES = 600;
/** Everything but the engine API; a batch is counted by what is in it. */
export const L1_METHODS = { differs: 'engine_.+|<batch>' } as const;

/** The L1 endpoint refuses, or does not answer. */
export const l1Errors: Alert<NodeSubject> = {
  name: 'OpStackL1Errors',
  summary: 'The L1 endpoint of {{ $labels.job }} fails',
  rules: ({ subject: { namespace, job, chain, client }, thresholds }) => {
    if (client !== 'op-node') return [];
    const calls = { namespace, job, chain, method: L1_METHODS };
    return [{
      severity: 'warning',
      // A block that is not there yet is asked for all the time.
      expr: `${failureShare(series('op_node_default_rpc_client_requests_total', calls), series('op_node_default_rpc_client_responses_total', { ...calls, error: { matches: '<nil>|<not found>' } }), ['namespace', 'job', 'chain', 'pod'])} > ${thresholds.l1Errors}`,
      for: TEN_MINUTES,
      description: `More than ${percent(thresholds.l1Errors)} of the calls of {{ $labels.job }} {{ $labels.pod }} to L1 fail: rate limit, key, or provider. Without L1 the safe head stands still.`,
    }];
  },
};
