import type { Alert } from './alert';
import { series } from '../promql';
import type { DisputeMonSubject } from '../subject';

const FIVE_MINUTES = 300;

/** A game has ended in favour of a claim that the node knows to be false. */
export const wrongGameResult: Alert<DisputeMonSubject> = {
  name: 'OpStackWrongGameResult',
  summary: 'A dispute game of chain {{ $labels.chain }} ended wrongly',
  rules: ({ subject: { namespace, job, chain } }) => [{
    severity: 'critical',
    expr: `sum by (chain, job) (${series('op_dispute_mon_games_agreement', { namespace, job, chain, completion: 'complete', result_correctness: 'incorrect' })}) > 0`,
    for: FIVE_MINUTES,
    description: '{{ $value | humanize }} games have ended against what the node of {{ $labels.job }} says. Withdrawals can be proved against a false root until the guardian blacklists the game.',
  }],
};
