import type { DashboardContext } from './model';
import { thresholdDefaults, type Thresholds } from '../alerts-props';
import { factsOf, isServed, type MetricName } from '../metrics';
import type { Subject } from '../subject';
import type { Versions } from '../../compatibility';
import type { ChainNumbers } from '../../network';

/** A workload that dashboards show. */
export interface Shown {
  /** Label `chain`. */
  readonly chain: string;
  readonly numbers: ChainNumbers;
  /** Programs of which metrics are scraped. */
  readonly components: readonly string[];
  readonly versions: Versions;
  /** What its alerts are about; complete once every construct of the app is made. */
  readonly subject: () => Subject;
  /** What its alerts compare with. */
  readonly thresholds: (subject: Subject) => Required<Thresholds>;
}

/** What the panels are computed from, of at least one workload. */
export function contextOf(workloads: readonly Shown[]): DashboardContext {
  const known = workloads.map((workload) => ({ ...workload, subject: workload.subject() }));
  const first = (kind: Subject['kind']): (typeof known)[number] | undefined => known.find(({ subject }) => subject.kind === kind);
  return {
    numbers: workloads[0]!.numbers,
    namespace: known[0]!.subject.namespace,
    claims: known.some(({ subject }) => subject.claims !== undefined),
    sequencing: known.some(({ subject }) => subject.kind === 'node' && subject.sequencing),
    proposer: known.map(({ subject }) => subject).find((subject) => subject.kind === 'proposer'),
    thresholds: (kind) => {
      const workload = first(kind);
      return workload ? workload.thresholds(workload.subject) : thresholdDefaults;
    },
    served: (metric) => served(workloads, metric),
  };
}

function served(workloads: readonly Shown[], metric: MetricName): boolean {
  const { component } = factsOf(metric);
  if (component === 'prometheus' || component === 'kubernetes') return true;
  return workloads.some(({ components, versions }) => components.includes(component) && isServed(metric, versions[component]));
}
