import { defineMetrics } from './facts';

const reth = 'paradigmxyz/reth: metrics of crates/blockchain-tree, net, transaction-pool, stages, storage/db';
const geth = 'ethereum/go-ethereum: core/blockchain.go, p2p/metrics.go, core/txpool/legacypool/legacypool.go';

/** op-reth's own: those of reth, and a few that it adds. */
export const opRethMetrics = defineMetrics({
  reth_blockchain_tree_canonical_chain_height: { component: 'op-reth', type: 'gauge', labels: [], what: 'number of the newest block', source: reth },
  reth_network_connected_peers: { component: 'op-reth', type: 'gauge', labels: [], what: 'peers', source: reth },
  reth_transaction_pool_pending_pool_transactions: { component: 'op-reth', type: 'gauge', labels: [], what: 'transactions that can run', source: reth },
  reth_transaction_pool_queued_pool_transactions: { component: 'op-reth', type: 'gauge', labels: [], what: 'transactions that wait for others', source: reth },
  reth_sync_checkpoint: { component: 'op-reth', type: 'gauge', labels: ['stage'], what: 'block that a stage of the sync has come to', source: reth },
  reth_db_table_size: { component: 'op-reth', type: 'gauge', labels: ['table'], what: 'size of a table, bytes', source: reth },
  reth_chain_head_gas_used: { component: 'op-reth', type: 'gauge', labels: [], since: 'v2.4.4', what: 'gas used in the newest block', source: 'release notes of op-reth v2.4.4' },
});

/** op-geth's own: those of geth. */
export const opGethMetrics = defineMetrics({
  chain_head_block: { component: 'op-geth', type: 'gauge', labels: [], what: 'number of the newest block', source: geth },
  chain_head_finalized: { component: 'op-geth', type: 'gauge', labels: [], what: 'number of the finalized block', source: geth },
  p2p_peers: { component: 'op-geth', type: 'gauge', labels: [], what: 'peers', source: geth },
  txpool_pending: { component: 'op-geth', type: 'gauge', labels: [], what: 'transactions that can run', source: geth },
  txpool_queued: { component: 'op-geth', type: 'gauge', labels: [], what: 'transactions that wait for others', source: geth },
});
