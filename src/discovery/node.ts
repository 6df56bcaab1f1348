import { HttpRequestError, RpcRequestError } from 'viem';
import { linesOf, type EndpointProp, type Line } from './endpoint';
import { failureOf, isMethodMissing } from './failure';
import type { RpcCall } from './json-rpc';
import type { Endpoints } from './options';
import { raise } from './raise';
import { raiseRpc, retrying, type Session } from './session';
import type { Problems } from '../errors';

/** The endpoints of one chain, asked one after the other until one answers. */
export interface Node {
  readonly prop: EndpointProp;
  readonly session: Session;
  /** Makes a call in a request of its own, or with those that are made at the same time; throws what viem would throw. */
  readonly request: (call: RpcCall, how?: 'single' | 'batching') => Promise<unknown>;
}

/** Methods that answer with bytes. What is none would be read as a getter that its contract does not have. */
const OF_BYTES: ReadonlySet<string> = new Set(['eth_call', 'eth_getCode', 'eth_getStorageAt']);
const BYTES = /^0x(?:[0-9a-fA-F]{2})*$/;
const MISMATCH = { l1: 'L1_CHAIN_MISMATCH', l2: 'L2_CHAIN_MISMATCH' } as const;

/** The node behind these endpoints, of which nothing is known yet. */
export function nodeAt(session: Session, prop: EndpointProp, endpoints: Endpoints): Node {
  return nodeOf(session, prop, linesOf(endpoints, session.requestTimeout));
}

function nodeOf(session: Session, prop: EndpointProp, lines: readonly Line[]): Node {
  // Whoever failed last is asked last.
  const order = [...lines];
  const attempt = async (call: RpcCall, how: 'single' | 'batching'): Promise<unknown> => {
    let failure: unknown;
    const turn = order.slice();
    for (const line of turn) {
      try {
        return sound(line, call, await line[how](call, session.signal));
      } catch (error) {
        if (session.signal.aborted || isAnswer(error)) throw error;
        if (failure === undefined || failureOf(error).passing) failure = error;
        order.push(...order.splice(order.indexOf(line), 1));
      }
    }
    throw failure;
  };
  return { prop, session, request: async (call, how = 'single') => retrying(session, async () => attempt(call, how)) };
}

function sound({ name }: Line, { method }: RpcCall, answer: unknown): unknown {
  if (!OF_BYTES.has(method) || (typeof answer === 'string' && BYTES.test(answer))) return answer;
  throw new HttpRequestError({ url: name, details: `its answer to ${method} is no hex` });
}

/** The node of a chain whose endpoints each answer with the chain id that is expected, or with the same one. */
export async function connect(session: Session, problems: Problems, prop: 'l1' | 'l2', endpoints: Endpoints, expected: number | undefined): Promise<{ readonly node: Node; readonly chainId: number }> {
  const lines = linesOf(endpoints, session.requestTimeout);
  const answers = await retrying(session, async () => {
    const all = await Promise.all(lines.map(async (line) => ({ line, ...(await answerOf(line, session)) })));
    const failed = all.filter(({ id }) => id === undefined);
    if (failed.length === all.length) throw (failed.find(({ error }) => failureOf(error).passing) ?? failed[0]!).error;
    return all;
  }).catch((error: unknown) => raiseConnect(session, prop, error));
  const reached = answers.flatMap(({ line, id }) => (id === undefined ? [] : [{ line, id }]));
  const right = expected ?? reached[0]!.id;
  const wrong = reached.filter(({ id }) => id !== right);
  for (const { line, id } of wrong) problems.error(MISMATCH[prop], prop, `${line.name} is of chain ${id}, and ${expected === undefined ? `${reached[0]!.line.name} is of` : 'expected is'} chain ${right}`, 'Give endpoints of one chain, and its own chain id');
  problems.settle();
  for (const { line, error } of answers.filter(({ id }) => id === undefined)) {
    problems.warn('ENDPOINT_SKIPPED', prop, session.redact(`${line.name} is not used: ${failureOf(error).message}`), 'Repair it or leave it out');
  }
  return { node: nodeOf(session, prop, reached.map(({ line }) => line)), chainId: right };
}

async function answerOf({ name, single }: Line, { signal }: Session): Promise<{ readonly id?: number; readonly error?: unknown }> {
  try {
    const answer = await single({ method: 'eth_chainId', params: [] }, signal);
    const id = typeof answer === 'string' && /^0x[0-9a-f]{1,64}$/i.test(answer) ? Number(answer) : 0;
    if (Number.isSafeInteger(id) && id > 0) return { id };
    throw new RpcRequestError({ body: {}, url: name, error: { code: 0, message: 'eth_chainId gives no chain id' } });
  } catch (error) {
    return { error };
  }
}

function raiseConnect(session: Session, prop: EndpointProp, error: unknown): never {
  if (!session.signal.aborted && isMethodMissing(error)) {
    return raise('NOT_AN_EXECUTION_RPC', prop, session.redact(`${failureOf(error).endpoint} has no eth_chainId: it is an op-node, or another service that is no execution node`), 'Give the RPC of the execution node (op-geth, op-reth, geth); an op-node goes into opNode');
  }
  return raiseRpc(session, prop, error);
}

/** Whether the node itself said so, and another one of the chain would say the same. */
function isAnswer(error: unknown): boolean {
  const { code, passing } = failureOf(error);
  return error instanceof RpcRequestError && code === 'RPC_UNAVAILABLE' && !passing;
}
