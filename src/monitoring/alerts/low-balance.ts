import type { Alert } from './alert';
import { signerMetrics } from './signer-metrics';
import { series } from '../promql';
import type { SignerSubject } from '../subject';

const FIVE_MINUTES = 300;

/** The account will soon not be able to pay. */
export const lowBalance: Alert<SignerSubject> = {
  name: 'OpStackLowBalance',
  summary: 'The account of {{ $labels.job }} runs out of ether',
  rules: ({ subject: { kind, namespace, job, chain }, thresholds }) => {
    const { balance, limit } = signerMetrics[kind];
    return [{
      severity: 'critical',
      expr: `${series(balance, { namespace, job, chain })} < ${thresholds[limit]}`,
      for: FIVE_MINUTES,
      description: `The account of {{ $labels.job }} has {{ $value | humanize }} ether on L1, less than ${thresholds[limit]}. Without any the ${kind} stops.`,
    }];
  },
};
