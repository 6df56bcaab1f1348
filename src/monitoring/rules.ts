import { RUNBOOKS, thresholdDefaults, type AlertsProps, type Thresholds } from './alerts-props';
import { alerts } from './alerts';
import type { Alert } from './alerts/alert';
import { runbookOf } from './alerts/names';
import { span } from './promql';
import type { Subject } from './subject';
import { PrometheusRuleSpecGroupsRulesExpr, type PrometheusRuleSpecGroups, type PrometheusRuleSpecGroupsRules } from '../../imports/monitoring.coreos.com';
import { merge } from '../kube';
import type { ChainNumbers } from '../network';

/** The rule group of one workload. */
export function ruleGroup(subject: Subject, numbers: ChainNumbers, props: AlertsProps): PrometheusRuleSpecGroups {
  const { labels, except = [], runbooks = RUNBOOKS } = props;
  const thresholds = thresholdsOf(subject, props);
  // Sums lose it, and without it the like of a release in another namespace would be taken for this one.
  const own: Readonly<Record<string, string>> = subject.namespace === undefined ? {} : { namespace: subject.namespace };
  const rules = alertsOf(subject)
    .filter(({ name }) => !except.includes(name))
    .flatMap(({ name, summary, rules: rulesOf }) =>
      rulesOf({ subject, numbers, thresholds }).map((rule): PrometheusRuleSpecGroupsRules => ({
        alert: name,
        expr: PrometheusRuleSpecGroupsRulesExpr.fromString(rule.expr),
        for: rule.for > 0 ? span(rule.for) : undefined,
        labels: { ...own, ...labels, ...rule.labels, severity: rule.severity, chain: subject.chain, role: subject.role },
        annotations: { summary, description: rule.description, runbook_url: `${runbooks}/${runbookOf(name)}.md` },
      })),
    );
  return { name: subject.job, rules };
}

/** What the alerts of a workload compare with. */
export function thresholdsOf(subject: Subject, { thresholds }: AlertsProps): Required<Thresholds> {
  return merge({ ...thresholdDefaults, ...ownDefaults(subject) }, thresholds);
}

function ownDefaults(subject: Subject): AlertsProps['thresholds'] {
  return subject.kind === 'batcher' && subject.throttleBytes !== undefined ? { pendingBytes: subject.throttleBytes } : {};
}

function alertsOf(subject: Subject): readonly Alert[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table pairs each kind with its own alerts
  return alerts[subject.kind] as readonly Alert[];
}
