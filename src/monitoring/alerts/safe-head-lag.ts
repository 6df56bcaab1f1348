import type { Alert, AlertRule } from './alert';
import { windowPart } from './common';
import { lag } from './head-lag';
import { spoken } from './wording';
import { L1_BLOCK_SECONDS } from '../../network';
import type { NodeSubject } from '../subject';

const FIVE_MINUTES = 300;

/** Batches reach L1 too late: at the end of the sequencing window nodes drop the blocks that are not there. */
export const safeHeadLag: Alert<NodeSubject> = {
  name: 'OpStackSafeHeadLag',
  summary: 'The safe head of {{ $labels.job }} lags behind',
  rules: (context) => {
    const { numbers, thresholds } = context;
    const rule = (severity: AlertRule['severity'], part: number): AlertRule => {
      const blocks = windowPart(numbers, thresholds, part);
      return {
        severity,
        expr: lag(context, 'safe', blocks),
        for: FIVE_MINUTES,
        description: `The safe head of {{ $labels.job }} {{ $labels.pod }} is more than ${blocks} L1 blocks (${spoken(blocks * L1_BLOCK_SECONDS)}) old, of the ${numbers.seqWindowSize} (${spoken(numbers.seqWindowSize * L1_BLOCK_SECONDS)}) of the sequencing window. At its end every node drops the blocks that are not on L1.`,
      };
    };
    return [rule('warning', thresholds.safeLagWarning), rule('critical', thresholds.safeLagCritical)];
  },
};
