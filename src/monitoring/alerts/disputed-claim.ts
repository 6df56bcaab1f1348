import type { Alert } from './alert';
import { spoken } from './wording';
import { series } from '../promql';
import type { ChallengerSubject } from '../subject';

/** The challenger disagrees with somebody: a proposal is wrong, or a right one is attacked. */
export const disputedClaim: Alert<ChallengerSubject> = {
  name: 'OpStackDisputedClaim',
  summary: '{{ $labels.job }} disagrees with a claim',
  rules: ({ subject: { namespace, job, chain }, thresholds: { challengeClock } }) => {
    const made = (metric: 'op_challenger_moves' | 'op_challenger_steps'): string => `increase(${series(metric, { namespace, job, chain })}[1h]) > 0`;
    return [{
      severity: 'critical',
      expr: `${made('op_challenger_moves')} or ${made('op_challenger_steps')}`,
      for: 0,
      description: `{{ $labels.job }} made {{ $value | humanize }} moves in the last hour against claims that it disagrees with. Each side of a game has ${spoken(challengeClock.toSeconds())} on its clock: find out who is right before it ends.`,
    }];
  },
};
