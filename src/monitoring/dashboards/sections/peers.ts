import type { Panel } from '../model';
import { graph } from '../panels';
import { POD, query } from '../queries';

/** Gossip peers of the consensus clients. */
export const gossipPeers = (): Panel =>
  graph('Gossip peers', 'short', 'Without any, new blocks neither reach the node nor leave it.', [query('op_node_default_p2p_peer_count', {}, POD), query('kona_node_swarm_peer_count', {}, POD)], ['red', [1, 'green']]);

/** Peers of the execution clients. */
export const executionPeers = (): Panel =>
  graph('Peers of the execution clients', 'short', 'They give transactions, and blocks to a node that catches up.', [query('reth_network_connected_peers', {}, POD), query('p2p_peers', {}, POD)]);
