import { signerMetrics } from '../../alerts/signer-metrics';
import type { SignerSubject } from '../../subject';
import type { DashboardContext, Panel, Query, Section } from '../model';
import { graph, notBelow, rather, stat } from '../panels';
import { by, hourly, POD, query, rate } from '../queries';

type Signer = SignerSubject['kind'];

const PREFIX = { batcher: 'op_batcher_default', proposer: 'op_proposer_default', challenger: 'op_challenger' } as const satisfies Record<Signer, string>;

/** What an account still has. */
export const balance = ({ thresholds }: DashboardContext, kind: Signer): Panel =>
  stat(`Balance of the ${kind}`, 'suffix: ETH', `On L1; without any the ${kind} stops. An alert fires below ${thresholds(kind)[signerMetrics[kind].limit]}.`, [query(signerMetrics[kind].balance, {}, '{{job}}')], notBelow(thresholds(kind)[signerMetrics[kind].limit]));

/** Fees that an account pays, at the pace of now. */
export const fees = (kind: Signer): Query => query(`${PREFIX[kind]}_txmgr_tx_fee_gwei_total`, {}, '{{job}}', (paid) => `sum by (job) (${rate(paid)}) * 86400 / 1000000000`);

/** L1 transactions of one service. */
export function account(context: DashboardContext, kind: Signer): Section {
  const prefix = PREFIX[kind];
  return {
    title: 'L1 transactions',
    panels: [
      graph('Balance', 'suffix: ETH', 'On L1.', [query(signerMetrics[kind].balance, {}, POD)], notBelow(context.thresholds(kind)[signerMetrics[kind].limit])),
      graph('Fees', 'suffix: ETH/day', 'At the pace of now.', [fees(kind)]),
      graph('Time to confirm', 'ms', 'Of the last transaction.', [query(`${prefix}_txmgr_tx_confirmed_latency_ms`, {}, POD)]),
      graph('Transactions without a receipt', 'short', 'Some while there is something to send; a number that only grows is stuck.', [query(`${prefix}_txmgr_pending_txs`, {}, POD)]),
      graph('Sent again for more', 'short', 'How often the last transaction was.', [query(`${prefix}_txmgr_tx_gas_bump`, {}, POD)]),
      graph('Failed calls in 15 min', 'short', 'To L1, while sending.', [query(signerMetrics[kind].rpcErrors, {}, POD, (errors) => `increase(${errors}[15m])`)], rather(context.thresholds(kind).transactionErrors)),
      graph('Refused in an hour', 'short', 'Transactions that the L1 endpoint did not take, by error.', [query(`${prefix}_txmgr_tx_publish_error_count`, {}, '{{job}} {{error}}', by('sum', ['job', 'error'], hourly))]),
      graph('Time since the last confirmation', 's', 'By status: success, or failed.', [query(`${prefix}_txmgr_last_confirm_unix`, {}, '{{job}} {{status}}', (confirmed) => `time() - ${confirmed}`)]),
      graph('Confirmed in an hour', 'short', 'By status: success, or failed.', [query(`${prefix}_txmgr_confirm_total`, {}, '{{job}} {{status}}', by('sum', ['job', 'status'], hourly))]),
    ],
  };
}
