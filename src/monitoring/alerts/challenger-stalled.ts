import type { Alert } from './alert';
import { percent, spoken } from './wording';
import { series, unchanged } from '../promql';
import type { ChallengerSubject } from '../subject';

const FIVE_MINUTES = 300;

/** The challenger looks at no games, and the clock runs. */
export const challengerStalled: Alert<ChallengerSubject> = {
  name: 'OpStackChallengerStalled',
  summary: '{{ $labels.job }} looks at no games',
  rules: ({ subject: { namespace, job, chain }, thresholds: { challengeClock, challengerIdle } }) => {
    const clock = challengeClock.toSeconds();
    const window = Math.max(FIVE_MINUTES, Math.ceil(challengerIdle * clock));
    return [{
      severity: 'critical',
      expr: unchanged(series('op_challenger_highest_acted_l1_block', { namespace, job, chain }), window),
      for: FIVE_MINUTES,
      description: `{{ $labels.job }} has come to no new L1 block for ${spoken(window)}, ${percent(window / clock)} of the ${spoken(clock)} that it has for all its moves in a game. A game whose clock ends unanswered is lost.`,
    }];
  },
};
