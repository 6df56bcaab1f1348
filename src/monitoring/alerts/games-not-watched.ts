import type { Alert } from './alert';
import { series } from '../promql';
import type { DisputeMonSubject } from '../subject';

const HALF_AN_HOUR = 1800;

/** Games that are not looked at: none of the other alerts can fire for them. */
export const gamesNotWatched: Alert<DisputeMonSubject> = {
  name: 'OpStackGamesNotWatched',
  summary: '{{ $labels.job }} cannot look at all games',
  rules: ({ subject: { namespace, job, chain } }) => [{
    severity: 'warning',
    expr: `${series('op_dispute_mon_failed_games', { namespace, job, chain })} > 0`,
    for: HALF_AN_HOUR,
    description: '{{ $labels.job }} could not look at {{ $value | humanize }} games for 30 min: its L1 endpoint or its nodes do not answer, or a game is of a type that it does not know.',
  }],
};
