import { everyAddress } from './every-address';
import { FIXED } from './fixed';
import { discoversConsensus, type NodeContext } from './node-context';
import type { CommandLine } from '../compatibility';

/** One consensus client: how its command line differs from the others'. */
export interface ConsensusClient {
  readonly name: 'op-node' | 'kona-node';
  /** Whether it can be told of peers to stay connected to; another is told by the companion. */
  readonly dialsStatic: boolean;
  /** Whether it can keep a safe-head database. */
  readonly keepsSafeHeads: boolean;
  metricsPort(context: Pick<NodeContext, 'network' | 'consensus'>): number;
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

export const consensusRpcPort = ({ consensus }: Pick<NodeContext, 'consensus'>): number => consensus.rpc?.port ?? 9545;
export const consensusP2pPort = ({ consensus }: Pick<NodeContext, 'consensus'>): number => consensus.p2p?.listenPort ?? 9222;

/** Peer-to-peer flags that have one name in both clients. */
export function configureGossip(cli: CommandLine, context: NodeContext, { dataDir, p2pKey }: ConsensusPaths): void {
  const { consensus: { p2p = {}, rpc }, advertised } = context;
  const port = advertised?.consensusPort ?? consensusP2pPort(context);
  cli
    .set('p2p.listen.ip', everyAddress(rpc?.host))
    .set('p2p.listen.tcp', port)
    // kona-node's own default differs from the TCP port; one number is enough for both.
    .set('p2p.listen.udp', port)
    .set('p2p.advertise.ip', advertised?.host)
    .set('p2p.advertise.tcp', advertised && port)
    .set('p2p.advertise.udp', advertised && port)
    .set('p2p.priv.path', p2pKey ?? `${dataDir}/p2p-key`, { fixed: FIXED.key })
    .set('p2p.no-discovery', discoversConsensus(context) ? undefined : true)
    .set('p2p.bootnodes', p2p.discovery?.bootnodes);
}

/** Flags of a sequencer that have one name in both clients; `remoteSigner` begins the names of the signer's. */
export function configureSequencing(cli: CommandLine, { consensus: { sequencing = {} }, props, sequencing: builds }: NodeContext, remoteSigner?: string): void {
  // Without one the flag is nobody's either: whoever holds the key can sign blocks.
  cli.set('p2p.sequencer.key', props.p2pSequencerKey, { fixed: FIXED.key });
  if (!builds) return;
  cli
    .set('sequencer.l1-confs', sequencing.l1Confs ?? 4)
    .set('sequencer.max-safe-lag', sequencing.maxSafeLag)
    // With a conductor a sequencer waits until it is elected.
    .set('sequencer.stopped', sequencing.stopped ?? (props.conductor ? true : undefined))
    .set('sequencer.recover', sequencing.recover, { prop: 'consensus.sequencing.recover' })
    .set('conductor.rpc', props.conductor?.rpcUrl);
  if (props.p2pSigner?.kind === 'remote') props.p2pSigner.apply(cli, remoteSigner);
}
