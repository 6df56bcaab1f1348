import type { ConsensusClient } from './consensus-client';
import { konaNode } from './kona-node-client';
import { opNode } from './op-node-client';

/** The consensus clients by name. */
export const consensusClients: Readonly<Record<ConsensusClient['name'], ConsensusClient>> = { 'op-node': opNode, 'kona-node': konaNode };
