import type { NodeContext } from './node-context';
import type { CommandLine } from '../compatibility';

/** One consensus client: how its command line differs from the others'. */
export interface ConsensusClient {
  readonly name: 'op-node' | 'kona-node';
  /** Whether it can be told of peers to stay connected to; another is told by the companion. */
  readonly dialsStatic: boolean;
  /** Whether it can keep a safe-head database. */
  readonly keepsSafeHeads: boolean;
  /** Default port of the metrics. */
  metricsPort(context: Pick<NodeContext, 'network'>): number;
  /** Sets the client's flags. */
  configure(cli: CommandLine, context: NodeContext, paths: ConsensusPaths): void;
}

/** Where the client finds its files. */
export interface ConsensusPaths {
  /** Folder of its own on the volume. */
  readonly dataDir: string;
  /** rollup.json of a custom chain. */
  readonly rollup?: string;
  /** Chain config of an L1 that the client does not know. */
  readonly l1Config?: string;
  /** The node's own p2p key. */
  readonly p2pKey?: string;
}

/** Name of the file with the p2p key, and its folder. */
export const P2P_KEY = { dir: '/consensus-key', file: 'p2p-key' } as const;

/** Why keys and wiring cannot be replaced through `extraArgs`. */
export const FIXED = {
  key: 'keys are given through SecretValue only',
  engine: 'the engine API of the execution client in the same pod',
  jwt: 'the secret of the engine API is given through Jwt',
  chain: 'the chain is that of the network',
} as const;

export const consensusRpcPort = ({ consensus }: Pick<NodeContext, 'consensus'>): number => consensus.rpc?.port ?? 9545;
export const consensusP2pPort = ({ consensus }: Pick<NodeContext, 'consensus'>): number => consensus.p2p?.listenPort ?? 9222;
export const enginePort = ({ execution }: Pick<NodeContext, 'execution'>): number => execution.authrpcPort ?? 8551;

/** Static peers: those given, and the app's sequencer. */
export function staticPeers({ consensus, sequencerMultiaddr }: NodeContext): readonly string[] | undefined {
  const peers = [...(sequencerMultiaddr ? [sequencerMultiaddr] : []), ...(consensus.p2p?.static ?? [])];
  return peers.length ? peers : undefined;
}
