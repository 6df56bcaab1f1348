import type { ConsensusClient } from './consensus-client';
import type { ConsensusProps } from './consensus-props';
import { konaNode } from './kona-node-client';
import { opNode } from './op-node-client';

const clients: Readonly<Record<ConsensusClient['name'], ConsensusClient>> = { 'op-node': opNode, 'kona-node': konaNode };

/** The consensus client that a node runs. */
export function consensusClientOf({ client = 'op-node' }: ConsensusProps): ConsensusClient {
  return clients[client];
}
