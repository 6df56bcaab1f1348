import type { Dashboard } from './model';
import { graph } from './panels';
import { hourly, POD, query, rate } from './queries';
import { executionPeers } from './sections/peers';
import { resources } from './sections/resources';

const P95 = { quantile: '0.95' } as const;

/** The execution client in Go. */
export const opGeth: Dashboard = {
  name: 'op-geth',
  description: 'The execution client: blocks, transactions that wait, peers, calls, and the size of its database.',
  sections: (context) => [
    {
      title: 'Blocks',
      panels: [
        graph('Newest blocks', 'locale', 'Newest, safe and finalized.', [
          query('chain_head_block', {}, '{{job}} {{pod}} newest'),
          query('chain_head_safe', {}, '{{job}} {{pod}} safe'),
          query('chain_head_finalized', {}, '{{job}} {{pod}} finalized'),
        ]),
        graph('Time of a block', 'ns', `Of the ${context.numbers.blockTime} s of a block; five of 100 take longer.`, [
          query('chain_inserts', P95, '{{job}} {{pod}} whole'),
          query('chain_execution', P95, '{{job}} {{pod}} transactions'),
        ]),
        graph('Reorganizations in an hour', 'short', 'A chain with one sequencer has none, but when L1 has one.', [query('chain_reorg_executes', {}, POD, hourly)]),
      ],
    },
    {
      title: 'Transactions and peers',
      panels: [
        graph('Transactions that wait', 'short', 'Pending ones could be in the next block, queued ones lack another of their account.', [query('txpool_pending', {}, '{{pod}} pending'), query('txpool_queued', {}, '{{pod}} queued')]),
        executionPeers(),
        graph('Traffic with peers', 'Bps', 'By direction.', [query('p2p_ingress', {}, '{{pod}} in', rate), query('p2p_egress', {}, '{{pod}} out', rate)]),
      ],
    },
    {
      title: 'RPC and database',
      panels: [
        graph('Calls', 'ops', 'Answered well or not.', [query('rpc_requests', {}, '{{pod}} calls', rate), query('rpc_failure', {}, '{{pod}} failed', rate)]),
        graph('Database', 'bytes', 'Without the files of old blocks.', [query('eth_db_chaindata_disk_size', {}, POD)]),
      ],
    },
    resources(context, 'op-geth'),
  ],
};
