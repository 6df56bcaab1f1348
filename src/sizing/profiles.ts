import type { Resources } from '../kube';

/** How much a rollup has to carry. */
export type Profile = 'dev' | 'small' | 'standard' | 'busy';

/** What one component gets. */
export type ComponentSize = Required<Resources>;

/** What a component with a volume gets. */
export interface StatefulSize extends ComponentSize {
  /** Gibibytes of the volume; for a node that of a custom chain. */
  readonly storage: number;
}

/** What has a size of its own. The two clients of a node are sized by what they do, whichever program does it. */
export interface ProfileSizes {
  /** The execution client of a node. */
  readonly execution: StatefulSize;
  /** The consensus client of a node. */
  readonly consensus: ComponentSize;
  /** The batcher. */
  readonly 'op-batcher': ComponentSize;
  /** The proposer. */
  readonly 'op-proposer': ComponentSize;
  /** The challenger. */
  readonly 'op-challenger': StatefulSize;
  /** The dispute monitor. */
  readonly 'op-dispute-mon': ComponentSize;
}

export const PROFILES: readonly Profile[] = ['dev', 'small', 'standard', 'busy'];
export const DEFAULT_PROFILE: Profile = 'standard';

function size(requests: readonly [cpu: string, memory: string], [cpu, memory]: readonly [cpu: string | undefined, memory: string]): ComponentSize {
  return { requests: { cpu: requests[0], memory: requests[1] }, limits: { ...(cpu === undefined ? {} : { cpu }), memory } };
}

function stateful(requests: readonly [cpu: string, memory: string], limits: readonly [cpu: string | undefined, memory: string], storage: number): StatefulSize {
  return { ...size(requests, limits), storage };
}

/**
 * What each component asks for, may use at most, and stores. All figures are starting points, to be corrected by what is
 * measured. Execution clients have no limit on CPU: a throttled client stalls blocks. op-batcher is advised 4 GB since
 * v1.14.0, for it keeps blocks in memory until they are safe; op-challenger's provers run beside it in its container.
 */
export const profiles: Readonly<Record<Profile, ProfileSizes>> = {
  dev: {
    execution: stateful(['250m', '1Gi'], [undefined, '4Gi'], 20),
    consensus: size(['100m', '256Mi'], ['1', '1Gi']),
    'op-batcher': size(['50m', '128Mi'], ['500m', '1Gi']),
    'op-proposer': size(['20m', '64Mi'], ['250m', '256Mi']),
    'op-challenger': stateful(['250m', '512Mi'], ['2', '4Gi'], 10),
    'op-dispute-mon': size(['50m', '128Mi'], ['500m', '512Mi']),
  },
  small: {
    execution: stateful(['1', '4Gi'], [undefined, '16Gi'], 50),
    consensus: size(['250m', '512Mi'], ['1', '2Gi']),
    'op-batcher': size(['250m', '512Mi'], ['1', '4Gi']),
    'op-proposer': size(['50m', '128Mi'], ['250m', '512Mi']),
    'op-challenger': stateful(['500m', '1Gi'], ['2', '8Gi'], 50),
    'op-dispute-mon': size(['50m', '128Mi'], ['500m', '512Mi']),
  },
  standard: {
    execution: stateful(['2', '8Gi'], [undefined, '32Gi'], 100),
    consensus: size(['500m', '1Gi'], ['2', '4Gi']),
    'op-batcher': size(['500m', '1Gi'], ['2', '4Gi']),
    'op-proposer': size(['100m', '256Mi'], ['500m', '1Gi']),
    'op-challenger': stateful(['1', '2Gi'], ['4', '16Gi'], 100),
    'op-dispute-mon': size(['100m', '256Mi'], ['1', '1Gi']),
  },
  busy: {
    execution: stateful(['8', '32Gi'], [undefined, '64Gi'], 500),
    consensus: size(['2', '4Gi'], ['4', '8Gi']),
    'op-batcher': size(['1', '4Gi'], ['4', '8Gi']),
    'op-proposer': size(['200m', '512Mi'], ['1', '2Gi']),
    'op-challenger': stateful(['4', '8Gi'], ['8', '32Gi'], 200),
    'op-dispute-mon': size(['200m', '512Mi'], ['2', '2Gi']),
  },
};

/** The sizes of a profile; one that there is not has been reported. */
export function sizesOf(profile: Profile = DEFAULT_PROFILE): ProfileSizes {
  return profiles[PROFILES.includes(profile) ? profile : DEFAULT_PROFILE];
}

/** Requests and limits of a component. */
export function resourcesOf(component: keyof ProfileSizes, profile?: Profile): Resources {
  const { requests, limits } = sizesOf(profile)[component];
  return { requests, limits };
}
