import type { Dashboard } from './model';
import { graph } from './panels';
import { by, hourly, POD, query, rate } from './queries';
import { executionPeers } from './sections/peers';
import { resources } from './sections/resources';

const P95 = { quantile: '0.95' } as const;

/** The execution client. */
export const opReth: Dashboard = {
  name: 'op-reth',
  description: 'The execution client: blocks, transactions that wait, peers, calls, and the size of its database.',
  sections: (context) => [
    {
      title: 'Blocks',
      panels: [
        graph('Newest block', 'locale', 'Of the canonical chain.', [query('reth_blockchain_tree_canonical_chain_height', {}, POD)]),
        graph('Stages of the sync', 'locale', 'The block that each has come to; while a node catches up they run one after another.', [query('reth_sync_checkpoint', {}, '{{pod}} {{stage}}')]),
        graph('Gas of the newest block', 'si:gas', 'At the gas limit blocks are full.', [query('reth_chain_head_gas_used', {}, POD)]),
        graph('Base fee', 'si:wei', 'Of the newest block.', [query('reth_chain_head_basefee', {}, POD)]),
        graph('Gas by time', 'si:gas/s', 'Gas of the newest block by the time that it took.', [query('reth_sync_execution_gas_per_second', {}, POD)]),
        graph('Time of the newest block', 's', `Of the ${context.numbers.blockTime} s of a block: its transactions, and the wait for its state root.`, [
          query('reth_sync_execution_execution_duration', {}, '{{job}} {{pod}} transactions'),
          query('reth_sync_block_validation_state_root_duration', {}, '{{job}} {{pod}} state root'),
        ]),
        graph('Time to write', 's', 'Five of 100 writes of blocks to the database take longer.', [query('reth_consensus_engine_beacon_persistence_duration', P95, POD)]),
      ],
    },
    {
      title: 'Engine',
      panels: [
        graph('Calls of the consensus client', 'ops', 'Blocks that it gave, and heads that it set.', [
          query('reth_consensus_engine_beacon_new_payload_messages', {}, '{{job}} {{pod}} blocks', rate),
          query('reth_consensus_engine_beacon_forkchoice_updated_messages', {}, '{{job}} {{pod}} heads', rate),
        ]),
        graph('Reorganizations in an hour', 'short', 'A chain with one sequencer has none, but when L1 has one.', [query('reth_blockchain_tree_reorgs', {}, POD, by('sum', ['job', 'pod'], hourly))]),
      ],
    },
    {
      title: 'Transactions and peers',
      panels: [
        graph('Transactions that wait', 'short', 'Pending ones could be in the next block, the others lack a lower base fee or another transaction of their account.', [
          query('reth_transaction_pool_pending_pool_transactions', {}, '{{pod}} pending'),
          query('reth_transaction_pool_basefee_pool_transactions', {}, '{{pod}} base fee'),
          query('reth_transaction_pool_queued_pool_transactions', {}, '{{pod}} queued'),
        ]),
        executionPeers(),
      ],
    },
    {
      title: 'RPC',
      panels: [
        graph('Calls', 'ops', 'By method.', [query('reth_rpc_server_calls_started_total', {}, '{{method}}', by('sum', ['method'], rate))]),
        graph('Failed calls', 'ops', 'By method; wrong calls of users are among them.', [query('reth_rpc_server_calls_failed_total', {}, '{{method}}', by('sum', ['method'], rate))]),
      ],
    },
    {
      title: 'Database',
      panels: [
        graph('Tables', 'bytes', 'By table.', [query('reth_db_table_size', {}, '{{pod}} {{table}}', by('sum', ['pod', 'table']))]),
        graph('Files of old blocks', 'bytes', 'By segment.', [query('reth_static_files_segment_size', {}, '{{pod}} {{segment}}', by('sum', ['pod', 'segment']))]),
      ],
    },
    resources(context, 'op-reth'),
  ],
};
