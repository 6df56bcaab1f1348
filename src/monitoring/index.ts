export { alertNames, type AlertName } from './alerts/names';
export type { AlertsProps, Thresholds } from './alerts-props';
export { checkMonitoring } from './check-monitoring';
export type { DashboardsProps } from './dashboards/props';
export { monitor } from './monitor';
export type { Monitoring, MonitoringProps } from './monitoring-props';
export type { Monitored } from './watch';
