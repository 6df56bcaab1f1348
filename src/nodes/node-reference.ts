import type { IConstruct } from 'constructs';
import type { OptimismNetworkConstruct } from '../network';

/** A port of a node that others in the cluster may call. */
export type NodePort = 'http' | 'ws' | 'node-rpc';

/** What others need to know of a node to be wired to it. An `OpNodeConstruct` is one. */
export interface NodeReference extends IConstruct {
  /** Name of the StatefulSet, and of the Service of its RPC. */
  readonly name: string;
  /** The chain that it follows or builds. */
  readonly network: OptimismNetworkConstruct;
  /** Whether it builds the chain's blocks or follows them. */
  readonly nodeType: 'sequencer' | 'replica';
  /** Peer id of the consensus client, where it is known. */
  readonly peerId?: string;
  /** Multiaddr of the consensus client without its peer id, as `from` reaches it; none without p2p. */
  peerAddress(from: IConstruct): string | undefined;
  /** Enode URL of the execution client, where its node id is known. */
  enode(from: IConstruct): string | undefined;
  /** URL of an RPC, as `from` reaches it: with the namespace where that is another. */
  url(port: NodePort, from: IConstruct): string;
  /** What op-challenger needs of a node. */
  readonly serves: { readonly archive: boolean; readonly debug: boolean; readonly safeDb: boolean };
}
