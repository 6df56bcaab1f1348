import type { Construct } from 'constructs';
import { monitoringProps, type Monitoring, type MonitoringProps } from './monitoring-props';
import type { Monitored } from './watch';

interface WatchModule {
  readonly watch: (scope: Construct, props: MonitoringProps, monitored: Monitored) => void;
}

/** Alerts and dashboards are loaded when a workload is first to be watched. */
const load = (): WatchModule => require('./watch');

/** Makes what Prometheus needs to watch a workload; nothing without the prop. */
export function monitor(scope: Construct, monitoring: Monitoring | undefined, monitored: Monitored): void {
  const props = monitoringProps(monitoring);
  if (props) load().watch(scope, props, monitored);
}
