import { defineMetrics } from './facts';

const tree = 'reth: crates/engine/tree/src/tree/metrics.rs';
const network = 'reth: crates/net/network/src/metrics.rs';
const pool = 'reth: crates/transaction-pool/src/metrics.rs';
const execution = 'reth: crates/evm/evm/src/metrics.rs';
const rpc = 'reth: crates/rpc/rpc-builder/src/metrics.rs';
const storage = 'reth: crates/node/metrics/src/server.rs';

/** op-reth's own, which are reth's. Its histograms are served as summaries, and its counters end in `_total` only where reth says so. */
export const opRethMetrics = defineMetrics({
  reth_blockchain_tree_canonical_chain_height: { component: 'op-reth', type: 'gauge', labels: [], what: 'number of the newest block of the canonical chain', source: tree },
  reth_blockchain_tree_reorgs: { component: 'op-reth', type: 'counter', labels: [], what: 'reorganizations of the chain', source: tree },
  reth_consensus_engine_beacon_new_payload_messages: { component: 'op-reth', type: 'counter', labels: [], what: 'blocks that the consensus client gave', source: tree },
  reth_consensus_engine_beacon_forkchoice_updated_messages: { component: 'op-reth', type: 'counter', labels: [], what: 'heads that the consensus client set', source: tree },
  reth_consensus_engine_beacon_persistence_duration: { component: 'op-reth', type: 'summary', labels: ['quantile'], what: 'time to write blocks to the database, seconds', source: tree },
  reth_sync_block_validation_state_root_duration: { component: 'op-reth', type: 'gauge', labels: [], what: 'time that the newest block waited for its state root, seconds', source: tree },
  reth_sync_checkpoint: { component: 'op-reth', type: 'gauge', labels: ['stage'], what: 'block that a stage of the sync has come to', source: 'reth: crates/stages/api/src/metrics/sync_metrics.rs' },
  reth_sync_execution_execution_duration: { component: 'op-reth', type: 'gauge', labels: [], what: 'time that the transactions of the newest block took, seconds', source: execution },
  reth_sync_execution_gas_per_second: { component: 'op-reth', type: 'gauge', labels: [], what: 'gas of the newest block by the time that it took', source: execution },
  reth_chain_head_gas_used: { component: 'op-reth', type: 'gauge', labels: [], since: 'v2.4.4', what: 'gas of the newest block', source: 'pull request 22587 of the OP monorepo' },
  reth_chain_head_basefee: { component: 'op-reth', type: 'gauge', labels: [], since: 'v2.4.4', what: 'base fee of the newest block, wei', source: 'pull request 22587 of the OP monorepo' },
  reth_network_connected_peers: { component: 'op-reth', type: 'gauge', labels: [], what: 'peers', source: network },
  reth_transaction_pool_pending_pool_transactions: { component: 'op-reth', type: 'gauge', labels: [], what: 'transactions that could be in the next block', source: pool },
  reth_transaction_pool_basefee_pool_transactions: { component: 'op-reth', type: 'gauge', labels: [], what: 'transactions that wait for a lower base fee', source: pool },
  reth_transaction_pool_queued_pool_transactions: { component: 'op-reth', type: 'gauge', labels: [], what: 'transactions that wait for another of their account', source: pool },
  reth_rpc_server_calls_started_total: { component: 'op-reth', type: 'counter', labels: ['method'], what: 'calls received', source: rpc },
  reth_rpc_server_calls_failed_total: { component: 'op-reth', type: 'counter', labels: ['method'], what: 'calls answered with an error', source: rpc },
  reth_db_table_size: { component: 'op-reth', type: 'gauge', labels: ['table'], what: 'size of a table of the database, bytes', source: storage },
  reth_static_files_segment_size: { component: 'op-reth', type: 'gauge', labels: ['segment'], what: 'size of the files of old blocks, bytes', source: storage },
});
