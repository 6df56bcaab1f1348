import { isServed } from '../../metrics';
import type { DashboardContext, Panel } from '../model';
import { graph, notAbove, rather } from '../panels';
import { by, hourly, POD, query } from '../queries';

/** Proposals, by what they are about. */
export function proposals({ proposer }: DashboardContext): Panel {
  const renamed = isServed('op_proposer_default_proposed_sequence_number', proposer?.version);
  return graph('Newest proposal', 'locale', 'L2 block, or timestamp for super roots, that was proposed last. It rises with every interval.', [
    renamed ? query('op_proposer_default_proposed_sequence_number', {}, '{{job}}') : query('op_proposer_default_refs_number', { layer: 'l2', type: 'proposed' }, '{{job}}'),
  ]);
}

/** How long ago the last proposal was. */
export function proposalAge({ proposer, thresholds }: DashboardContext): Panel {
  const interval = proposer?.interval ?? 0;
  const limit = thresholds('proposer').proposalIntervals * interval;
  return graph('Time since the last proposal', 's', `The interval is ${interval} s; an alert fires at ${limit} s.`, [
    query('op_proposer_default_txmgr_last_confirm_unix', { status: 'success' }, '{{job}}', (confirmed) => `time() - ${confirmed}`),
  ], notAbove(limit, interval));
}

/** Games that the challenger knows. */
export const trackedGames = (): Panel => graph('Games', 'short', 'By status, as the challenger sees them; challenger_won is a proposal that was wrong.', [query('op_challenger_tracked_games', {}, '{{job}} {{status}}')]);

/** What the challenger does in them. */
export const moves = (): Panel =>
  graph('Moves in an hour', 'short', 'Claims against claims that the challenger disagrees with: find out who is right.', [
    query('op_challenger_moves', {}, '{{job}} moves', hourly),
    query('op_challenger_steps', {}, '{{job}} steps', hourly),
  ], notAbove(1));

/** Bonds that stay in the games. */
export const claimFailures = (): Panel => graph('Failed claims in an hour', 'short', 'Bonds that could not be claimed.', [query('op_challenger_claim_failures', {}, POD, hourly)], rather(1));

/** Games by what op-dispute-mon thinks of them. */
export const agreement = (): Panel =>
  graph('Agreement with games', 'short', 'Whether games end as they should, and whether the node agrees with the root.', [
    query('op_dispute_mon_games_agreement', {}, '{{completion}} {{result_correctness}} {{root_agreement}}', by('sum', ['completion', 'result_correctness', 'root_agreement'])),
  ]);
