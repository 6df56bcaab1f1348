import type { Fault, RpcAnswer, RpcCall, Rule } from './fault-proxy';
import { MULTICALL3 } from './multicall3';

type RpcError = NonNullable<RpcAnswer['error']>;

/** How nodes say that a call reverted with these bytes; `empty` is a node that answers `0x`. Geth has two ways, one of them for no bytes. */
export const revertStyles = {
  anvil: (data: string): RpcError => ({ code: 3, message: 'execution reverted', data }),
  geth: (data: string): RpcError => (data === '0x' ? { code: -32000, message: 'execution reverted' } : { code: 3, message: 'execution reverted', data }),
  nethermind: (data: string): RpcError => ({ code: -32015, message: 'VM execution error.', data: `Reverted ${data}` }),
  empty: undefined,
} as const;

export type RevertStyle = keyof typeof revertStyles;

/** How several calls can be made at once: without a contract, through Multicall3, or only as a batch of single calls. */
export const transports = ['deployless', 'multicall3', 'batch'] as const;

export type Transport = (typeof transports)[number];

/** Says of each revert what a node of that style says. */
export function inStyle(style: RevertStyle): NonNullable<Fault['map']> {
  const errorOf = revertStyles[style];
  return (answer) => {
    if (answer.error?.code !== 3) return answer;
    return errorOf ? { ...answer, error: errorOf(String(answer.error.data)) } : { jsonrpc: '2.0', id: answer.id, result: '0x' };
  };
}

/** Whether a call is an eth_call to no address, as a call without a contract is. */
export function isDeployless({ method, params }: RpcCall): boolean {
  return method === 'eth_call' && targetOf(params) === undefined;
}

/** Answers as a node does that makes several calls at once in this way and in none before it. */
export function supporting(transport: Transport): NonNullable<Fault['answer']> {
  return (call) => {
    if (transport !== 'deployless' && isDeployless(call)) return { error: { code: -32602, message: 'invalid argument 0: missing required field "to"' } };
    if (transport !== 'batch') return undefined;
    if (call.method === 'eth_getCode' && isMulticall3(call.params?.[0])) return { result: '0x' };
    return call.method === 'eth_call' && isMulticall3(targetOf(call.params)) ? { result: '0x' } : undefined;
  };
}

/** A node with this style of reverts that supports this transport. */
export function nodeLike(style: RevertStyle, transport: Transport, more: Fault = {}): Rule {
  const answer = supporting(transport);
  const map = inStyle(style);
  return () => ({ ...more, answer: (call) => more.answer?.(call) ?? answer(call), map: (given, call) => (more.map ? more.map(map(given, call), call) : map(given, call)) });
}

const isMulticall3 = (address: unknown): boolean => String(address).toLowerCase() === MULTICALL3.toLowerCase();

function targetOf(params: RpcCall['params']): unknown {
  const call: unknown = params?.[0];
  return typeof call === 'object' && call !== null && 'to' in call ? (call.to ?? undefined) : undefined;
}
