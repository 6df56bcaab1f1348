import { RpcRequestError } from 'viem';
import { failureOf } from './failure';
import type { Node } from './node';
import type { DiscoveryBlock } from './options';
import { raise } from './raise';
import { raiseRpc } from './session';
import { isPlainObject } from '../kube';
import type { LockedBlock } from '../network/lock';

/** A young devnet has no finalized block, and no safe one. */
export const DEFAULT_BLOCKS: readonly DiscoveryBlock[] = ['finalized', 'safe', 'latest'];

const QUANTITY = /^0x[0-9a-fA-F]{1,16}$/;
const HASH = /^0x[0-9a-fA-F]{64}$/;

/** The block of that number or tag; `undefined` when the node has none. */
export async function findBlock(node: Node, block: DiscoveryBlock): Promise<LockedBlock | undefined> {
  const params = [typeof block === 'number' ? `0x${block.toString(16)}` : block, false];
  const answer = await node.request({ method: 'eth_getBlockByNumber', params }).catch((error: unknown) => {
    // Nodes without that block answer with an error, each with another one. Every node has a newest block.
    const { code, passing } = failureOf(error);
    if (!(passing && block === 'latest') && !node.session.signal.aborted && (code === 'RPC_UNAVAILABLE' || code === 'STATE_UNAVAILABLE') && error instanceof RpcRequestError) return null;
    return raiseRpc(node.session, node.prop, error);
  });
  if (answer === null) return undefined;
  const found = isPlainObject(answer) ? blockOf(answer) : undefined;
  return found ?? raise('RPC_UNAVAILABLE', node.prop, 'the endpoint answers eth_getBlockByNumber with no block', 'Give the RPC of an Ethereum execution node');
}

function blockOf({ number, hash, timestamp }: Record<string, unknown>): LockedBlock | undefined {
  if (typeof hash !== 'string' || !HASH.test(hash) || typeof number !== 'string' || !QUANTITY.test(number) || typeof timestamp !== 'string' || !QUANTITY.test(timestamp)) return undefined;
  const found = { number: Number(number), hash: hash.toLowerCase(), timestamp: Number(timestamp) };
  return Number.isSafeInteger(found.number) && Number.isSafeInteger(found.timestamp) ? found : undefined;
}
