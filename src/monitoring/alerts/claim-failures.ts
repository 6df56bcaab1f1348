import type { Alert } from './alert';
import { series } from '../promql';
import type { ChallengerSubject } from '../subject';

/** Bonds stay in the games. */
export const claimFailures: Alert<ChallengerSubject> = {
  name: 'OpStackClaimFailures',
  summary: '{{ $labels.job }} cannot claim its bonds',
  rules: ({ subject: { namespace, job, chain } }) => [{
    severity: 'warning',
    expr: `increase(${series('op_challenger_claim_failures', { namespace, job, chain })}[1h]) > 0`,
    for: 0,
    description: '{{ $labels.job }} failed {{ $value | humanize }} times in the last hour to claim the bonds of resolved games; its balance shrinks by them.',
  }],
};
