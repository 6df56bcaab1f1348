import { metadataOf, namespaceSelector } from './metadata';
import { METRICS_SERVICE, metricsServices } from './metrics-services';
import { scrapeOf, type ScrapeTarget } from './target';
import { KubeServiceMonitor } from '../../../imports/monitoring.coreos.com';
import { selectorLabels } from '../../kube';

/** A ServiceMonitor over a headless Service for each metrics port: the workload's own Services do not carry all of them. */
export function serviceMonitor(target: ScrapeTarget): void {
  const { scope, identity, namespace, endpoints, props } = target;
  metricsServices(target);
  new KubeServiceMonitor(scope, 'service-monitor', {
    metadata: metadataOf(identity.instance, identity, props),
    spec: {
      selector: { matchLabels: { ...selectorLabels(identity), ...METRICS_SERVICE } },
      namespaceSelector: namespaceSelector(namespace, props),
      endpoints: endpoints.map((endpoint) => scrapeOf(target, endpoint)),
    },
  });
}
