import type { SignerSubject } from '../subject';

/** Names that the services have in common under prefixes of their own. */
export const signerMetrics = {
  batcher: { balance: 'op_batcher_default_balance', rpcErrors: 'op_batcher_default_txmgr_rpc_error_count', limit: 'batcherBalance' },
  proposer: { balance: 'op_proposer_default_balance', rpcErrors: 'op_proposer_default_txmgr_rpc_error_count', limit: 'proposerBalance' },
  challenger: { balance: 'op_challenger_balance', rpcErrors: 'op_challenger_txmgr_rpc_error_count', limit: 'challengerBalance' },
} as const satisfies Record<SignerSubject['kind'], object>;
