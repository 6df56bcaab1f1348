import type { k8s } from 'cdk8s-plus-28';
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
  readonly metricsPort: number;
  /** Whether it can be told of peers to stay connected to. */
  readonly dialsStatic: boolean;
  /** Probe of the RPC port that does not depend on sync. */
  probe(timing: k8s.Probe): k8s.Probe;
  /** Ports beside those that every client has. */
  extraPorts(context: NodeContext): readonly Port[];
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

/** JSON-RPC namespaces. A sequencer's `miner` is what the batcher throttles block building through. */
export function apisOf({ sequencing }: NodeContext): readonly string[] {
  return sequencing ? ['web3', 'eth', 'net', 'debug', 'txpool', 'miner'] : ['web3', 'eth', 'net'];
}

/** Flags that have one name in both clients. */
export function configureRpc(cli: CommandLine, context: NodeContext): void {
  const { http = {}, ws = {} } = context.execution;
  if (http.enabled !== false) {
    cli
      .set('http', true)
      .set('http.addr', http.host ?? '0.0.0.0')
      .set('http.port', http.port ?? 8545)
      .set('http.api', http.apis ?? apisOf(context))
      .set('http.corsdomain', http.cors?.length ? http.cors : undefined);
  }
  if (ws.enabled !== false) {
    cli
      .set('ws', true)
      .set('ws.addr', ws.host ?? '0.0.0.0')
      .set('ws.port', ws.port ?? 8546)
      .set('ws.api', ws.apis ?? ['web3', 'eth', 'net']);
  }
  cli
    .set('authrpc.addr', '127.0.0.1', { fixed: 'the engine API stays inside the pod' })
    .set('authrpc.port', context.execution.authrpcPort ?? 8551, { fixed: 'the consensus client is wired to it' });
}
