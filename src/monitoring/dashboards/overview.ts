import type { Dashboard, DashboardContext, Panel, Section } from './model';
import { graph, notAbove, stat } from './panels';
import { by, query, rate, slowest } from './queries';
import { balance, fees } from './sections/account';
import { l1Endpoint } from './sections/calls';
import { age, finalizedLag, headAge, heads, pace, safeLag, safeLagLimits, safeLagQueries } from './sections/chain';
import { agreement, claimFailures, moves, proposalAge, proposals, trackedGames } from './sections/games';
import { executionPeers, gossipPeers } from './sections/peers';
import { backlog, batches, channels, throttling, waiting } from './sections/posting';
import { resources } from './sections/resources';

const SIGNERS = ['batcher', 'proposer', 'challenger'] as const;
/** Programs that tell their version. */
const VERSIONS = ['op_node_default_info', 'op_batcher_default_info', 'op_proposer_default_info', 'op_challenger_info', 'op_dispute_mon_info'] as const;
/** Whatever is chosen: these are about the chain. */
const WHOLE = { job: undefined } as const;

/** Everything of a chain on one page. */
export const overview: Dashboard = {
  name: 'overview',
  description: 'The whole rollup: is it alive, does it reach L1, can everybody pay, and has it room.',
  sections: (context) => [now(context), chain(context), sequencer(context), posting(context), balances(context), games(context), { title: 'Peers', panels: [gossipPeers(), executionPeers()] }, l1Endpoint(context), { title: 'Versions', panels: [versions()] }, resources(context)],
};

function now(context: DashboardContext): Section {
  const { numbers: { blockTime }, thresholds, sequencing } = context;
  return {
    title: 'Now',
    panels: [
      stat('Unsafe head', 'locale', 'The newest block that any node has.', [
        query('op_node_default_refs_number', { layer: 'l2', type: 'l2_unsafe' }, 'op-node', (block) => `max(${block})`),
        query('kona_node_block_labels', { label: 'unsafe' }, 'kona-node', (block) => `max(${block})`),
      ]),
      stat('Age of the unsafe head', 's', `A block comes every ${blockTime} s.`, [query('op_node_default_refs_time', { layer: 'l2', type: 'l2_unsafe' }, 'age', (time) => `min(${age(time)})`)], notAbove(thresholds('node').unsafeHeadAge * blockTime)),
      stat('Sequencing window', 'percentunit', 'How much of it is gone; at 100 % blocks are lost.', safeLagQueries(context), safeLagLimits(context)),
      ...(sequencing ? [stat('Active sequencers', 'short', 'Exactly one builds blocks.', [query('op_node_default_sequencer_active', WHOLE, 'active', by('sum', ['chain']))], ['red', [1, 'green'], [2, 'red']])] : []),
      stat('Targets down', 'short', 'Metrics ports that do not answer.', [query('up', {}, 'down', (up) => `count(${up} == 0) or vector(0)`)], notAbove(1)),
      stat('Alerts', 'short', 'Alerts of this chain that fire.', [query('ALERTS', { ...WHOLE, alertstate: 'firing' }, 'firing', (alerts) => `count(${alerts}) or vector(0)`)], notAbove(1)),
    ],
  };
}

function chain(context: DashboardContext): Section {
  return {
    title: 'Heads and lags',
    panels: [
      heads(), headAge(context), pace(context), safeLag(context), finalizedLag(context),
      graph('Alerts that fire', 'short', 'By name.', [query('ALERTS', { ...WHOLE, alertstate: 'firing' }, '{{alertname}} {{severity}}', by('count', ['alertname', 'severity']))]),
    ],
  };
}

function sequencer({ numbers: { blockTime }, sequencing }: DashboardContext): Section {
  if (!sequencing) return { title: 'Sequencer', panels: [] };
  return {
    title: 'Sequencer',
    panels: [
      graph('Active', 'short', '1 while a node builds blocks; one of them does.', [query('op_node_default_sequencer_active', {}, '{{job}} {{pod}}')]),
      graph('Transactions', 'ops', 'Put into blocks, by type.', [query('op_node_default_transactions_sequenced_total', {}, '{{job}} {{type}}', by('sum', ['job', 'type'], rate))]),
      graph('Late blocks', 's', `What building takes longer than the ${blockTime} s of a block, in 5 of 100.`, [slowest('op_node_default_sequencer_building_diff_seconds', {}, '{{job}}', ['job'])]),
    ],
  };
}

const posting = (context: DashboardContext): Section => ({ title: 'Data availability', panels: [backlog(context), throttling(), waiting(context), batches(), channels()] });

const balances = (context: DashboardContext): Section => ({
  title: 'Accounts',
  panels: [...SIGNERS.map((kind) => balance(context, kind)), graph('Fees', 'suffix: ETH/day', 'At the pace of now.', SIGNERS.map(fees))],
});

const games = (context: DashboardContext): Section => ({ title: 'Proposals and games', panels: [proposals(context), proposalAge(context), trackedGames(), moves(), claimFailures(), agreement()] });

const versions = (): Panel =>
  graph('Versions', 'short', 'Pods by what they run: two lines of one workload are a rollout.', VERSIONS.map((metric) => query(metric, {}, '{{job}} {{version}}', by('count', ['job', 'version']))));
