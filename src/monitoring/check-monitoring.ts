import type { Duration } from 'cdk8s';
import { thresholdDefaults, type AlertsProps, type Thresholds } from './alerts-props';
import { alertNames } from './alerts/names';
import { monitoringProps, scrapeModes, type Monitoring } from './monitoring-props';
import { nearest, type Problems } from '../errors';
import { checkChoice, keysOf } from '../kube';

/** Thresholds that are parts of a whole. */
const PARTS: ReadonlySet<keyof Thresholds> = new Set<keyof Thresholds>(['safeLagWarning', 'safeLagCritical', 'engineErrors', 'l1Errors', 'challengerIdle']);
/** The last bucket of the histograms: what takes longer cannot be told apart. */
const SLOWEST_BUCKET = 10;

/** Reports what is wrong with the monitoring props by themselves. */
export function checkMonitoring(problems: Problems, monitoring: Monitoring | undefined): void {
  const props = monitoringProps(monitoring);
  if (!props) return;
  checkChoice(problems, 'monitoring.scrape', props.scrape, scrapeModes);
  if (props.interval && props.interval.toMilliseconds() <= 0) {
    problems.error('INVALID_NUMBER', 'monitoring.interval', 'the time is zero', 'Give a time above zero, e.g. Duration.seconds(30)');
  }
  if (props.interval && props.scrape === 'annotations') {
    problems.error('INTERVAL_IGNORED', 'monitoring.interval', 'no annotation carries it: it is in the configuration of that Prometheus', 'Leave it out, or use a monitor');
  }
  if (typeof props.alerts === 'object') checkAlerts(problems, props.alerts);
}

function checkAlerts(problems: Problems, { thresholds = {}, except = [] }: AlertsProps): void {
  for (const name of keysOf(thresholds)) checkThreshold(problems, name, thresholds[name]);
  const { safeLagWarning: warning, safeLagCritical: critical } = { ...thresholdDefaults, ...thresholds };
  if (warning >= critical) {
    problems.error('THRESHOLD_ORDER', 'monitoring.alerts.thresholds.safeLagWarning', `the warning at ${warning} of the window comes no earlier than the critical alert at ${critical}`, 'Lower safeLagWarning, or raise safeLagCritical');
  }
  for (const [index, name] of except.entries()) {
    if (alertNames.some((known) => known === name)) continue;
    const [near] = nearest(alertNames, name);
    problems.error('UNKNOWN_ALERT', `monitoring.alerts.except[${index}]`, `there is no alert "${name}"`, near ? `Did you mean ${near}?` : `The alerts are ${alertNames.join(', ')}`);
  }
}

function checkThreshold(problems: Problems, name: keyof Thresholds, value: number | Duration | undefined): void {
  if (value === undefined) return;
  const prop = `monitoring.alerts.thresholds.${name}`;
  if (!(name in thresholdDefaults)) {
    const [near] = nearest(keysOf(thresholdDefaults), name);
    problems.error('UNKNOWN_THRESHOLD', prop, `there is no threshold "${name}"`, near ? `Did you mean ${near}?` : `The thresholds are ${keysOf(thresholdDefaults).join(', ')}`);
    return;
  }
  const amount = typeof value === 'number' ? value : value.toMilliseconds() / 1000;
  if (!(amount > 0) || !Number.isFinite(amount)) problems.error('INVALID_NUMBER', prop, `${amount} is not above zero`, `Leave it out: ${describe(thresholdDefaults[name])}`);
  else if (PARTS.has(name) && amount >= 1) problems.error('INVALID_NUMBER', prop, `${amount} is no part of a whole`, 'Give a number above 0 and below 1, e.g. 0.25');
  else if (name === 'l1Latency' && amount >= SLOWEST_BUCKET) problems.error('INVALID_NUMBER', prop, `op-node does not tell calls apart that take ${SLOWEST_BUCKET} s and longer`, `Give less than ${SLOWEST_BUCKET} s`);
}

function describe(value: number | Duration): string {
  return `the default is ${typeof value === 'number' ? value : value.toHumanString()}`;
}
