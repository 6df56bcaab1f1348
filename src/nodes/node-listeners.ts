import { adminPorts } from './admin-ports';
import { discoversConsensus, discoversExecution, type NodeContext } from './node-context';
import type { NodePorts } from './node-pod';
import { isPublic, routedPorts } from './rpc-exposure';
import type { Listener } from '../policies';

/** Whether the clients look for peers that they were not told of. */
export function dialsPeers(context: NodeContext): boolean {
  return discoversExecution(context) || (context.consensus.p2p?.enabled !== false && discoversConsensus(context));
}

/** The ports of a node's pods, and what decides who may call them. The engine API is on loopback, so nobody can. */
export function listenersOf(context: NodeContext, ports: NodePorts): readonly Listener[] {
  // Nobody but those that are wired to it has business with a sequencer.
  const admin: Readonly<Record<string, boolean>> = adminPorts(context);
  const routed = routedPorts(context);
  const { networkPolicies } = context.network.props;
  const named = typeof networkPolicies === 'object' && networkPolicies.rpcFrom !== undefined;
  const exposed = !named && isPublic(context.props);
  // Peers of a public network, and those that an exposed port is for, can be anybody.
  const open = dialsPeers(context) || context.props.p2pExposure !== undefined;
  return [
    ...ports.rpc.map((port): Listener => ({ ...port, purpose: admin[port.name] ? 'admin' : exposed ? 'public' : 'rpc', from: routed.includes(port.name) ? context.props.rpcExposure?.from : undefined })),
    ...ports.metrics.map((port): Listener => ({ ...port, purpose: 'metrics' })),
    ...ports.p2p.map((port): Listener => ({ ...port, purpose: open ? 'public' : 'p2p' })),
  ];
}
