import type { AlertName } from '../../../src';
import type { FixtureName } from './rollup';

/** Samples of one series, one a minute, in promtool's notation. */
export type Samples = readonly [series: string, values: string];

/** When an alert fires, and when it does not. */
export interface AlertCase {
  readonly alert: AlertName;
  readonly severity: 'warning' | 'critical';
  /** The workload whose rule it is. */
  readonly role: string;
  readonly fires: readonly (readonly Samples[])[];
  readonly quiet: readonly (readonly Samples[])[];
  /** When it is looked at. */
  readonly at: string;
  /** @default rollup */
  readonly fixture?: FixtureName;
  /** Time between evaluations. @default 1m */
  readonly every?: string;
}

const of = (role: string): string => `job="acme-${role}",chain="42069",namespace="acme",pod="acme-${role}-0"`;
/** The same of a release of the same name in another namespace. */
const elsewhere = (role: string): string => of(role).replace('namespace="acme"', 'namespace="staging"');
const ref = (role: string, layer: string, type: string): string => `op_node_default_refs_number{${of(role)},layer="${layer}",type="${type}"}`;
const tip = (role: string): string => `op_node_default_refs_time{${of(role)},layer="l2",type="l2_unsafe"}`;
const calls = (what: string, method: string, more = ''): string => `op_node_default_rpc_client_${what}{${of('sequencer')},rpc="x",method="${method}"${more}}`;
const l1Head: Samples = [ref('sequencer', 'l1', 'l1_head'), '10000+5x60'];
const lagging = (type: string, origin: number): Samples[] => [l1Head, [ref('sequencer', 'l1_origin', type), `${origin}+5x60`]];
const volume = (values: string): Samples[] => [
  ['kubelet_volume_stats_available_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', values],
  ['kubelet_volume_stats_capacity_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', '100000000000x420'],
];
const restarts = (metric: string, container: string, values: string): Samples => [`${metric}{namespace="acme",pod="acme-sequencer-0",container="${container}",uid="u"}`, values];
const active = (role: string, value: number): Samples => [`op_node_default_sequencer_active{${of(role)}}`, `${value}x10`];
const quantile = (slow: string): Samples[] => [
  [`op_node_default_rpc_client_request_duration_seconds_bucket{${of('sequencer')},rpc="x",method="eth_getBlockReceipts",le="1"}`, slow],
  [`op_node_default_rpc_client_request_duration_seconds_bucket{${of('sequencer')},rpc="x",method="eth_getBlockReceipts",le="5"}`, '0+100x30'],
  [`op_node_default_rpc_client_request_duration_seconds_bucket{${of('sequencer')},rpc="x",method="eth_getBlockReceipts",le="+Inf"}`, '0+100x30'],
];
const proposer = (...more: Samples[]): Samples[] => [[`op_proposer_default_up{${of('proposer')}}`, '1x150'], ...more];
const kona = (label: string, values: string): Samples => [`kona_node_block_labels{${of('replica')},label="${label}",chain_id="42069"}`, values];
const proposed = `op_proposer_default_proposed_sequence_number{${of('proposer')}}`;
const legacyProposed = `op_proposer_default_refs_number{${of('proposer')},layer="l2",type="proposed"}`;
const confirmed = `op_proposer_default_txmgr_last_confirm_unix{${of('proposer')},status="success"}`;
const balance = (metric: string, role: string, quiet: number): Pick<AlertCase, 'fires' | 'quiet' | 'role'> => ({ role, fires: [[[`${metric}{${of(role)}}`, '0.2x20']]], quiet: [[[`${metric}{${of(role)}}`, `${quiet}x20`]]] });

const games = (completion: string, correctness: string, values: string): Samples => [`op_dispute_mon_games_agreement{${of('dispute-mon')},status="x",completion="${completion}",result_correctness="${correctness}",root_agreement="agree"}`, values];
const latestProposal = (agreement: string): string => `op_dispute_mon_latest_proposal{${of('dispute-mon')},root_agreement="${agreement}"}`;
const bonds = (which: string): string => `op_dispute_mon_bond_collateral_required{${of('dispute-mon')},delayedWETH="0x1",balance="${which}"}`;

