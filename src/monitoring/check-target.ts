import type { Construct } from 'constructs';
import type { MetricsEndpoint } from './endpoints';
import type { MonitoringProps } from './monitoring-props';
import { metricsServiceName } from './scrape';
import type { Problems } from '../errors';
import { claimName, type Identity } from '../kube';

/** A workload that is to be monitored, as it is emitted. */
export interface Target {
  readonly mode: NonNullable<MonitoringProps['scrape']>;
  readonly props: MonitoringProps;
  readonly namespace?: string;
  readonly identity: Identity;
  readonly endpoints: readonly MetricsEndpoint[];
  /** The container whose metrics the alerts look at. */
  readonly program: string;
}

const MAX_SERVICE_NAME = 63;

/** Reports what only shows on the finished workload. */
export function checkTarget(problems: Problems, scope: Construct, { mode, props, namespace, identity, endpoints, program }: Target): void {
  if (props.namespace !== undefined && namespace === undefined && mode !== 'annotations') {
    problems.error('UNKNOWN_NAMESPACE', 'monitoring.namespace', 'the chart names no namespace, so that a monitor elsewhere cannot say where the pods are', 'Set the namespace of the chart too');
  }
  if (endpoints.length === 0 || (props.alerts && !endpoints.some(({ component }) => component === program))) {
    problems.error('METRICS_OFF', 'monitoring', `${program} serves no metrics`, 'Switch them on in sharedConfig.metrics of the network and in metrics of the construct, or leave monitoring out');
  }
  const seen = new Set<string>();
  for (const { name, component } of endpoints) {
    if (seen.has(name)) problems.error('PORT_CLASH', 'podOverrides', `container "${component}" has a second metrics port named "${name}", and Prometheus could not tell the two apart`, 'Give it another name that ends in "-metrics"');
    seen.add(name);
    if (mode === 'pod-monitor') continue;
    const serviceName = metricsServiceName({ identity }, { name });
    if (serviceName.length > MAX_SERVICE_NAME) problems.error('NAME_TOO_LONG', 'podOverrides', `the Service "${serviceName}" of a metrics port has ${serviceName.length} characters, and Kubernetes takes ${MAX_SERVICE_NAME}`, 'Shorten the name of the port or of the workload');
    else claimName(problems, scope, serviceName);
  }
  if (mode === 'annotations' && props.alerts) claimName(problems, scope, `${identity.instance}-alerts`);
}
