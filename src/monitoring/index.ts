export { alertNames, type AlertName } from './alerts/names';
export type { AlertsProps, Thresholds } from './alerts-props';
export { checkMonitoring } from './check-monitoring';
export type { DashboardsProps } from './dashboards/props';
export { monitor, type Monitored } from './monitor';
export type { Monitoring, MonitoringProps } from './monitoring-props';