export const cases: readonly AlertCase[] = [
  { alert: 'OpStackTargetDown', severity: 'critical', role: 'batcher', at: '10m', fires: [[[`up{${of('batcher')}}`, '0x20']], [], [[`up{${elsewhere('batcher')}}`, '1x20']]], quiet: [[[`up{${of('batcher')}}`, '1x20'], [`up{${elsewhere('batcher')}}`, '0x20']]] },
  { alert: 'OpStackTargetDown', severity: 'warning', role: 'replica', at: '10m', fires: [[[`up{${of('replica')}}`, '0x20']]], quiet: [[[`up{${of('replica')}}`, '1x20']]] },
  {
    alert: 'OpStackRestarts', severity: 'warning', role: 'sequencer', at: '61m',
    fires: [[restarts('kube_pod_container_status_restarts_total', 'op-node', '0+0.1x70')], [restarts('kube_pod_init_container_status_restarts_total', 'op-reth', '0+0.1x70')]],
    quiet: [[restarts('kube_pod_container_status_restarts_total', 'op-node', '0+0.02x70')], [[`kube_pod_container_status_restarts_total{namespace="acme",pod="acme-sequencer-other-0",container="x"}`, '0+0.1x70']]],
  },
  { alert: 'OpStackVolumeFilling', severity: 'warning', role: 'sequencer', at: '400m', fires: [volume('45000000000-8000000x420')], quiet: [volume('45000000000-1000000x420'), volume('90000000000-60000000x420')] },
  { alert: 'OpStackVolumeFilling', severity: 'critical', role: 'sequencer', at: '400m', fires: [volume('45000000000-60000000x420')], quiet: [volume('45000000000-8000000x420')] },
  { alert: 'OpStackForkNotCovered', severity: 'warning', role: 'sequencer', fixture: 'behind', every: '1h', at: '30h', fires: [[]], quiet: [] },
  { alert: 'OpStackForkNotCovered', severity: 'warning', role: 'sequencer', fixture: 'behind', every: '1h', at: '20h', fires: [], quiet: [[]] },
  { alert: 'OpStackForkNotCovered', severity: 'critical', role: 'sequencer', fixture: 'behind', every: '1h', at: '362h', fires: [[]], quiet: [] },
  { alert: 'OpStackForkNotCovered', severity: 'critical', role: 'sequencer', fixture: 'behind', every: '1h', at: '360h', fires: [], quiet: [[]] },

  { alert: 'OpStackUnsafeHeadStalled', severity: 'critical', role: 'sequencer', at: '10m', fires: [[[tip('sequencer'), '0x20']]], quiet: [[[tip('sequencer'), '0+60x20']]] },
  { alert: 'OpStackUnsafeHeadStalled', severity: 'warning', role: 'replica', at: '10m', fires: [[[tip('replica'), '0x20']]], quiet: [[[tip('replica'), '0+60x20']]] },
  { alert: 'OpStackUnsafeHeadStalled', severity: 'warning', role: 'replica', fixture: 'kona', at: '15m', fires: [[kona('unsafe', '100x20')]], quiet: [[kona('unsafe', '100+30x20')]] },
  { alert: 'OpStackSafeHeadLag', severity: 'warning', role: 'sequencer', at: '10m', fires: [lagging('l2_safe', 9090)], quiet: [lagging('l2_safe', 9110)] },
  { alert: 'OpStackSafeHeadLag', severity: 'critical', role: 'sequencer', at: '10m', fires: [lagging('l2_safe', 8190)], quiet: [lagging('l2_safe', 8210)] },
  {
    alert: 'OpStackSafeHeadLag', severity: 'warning', role: 'replica', at: '10m',
    fires: [[[ref('replica', 'l1', 'l1_head'), '10000x20'], [ref('replica', 'l1_origin', 'l2_safe'), '9000x20'], [tip('replica'), '0+60x20']]],
    // It is still catching up.
    quiet: [[[ref('replica', 'l1', 'l1_head'), '10000x20'], [ref('replica', 'l1_origin', 'l2_safe'), '9000x20'], [tip('replica'), '0x20']]],
  },
  { alert: 'OpStackSafeHeadLag', severity: 'warning', role: 'replica', fixture: 'kona', at: '10m', fires: [[kona('unsafe', '20000x20'), kona('safe', '14000x20')]], quiet: [[kona('unsafe', '20000x20'), kona('safe', '15000x20')]] },
  { alert: 'OpStackFinalizedHeadLag', severity: 'warning', role: 'sequencer', at: '10m', fires: [lagging('l2_finalized', 8960)], quiet: [lagging('l2_finalized', 8980)] },
  {
    alert: 'OpStackNoPeers', severity: 'warning', role: 'sequencer', at: '15m',
    fires: [[[`op_node_default_p2p_peer_count{${of('sequencer')}}`, '0x20'], [`op_node_default_p2p_peer_count{${of('replica')}}`, '0x20']]],
    // Nobody is there to be a peer.
    quiet: [[[`op_node_default_p2p_peer_count{${of('sequencer')}}`, '0x20']], [[`op_node_default_p2p_peer_count{${of('sequencer')}}`, '1x20'], [`op_node_default_p2p_peer_count{${of('replica')}}`, '1x20']]],
  },
  {
    alert: 'OpStackDerivationIdle', severity: 'warning', role: 'sequencer', at: '20m',
    fires: [[[`op_node_default_derivation_idle{${of('sequencer')}}`, '1x30'], l1Head, [ref('sequencer', 'l1', 'l1_derived'), '10000x30']]],
    quiet: [
      [[`op_node_default_derivation_idle{${of('sequencer')}}`, '1x30'], l1Head, [ref('sequencer', 'l1', 'l1_derived'), '9990+5x30']],
      [[`op_node_default_derivation_idle{${of('sequencer')}}`, '0x30'], l1Head, [ref('sequencer', 'l1', 'l1_derived'), '1000x30']],
    ],
  },
  {
    alert: 'OpStackEngineErrors', severity: 'critical', role: 'sequencer', at: '15m',
    // In the second nothing is answered at all.
    fires: [[[calls('requests_total', 'engine_newPayloadV4'), '0+100x20'], [calls('responses_total', 'engine_newPayloadV4', ',error="<nil>"'), '0+90x20'], [calls('responses_total', 'engine_newPayloadV4', ',error="rpc_-32000"'), '0+10x20']], [[calls('requests_total', 'engine_newPayloadV4'), '0+100x20']]],
    quiet: [[[calls('requests_total', 'engine_newPayloadV4'), '0+100x20'], [calls('responses_total', 'engine_newPayloadV4', ',error="<nil>"'), '0+99x20'], [calls('requests_total', 'eth_getLogs'), '0+100x20']]],
  },
  {
    alert: 'OpStackL1Errors', severity: 'warning', role: 'sequencer', at: '20m',
    fires: [[[calls('requests_total', 'eth_getBlockByNumber'), '0+100x30'], [calls('responses_total', 'eth_getBlockByNumber', ',error="<nil>"'), '0+80x30'], [calls('responses_total', 'eth_getBlockByNumber', ',error="http_429"'), '0+20x30']]],
    quiet: [[[calls('requests_total', 'eth_getBlockByNumber'), '0+100x30'], [calls('responses_total', 'eth_getBlockByNumber', ',error="<nil>"'), '0+60x30'], [calls('responses_total', 'eth_getBlockByNumber', ',error="<not found>"'), '0+40x30'], [calls('requests_total', 'engine_newPayloadV4'), '0+900x30']]],
  },
  { alert: 'OpStackL1Latency', severity: 'warning', role: 'sequencer', at: '20m', fires: [quantile('0+10x30')], quiet: [quantile('0+99x30')] },
  { alert: 'OpStackNoActiveSequencer', severity: 'critical', role: 'sequencer', at: '5m', fires: [[active('sequencer', 0), active('replica', 0)]], quiet: [[active('sequencer', 1), active('replica', 0)]] },
  { alert: 'OpStackTwoActiveSequencers', severity: 'critical', role: 'sequencer', at: '5m', fires: [[active('sequencer', 1), active('replica', 1)]], quiet: [[active('sequencer', 1), active('replica', 0)]] },

  { alert: 'OpStackLowBalance', severity: 'critical', at: '10m', ...balance('op_batcher_default_balance', 'batcher', 0.6) },
  { alert: 'OpStackLowBalance', severity: 'critical', at: '10m', ...balance('op_proposer_default_balance', 'proposer', 0.6) },
  { alert: 'OpStackLowBalance', severity: 'critical', at: '10m', ...balance('op_challenger_balance', 'challenger', 1.1) },
  ...(['batcher', 'proposer', 'challenger'] as const).map((role): AlertCase => {
    const metric = `op_${role}${role === 'challenger' ? '' : '_default'}_txmgr_rpc_error_count{${of(role)}}`;
    return { alert: 'OpStackTransactionErrors', severity: 'warning', role, at: '20m', fires: [[[metric, '0+1x30']]], quiet: [[[metric, '0+0.5x30']]] };
  }),
  { alert: 'OpStackPendingBytes', severity: 'warning', role: 'batcher', at: '15m', fires: [[[`op_batcher_default_pending_da_bytes{${of('batcher')}}`, '3300000x20']]], quiet: [[[`op_batcher_default_pending_da_bytes{${of('batcher')}}`, '3100000x20']]] },
  { alert: 'OpStackPendingBytes', severity: 'warning', role: 'batcher', fixture: 'oldBatcher', at: '15m', fires: [[[`op_batcher_default_pending_blocks_bytes_current{${of('batcher')}}`, '3300000x20']]], quiet: [[[`op_batcher_default_pending_blocks_bytes_current{${of('batcher')}}`, '3100000x20']]] },
  { alert: 'OpStackPendingBlocks', severity: 'warning', role: 'batcher', at: '15m', fires: [[[`op_batcher_default_pending_blocks_count{${of('batcher')},stage="added"}`, '601x20']]], quiet: [[[`op_batcher_default_pending_blocks_count{${of('batcher')},stage="added"}`, '600x20']]] },
  {
    alert: 'OpStackNoSafeProgress', severity: 'critical', role: 'batcher', at: '30m',
    fires: [[[ref('sequencer', 'l2', 'l2_safe'), '1000x40']], [kona('safe', '1000x40')]],
    // In the last, Prometheus has not looked for long.
    quiet: [[[ref('sequencer', 'l2', 'l2_safe'), '1000+1x40']], [[ref('sequencer', 'l2', 'l2_safe'), '1000x40'], [ref('replica', 'l2', 'l2_safe'), '1000+1x40']], [[ref('sequencer', 'l2', 'l2_safe'), '_x20 1000x40']]],
  },
  {
    alert: 'OpStackNoProposal', severity: 'critical', role: 'proposer', at: '130m',
    fires: [proposer([proposed, '5x150'], [confirmed, '100x150']), proposer()],
    quiet: [proposer([proposed, '5+1x150']), proposer([confirmed, '0+60x150']), [[`op_proposer_default_up{${of('proposer')}}`, '_x100 1x50']]],
  },
  { alert: 'OpStackNoProposal', severity: 'critical', role: 'proposer', fixture: 'oldProposer', at: '130m', fires: [proposer([legacyProposed, '5x150'])], quiet: [proposer([legacyProposed, '5+1x150'])] },
  { alert: 'OpStackClaimFailures', severity: 'warning', role: 'challenger', at: '65m', fires: [[[`op_challenger_claim_failures{${of('challenger')}}`, '0x30 1x40']]], quiet: [[[`op_challenger_claim_failures{${of('challenger')}}`, '3x70']]] },
  {
    alert: 'OpStackDisputedClaim', severity: 'critical', role: 'challenger', at: '65m',
    fires: [[[`op_challenger_moves{${of('challenger')}}`, '0x30 1x40']], [[`op_challenger_steps{${of('challenger')}}`, '0x30 1x40']]],
    quiet: [[[`op_challenger_moves{${of('challenger')}}`, '7x70'], [`op_challenger_steps{${of('challenger')}}`, '2x70']]],
  },
  { alert: 'OpStackChallengerStalled', severity: 'critical', role: 'challenger', at: '280m', fires: [[[`op_challenger_highest_acted_l1_block{${of('challenger')}}`, '100x300']]], quiet: [[[`op_challenger_highest_acted_l1_block{${of('challenger')}}`, '100+5x300']]] },
  { alert: 'OpStackWrongGameResult', severity: 'critical', role: 'dispute-mon', at: '10m', fires: [[games('complete', 'incorrect', '1x20')]], quiet: [[games('complete', 'incorrect', '0x20'), games('complete', 'correct', '7x20'), games('in_progress', 'incorrect', '1x20')]] },
  {
    alert: 'OpStackWrongSideAhead', severity: 'critical', role: 'dispute-mon', at: '240m',
    fires: [[games('in_progress', 'incorrect', '1x250')]],
    // A move of the wrong side was answered, and there is another one.
    quiet: [[games('in_progress', 'incorrect', '1x100 0 1x150')], [games('complete', 'incorrect', '1x250')]],
  },
  // The clock begins at 1970, and a proposal of 1970 is none.
  { alert: 'OpStackInvalidProposal', severity: 'warning', role: 'dispute-mon', every: '1h', at: '100h', fires: [[[latestProposal('disagree'), '60000x6100']]], quiet: [[[latestProposal('disagree'), '0x6100'], [latestProposal('agree'), '360000x6100']], [[latestProposal('disagree'), '57000x6100']]] },
  { alert: 'OpStackBondsNotCovered', severity: 'critical', role: 'dispute-mon', at: '10m', fires: [[[bonds('insufficient'), '3.5x20']]], quiet: [[[bonds('insufficient'), '0x20'], [bonds('sufficient'), '3.5x20']]] },
  { alert: 'OpStackGamesNotWatched', severity: 'warning', role: 'dispute-mon', at: '40m', fires: [[[`op_dispute_mon_failed_games{${of('dispute-mon')}}`, '2x50']]], quiet: [[[`op_dispute_mon_failed_games{${of('dispute-mon')}}`, '2x20 0 2x30']]] },
];
