import type { ApiObject } from 'cdk8s';
import { components } from '../compatibility';
import { METRICS_PORT, isPlainObject, type Port } from '../kube';

/** One port of a workload's pods that serves metrics. */
export interface MetricsEndpoint extends Port {
  /** The container: the program, the label `component`. */
  readonly component: string;
  /** HTTP path of the metrics. */
  readonly path: string;
}

/** Programs that serve their metrics on one path. The Go services answer on all, which is what `sharedConfig.metrics.path` is for. */
const FIXED_PATHS: Readonly<Record<string, string>> = { 'op-geth': '/debug/metrics/prometheus', 'op-reth': '/metrics', 'kona-node': '/metrics' };

/**
 * The metrics ports of a workload as it is emitted: of every container that runs on, with those that the user added. A
 * metrics port is one that is named `metrics`, or so in its end.
 *
 * @param path of the Go services
 */
export function metricsEndpoints(workload: ApiObject, path = '/metrics'): readonly MetricsEndpoint[] {
  const manifest: unknown = workload.toJson();
  const spec = ['spec', 'template', 'spec'].reduce<unknown>((at, field) => (isPlainObject(at) ? at[field] : undefined), manifest);
  if (!isPlainObject(spec)) return [];
  const sidecars = objects(spec.initContainers).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...sidecars, ...objects(spec.containers)].flatMap(({ name, ports }) => {
    const component = String(name);
    const own = component in components ? (FIXED_PATHS[component] ?? path) : '/metrics';
    return objects(ports)
      .filter((port) => METRICS_PORT.test(String(port.name)))
      .map((port) => ({ name: String(port.name), port: Number(port.containerPort), component, path: own }));
  });
}

function objects(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}
