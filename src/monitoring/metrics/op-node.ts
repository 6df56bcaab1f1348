import { defineMetrics, withPrefix } from './facts';
import { references, rpcClient, rpcServer, service } from './shared';

const source = 'op-node/metrics/metrics.go';

/** op-node's own. `type` of a reference: l1_head, l1_safe, l1_finalized, l1_derived; l2_unsafe, l2_safe, l2_finalized. */
export const opNodeMetrics = {
  ...withPrefix('op_node_default', 'op-node', { ...references, ...rpcClient, ...rpcServer, ...service }),
  ...defineMetrics({
    op_node_default_derivation_idle: { component: 'op-node', type: 'gauge', labels: [], what: '1 while the pipeline has read all of L1 that it was given', source },
    op_node_default_derivation_errors_total: { component: 'op-node', type: 'counter', labels: [], what: 'derivation errors', source },
    op_node_default_pipeline_resets_total: { component: 'op-node', type: 'counter', labels: [], what: 'resets of the derivation pipeline', source },
    op_node_default_sequencer_active: { component: 'op-node', type: 'gauge', labels: [], what: '1 while it builds blocks', source },
    op_node_default_sequencing_errors_total: { component: 'op-node', type: 'counter', labels: [], what: 'errors of block building', source },
    op_node_default_sequencer_building_diff_seconds: { component: 'op-node', type: 'histogram', labels: [], what: 'time a block took to build, less the block time, seconds', source },
    op_node_default_sequencer_sealing_seconds: { component: 'op-node', type: 'histogram', labels: [], what: 'time a block took to seal, seconds', source },
    op_node_default_transactions_sequenced_total: { component: 'op-node', type: 'counter', labels: ['type'], what: 'transactions put into blocks', source },
    op_node_default_unsafe_payloads_buffer_len: { component: 'op-node', type: 'gauge', labels: [], what: 'unsafe blocks that wait for their parents', source },
    op_node_default_l1_reorg_depth: { component: 'op-node', type: 'histogram', labels: [], what: 'depth of L1 reorganizations, blocks', source },
    // The documentation's list leaves out `p2p_`.
    op_node_default_p2p_peer_count: { component: 'op-node', type: 'gauge', labels: [], what: 'gossip peers', source },
    op_node_default_p2p_bandwidth_bytes_total: { component: 'op-node', type: 'gauge', labels: ['direction'], what: 'bytes of gossip', source },
  }),
};
