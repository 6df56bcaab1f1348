import type { Dashboard } from './model';
import { graph, notAbove, rather } from './panels';
import { by, chosen, hourly, POD, query, rate, slowest } from './queries';
import { engine, l1Endpoint } from './sections/calls';
import { finalizedLag, headAge, heads, pace, safeLag } from './sections/chain';
import { gossipPeers } from './sections/peers';
import { resources } from './sections/resources';

/** The consensus client. */
export const opNode: Dashboard = {
  name: 'op-node',
  description: 'The consensus client: heads, derivation, sequencing, gossip, and what it asks of the execution client and of L1.',
  sections: (context) => [
    { title: 'Heads', panels: [heads(), headAge(context), pace(context), safeLag(context), finalizedLag(context)] },
    {
      title: 'Derivation',
      panels: [
        graph('L1 blocks behind', 'suffix: blocks', 'Between the head of L1 and what was derived.', [
          query('op_node_default_refs_number', { layer: 'l1', type: 'l1_head' }, POD, (head) => `${head} - ignoring (type) ${chosen('op_node_default_refs_number', { layer: 'l1', type: 'l1_derived' })}`),
        ], rather(context.thresholds('node').derivationLag)),
        graph('Idle', 'short', '1 while all of L1 that was given has been read, which is usual between L1 blocks.', [query('op_node_default_derivation_idle', {}, POD)]),
        graph('Errors and resets in an hour', 'short', 'A reset begins anew from a block that is sure; L1 reorganizations make some.', [
          query('op_node_default_derivation_errors_total', {}, '{{job}} errors', hourly),
          query('op_node_default_pipeline_resets_total', {}, '{{job}} resets', hourly),
        ]),
        graph('Unsafe blocks that wait', 'suffix: blocks', 'For their parents; many while a node catches up.', [query('op_node_default_unsafe_payloads_buffer_len', {}, POD)]),
        graph('Depth of L1 reorganizations', 'suffix: blocks', 'Five of 100 are deeper.', [slowest('op_node_default_l1_reorg_depth', {}, '{{job}}', ['job'])]),
      ],
    },
    {
      title: 'Sequencing',
      panels: context.sequencing ? [
        graph('Active', 'short', '1 while it builds blocks.', [query('op_node_default_sequencer_active', {}, POD)]),
        graph('Late blocks', 's', 'What building takes longer than a block time, in 5 of 100.', [slowest('op_node_default_sequencer_building_diff_seconds', {}, '{{job}}', ['job'])]),
        graph('Sealing', 's', 'Five of 100 blocks take longer.', [slowest('op_node_default_sequencer_sealing_seconds', {}, '{{job}}', ['job'])], notAbove(context.numbers.blockTime)),
        graph('Transactions', 'ops', 'Put into blocks, by type.', [query('op_node_default_transactions_sequenced_total', {}, '{{job}} {{type}}', by('sum', ['job', 'type'], rate))]),
        graph('Errors in an hour', 'short', 'Of block building.', [query('op_node_default_sequencing_errors_total', {}, POD, hourly)]),
      ] : [],
    },
    {
      title: 'Gossip',
      panels: [
        gossipPeers(),
        graph('Bandwidth', 'Bps', 'By direction.', [query('op_node_default_p2p_bandwidth_bytes_total', {}, '{{job}} {{direction}}', by('sum', ['job', 'direction'], rate))]),
      ],
    },
    engine(context),
    l1Endpoint(context),
    {
      title: 'Its own RPC',
      panels: [
        graph('Calls served', 'ops', 'By method.', [query('op_node_default_rpc_server_requests_total', {}, '{{method}}', by('sum', ['method'], rate))]),
        graph('Slow calls', 's', 'Five of 100 calls take longer.', [slowest('op_node_default_rpc_server_request_duration_seconds', {}, '{{method}}', ['method'])]),
      ],
    },
    resources(context, 'op-node'),
  ],
};
