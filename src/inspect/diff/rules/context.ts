import { isPair, type ObjectDifference, type Pair } from '../difference';
import { workloadOf, workloadsOf, type Program, type Workload } from '../workloads';
import type { Manifest } from '../../../testing/manifest';

/** What is compared. */
export interface Given {
  readonly differences: readonly ObjectDifference[];
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  /** Unix time in seconds. */
  readonly now: number;
}

/** A workload that is there on both sides, maybe under another name, and differs. */
export interface WorkloadPair {
  readonly pair: Pair;
  readonly before: Workload;
  readonly after: Workload;
}

/** A program that is there on both sides of a workload. */
export interface ProgramPair {
  readonly workload: WorkloadPair;
  readonly before: Program;
  readonly after: Program;
}

/** What the rules look at. */
export interface Context extends Given {
  readonly pairs: readonly Pair[];
  readonly old: readonly Workload[];
  readonly new: readonly Workload[];
  readonly workloads: readonly WorkloadPair[];
  readonly programs: readonly ProgramPair[];
}

export function contextOf(given: Given): Context {
  const pairs = given.differences.filter(isPair);
  const workloads = pairs.flatMap((pair) => {
    const [before, after] = [workloadOf(pair.before), workloadOf(pair.after)];
    return before && after ? [{ pair, before, after }] : [];
  });
  return { ...given, pairs, old: workloadsOf(given.before), new: workloadsOf(given.after), workloads, programs: workloads.flatMap(programPairs) };
}

/** By container, or by program where the container is called otherwise. */
function programPairs(workload: WorkloadPair): ProgramPair[] {
  return workload.after.programs.flatMap((after) => {
    const before = workload.before.programs.find(({ name }) => name === after.name) ?? workload.before.programs.find(({ component }) => component !== undefined && component === after.component);
    return before ? [{ workload, before, after }] : [];
  });
}
