import { defineMetrics } from './facts';

/** kona-node's own. */
export const konaNodeMetrics = defineMetrics({
  kona_node_block_labels: { component: 'kona-node', type: 'gauge', labels: ['label'], what: 'number of the unsafe, local-safe, safe or finalized block', source: 'rust/kona/crates/node/engine/src/metrics/mod.rs' },
  kona_node_swarm_peer_count: { component: 'kona-node', type: 'gauge', labels: [], what: 'gossip peers', source: 'rust/kona/crates/node/gossip/src/metrics.rs' },
  kona_node_derivation_l1_origin: { component: 'kona-node', type: 'gauge', labels: [], what: 'L1 block that derivation has come to', source: 'rust/kona/crates/node/service/src/metrics.rs' },
  kona_node_derivation_critical_errors: { component: 'kona-node', type: 'counter', labels: [], what: 'derivation errors that stop the node', source: 'rust/kona/crates/node/service/src/metrics.rs' },
});
