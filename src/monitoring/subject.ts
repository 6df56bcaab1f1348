import type { CompatibilityDiagnostic } from '../compatibility';

/** What the alerts of every workload need to know of it. */
interface Workload {
  /** Its name: the label `job` of its metrics. */
  readonly job: string;
  /** Its role, the label `role`, e.g. `sequencer`. */
  readonly role: string;
  /** The chain, the label `chain`: the built-in chain's name, else the chain id. */
  readonly chain: string;
  /** Its namespace, where the chart names one. */
  readonly namespace?: string;
  /** Regular expression of its pods' names. */
  readonly pods: string;
  /** Regular expression of its volume claims' names; absent without any. */
  readonly claims?: string;
  /** Hardforks that its versions cannot follow. */
  readonly uncovered: readonly CompatibilityDiagnostic[];
}

/** An execution and a consensus client. */
export interface NodeSubject extends Workload {
  readonly kind: 'node';
  readonly client: 'op-node' | 'kona-node';
  readonly sequencing: boolean;
  /** Whether it takes part in the gossip network. */
  readonly gossips: boolean;
  /** Whether it knows peers without another node of the app. */
  readonly findsPeers: boolean;
  /** Whether it derives the chain from L1, instead of taking the heads over from another node. */
  readonly derives: boolean;
}

/** The batcher. */
export interface BatcherSubject extends Workload {
  readonly kind: 'batcher';
  readonly version?: string;
  /** Bytes to be posted from where on block building is slowed. */
  readonly throttleBytes?: number;
}

/** The proposer. */
export interface ProposerSubject extends Workload {
  readonly kind: 'proposer';
  readonly version?: string;
  /** Seconds between proposals. */
  readonly interval: number;
}

/** The challenger. */
export interface ChallengerSubject extends Workload {
  readonly kind: 'challenger';
}

/** The dispute monitor. */
export interface DisputeMonSubject extends Workload {
  readonly kind: 'dispute-mon';
}

/** Whoever sends L1 transactions. */
export type SignerSubject = BatcherSubject | ProposerSubject | ChallengerSubject;

/** What alerts are about. */
export type Subject = NodeSubject | SignerSubject | DisputeMonSubject;
