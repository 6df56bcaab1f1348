import type { Alert } from './alert';
import { series } from '../promql';
import type { DisputeMonSubject } from '../subject';

const FIVE_MINUTES = 300;

/** The contract that keeps the bonds owes more than it has. */
export const bondsNotCovered: Alert<DisputeMonSubject> = {
  name: 'OpStackBondsNotCovered',
  summary: 'Bonds of chain {{ $labels.chain }} are not covered',
  rules: ({ subject: { namespace, job, chain } }) => [{
    severity: 'critical',
    expr: `${series('op_dispute_mon_bond_collateral_required', { namespace, job, chain, balance: 'insufficient' })} > 0`,
    for: FIVE_MINUTES,
    description: 'The DelayedWETH at {{ $labels.delayedWETH }} owes {{ $value | humanize }} ether of bonds and credits, which is more than it has: somebody took out what is not theirs.',
  }],
};
