import type { Construct } from 'constructs';
import type { Problems } from '../errors';
import { k8s, labelsOf, selectorLabels, type Identity } from '../kube';

/** How many pods a drain may stop at once. */
export interface DisruptionBudget {
  /** A number of pods or a percentage. */
  readonly maxUnavailable?: number | string;
  /** A number of pods or a percentage; instead of `maxUnavailable`. */
  readonly minAvailable?: number | string;
}

/** @param pods the fewest that there can be */
export function checkBudget(problems: Problems, prop: string, budget: DisruptionBudget | false | undefined, pods: number): void {
  if (!budget) return;
  const given = [budget.maxUnavailable, budget.minAvailable].filter((value) => value !== undefined);
  const sound = given.every((value) => (typeof value === 'number' ? Number.isInteger(value) && value >= 0 : /^(\d{1,2}|100)%$/.test(value)));
  if (given.length !== 1 || !sound) {
    problems.error('INVALID_DISRUPTION_BUDGET', prop, 'a budget is one of maxUnavailable and minAvailable, a whole number or a percentage', "Write it like { maxUnavailable: 1 } or { minAvailable: '50%' }");
  } else if (budget.minAvailable === undefined ? podsIn(budget.maxUnavailable, pods) === 0 : podsIn(budget.minAvailable, pods) >= pods) {
    problems.warn('DRAIN_BLOCKED', prop, `of ${pods} ${pods === 1 ? 'pod' : 'pods'} none may be stopped, so that a drain of its node never ends`, 'Use { maxUnavailable: 1 }, or more replicas');
  }
}

/** Kubernetes rounds the share up, of what may stop and of what has to stay alike. */
function podsIn(amount: number | string = 0, pods: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * pods) / 100);
}

/** The budget of a workload's pods: the given one, or one pod at a time. A single pod has none, so that its node can be drained. */
export function disruptionBudget(scope: Construct, identity: Identity, given: DisruptionBudget | false | undefined, pods: number): k8s.KubePodDisruptionBudget | undefined {
  const budget = given ?? (pods > 1 ? { maxUnavailable: 1 } : false);
  if (budget === false) return undefined;
  return new k8s.KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: { name: identity.instance, labels: labelsOf(identity) },
    spec: {
      maxUnavailable: intOrString(budget.maxUnavailable),
      minAvailable: intOrString(budget.minAvailable),
      selector: { matchLabels: selectorLabels(identity) },
    },
  });
}

function intOrString(value: number | string | undefined): k8s.IntOrString | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
}
