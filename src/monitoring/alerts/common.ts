import type { ChainNumbers } from '../../network';
import type { Thresholds } from '../alerts-props';
import type { Subject } from '../subject';

/** Whether others of its kind do the same work: a replica. */
export function isBackup(subject: Subject): boolean {
  return subject.kind === 'node' && !subject.sequencing;
}

/**
 * L1 blocks that make up a part of the sequencing window. Where a channel takes more than half of the part that is warned
 * of, parts are counted from the end of the channel on: a chain whose batches are rare by design is not late.
 */
export function windowPart({ seqWindowSize, channelBlocks }: Pick<ChainNumbers, 'seqWindowSize' | 'channelBlocks'>, { safeLagWarning }: Pick<Required<Thresholds>, 'safeLagWarning'>, part: number): number {
  const begin = 2 * channelBlocks > safeLagWarning * seqWindowSize ? channelBlocks : 0;
  return Math.ceil(begin + part * (seqWindowSize - begin));
}
