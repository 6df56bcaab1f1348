import type { Duration } from 'cdk8s';
import type { AlertsProps } from './alerts-props';
import type { DashboardsProps } from './dashboards/props';

/** How Prometheus finds the endpoints. */
export const scrapeModes = ['pod-monitor', 'service-monitor', 'annotations'] as const;

/** How a workload is monitored. */
export interface MonitoringProps {
  /**
   * How Prometheus finds every metrics port of the pods.
   *
   * - `pod-monitor`: a PodMonitor of the prometheus-operator.
   * - `service-monitor`: a ServiceMonitor, and a headless Service for each metrics port.
   * - `annotations`: a headless Service for each metrics port, annotated with `prometheus.io/*`, for a Prometheus without the operator.
   *
   * @default pod-monitor
   */
  readonly scrape?: (typeof scrapeModes)[number];
  /** Time between scrapes; not with annotations. @default Prometheus's own */
  readonly interval?: Duration;
  /** Labels of monitors and rules, by which a Prometheus selects them, e.g. `{ release: 'kube-prometheus-stack' }`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Namespace of monitors and rules. @default the chart's */
  readonly namespace?: string;
  /** Alerts computed from the chain's own numbers: a PrometheusRule; with annotations, a ConfigMap with a rule file. @default false */
  readonly alerts?: boolean | AlertsProps;
  /** Dashboards of Grafana for the chain and for each program that runs, as ConfigMaps that its sidecar finds: once for a chart. @default false */
  readonly dashboards?: boolean | DashboardsProps;
}

/** `true` takes every default. */
export type Monitoring = boolean | MonitoringProps;

/** The props, or `undefined` where nothing is to be monitored. */
export function monitoringProps(monitoring: Monitoring | undefined): MonitoringProps | undefined {
  return monitoring === true ? {} : monitoring || undefined;
}
