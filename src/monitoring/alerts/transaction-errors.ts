import type { Alert } from './alert';
import { signerMetrics } from './signer-metrics';
import { series } from '../promql';
import type { SignerSubject } from '../subject';

/** The L1 endpoint fails a service that sends transactions. */
export const transactionErrors: Alert<SignerSubject> = {
  name: 'OpStackTransactionErrors',
  summary: '{{ $labels.job }} has trouble sending L1 transactions',
  rules: ({ subject: { kind, namespace, job, chain }, thresholds }) => [{
    severity: 'warning',
    expr: `increase(${series(signerMetrics[kind].rpcErrors, { namespace, job, chain })}[15m]) > ${thresholds.transactionErrors}`,
    for: 0,
    description: `{{ $value | humanize }} calls of {{ $labels.job }} to the L1 endpoint failed in 15 min while it sent transactions; up to ${thresholds.transactionErrors} are let pass.`,
  }],
};
