import type { ChainNumbers } from '../../network';
import type { Subject } from '../subject';

/** Whether others of its kind do the same work: a replica. */
export function isBackup(subject: Subject): boolean {
  return subject.kind === 'node' && !subject.sequencing;
}

/**
 * L1 blocks that make up a part of the sequencing window. Where a channel takes more than half of those, the part is
 * counted from the end of the channel on: a chain whose batches are rare by design is not late.
 */
export function windowPart({ seqWindowSize, channelBlocks }: ChainNumbers, part: number): number {
  const plain = part * seqWindowSize;
  return Math.ceil(2 * channelBlocks > plain ? channelBlocks + part * (seqWindowSize - channelBlocks) : plain);
}
