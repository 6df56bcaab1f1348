import { labelsOf, type Identity } from '../../kube';
import type { MonitoringProps } from '../monitoring-props';

/** Metadata of a monitor or a rule: where the Prometheus that selects it looks for it. */
export function metadataOf(name: string, identity: Identity, { labels, namespace }: MonitoringProps): { name: string; namespace?: string; labels: Record<string, string> } {
  return { name, namespace, labels: labelsOf(identity, labels) };
}

/** Where a monitor finds its pods or Services, when it is in another namespace. */
export function namespaceSelector(own: string | undefined, { namespace }: MonitoringProps): { matchNames: string[] } | undefined {
  return namespace !== undefined && own !== undefined && namespace !== own ? { matchNames: [own] } : undefined;
}
