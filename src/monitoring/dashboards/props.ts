/** Dashboards as ConfigMaps that the sidecar of Grafana finds. */
export interface DashboardsProps {
  /** Labels by which the sidecar finds them. @default grafana_dashboard: '1', which the charts of Grafana look for */
  readonly labels?: Readonly<Record<string, string>>;
  /** Folder in Grafana: the annotation `grafana_folder`, where the sidecar is told to read it (`folderAnnotation`). @default none */
  readonly folder?: string;
  /** Namespace of the ConfigMaps; a sidecar looks in its own unless it is told otherwise. @default monitoring.namespace, else the chart's */
  readonly namespace?: string;
}
