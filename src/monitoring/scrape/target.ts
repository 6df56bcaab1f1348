import type { Construct } from 'constructs';
import type { Identity } from '../../kube';
import type { MetricsEndpoint } from '../endpoints';
import type { MonitoringProps } from '../monitoring-props';
import { span } from '../promql';

/** What Prometheus is to be told of. */
export interface ScrapeTarget {
  readonly scope: Construct;
  readonly identity: Identity;
  /** Label `chain`. */
  readonly chain: string;
  /** Namespace of the pods, where the chart names one. */
  readonly namespace?: string;
  readonly endpoints: readonly MetricsEndpoint[];
  readonly props: MonitoringProps;
}

/** The labels that tell the target's metrics from others; they stay the same over versions and restarts. */
export function labelsOfTarget({ identity, chain }: Pick<ScrapeTarget, 'identity' | 'chain'>, { component }: MetricsEndpoint): Record<string, string> {
  return { job: identity.instance, chain, role: identity.component, component };
}

/** The same for a monitor: each label is set, whatever the operator made of it. */
export function relabelings(target: ScrapeTarget, endpoint: MetricsEndpoint): { targetLabel: string; replacement: string }[] {
  return Object.entries(labelsOfTarget(target, endpoint)).map(([targetLabel, replacement]) => ({ targetLabel, replacement }));
}

/** How one endpoint is scraped. */
export function scrapeOf(target: ScrapeTarget, endpoint: MetricsEndpoint): { port: string; path: string; interval?: string; relabelings: ReturnType<typeof relabelings> } {
  const { interval } = target.props;
  return { port: endpoint.name, path: endpoint.path, interval: interval && span(interval.toSeconds({ integral: false })), relabelings: relabelings(target, endpoint) };
}
