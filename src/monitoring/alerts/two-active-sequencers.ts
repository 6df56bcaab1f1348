import type { Alert } from './alert';
import { series } from '../promql';
import type { NodeSubject } from '../subject';

const MINUTE = 60;

/** How many nodes of the chain build blocks. */
export const activeSequencers = ({ chain }: NodeSubject): string => `sum by (chain) (${series('op_node_default_sequencer_active', { chain })})`;

/** Two build blocks, and the chain forks with each. */
export const twoActiveSequencers: Alert<NodeSubject> = {
  name: 'OpStackTwoActiveSequencers',
  summary: 'Several sequencers of chain {{ $labels.chain }} are active',
  rules: ({ subject, numbers: { blockTime } }) =>
    !subject.sequencing || subject.client !== 'op-node' ? [] : [{
      severity: 'critical',
      expr: `${activeSequencers(subject)} > 1`,
      for: MINUTE,
      description: `{{ $value }} op-nodes of chain {{ $labels.chain }} build blocks at once, two for every ${blockTime} s: those of one of them will be lost.`,
    }],
};
