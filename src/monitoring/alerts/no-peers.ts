import type { Alert } from './alert';
import { series } from '../promql';
import type { NodeSubject } from '../subject';

const TEN_MINUTES = 600;
const METRIC = { 'op-node': 'op_node_default_p2p_peer_count', 'kona-node': 'kona_node_swarm_peer_count' } as const;

/** Nobody to take blocks from or to give them to. */
export const noPeers: Alert<NodeSubject> = {
  name: 'OpStackNoPeers',
  summary: '{{ $labels.job }} has no peers',
  rules: ({ subject: { namespace, job, chain, client, gossips, findsPeers } }) => {
    if (!gossips) return [];
    const none = `${series(METRIC[client], { namespace, job, chain })} == 0`;
    return [{
      severity: 'warning',
      // A node that nobody told of peers can only have those of its own rollup.
      expr: findsPeers ? none : `${none} and on (chain) count by (chain) (${series('op_node_default_p2p_peer_count', { chain })} or ${series('kona_node_swarm_peer_count', { chain })}) > 1`,
      for: TEN_MINUTES,
      description: '{{ $labels.job }} {{ $labels.pod }} has had no gossip peer for 10 min: new blocks neither reach it nor leave it, and it follows the chain only as far as batches are on L1.',
    }];
  },
};
