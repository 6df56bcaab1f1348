import { metricsServices } from './metrics-services';
import type { ScrapeTarget } from './target';

/**
 * A headless Service for each metrics port, with the annotations that Prometheus configurations without the operator
 * look for. Pods are not annotated: an annotation names one port, and these pods have several.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml
 */
export function annotations(target: ScrapeTarget): void {
  metricsServices(target, ({ port, path }) => ({ 'prometheus.io/scrape': 'true', 'prometheus.io/scheme': 'http', 'prometheus.io/port': String(port), 'prometheus.io/path': path }));
}
