import type { Alert } from './alert';
import { spoken } from './wording';
import { series } from '../promql';
import type { DisputeMonSubject } from '../subject';

/** Somebody proposed a root that the node does not agree with. */
export const invalidProposal: Alert<DisputeMonSubject> = {
  name: 'OpStackInvalidProposal',
  summary: 'Somebody proposed a false root for chain {{ $labels.chain }}',
  rules: ({ subject: { namespace, job, chain }, thresholds: { challengeClock } }) => {
    const clock = challengeClock.toSeconds();
    return [{
      severity: 'warning',
      // The time is 0 while there is none.
      expr: `time() - ${series('op_dispute_mon_latest_proposal', { namespace, job, chain, root_agreement: 'disagree' })} < ${clock}`,
      for: 0,
      description: `A root was proposed {{ $value | humanizeDuration }} ago that the node of {{ $labels.job }} does not agree with. A challenger has ${spoken(clock)} from then on to dispute it.`,
    }];
  },
};
