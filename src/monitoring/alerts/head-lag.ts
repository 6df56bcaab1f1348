import type { AlertContext } from './alert';
import { isBackup } from './common';
import { L1_BLOCK_SECONDS } from '../../network';
import { series } from '../promql';
import type { NodeSubject } from '../subject';

/** Whether a node's safe or finalized head is more than that many L1 blocks behind L1. */
export function lag({ subject, numbers: { blockTime }, thresholds }: AlertContext<NodeSubject>, head: 'safe' | 'finalized', blocks: number): string {
  const { namespace, job, chain, client } = subject;
  if (client === 'kona-node') {
    // It tells the numbers of L2 blocks only.
    const height = (label: string): string => series('kona_node_block_labels', { namespace, job, chain, label });
    return `(${height('unsafe')} - ignoring (label) ${height(head)}) * ${blockTime} > ${blocks * L1_BLOCK_SECONDS}`;
  }
  const l1 = series('op_node_default_refs_number', { namespace, job, chain, layer: 'l1', type: 'l1_head' });
  const origin = series('op_node_default_refs_number', { namespace, job, chain, layer: 'l1_origin', type: `l2_${head}` });
  const behind = `${l1} - ignoring (layer, type) ${origin} > ${blocks}`;
  if (!isBackup(subject)) return behind;
  // A replica that is still catching up says nothing of the chain's batches.
  const tip = series('op_node_default_refs_time', { namespace, job, chain, layer: 'l2', type: 'l2_unsafe' });
  return `${behind} and ignoring (layer, type) timestamp(${tip}) - ${tip} <= ${thresholds.unsafeHeadAge * blockTime}`;
}
