import type { ConsensusProps } from './consensus-props';
import type { ExecutionProps } from './execution-props';
import { merge, type Resources } from '../kube';

const EXECUTION: Resources = { requests: { cpu: '2', memory: '8Gi' }, limits: { memory: '32Gi' } };
const CONSENSUS: Resources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } };
/** A throttled sequencer stalls blocks. */
const SEQUENCER: Resources = { ...CONSENSUS, limits: { memory: '4Gi' } };

/** What the execution client asks for: the user's amounts on the defaults. */
export function executionResources({ resources }: ExecutionProps): Resources {
  return merge(EXECUTION, resources);
}

/** What the consensus client asks for: the user's amounts on the defaults. */
export function consensusResources({ resources }: ConsensusProps, sequencing: boolean): Resources {
  return merge(sequencing ? SEQUENCER : CONSENSUS, resources);
}
