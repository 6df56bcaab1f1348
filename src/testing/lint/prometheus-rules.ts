import type { KubeObject } from '../kube-object';
import { durationFaults } from './durations';
import { forTypes, repeated, type Rules } from './rule';

const DURATIONS = ['spec.groups[].interval', 'spec.groups[].rules[].for', 'spec.groups[].rules[].keep_firing_for'];

/**
 * Alerts and recording rules. Prometheus loads none of them when one is wrong.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export const prometheusRules: Rules<KubeObject> = forTypes(['monitoring.coreos.com/v1/PrometheusRule'], {
  *'rule-group-twice'({ root }) {
    for (const name of repeated(root.select('spec.groups[].name'))) {
      yield name.fault(`another group is called "${name.text}" as well; rename one`);
    }
  },

  *'rule-expression'({ root }) {
    for (const rule of root.select('spec.groups[].rules[]')) {
      const expression = rule.at('expr');
      if (expression.value === undefined || expression.text?.trim() === '') yield expression.fault('the rule has no expression; give it');
      for (const field of ['for', 'keep_firing_for', 'annotations'].map((name) => rule.at(name))) {
        if (rule.at('record').exists && field.exists) yield field.fault('only an alert has this; remove it');
      }
    }
  },

  *'rule-name'({ root }) {
    for (const record of root.select('spec.groups[].rules[].record')) {
      if (!/^[a-zA-Z_:][\w:]*$/.test(record.text ?? '')) yield record.fault(`"${record.text ?? ''}" is not a metric name; use letters, digits, "_" and ":"`);
    }
    for (const [label, value] of root.select('spec.groups[].rules[].labels').flatMap((labels) => labels.members)) {
      if (!/^(?!__name__$)[a-zA-Z_]\w*$/.test(label)) yield value.fault(`"${label}" is not a label of a metric; use letters, digits and "_"`);
    }
  },

  'rule-duration': ({ root }) => durationFaults(DURATIONS.flatMap((pattern) => root.select(pattern))),
});
