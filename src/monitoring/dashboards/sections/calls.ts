import type { DashboardContext, Panel, Query, Section } from '../model';
import { L1_METHODS } from '../../alerts/l1-errors';
import { failureShare } from '../../promql';
import { graph, notAbove, rather } from '../panels';
import { by, chosen, query, rate, slowest } from '../queries';

const ENGINE = { matches: 'engine_.+' } as const;
const WORKLOAD = ['job', 'pod'] as const;

/** Part of the calls that failed; an answer with one of these errors is a good one. */
function failed(method: typeof L1_METHODS | typeof ENGINE, good: string): Query {
  const calls = chosen('op_node_default_rpc_client_requests_total', { method });
  const answers = chosen('op_node_default_rpc_client_responses_total', { method, error: { matches: good } });
  return { metric: 'op_node_default_rpc_client_responses_total', expr: failureShare(calls, answers, WORKLOAD), legend: '{{job}} {{pod}}' };
}

/** How L1 answers op-node. */
export function l1Endpoint({ thresholds }: DashboardContext): Section {
  const { l1Errors, l1Latency } = thresholds('node');
  return {
    title: 'L1 endpoint',
    panels: [
      graph('Calls to L1', 'ops', 'By method; a provider bills and limits them.', [query('op_node_default_rpc_client_requests_total', { method: L1_METHODS }, '{{method}}', by('sum', ['method'], rate))]),
      // A block that is not there yet is asked for all the time.
      graph('Failed calls to L1', 'percentunit', 'Rate limit, key, or provider; without L1 the safe head stands still.', [failed(L1_METHODS, '<nil>|<not found>')], rather(l1Errors)),
      graph('Slow calls to L1', 's', 'Five of 100 calls take longer.', [slowest('op_node_default_rpc_client_request_duration_seconds', { method: L1_METHODS }, '{{job}} {{method}}', ['job', 'method'])], rather(l1Latency.toMilliseconds() / 1000)),
    ],
  };
}

/** How the execution client answers op-node. */
export function engine({ thresholds }: DashboardContext): Section {
  const panels: Panel[] = [
    graph('Engine calls', 'ops', 'By method.', [query('op_node_default_rpc_client_requests_total', { method: ENGINE }, '{{job}} {{method}}', by('sum', ['job', 'method'], rate))]),
    graph('Failed engine calls', 'percentunit', 'The execution client is down, out of step, or without the method.', [failed(ENGINE, '<nil>')], notAbove(thresholds('node').engineErrors)),
    graph('Slow engine calls', 's', 'Five of 100 calls take longer. What takes longer than a block time delays the chain.', [slowest('op_node_default_rpc_client_request_duration_seconds', { method: ENGINE }, '{{job}} {{method}}', ['job', 'method'])]),
  ];
  return { title: 'Execution client', panels };
}
