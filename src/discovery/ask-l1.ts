import { DEFAULT_BLOCKS, findBlock } from './block';
import type { Node } from './node';
import type { DiscoveryBlock } from './options';
import type { Start } from './places';
import { raise } from './raise';
import { readChain, type ReadChain } from './read-chain';
import { OpStackError, type Problems } from '../errors';
import type { LockedBlock } from '../network/lock';

export interface L1Answers extends ReadChain {
  readonly block: LockedBlock;
}

/** Reads the contracts at one block. Of several tags, the next one is tried where the L1 has no block, or no longer its state. */
export async function askL1(node: Node, problems: Problems, start: Start, wanted: DiscoveryBlock | undefined): Promise<L1Answers> {
  let lost: OpStackError | undefined;
  const tried = new Set<number>();
  for (const tag of wanted === undefined ? DEFAULT_BLOCKS : [wanted]) {
    const block = await findBlock(node, tag);
    if (!block || tried.has(block.number)) continue;
    tried.add(block.number);
    node.session.tell('block', `reading at ${tag === block.number ? '' : `the ${tag} `}block ${block.number}`);
    try {
      return { block, ...(await readChain(node, problems, block, start)) };
    } catch (error) {
      if (!(error instanceof OpStackError) || error.code !== 'STATE_UNAVAILABLE') throw error;
      lost = error;
    }
  }
  if (lost) throw lost;
  return raise('STATE_UNAVAILABLE', 'block', `the L1 has no ${typeof wanted === 'number' ? `block ${wanted}` : `${wanted ?? 'latest'} block`}`, 'Give a block that the node has, or leave it out');
}
