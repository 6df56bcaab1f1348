import type { Chain } from './chain';

/** Seconds between the blocks of Ethereum and its test networks. */
export const L1_BLOCK_SECONDS = 12;

/** What the OP Stack's own deployments use, for a chain whose rollup.json is only seen in the cluster. */
const USUAL = { blockTime: 2, seqWindowSize: 3600 };

/** The numbers of a chain that alerts are computed from; complete once every construct of the app is made. */
export class ChainNumbers {
  /** Seconds between L2 blocks. */
  readonly blockTime: number;
  /** L1 blocks within which a batch must be posted. */
  readonly seqWindowSize: number;
  /** L1 blocks that the app's batcher collects for one channel; 0 without a batcher. */
  channelBlocks = 0;

  constructor({ blockTime = USUAL.blockTime, seqWindowSize = USUAL.seqWindowSize }: Pick<Chain, 'blockTime' | 'seqWindowSize'>) {
    this.blockTime = blockTime;
    this.seqWindowSize = seqWindowSize;
  }
}
