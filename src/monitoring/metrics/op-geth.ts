import { defineMetrics } from './facts';

const chain = 'op-geth: core/blockchain.go';
const p2p = 'go-ethereum: p2p/metrics.go';
const pool = 'op-geth: core/txpool/legacypool/legacypool.go';
const rpc = 'go-ethereum: rpc/metrics.go';

/**
 * op-geth's own, which are geth's: `chain/head/block` is served as `chain_head_block`, and what only grows is marked as a
 * gauge too (metrics/prometheus/collector.go).
 */
export const opGethMetrics = defineMetrics({
  chain_head_block: { component: 'op-geth', type: 'gauge', labels: [], what: 'number of the newest block', source: chain },
  chain_head_safe: { component: 'op-geth', type: 'gauge', labels: [], what: 'number of the safe block', source: chain },
  chain_head_finalized: { component: 'op-geth', type: 'gauge', labels: [], what: 'number of the finalized block', source: chain },
  chain_inserts: { component: 'op-geth', type: 'summary', labels: ['quantile'], what: 'time to take a block in, nanoseconds', source: chain },
  chain_execution: { component: 'op-geth', type: 'summary', labels: ['quantile'], what: 'time that the transactions of a block took, nanoseconds', source: chain },
  chain_reorg_executes: { component: 'op-geth', type: 'counter', labels: [], what: 'reorganizations of the chain', source: chain },
  p2p_peers: { component: 'op-geth', type: 'gauge', labels: [], what: 'peers', source: p2p },
  p2p_ingress: { component: 'op-geth', type: 'counter', labels: [], what: 'bytes received from peers', source: p2p },
  p2p_egress: { component: 'op-geth', type: 'counter', labels: [], what: 'bytes sent to peers', source: p2p },
  txpool_pending: { component: 'op-geth', type: 'gauge', labels: [], what: 'transactions that could be in the next block', source: pool },
  txpool_queued: { component: 'op-geth', type: 'gauge', labels: [], what: 'transactions that wait for another of their account', source: pool },
  rpc_requests: { component: 'op-geth', type: 'counter', labels: [], what: 'calls received', source: rpc },
  rpc_failure: { component: 'op-geth', type: 'counter', labels: [], what: 'calls answered with an error', source: rpc },
  eth_db_chaindata_disk_size: { component: 'op-geth', type: 'gauge', labels: [], what: 'size of the database, bytes', source: 'go-ethereum: ethdb/pebble/pebble.go, eth/backend.go' },
});
