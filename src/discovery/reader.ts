import { createPublicClient, custom, type PublicClient } from 'viem';
import { classify, isOfAggregate } from './classify';
import { abiOf, typed, type ContractName } from './contracts';
import { isRefusal } from './failure';
import type { Node } from './node';
import { raiseRpc } from './session';
import type { Address } from '../keys';

/** One getter of one contract. */
export interface Ask {
  readonly contract: ContractName;
  readonly address: Address;
  readonly getter: string;
  /** Game type, where the getter takes one. */
  readonly arg?: number;
}

/** Reads getters at one block: what each answers, `undefined` for those that its contract does not have. */
export type Reader = (asks: readonly Ask[]) => Promise<readonly unknown[]>;

/** https://www.multicall3.com */
const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
/** So many that the code of a call without a contract stays below the 49,152 bytes of EIP-3860. */
const CHUNK = 128;

type Outcome = { readonly status: 'success'; readonly result?: unknown } | { readonly status: 'failure'; readonly error: unknown };
type Strategy = (asks: readonly Ask[]) => Promise<readonly Outcome[]>;

/**
 * A reader that makes many calls in one: without a contract where the node allows it, else through Multicall3, else as a
 * batch of single calls. What worked is kept to.
 */
export function readerOf(node: Node, blockNumber: bigint): Reader {
  const strategies = [deployless, multicall3, single].map((make) => make(node, blockNumber));
  const readChunk = async (asks: readonly Ask[]): Promise<readonly unknown[]> => {
    const outcomes = await strategies[0]!(asks).catch((error: unknown) => raiseRpc(node.session, node.prop, error));
    const refused = strategies.length > 1 ? outcomes.find(isRefused) : undefined;
    if (!refused) return outcomes.map((outcome, index) => valueOf(node, asks[index]!, outcome));
    strategies.shift();
    return readChunk(asks);
  };
  return async (asks) => {
    const values: unknown[] = [];
    for (let from = 0; from < asks.length; from += CHUNK) values.push(...(await readChunk(asks.slice(from, from + CHUNK))));
    return values;
  };
}

/** viem's client; a contract may not make it ask anybody else. */
function clientOf(node: Node, how: 'single' | 'batching'): PublicClient {
  const request = async ({ method, params = [] }: { method: string; params?: unknown[] }): Promise<unknown> => node.request({ method, params }, how);
  return createPublicClient({ transport: custom({ request }, { retryCount: 0 }), ccipRead: false });
}

function deployless(node: Node, blockNumber: bigint): Strategy {
  const client = clientOf(node, 'single');
  return async (asks) => client.multicall({ contracts: asks.map(callOf), blockNumber, batchSize: 0, deployless: true });
}

function multicall3(node: Node, blockNumber: bigint): Strategy {
  const client = clientOf(node, 'single');
  return async (asks) => client.multicall({ contracts: asks.map(callOf), blockNumber, batchSize: 0, multicallAddress: MULTICALL3 });
}

function single(node: Node, blockNumber: bigint): Strategy {
  const client = clientOf(node, 'batching');
  return async (asks) => Promise.all(asks.map(async (ask): Promise<Outcome> => {
    try {
      return { status: 'success', result: await client.readContract({ ...callOf(ask), blockNumber }) };
    } catch (error) {
      return { status: 'failure', error };
    }
  }));
}

function callOf({ contract, address, getter, arg }: Ask) {
  return { address, abi: abiOf(contract), functionName: getter, args: arg === undefined ? [] : [arg] };
}

/** Whether many calls in one are what the node, or a block without Multicall3, does not take. */
function isRefused(outcome: Outcome): boolean {
  return outcome.status === 'failure' && isOfAggregate(outcome.error) && isRefusal(outcome.error);
}

function valueOf({ session, prop }: Node, { contract, getter }: Ask, outcome: Outcome): unknown {
  if (outcome.status === 'success') return typed(contract, getter, outcome.result);
  return classify(outcome.error) === 'absent' ? undefined : raiseRpc(session, prop, outcome.error);
}
