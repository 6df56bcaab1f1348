import type { Alert, AlertRule } from './alert';
import { spoken } from './wording';

/** A version that was accepted cannot follow a hardfork that is scheduled. Static: it looks at the clock and at no metric. */
export const forkNotCovered: Alert = {
  name: 'OpStackForkNotCovered',
  summary: '{{ $labels.program }} cannot follow the hardfork {{ $labels.fork }}',
  rules: ({ subject: { job, uncovered }, thresholds }) => {
    const notice = thresholds.forkNotice.toSeconds();
    return uncovered.flatMap(({ component, version, fork = '', forkTime = 0, message, hint }): AlertRule[] => {
      const labels = { job, program: component, fork };
      const description = `${message}. ${hint}. Version: ${version ?? 'unknown'}.`;
      const day = new Date(forkTime * 1000).toISOString().slice(0, 10);
      const late: AlertRule = { severity: 'critical', expr: `vector(time()) >= ${forkTime}`, for: 0, labels, description: `${description} It is active since ${day}.` };
      if (forkTime === 0) return [{ ...late, description: `${description} It is active from genesis.` }];
      return [
        { ...late, severity: 'warning', expr: `vector(time()) >= ${Math.max(0, forkTime - notice)} < ${forkTime}`, description: `${description} It activates on ${day}; this comes ${spoken(notice)} before.` },
        late,
      ];
    });
  },
};
