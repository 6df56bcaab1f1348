import type { Alert } from './alert';
import { isBackup } from './common';
import { series } from '../promql';

const FIVE_MINUTES = 300;

/** A metrics endpoint does not answer, or is not there any more. */
export const targetDown: Alert = {
  name: 'OpStackTargetDown',
  summary: '{{ $labels.job }} does not answer Prometheus',
  rules: ({ subject }) => {
    const { namespace, job, chain } = subject;
    const up = series('up', { namespace, job, chain });
    return [{
      severity: isBackup(subject) ? 'warning' : 'critical',
      expr: `${up} == 0 or absent(${up})`,
      for: FIVE_MINUTES,
      description: `No metrics of {{ $labels.job }} {{ $labels.pod }} for 5 min: the ${subject.role} is down, or Prometheus does not reach it. None of its other alerts can fire.`,
    }];
  },
};
