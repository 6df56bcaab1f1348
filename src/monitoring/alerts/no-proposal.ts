import type { Alert } from './alert';
import { spoken } from './wording';
import { isServed } from '../metrics';
import { series, span } from '../promql';
import type { ProposerSubject } from '../subject';

const MINUTE = 60;

/** No proposal for several intervals: withdrawals cannot be proved. */
export const noProposal: Alert<ProposerSubject> = {
  name: 'OpStackNoProposal',
  summary: '{{ $labels.job }} makes no proposals',
  rules: ({ subject: { namespace, job, chain, version, interval }, thresholds: { proposalIntervals } }) => {
    const window = proposalIntervals * interval;
    const target = { namespace, job, chain };
    const number = isServed('op_proposer_default_proposed_sequence_number', version)
      ? series('op_proposer_default_proposed_sequence_number', target)
      : series('op_proposer_default_refs_number', { ...target, layer: 'l2', type: 'proposed' });
    // A proposer sends nothing but proposals, and a version that is not known may publish no number.
    const confirmed = series('op_proposer_default_txmgr_last_confirm_unix', { ...target, status: 'success' });
    return [{
      severity: 'critical',
      expr: `max by (chain, job) (${series('op_proposer_default_up', target)} offset ${span(window)}) == 1 unless on (chain, job) (changes(${number}[${span(window)}]) > 0 or time() - ${confirmed} < ${window})`,
      for: MINUTE,
      description: `{{ $labels.job }} has proposed nothing for ${spoken(window)}, which is ${proposalIntervals} intervals of ${spoken(interval)}.`,
    }];
  },
};
