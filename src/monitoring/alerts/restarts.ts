import type { Alert } from './alert';
import { series } from '../promql';

/** A container starts again and again. */
export const restarts: Alert = {
  name: 'OpStackRestarts',
  summary: '{{ $labels.container }} of {{ $labels.pod }} keeps restarting',
  rules: ({ subject: { namespace, pods }, thresholds }) => {
    const match = { namespace, pod: { matches: pods } };
    // A native sidecar, such as the execution client, is counted among the init containers.
    const counters = [series('kube_pod_container_status_restarts_total', match), series('kube_pod_init_container_status_restarts_total', match)];
    return [{
      severity: 'warning',
      expr: counters.map((counter) => `increase(${counter}[1h]) > ${thresholds.restarts}`).join(' or '),
      for: 0,
      description: `{{ $labels.container }} of {{ $labels.pod }} was started {{ $value | humanize }} times in the last hour; up to ${thresholds.restarts} are let pass.`,
    }];
  },
};
