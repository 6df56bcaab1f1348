import type { k8s } from 'cdk8s-plus-28';
import { FIXED } from './fixed';
import type { NodeContext } from './node-context';
import type { CommandLine } from '../compatibility';
import type { Port } from '../kube';

/** One execution client: how its command line, ports and probes differ from the others'. */
export interface ExecutionClient {
  readonly name: 'op-reth' | 'op-geth';
  /** `--l2.enginekind` of the op-node beside it. */
  readonly engineKind: 'reth' | 'geth';
  /** Default folder of the chain data. */
  readonly dataDir: string;
  metricsPort(context: Pick<NodeContext, 'execution'>): number;
  /** Whether it can be told of peers to stay connected to. */
  readonly dialsStatic: boolean;
  /** Probe of the RPC port that does not depend on sync. */
  probe(timing: k8s.Probe): k8s.Probe;
  /** Ports beside those that every client has. */
  extraPorts(context: NodeContext): readonly Port[];
  /** Files of the data folder that make the node's identity on the network. */
  readonly identity: readonly string[];
  /** Sets the client's flags. */
  configure(cli: CommandLine, context: NodeContext, paths: ExecutionPaths): void;
  /** Shell that prepares a new data folder before the first start, in the client's own image; starts over when interrupted. */
  initScript?(context: NodeContext, paths: ExecutionPaths): string | undefined;
}

/** Where the client finds its files. */
export interface ExecutionPaths {
  readonly dataDir: string;
  /** genesis.json of a custom chain. */
  readonly genesis?: string;
  /** The node's own p2p key. */
  readonly nodeKey?: string;
}

/** Name of the file with the p2p key, and its folder. */
export const NODE_KEY = { dir: '/execution-key', file: 'node-key' } as const;

type Ports = Pick<NodeContext, 'execution'>;
export const httpPort = ({ execution }: Ports): number => execution.http?.port ?? 8545;
export const wsPort = ({ execution }: Ports): number => execution.ws?.port ?? 8546;
export const enginePort = ({ execution }: Ports): number => execution.authrpcPort ?? 8551;
export const executionP2pPort = ({ execution }: Ports): number => execution.p2p?.port ?? 30303;

const PUBLIC_APIS = ['web3', 'eth', 'net'];

/** JSON-RPC namespaces over HTTP; none when it is off. A sequencer's `miner` is what the batcher throttles block building through. */
export function httpApis({ execution: { http = {} }, sequencing }: Pick<NodeContext, 'execution' | 'sequencing'>): readonly string[] {
  if (http.enabled === false) return [];
  return http.apis ?? (sequencing ? [...PUBLIC_APIS, 'debug', 'txpool', 'miner'] : PUBLIC_APIS);
}

/** JSON-RPC namespaces over WebSocket; none when it is off. */
export function wsApis({ execution: { ws = {} } }: Ports): readonly string[] {
  return ws.enabled === false ? [] : (ws.apis ?? PUBLIC_APIS);
}

/** Flags that have one name in both clients. */
export function configureRpc(cli: CommandLine, context: NodeContext): void {
  const { http = {}, ws = {} } = context.execution;
  if (http.enabled !== false) {
    cli
      .set('http', true)
      .set('http.addr', http.host ?? '0.0.0.0')
      .set('http.port', httpPort(context))
      .set('http.api', httpApis(context))
      .set('http.corsdomain', http.cors);
  }
  if (ws.enabled !== false) {
    cli
      .set('ws', true)
      .set('ws.addr', ws.host ?? '0.0.0.0')
      .set('ws.port', wsPort(context))
      .set('ws.api', wsApis(context));
  }
  cli
    .set('authrpc.addr', '127.0.0.1', { fixed: FIXED.engine })
    .set('authrpc.port', enginePort(context), { fixed: FIXED.engine });
}
