import type { Field } from '../field';
import { parseQuantity } from '../../kube';
import type { KubeObject } from '../kube-object';
import { forTypes, type Rules } from './rule';

const AUTOSCALER = 'autoscaling/v2/HorizontalPodAutoscaler';

/** What each type of metric describes itself in, and the targets of which it takes one or, where told, several. */
interface Metric {
  readonly field: string;
  readonly targets: readonly string[];
  readonly isSeveralFine?: boolean;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
const METRICS: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ['Resource', { field: 'resource', targets: ['averageUtilization', 'averageValue'] }],
  ['ContainerResource', { field: 'containerResource', targets: ['averageUtilization', 'averageValue'] }],
  ['Pods', { field: 'pods', targets: ['averageValue'] }],
  ['Object', { field: 'object', targets: ['value', 'averageValue'], isSeveralFine: true }],
  ['External', { field: 'external', targets: ['value', 'averageValue'] }],
]);
const FIELDS = [...METRICS.values()].map(({ field }) => field);
/** The metrics that tell something when there is no pod. */
const OUTSIDE = ['Object', 'External'];

/** Autoscalers. @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
export const autoscalerRules: Rules<KubeObject> = {
  ...forTypes(['autoscaling/v1/HorizontalPodAutoscaler', AUTOSCALER], {
    *'autoscaler-replicas'({ root }) {
      const [least, most] = [root.at('spec', 'minReplicas'), root.at('spec', 'maxReplicas')];
      if ((least.number ?? 1) > (most.number ?? Infinity)) {
        yield least.fault(`minReplicas is above maxReplicas, ${most.number}; lower it`);
      }
      const isOutside = root.select('spec.metrics[].type').some(({ text }) => OUTSIDE.includes(text ?? ''));
      if (least.number === 0 && !isOutside) {
        yield least.fault(`only a metric of type ${OUTSIDE.join(' or ')} can tell when there is no pod; use 1 at least`);
      }
    },

    *'autoscaler-target'({ root }) {
      for (const name of ['kind', 'name'].map((key) => root.at('spec', 'scaleTargetRef', key))) {
        if (name.text === '') yield name.fault('the autoscaler does not say what it scales; give kind and name');
      }
    },
  }),

  ...forTypes([AUTOSCALER], {
    *'autoscaler-metric'({ root }) {
      for (const metric of root.at('spec', 'metrics').items) {
        const type = metric.at('type').text ?? '';
        const { field, targets = [], isSeveralFine } = METRICS.get(type) ?? {};
        // A type that is none of these is a fault of its own (`allowed-value`).
        if (field === undefined) continue;
        if (!metric.at(field).exists) yield metric.at(field).fault(`the metric is of type ${type}; describe it here`);
        for (const other of FIELDS.filter((one) => one !== field && metric.at(one).exists)) {
          yield metric.at(other).fault(`the metric is of type ${type}; remove this, or make it another metric`);
        }
        const target = metric.at(field, 'target');
        const given = targets.filter((one) => target.at(one).exists);
        if (target.exists && given.length === 0) yield target.fault(`there is no ${targets.join(' or ')}; give one`);
        if (given.length > 1 && isSeveralFine !== true) yield target.fault(`${given.join(' and ')} exclude each other; keep one`);
      }
    },

    *'autoscaler-amount'({ root }) {
      for (const amount of FIELDS.flatMap((field) => root.select(`spec.metrics[].${field}.target`)).flatMap(amountsOf)) {
        if ((parseQuantity(amount.value) ?? 1n) <= 0n) yield amount.fault('the target is not above 0; raise it');
      }
    },
  }),
};

function amountsOf(target: Field): Field[] {
  return ['value', 'averageValue', 'averageUtilization'].map((name) => target.at(name)).filter(({ exists }) => exists);
}
