import type { ExecutionClient } from './execution-client';
import { opGeth } from './op-geth';
import { opReth } from './op-reth';

/** The execution clients by name. */
export const executionClients: Readonly<Record<ExecutionClient['name'], ExecutionClient>> = { 'op-reth': opReth, 'op-geth': opGeth };
