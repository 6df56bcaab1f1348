import type { Alert } from './alert';
import { windowPart } from './common';
import { lag } from './head-lag';
import { spoken } from './wording';
import { L1_BLOCK_SECONDS } from '../../network';
import type { NodeSubject } from '../subject';

const FIVE_MINUTES = 300;

/** L1 does not finalize, or the node does not see it: withdrawals and deposits to exchanges wait. */
export const finalizedHeadLag: Alert<NodeSubject> = {
  name: 'OpStackFinalizedHeadLag',
  summary: 'The finalized head of {{ $labels.job }} lags behind',
  rules: (context) => {
    const { numbers, thresholds } = context;
    const { safeLagWarning, finalityBlocks } = thresholds;
    const blocks = windowPart(numbers, thresholds, safeLagWarning) + finalityBlocks;
    return [{
      severity: 'warning',
      expr: lag(context, 'finalized', blocks),
      for: FIVE_MINUTES,
      description: `The finalized head of {{ $labels.job }} {{ $labels.pod }} is more than ${blocks} L1 blocks (${spoken(blocks * L1_BLOCK_SECONDS)}) old: ${blocks - finalityBlocks} that the safe head may lag, and ${finalityBlocks} for L1 to finalize.`,
    }];
  },
};
