import { defineMetrics, withPrefix } from './facts';
import { account, references, service, transactions } from './shared';

const batcher = 'op-batcher/metrics/metrics.go';
const proposer = 'op-proposer/metrics/metrics.go';
const challenger = 'op-challenger/metrics/metrics.go';

/** op-batcher's own. */
export const opBatcherMetrics = {
  ...withPrefix('op_batcher_default', 'op-batcher', { ...references, ...service, ...transactions, ...account }),
  ...defineMetrics({
    op_batcher_default_pending_blocks_count: { component: 'op-batcher', type: 'gauge', labels: ['stage'], what: 'blocks that are in no channel yet', source: batcher },
    op_batcher_default_pending_blocks_bytes_current: { component: 'op-batcher', type: 'gauge', labels: [], what: 'transactions in those blocks, bytes', source: batcher },
    op_batcher_default_pending_da_bytes: { component: 'op-batcher', type: 'gauge', labels: [], since: 'v1.11.0', what: 'what those blocks take on L1, an estimate, bytes', source: batcher },
    op_batcher_default_unsafe_da_bytes: { component: 'op-batcher', type: 'gauge', labels: [], since: 'v1.15.0', what: 'what all blocks that are not safe take on L1, an estimate, bytes', source: batcher },
    op_batcher_default_throttle_intensity: { component: 'op-batcher', type: 'gauge', labels: ['type'], since: 'v1.15.0', what: 'how strongly block building is slowed, 0 to 1', source: batcher },
    op_batcher_default_channel_total: { component: 'op-batcher', type: 'counter', labels: ['stage'], what: 'channels opened, closed, fully_submitted, timed_out', source: batcher },
    op_batcher_default_batcher_tx_total: { component: 'op-batcher', type: 'counter', labels: ['stage'], what: 'transactions submitted, success, failed', source: batcher },
    op_batcher_default_channel_queue_length: { component: 'op-batcher', type: 'gauge', labels: [], since: 'v1.14.0', what: 'channels in memory', source: batcher },
  }),
};

/** op-proposer's own. `type` of a reference: proposed. */
export const opProposerMetrics = {
  ...withPrefix('op_proposer_default', 'op-proposer', { ...references, ...service, ...transactions, ...account }),
  ...defineMetrics({
    // Earlier versions have it and never publish it: ethereum-optimism/optimism pull request 16771, July 2025.
    op_proposer_default_proposed_sequence_number: { component: 'op-proposer', type: 'gauge', labels: [], since: 'v1.16.0', what: 'L2 block, or timestamp for super roots, of the last proposal', source: proposer },
  }),
};

/** op-challenger's own. Other than with the other services, there is no `default` in the names. */
export const opChallengerMetrics = {
  ...withPrefix('op_challenger', 'op-challenger', { ...service, ...transactions, ...account }),
  ...defineMetrics({
    op_challenger_tracked_games: { component: 'op-challenger', type: 'gauge', labels: ['status'], what: 'games in_progress, defender_won, challenger_won', source: challenger },
    op_challenger_inflight_games: { component: 'op-challenger', type: 'gauge', labels: [], what: 'games that are being worked on', source: challenger },
    op_challenger_claim_failures: { component: 'op-challenger', type: 'counter', labels: [], what: 'bonds that could not be claimed', source: challenger },
    op_challenger_moves: { component: 'op-challenger', type: 'counter', labels: [], what: 'claims made against claims of others', source: challenger },
    op_challenger_steps: { component: 'op-challenger', type: 'counter', labels: [], what: 'single instructions proved on L1', source: challenger },
    op_challenger_highest_acted_l1_block: { component: 'op-challenger', type: 'gauge', labels: [], what: 'L1 block up to which all games were looked at', source: challenger },
    op_challenger_game_act_time: { component: 'op-challenger', type: 'histogram', labels: [], what: 'time to look at a game, seconds', source: challenger },
    op_challenger_vm_execution_time: { component: 'op-challenger', type: 'histogram', labels: ['vm'], what: 'time a prover ran, seconds', source: challenger },
    op_challenger_executors: { component: 'op-challenger', type: 'gauge', labels: ['status'], what: 'workers that are active, idle', source: challenger },
  }),
};
