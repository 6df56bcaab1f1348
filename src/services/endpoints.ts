import type { IConstruct } from 'constructs';
import type { Problems } from '../errors';
import { checkEndpoint, type Url } from '../keys';
import { checkNamespace } from '../kube';
import type { OptimismNetworkConstruct } from '../network';
import type { NodePort, NodeReference } from '../nodes';

/** Where a service finds the L2, when it is not wired to nodes of this app. */
export interface L2Endpoints {
  /** RPC of the execution clients; `--l2-eth-rpc`. */
  readonly l2EthRpc: readonly Url[];
  /** RPC of the consensus clients, in the same order; `--rollup-rpc`. */
  readonly rollupRpc: readonly Url[];
}

/** How a service is wired to the L2: to nodes of this app, or by URLs. */
export interface L2Wiring {
  /** Nodes that it works with; with several candidates for sequencing, all of them. @default none */
  readonly nodes?: NodeReference | readonly NodeReference[];
  /** Endpoints outside the app, instead of `nodes`. @default none */
  readonly endpoints?: L2Endpoints;
}

/** The nodes that a service is wired to. */
export function nodesOf({ nodes }: L2Wiring): readonly NodeReference[] {
  if (nodes === undefined) return [];
  return isList(nodes) ? nodes : [nodes];
}

function isList(nodes: NodeReference | readonly NodeReference[]): nodes is readonly NodeReference[] {
  return Array.isArray(nodes);
}

/** Works out the endpoints; reports that there are none, or that the two lists do not pair. */
export function endpointsOf(problems: Problems, from: IConstruct, network: OptimismNetworkConstruct, wiring: L2Wiring): L2Endpoints {
  const nodes = nodesOf(wiring);
  const { endpoints } = wiring;
  if (nodes.length === 0 && !endpoints) {
    problems.error('MISSING_L2', 'nodes', 'the service has no L2 node to work with', 'Set nodes to the OpNodeConstruct of the sequencer, or endpoints to its URLs');
  }
  for (const node of nodes) {
    checkNamespace(problems, 'nodes', node, from);
    if (node.network !== network) problems.error('OTHER_NETWORK', 'nodes', `${node.node.path} is of another network`, 'Give service and node the same network');
  }
  if (endpoints) checkEndpoints(problems, endpoints, nodes.length > 0);
  const urls = (port: NodePort): Url[] => nodes.flatMap((node) => problems.attempt(() => node.url(port, from)) ?? []);
  return {
    l2EthRpc: [...urls('http'), ...(endpoints?.l2EthRpc ?? [])],
    rollupRpc: [...urls('node-rpc'), ...(endpoints?.rollupRpc ?? [])],
  };
}

function checkEndpoints(problems: Problems, { l2EthRpc, rollupRpc }: L2Endpoints, both: boolean): void {
  if (both) problems.error('NODES_AND_ENDPOINTS', 'endpoints', 'nodes and endpoints are given together', 'Keep one of them');
  if (l2EthRpc.length !== rollupRpc.length || l2EthRpc.length === 0) {
    problems.error('UNPAIRED_ENDPOINTS', 'endpoints', `there are ${l2EthRpc.length} execution and ${rollupRpc.length} consensus endpoints`, 'Give one of each for every node, in the same order');
  }
  for (const [prop, urls] of Object.entries({ l2EthRpc, rollupRpc })) {
    for (const [index, url] of urls.entries()) {
      checkEndpoint(problems, `endpoints.${prop}[${index}]`, url, ['http', 'https', 'ws', 'wss']);
    }
  }
}
