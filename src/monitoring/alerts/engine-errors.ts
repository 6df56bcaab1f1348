import type { Alert } from './alert';
import { percent } from './wording';
import { failureShare, series } from '../promql';
import type { NodeSubject } from '../subject';

const FIVE_MINUTES = 300;

/** The execution client refuses or does not answer what the consensus client asks. */
export const engineErrors: Alert<NodeSubject> = {
  name: 'OpStackEngineErrors',
  summary: 'The execution client of {{ $labels.job }} fails its consensus client',
  rules: ({ subject: { namespace, job, chain, client }, thresholds }) => {
    if (client !== 'op-node') return [];
    const calls = { namespace, job, chain, method: { matches: 'engine_.+' } };
    return [{
      severity: 'critical',
      expr: `${failureShare(series('op_node_default_rpc_client_requests_total', calls), series('op_node_default_rpc_client_responses_total', { ...calls, error: '<nil>' }), ['namespace', 'job', 'chain', 'pod'])} > ${thresholds.engineErrors}`,
      for: FIVE_MINUTES,
      description: `More than ${percent(thresholds.engineErrors)} of the engine calls of {{ $labels.job }} {{ $labels.pod }} fail: its execution client is down, out of step, or without the method.`,
    }];
  },
};
