import type { Alert } from './alert';
import { activeSequencers } from './two-active-sequencers';
import type { NodeSubject } from '../subject';

const MINUTE = 60;

/** Nobody builds blocks. */
export const noActiveSequencer: Alert<NodeSubject> = {
  name: 'OpStackNoActiveSequencer',
  summary: 'No sequencer of chain {{ $labels.chain }} is active',
  rules: ({ subject, numbers: { blockTime } }) =>
    !subject.sequencing || subject.client !== 'op-node' ? [] : [{
      severity: 'critical',
      expr: `${activeSequencers(subject)} == 0`,
      for: MINUTE,
      description: `No op-node of chain {{ $labels.chain }} builds blocks, of which there should be one every ${blockTime} s: sequencing was stopped, or with op-conductor there is no leader.`,
    }],
};
