import type { ConsensusProps } from './consensus-props';
import type { ExecutionProps } from './execution-props';
import type { OpNodeProps } from './node-props';
import { merge, type Resources } from '../kube';
import { cacheOf, resourcesOf, type Profile } from '../sizing';

/** What the execution client asks for: the user's amounts on those of the profile. */
export function executionResources({ resources }: ExecutionProps, profile: Profile | undefined): Resources {
  return merge(resourcesOf('execution', profile), resources);
}

/** What the consensus client asks for: the user's amounts on those of the profile. A throttled sequencer stalls blocks. */
export function consensusResources({ resources }: ConsensusProps, sequencing: boolean, profile: Profile | undefined): Resources {
  const { requests, limits } = resourcesOf('consensus', profile);
  const { cpu: _cpu, ...unthrottled } = { ...limits };
  return merge<Resources>({ requests, limits: sequencing ? unthrottled : limits }, resources);
}

/** Megabytes of the execution client's cache: the user's, else by the memory limit; `undefined` where that is not known either. */
export function executionCache({ execution, props }: { readonly execution: ExecutionProps; readonly props: Pick<OpNodeProps, 'profile'> }): number | undefined {
  return execution.cache ?? cacheOf(executionResources(execution, props.profile));
}
