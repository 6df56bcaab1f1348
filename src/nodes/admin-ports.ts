import { httpApis, wsApis } from './execution-client';
import { servesAdmin, type NodeContext } from './node-context';
import type { NodePort } from './node-reference';
import { parseUserArgs } from '../compatibility';
import { Problems } from '../errors';

/** Namespaces by which a caller changes what a node does. */
const ADMIN_APIS: ReadonlySet<string> = new Set(['admin', 'miner', 'personal']);

type Roles = Pick<NodeContext, 'consensus' | 'execution' | 'sequencing'>;

/** Which ports of a node's RPC answer calls that change what it does; on a sequencer, all count as such. */
export function adminPorts(roles: Roles): Readonly<Record<NodePort, boolean>> {
  const { consensus, sequencing } = roles;
  const serves = (apis: readonly string[]): boolean => sequencing || apis.some((api) => ADMIN_APIS.has(api));
  const args = argsOf(consensus.extraArgs);
  const enabled = args.has('rpc.enable-admin') ? args.get('rpc.enable-admin') !== 'false' : servesAdmin(roles);
  return { http: serves(apisOf('http', roles)), ws: serves(apisOf('ws', roles)), 'node-rpc': sequencing || enabled };
}

/** JSON-RPC namespaces of a port, as the user's own arguments leave them. */
export function apisOf(port: 'http' | 'ws', roles: Pick<NodeContext, 'execution' | 'sequencing'>): readonly string[] {
  const given = argsOf(roles.execution.extraArgs).get(`${port}.api`);
  return given?.split(',').map((api) => api.trim()) ?? (port === 'http' ? httpApis(roles) : wsApis(roles));
}

/** What is wrong with them, the command line reports. */
function argsOf(extraArgs: readonly string[] = []): ReadonlyMap<string, string | undefined> {
  return new Map(parseUserArgs(extraArgs, new Problems(), '').map(({ name, value }) => [name, value]));
}
