import type { Alert } from './alert';
import { spoken } from './wording';
import { series } from '../promql';
import type { DisputeMonSubject } from '../subject';

/** Nobody answers the wrong side of a game. */
export const wrongSideAhead: Alert<DisputeMonSubject> = {
  name: 'OpStackWrongSideAhead',
  summary: 'A dispute game of chain {{ $labels.chain }} goes wrong',
  rules: ({ subject: { namespace, job, chain }, thresholds: { challengeClock, challengerIdle } }) => {
    const patience = Math.ceil(challengeClock.toSeconds() * challengerIdle);
    return [{
      severity: 'critical',
      expr: `sum by (chain, job) (${series('op_dispute_mon_games_agreement', { namespace, job, chain, completion: 'in_progress', result_correctness: 'incorrect' })}) > 0`,
      for: patience,
      description: `In {{ $value | humanize }} games the wrong side has been ahead for ${spoken(patience)} of the ${spoken(challengeClock.toSeconds())} on the other side's clock, and no challenger answers.`,
    }];
  },
};
