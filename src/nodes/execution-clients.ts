import type { ExecutionClient } from './execution-client';
import type { ExecutionProps } from './execution-props';
import { opGeth } from './op-geth';
import { opReth } from './op-reth';

const clients: Readonly<Record<ExecutionClient['name'], ExecutionClient>> = { 'op-reth': opReth, 'op-geth': opGeth };

/** The execution client that a node runs. */
export function executionClientOf({ client = 'op-reth' }: ExecutionProps): ExecutionClient {
  return clients[client];
}
