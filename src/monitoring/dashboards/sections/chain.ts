import type { DashboardContext, Panel, Query } from '../model';
import { windowPart } from '../../alerts/common';
import { graph, notAbove, rather } from '../panels';
import { by, chosen, query } from '../queries';
import { L1_BLOCK_SECONDS } from '../../../network';

const HEADS = { matches: 'l2_unsafe|l2_safe|l2_finalized' } as const;
const KONA_HEADS = { matches: 'unsafe|safe|finalized' } as const;

/** Number of each head, as every node knows it. */
export const heads = (): Panel =>
  graph('Heads', 'locale', 'The newest block, the newest one that is on L1, and the newest one that L1 has finalized. All rise; the second and third in steps.', [
    query('op_node_default_refs_number', { layer: 'l2', type: HEADS }, '{{job}} {{type}}', by('max', ['job', 'type'])),
    query('kona_node_block_labels', { label: KONA_HEADS }, '{{job}} {{label}}', by('max', ['job', 'label'])),
  ]);

/** Age of the newest block. */
export const headAge = ({ numbers: { blockTime }, thresholds }: DashboardContext): Panel =>
  graph('Age of the unsafe head', 's', `A block comes every ${blockTime} s; an alert fires at ${thresholds('node').unsafeHeadAge} blocks.`, [
    query('op_node_default_refs_time', { layer: 'l2', type: 'l2_unsafe' }, '{{job}} {{pod}}', age),
  ], notAbove(thresholds('node').unsafeHeadAge * blockTime));

/** Of the time of the scrape, so that a slow Prometheus does not make the head look old. */
export const age = (head: string): string => `timestamp(${head}) - ${head}`;

/** How many blocks come in the time of one. */
export const pace = ({ numbers: { blockTime } }: DashboardContext): Panel =>
  graph('Blocks per block time', 'percentunit', `1 is one block every ${blockTime} s, as the chain wants; more while a node catches up.`, [
    query('op_node_default_refs_number', { layer: 'l2', type: 'l2_unsafe' }, '{{job}} {{pod}}', (head) => `deriv(${head}[$__rate_interval]) * ${blockTime}`),
    query('kona_node_block_labels', { label: 'unsafe' }, '{{job}} {{pod}}', (head) => `deriv(${head}[$__rate_interval]) * ${blockTime}`),
  ]);

const origin = (head: string): string => chosen('op_node_default_refs_number', { layer: 'l1_origin', type: `l2_${head}` });
const l1Head = (): string => chosen('op_node_default_refs_number', { layer: 'l1', type: 'l1_head' });

/** L1 blocks between L1 and what a head was derived from, or a part of that; kona-node tells the numbers of L2 blocks only. */
function behind({ numbers: { blockTime } }: DashboardContext, head: 'safe' | 'finalized', divisor: number): readonly Query[] {
  return [
    { metric: 'op_node_default_refs_number', legend: '{{job}}', expr: `max by (job) (${l1Head()} - ignoring (layer, type) ${origin(head)}) / ${divisor}` },
    query('kona_node_block_labels', { label: 'unsafe' }, '{{job}}', (unsafe) => `${by('max', ['job'])(`${unsafe} - ignoring (label) ${chosen('kona_node_block_labels', { label: head })}`)} * ${blockTime} / ${L1_BLOCK_SECONDS * divisor}`),
  ];
}

/** The lag of the safe head as a part of the sequencing window. */
export function safeLagQueries(context: DashboardContext): readonly Query[] {
  return behind(context, 'safe', context.numbers.seqWindowSize);
}

/** From where on the lag of the safe head is a warning, and from where on critical. */
export function safeLagLimits({ numbers, thresholds }: DashboardContext): ReturnType<typeof notAbove> {
  const limits = thresholds('node');
  const part = (share: number): number => windowPart(numbers, limits, share) / numbers.seqWindowSize;
  return notAbove(part(limits.safeLagCritical), part(limits.safeLagWarning));
}

/** How much of the sequencing window is gone. */
export const safeLag = (context: DashboardContext): Panel =>
  graph('Lag of the safe head, of the sequencing window', 'percentunit', `100 % are ${context.numbers.seqWindowSize} L1 blocks: then every node drops the blocks that are not on L1.`, safeLagQueries(context), safeLagLimits(context));

/** How far finality is behind L1. */
export function finalizedLag(context: DashboardContext): Panel {
  const limits = context.thresholds('node');
  const { safeLagWarning, finalityBlocks } = limits;
  const limit = windowPart(context.numbers, limits, safeLagWarning) + finalityBlocks;
  return graph('Lag of the finalized head', 'suffix: blocks', `L1 blocks. An alert fires at ${limit}: what the safe head may lag, and ${finalityBlocks} for L1 to finalize.`, behind(context, 'finalized', 1), rather(limit));
}
