import { clusterMetrics } from './cluster';
import { disputeMonMetrics } from './dispute-mon';
import { konaNodeMetrics } from './kona-node';
import { opGethMetrics } from './op-geth';
import { opNodeMetrics } from './op-node';
import { opRethMetrics } from './op-reth';
import { opBatcherMetrics, opChallengerMetrics, opProposerMetrics } from './services';
import type { MetricFacts } from './facts';
import { within } from '../../compatibility';

/** Every metric that a rule or a panel of this library may name. */
export const metrics = { ...clusterMetrics, ...opNodeMetrics, ...konaNodeMetrics, ...opBatcherMetrics, ...opProposerMetrics, ...opChallengerMetrics, ...disputeMonMetrics, ...opRethMetrics, ...opGethMetrics };

/** Name of a metric that is in the table. */
export type MetricName = keyof typeof metrics;

/** Labels that every target has; `namespace` and `pod` come from the cluster, the others from this library. */
export const targetLabels = ['job', 'chain', 'role', 'component', 'namespace', 'pod', 'container', 'instance'] as const;

/** Labels by which a metric can be told apart. */
export type LabelOf<N extends MetricName> = (typeof metrics)[N]['labels'][number] | (typeof targetLabels)[number];

/** The row of a metric. */
export const factsOf = (name: MetricName): MetricFacts => metrics[name];

/** Whether a version of its program serves a metric; one that is not known is taken for a new one. */
export function isServed(name: MetricName, version: string | undefined): boolean {
  const { since, until } = factsOf(name);
  if (version === undefined) return until === undefined;
  return within(version, since, until);
}
