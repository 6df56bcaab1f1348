import { httpApis, wsApis } from './execution-client';
import { discoversConsensus, discoversExecution, servesAdmin, type NodeContext } from './node-context';
import type { NodePorts } from './node-pod';
import type { Listener } from '../policies';

/** Namespaces by which a caller changes what a node does. */
const ADMIN_APIS: ReadonlySet<string> = new Set(['admin', 'miner', 'personal']);

/** Whether the clients look for peers that they were not told of. */
export function dialsPeers(context: NodeContext): boolean {
  return discoversExecution(context) || (context.consensus.p2p?.enabled !== false && discoversConsensus(context));
}

/** The ports of a node's pods, and what decides who may call them. The engine API is on loopback, so nobody can. */
export function listenersOf(context: NodeContext, ports: NodePorts): readonly Listener[] {
  // Nobody but those that are wired to it has business with a sequencer.
  const admin: Readonly<Record<string, boolean>> = context.sequencing ? { http: true, ws: true, 'node-rpc': true } : {
    http: httpApis(context).some((api) => ADMIN_APIS.has(api)),
    ws: wsApis(context).some((api) => ADMIN_APIS.has(api)),
    'node-rpc': servesAdmin(context),
  };
  const { networkPolicies } = context.network.props;
  const named = typeof networkPolicies === 'object' && networkPolicies.rpcFrom !== undefined;
  const exposed = !named && (context.props.service?.type ?? 'ClusterIP') !== 'ClusterIP';
  // Peers of a public network, and those that an exposed port is for, can be anybody.
  const open = dialsPeers(context) || context.props.p2pExposure !== undefined;
  return [
    ...ports.rpc.map((port): Listener => ({ ...port, purpose: admin[port.name] ? 'admin' : exposed ? 'public' : 'rpc' })),
    ...ports.metrics.map((port): Listener => ({ ...port, purpose: 'metrics' })),
    ...ports.p2p.map((port): Listener => ({ ...port, purpose: open ? 'public' : 'p2p' })),
  ];
}
