import { metadataOf, namespaceSelector } from './metadata';
import { scrapeOf, type ScrapeTarget } from './target';
import { KubePodMonitor } from '../../../imports/monitoring.coreos.com';
import { selectorLabels } from '../../kube';

/** A PodMonitor over every metrics port: it also finds those of native sidecars, with every Prometheus. */
export function podMonitor(target: ScrapeTarget): void {
  const { scope, identity, namespace, endpoints, props } = target;
  new KubePodMonitor(scope, 'pod-monitor', {
    metadata: metadataOf(identity.instance, identity, props),
    spec: {
      selector: { matchLabels: selectorLabels(identity) },
      namespaceSelector: namespaceSelector(namespace, props),
      podMetricsEndpoints: endpoints.map((endpoint) => scrapeOf(target, endpoint)),
    },
  });
}
