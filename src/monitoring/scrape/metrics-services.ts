import { labelsOfTarget, type ScrapeTarget } from './target';
import { service, type k8s } from '../../kube';
import type { MetricsEndpoint } from '../endpoints';

/** Marks the Services that exist for Prometheus, and no others. */
export const METRICS_SERVICE = { 'cdk8s-op-stack/metrics': 'true' } as const;

/** Name of the Service of one metrics port. */
export const metricsServiceName = (target: Pick<ScrapeTarget, 'identity'>, { name }: Pick<MetricsEndpoint, 'name'>): string => `${target.identity.instance}-${name}`;

/** A headless Service for each metrics port, with the labels of the target. */
export function metricsServices(target: ScrapeTarget, annotationsOf?: (endpoint: MetricsEndpoint) => Record<string, string>): readonly k8s.KubeService[] {
  return target.endpoints.map((endpoint) =>
    service(target.scope, endpoint.name, {
      name: metricsServiceName(target, endpoint),
      identity: target.identity,
      ports: [endpoint],
      labels: { ...target.props.labels, ...METRICS_SERVICE, ...labelsOfTarget(target, endpoint) },
      annotations: annotationsOf?.(endpoint),
      headless: true,
    }),
  );
}
