import { defineMetrics, withPrefix } from './facts';
import { service } from './shared';

const source = 'op-dispute-mon/metrics/metrics.go';

/** op-dispute-mon's own. There is no `default` in the names. All games of the window are counted anew in each round. */
export const disputeMonMetrics = {
  ...withPrefix('op_dispute_mon', 'op-dispute-mon', service),
  ...defineMetrics({
    op_dispute_mon_games_agreement: {
      component: 'op-dispute-mon', type: 'gauge', labels: ['status', 'completion', 'result_correctness', 'root_agreement'], source,
      what: 'games, by whether they are in_progress or complete, correct or incorrect, and agree or disagree with the node about the root',
    },
    op_dispute_mon_latest_proposal: { component: 'op-dispute-mon', type: 'gauge', labels: ['root_agreement'], what: 'time of the newest game that does agree or disagree with the node, seconds since 1970', source },
    op_dispute_mon_resolution_status: { component: 'op-dispute-mon', type: 'gauge', labels: ['completion', 'max_duration'], what: 'games complete, resolvable, in_progress', source },
    op_dispute_mon_bond_collateral_required: { component: 'op-dispute-mon', type: 'gauge', labels: ['delayedWETH', 'balance'], what: 'bonds and credits that are owed, ether; balance is sufficient or insufficient', source },
    op_dispute_mon_bond_collateral_available: { component: 'op-dispute-mon', type: 'gauge', labels: ['delayedWETH', 'balance'], what: 'what is there to pay them, ether', source },
    op_dispute_mon_honest_actor_claims: { component: 'op-dispute-mon', type: 'gauge', labels: ['honest_actor_address', 'state'], what: 'claims of a honest actor that are pending, valid, invalid', source },
    op_dispute_mon_honest_actor_bonds: { component: 'op-dispute-mon', type: 'gauge', labels: ['honest_actor_address', 'state'], what: 'bonds of a honest actor that are pending, won, lost, ether', source },
    op_dispute_mon_withdrawal_requests: { component: 'op-dispute-mon', type: 'gauge', labels: ['delayedWETH', 'credits'], what: 'requests to withdraw bonds that are matching or divergent', source },
    op_dispute_mon_failed_games: { component: 'op-dispute-mon', type: 'gauge', labels: [], what: 'games that could not be looked at', source },
    op_dispute_mon_ignored_games: { component: 'op-dispute-mon', type: 'gauge', labels: [], what: 'games that are left out by flag', source },
    op_dispute_mon_last_output_fetch: { component: 'op-dispute-mon', type: 'gauge', labels: [], what: 'time when the node was last asked, seconds since 1970', source },
    op_dispute_mon_monitor_duration_seconds: { component: 'op-dispute-mon', type: 'histogram', labels: [], what: 'time that a round took, seconds', source },
  }),
};
