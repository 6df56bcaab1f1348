import { Duration } from 'cdk8s';
import { thresholdDefaults, type AlertsProps, type Thresholds } from './alerts-props';
import { alertNames } from './alerts/names';
import { monitoringProps, scrapeModes, type Monitoring, type MonitoringProps } from './monitoring-props';
import { oneOf, type Problems } from '../errors';
import { checkChoice, isPlainObject, keysOf } from '../kube';

/** Thresholds that are parts of a whole. */
const PARTS: ReadonlySet<keyof Thresholds> = new Set<keyof Thresholds>(['safeLagWarning', 'safeLagCritical', 'engineErrors', 'l1Errors', 'challengerIdle']);
/** The last bucket of the histograms: what takes longer cannot be told apart. */
const SLOWEST_BUCKET = 10;

/** Reports what is wrong with the monitoring props by themselves. */
export function checkMonitoring(problems: Problems, monitoring: Monitoring | undefined): void {
  const props = monitoringProps(monitoring);
  if (!props) return;
  const given: unknown = props;
  if (!isPlainObject(given)) {
    problems.error('INVALID_MONITORING', 'monitoring', 'this does not say how to monitor', 'Give true, or an object such as { alerts: true }');
    return;
  }
  checkChoice(problems, 'monitoring.scrape', props.scrape, scrapeModes);
  checkInterval(problems, props);
  if (typeof props.alerts === 'object') checkAlerts(problems, props.alerts);
  else checkSwitch(problems, 'monitoring.alerts', props.alerts);
  if (typeof props.dashboards !== 'object') checkSwitch(problems, 'monitoring.dashboards', props.dashboards);
}

function checkSwitch(problems: Problems, prop: string, value: boolean | undefined): void {
  checkChoice(problems, prop, value === undefined ? undefined : String(value), ['true', 'false']);
}

function checkInterval(problems: Problems, { interval, scrape }: MonitoringProps): void {
  if (interval === undefined) return;
  if (!(interval instanceof Duration) || interval.toMilliseconds() <= 0) {
    problems.error('INVALID_NUMBER', 'monitoring.interval', 'this is no time above zero', 'Write it like Duration.seconds(30)');
  }
  if (scrape === 'annotations') {
    problems.error('INTERVAL_IGNORED', 'monitoring.interval', 'no annotation carries it: it is in the configuration of that Prometheus', 'Leave it out, or use a monitor');
  }
}

function checkAlerts(problems: Problems, { thresholds = {}, except = [] }: AlertsProps): void {
  for (const name of keysOf(thresholds)) checkThreshold(problems, name, thresholds[name]);
  const { safeLagWarning: warning, safeLagCritical: critical } = { ...thresholdDefaults, ...thresholds };
  if (warning >= critical) {
    problems.error('THRESHOLD_ORDER', 'monitoring.alerts.thresholds.safeLagWarning', `the warning at ${warning} of the window comes no earlier than the critical alert at ${critical}`, 'Lower safeLagWarning, or raise safeLagCritical');
  }
  for (const [index, name] of except.entries()) {
    if (alertNames.some((known) => known === name)) continue;
    problems.error('UNKNOWN_ALERT', `monitoring.alerts.except[${index}]`, `there is no alert "${name}"`, oneOf('alerts', alertNames, name));
  }
}

function checkThreshold(problems: Problems, name: keyof Thresholds, value: number | Duration | undefined): void {
  if (value === undefined) return;
  const prop = `monitoring.alerts.thresholds.${name}`;
  if (!(name in thresholdDefaults)) {
    problems.error('UNKNOWN_THRESHOLD', prop, `there is no threshold "${name}"`, oneOf('thresholds', keysOf(thresholdDefaults), name));
    return;
  }
  const usual = thresholdDefaults[name];
  const amount = usual instanceof Duration ? (value instanceof Duration ? value.toMilliseconds() / 1000 : undefined) : typeof value === 'number' ? value : undefined;
  if (amount === undefined) {
    problems.error('INVALID_NUMBER', prop, `this is no ${usual instanceof Duration ? 'Duration' : 'number'}`, `Give one, or leave it out: ${describe(usual)}`);
    return;
  }
  if (!(amount > 0) || !Number.isFinite(amount)) problems.error('INVALID_NUMBER', prop, `${amount} is not above zero`, `Give more, or leave it out: ${describe(usual)}`);
  else if (PARTS.has(name) && amount >= 1) problems.error('INVALID_NUMBER', prop, `${amount} is no part of a whole`, 'Give a number above 0 and below 1, e.g. 0.25');
  else if (name === 'l1Latency' && amount >= SLOWEST_BUCKET) problems.error('INVALID_NUMBER', prop, `op-node does not tell calls apart that take ${SLOWEST_BUCKET} s and longer`, `Give less than ${SLOWEST_BUCKET} s`);
}

function describe(value: number | Duration): string {
  return `the default is ${typeof value === 'number' ? value : value.toHumanString()}`;
}
