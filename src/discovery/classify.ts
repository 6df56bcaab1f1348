import { BaseError, ContractFunctionExecutionError, ContractFunctionZeroDataError, HttpRequestError, RawContractError, RpcRequestError, TimeoutError } from 'viem';

/** Whether a contract answered and has no such getter, or it is not known what it would have answered. */
export type Failure = 'absent' | 'rpc';

/** JSON-RPC codes of a call that failed in its contract: of geth and of Nethermind, which says why in the data. */
const FAILED_CALL: ReadonlySet<number> = new Set([3, -32015]);
/** JSON-RPC code of a node that is broken inside; viem takes it for a revert. */
const INTERNAL = -32603;
/** How nodes say that a contract did not answer. */
const NO_ANSWER = /revert|invalid opcode|bad instruction|out of gas/i;

/**
 * Tells a getter that is missing from a node that failed, which viem does not: it takes some failures of nodes for
 * reverts and some reverts for failures, and gives each call of a batch the failure of the batch.
 */
export function classify(error: unknown): Failure {
  if (!(error instanceof BaseError)) return 'rpc';
  if (isOfAggregate(error)) return 'rpc';
  if (error.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError)) return 'rpc';
  if (error.walk((cause) => cause instanceof ContractFunctionZeroDataError)) return 'absent';
  if (error.cause instanceof BaseError && error.cause.cause instanceof RawContractError) return 'absent';
  const answered = error.walk((cause) => cause instanceof RpcRequestError);
  if (answered instanceof RpcRequestError) return FAILED_CALL.has(answered.code) || (NO_ANSWER.test(answered.details) && answered.code !== INTERNAL) ? 'absent' : 'rpc';
  return error instanceof ContractFunctionExecutionError ? 'absent' : 'rpc';
}

/** Whether the multicall failed as a whole; each of its calls then has that one failure. */
export function isOfAggregate(error: unknown): boolean {
  return error instanceof ContractFunctionExecutionError && error.functionName === 'aggregate3';
}
