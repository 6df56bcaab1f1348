/** Block references; `type` names the block, and `layer` l1_origin holds the L1 origin of an L2 block. */
export const references = {
  refs_number: { type: 'gauge', labels: ['layer', 'type'], what: 'number of a block', source: 'op-service/metrics/ref_metrics.go' },
  refs_time: { type: 'gauge', labels: ['layer', 'type'], what: 'timestamp of a block, seconds since 1970', source: 'op-service/metrics/ref_metrics.go' },
} as const;

/** Calls to other programs; `rpc` names the client, since the releases of April 2025. Answers are counted by error, `<nil>` for none; a call without any answer is only among the requests. */
export const rpcClient = {
  rpc_client_requests_total: { type: 'counter', labels: ['rpc', 'method'], what: 'calls made', source: 'op-service/metrics/rpc_metrics.go' },
  rpc_client_responses_total: { type: 'counter', labels: ['rpc', 'method', 'error'], what: 'answers received', source: 'op-service/metrics/rpc_metrics.go' },
  rpc_client_request_duration_seconds: { type: 'histogram', labels: ['rpc', 'method'], what: 'time that calls took, seconds', source: 'op-service/metrics/rpc_metrics.go' },
} as const;

/** Servers of calls. */
export const rpcServer = {
  rpc_server_requests_total: { type: 'counter', labels: ['rpc', 'method'], what: 'calls served', source: 'op-service/metrics/rpc_metrics.go' },
  rpc_server_request_duration_seconds: { type: 'histogram', labels: ['rpc', 'method'], what: 'time that calls took to serve, seconds', source: 'op-service/metrics/rpc_metrics.go' },
} as const;

/** L1 transactions. */
export const transactions = {
  txmgr_tx_fee_gwei_total: { type: 'counter', labels: [], what: 'fees paid, gwei', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_tx_gas_bump: { type: 'gauge', labels: [], what: 'times the last transaction had to be sent again for more', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_tx_confirmed_latency_ms: { type: 'gauge', labels: [], what: 'time until the last transaction was confirmed, milliseconds', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_pending_txs: { type: 'gauge', labels: [], what: 'transactions without a receipt', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_tx_publish_error_count: { type: 'counter', labels: ['error'], what: 'transactions that the L1 endpoint refused', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_rpc_error_count: { type: 'counter', labels: [], what: 'calls to the L1 endpoint that failed', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_confirm_total: { type: 'counter', labels: ['status'], what: 'transactions confirmed', source: 'op-service/txmgr/metrics/tx_metrics.go' },
  txmgr_last_confirm_unix: { type: 'gauge', labels: ['status'], what: 'time of the last confirmation, seconds since 1970', source: 'op-service/txmgr/metrics/tx_metrics.go' },
} as const;

/** The account that pays for the L1 transactions. */
export const account = {
  balance: { type: 'gauge', labels: [], what: 'balance of the signer on L1, ether', source: 'op-service/metrics/balance.go' },
} as const;

/** What every Go service says of itself. */
export const service = {
  info: { type: 'gauge', labels: ['version'], what: '1, by version', source: 'metrics/metrics.go' },
  up: { type: 'gauge', labels: [], what: '1 once the program has started', source: 'metrics/metrics.go' },
} as const;
