import type { Dashboard } from './model';
import { graph, notAbove, rather } from './panels';
import { by, POD, query, slowest } from './queries';
import { account } from './sections/account';
import { agreement, claimFailures, moves, proposalAge, proposals, trackedGames } from './sections/games';
import { backlog, batcherHeads, batches, channelQueue, channels, throttling, waiting } from './sections/posting';
import { resources } from './sections/resources';

/** The batcher. */
export const opBatcher: Dashboard = {
  name: 'op-batcher',
  description: 'The batcher: what waits to be posted, what is posted, and whether it can pay.',
  sections: (context) => [
    { title: 'Backlog', panels: [backlog(context), throttling(), waiting(context)] },
    { title: 'Posting', panels: [batches(), channels(), channelQueue(), batcherHeads()] },
    account(context, 'batcher'),
    resources(context, 'op-batcher'),
  ],
};

/** The proposer. */
export const opProposer: Dashboard = {
  name: 'op-proposer',
  description: 'The proposer: proposals, and whether it can pay for them.',
  sections: (context) => [{ title: 'Proposals', panels: [proposals(context), proposalAge(context)] }, account(context, 'proposer'), resources(context, 'op-proposer')],
};

/** The challenger. */
export const opChallenger: Dashboard = {
  name: 'op-challenger',
  description: 'The challenger: games, moves, provers, and whether it can pay.',
  sections: (context) => [
    {
      title: 'Games',
      panels: [
        trackedGames(), moves(), claimFailures(),
        graph('Games at work', 'short', 'Games that are being looked at now.', [query('op_challenger_inflight_games', {}, POD)]),
        graph('L1 block looked at', 'locale', 'Up to here all games were looked at; it rises with L1.', [query('op_challenger_highest_acted_l1_block', {}, POD)]),
      ],
    },
    {
      title: 'Work',
      panels: [
        graph('Workers', 'short', 'With none idle, games wait.', [query('op_challenger_executors', {}, '{{job}} {{status}}')]),
        graph('Time for a game', 's', 'Five of 100 take longer.', [slowest('op_challenger_game_act_time', {}, '{{job}}', ['job'])]),
        graph('Time of a prover', 's', 'Five of 100 take longer.', [slowest('op_challenger_vm_execution_time', {}, '{{job}} {{vm}}', ['job', 'vm'])]),
      ],
    },
    account(context, 'challenger'),
    resources(context, 'op-challenger'),
  ],
};

/** The dispute monitor. */
export const opDisputeMon: Dashboard = {
  name: 'op-dispute-mon',
  description: 'The games of everybody: whether they end as they should, and whether the bonds are covered.',
  sections: (context) => [
    {
      title: 'Games',
      panels: [
        agreement(),
        graph('Resolution', 'short', 'Games that could be resolved, and are not, lack somebody who does it.', [query('op_dispute_mon_resolution_status', {}, '{{completion}}', by('sum', ['completion']))]),
        graph('Age of the newest proposal', 's', 'By whether the node agrees with it.', [query('op_dispute_mon_latest_proposal', {}, '{{root_agreement}}', (time) => `time() - ${time}`)]),
      ],
    },
    {
      title: 'Bonds',
      panels: [
        graph('Owed', 'suffix: ETH', 'Bonds and credits, by contract; insufficient ones are not covered.', [query('op_dispute_mon_bond_collateral_required', {}, '{{delayedWETH}} {{balance}}')]),
        graph('There to pay them', 'suffix: ETH', 'By contract.', [query('op_dispute_mon_bond_collateral_available', {}, '{{delayedWETH}} {{balance}}')]),
        graph('Claims of honest actors', 'short', 'By address; an invalid one is one that they lost.', [query('op_dispute_mon_honest_actor_claims', {}, '{{honest_actor_address}} {{state}}')]),
        graph('Bonds of honest actors', 'suffix: ETH', 'By address: pending, won, lost.', [query('op_dispute_mon_honest_actor_bonds', {}, '{{honest_actor_address}} {{state}}')]),
        graph('Requests to withdraw', 'short', 'Divergent ones ask for more than is due.', [query('op_dispute_mon_withdrawal_requests', {}, '{{delayedWETH}} {{credits}}')]),
      ],
    },
    {
      title: 'Its own work',
      panels: [
        graph('Games not looked at', 'short', 'Failed ones were to be.', [query('op_dispute_mon_failed_games', {}, 'failed'), query('op_dispute_mon_ignored_games', {}, 'left out')], rather(1)),
        graph('Time since the node was asked', 's', 'Stale figures look right.', [query('op_dispute_mon_last_output_fetch', {}, '{{job}}', (time) => `time() - ${time}`)], notAbove(3600)),
        graph('Time of a round', 's', 'Five of 100 take longer.', [slowest('op_dispute_mon_monitor_duration_seconds', {}, '{{job}}', ['job'])]),
      ],
    },
    resources(context, 'op-dispute-mon'),
  ],
};
