import type { Dashboard } from './model';
import { graph, notAbove } from './panels';
import { hourly, POD, query } from './queries';
import { finalizedLag, heads, pace, safeLag } from './sections/chain';
import { gossipPeers } from './sections/peers';
import { resources } from './sections/resources';

/** The consensus client in Rust, which tells less than op-node. */
export const konaNode: Dashboard = {
  name: 'kona-node',
  description: 'The consensus client: heads, derivation and gossip.',
  sections: (context) => [
    { title: 'Heads', panels: [heads(), pace(context), safeLag(context), finalizedLag(context)] },
    {
      title: 'Derivation and gossip',
      panels: [
        graph('L1 block that derivation has come to', 'locale', 'Rises with L1.', [query('kona_node_derivation_l1_origin', {}, POD)]),
        graph('Critical errors in an hour', 'short', 'Each stops the node.', [query('kona_node_derivation_critical_errors', {}, POD, hourly)], notAbove(1)),
        gossipPeers(),
      ],
    },
    resources(context, 'kona-node'),
  ],
};
