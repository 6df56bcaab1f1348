import { annotations } from './annotations';
import { podMonitor } from './pod-monitor';
import { serviceMonitor } from './service-monitor';
import type { ScrapeTarget } from './target';
import type { MonitoringProps } from '../monitoring-props';

export { metadataOf } from './metadata';
export { metricsServiceName } from './metrics-services';
export type { ScrapeTarget } from './target';

/** Tells Prometheus of a target in one of the ways there are. */
export const scrape: Readonly<Record<NonNullable<MonitoringProps['scrape']>, (target: ScrapeTarget) => void>> = {
  'pod-monitor': podMonitor,
  'service-monitor': serviceMonitor,
  annotations,
};
