import type { IConstruct } from 'constructs';
import type { ConsensusProps } from './consensus-props';
import type { ExecutionProps } from './execution-props';
import type { OpNodeProps, Readiness } from './node-props';
import type { Advertised } from './p2p-exposure';
import type { Image } from '../compatibility';
import type { Problems } from '../errors';
import type { Url } from '../keys';
import type { OptimismNetworkConstruct } from '../network';

/** What both clients' command lines are made from. */
export interface NodeContext {
  /** The node itself, from where the others are reached. */
  readonly scope: IConstruct;
  readonly network: OptimismNetworkConstruct;
  readonly props: OpNodeProps;
  readonly consensus: ConsensusProps;
  readonly execution: ExecutionProps;
  readonly sequencing: boolean;
  readonly images: { readonly consensus: Image; readonly execution: Image; readonly toolbox: Image };
  /** Where a replica sends transactions. */
  readonly sequencerUrl?: Url;
  /** Multiaddr of the app's sequencer, where its peer id is known and the client can be told of it. */
  readonly sequencerMultiaddr?: string;
  /** Enode URL of the app's sequencer, where its node id is known and the client can be told of it. */
  readonly sequencerEnode?: string;
  readonly advertised?: Advertised;
  readonly problems: Problems;
}

/** Whether the execution client looks for peers it was not told of. */
export function discoversExecution({ network, execution, sequencing }: NodeContext): boolean {
  const { noDiscovery, bootnodes } = execution.p2p ?? {};
  if (noDiscovery !== undefined) return !noDiscovery;
  return !sequencing && (network.chain.networkName !== undefined || Boolean(bootnodes?.length));
}

/** Whether the consensus client looks for peers it was not told of. */
export function discoversConsensus({ network, consensus, sequencing }: NodeContext): boolean {
  const { enabled, bootnodes } = consensus.p2p?.discovery ?? {};
  return enabled ?? (!sequencing && (network.chain.networkName !== undefined || Boolean(bootnodes?.length)));
}

/** How the node catches up: from execution peers where there are some to ask, else from L1. */
export function syncMode(context: NodeContext): 'execution-layer' | 'consensus-layer' {
  if (context.consensus.syncMode) return context.consensus.syncMode;
  if (context.sequencing) return 'consensus-layer';
  const peers = discoversExecution(context) || context.execution.p2p?.static?.length || context.sequencerEnode;
  return peers ? 'execution-layer' : 'consensus-layer';
}

/** Whether the consensus client is to keep a safe-head database. */
export function keepsSafeDb({ consensus, sequencing }: Pick<NodeContext, 'consensus' | 'sequencing'>): boolean {
  return consensus.safeDb ?? sequencing;
}

/** Whether the consensus client's RPC serves admin calls. */
export function servesAdmin({ consensus, sequencing }: Pick<NodeContext, 'consensus' | 'sequencing'>): boolean {
  return consensus.rpc?.enableAdmin ?? sequencing;
}

/** When a pod gets traffic. */
export function readinessOf({ readiness, nodeType }: Pick<OpNodeProps, 'readiness' | 'nodeType'>): Readiness {
  return readiness ?? { when: nodeType === 'sequencer' ? 'serving' : 'synced' };
}

/** How much history the execution client keeps. */
export function gcMode({ execution, sequencing }: Pick<NodeContext, 'execution' | 'sequencing'>): 'archive' | 'full' | 'minimal' {
  return execution.gcMode ?? (sequencing ? 'archive' : 'full');
}
