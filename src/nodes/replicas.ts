import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import type { Problems } from '../errors';
import { checkCount } from '../kube';

/** A number of pods that follows the load. */
export interface Autoscaling {
  /** Pods that are always there; at least 1. */
  readonly min: number;
  /** Pods at the highest load. Whatever is made for each pod, such as its p2p Service, is made for that many. */
  readonly max: number;
  /** What the load is. @default 70 % of the CPU that the execution client requests */
  readonly load?: Load;
  /** How long the load has to be low before a pod is taken away, at most an hour: a pod that is brought back has to catch up first. @default 30 min */
  readonly scaleDownAfter?: Duration;
}

/** What decides how many pods there are. */
export type Load =
  | {
      /** The execution client's CPU, through a HorizontalPodAutoscaler. It needs metrics-server. */
      readonly type: 'cpu';
      /** Average above which a pod is added, of what the execution client requests. @default 70 */
      readonly percent?: number;
    }
  | {
      /** Metrics of your choice, through a HorizontalPodAutoscaler. */
      readonly type: 'metrics';
      readonly metrics: readonly k8s.MetricSpecV2[];
    }
  | {
      /** Triggers of KEDA, which has to be in the cluster, through a ScaledObject. @see https://keda.sh/docs/latest/scalers/ */
      readonly type: 'keda';
      readonly triggers: readonly KedaTrigger[];
      /** How often the triggers are looked at. @default 30 s */
      readonly pollingInterval?: Duration;
    };

/** One source of KEDA's. */
export interface KedaTrigger {
  /** Name of the scaler, e.g. `prometheus`. */
  readonly type: string;
  /** What the scaler takes; numbers are text too. No secrets: they belong into a TriggerAuthentication. */
  readonly metadata: Readonly<Record<string, string>>;
  /** How its value is divided among the pods. @default AverageValue */
  readonly metricType?: 'AverageValue' | 'Value' | 'Utilization';
  /** TriggerAuthentication, which must exist. @default none */
  readonly authenticationRef?: { readonly name: string; readonly kind?: 'TriggerAuthentication' | 'ClusterTriggerAuthentication' };
}

/** A number of pods, or the bounds between which an autoscaler chooses one. */
export type Replicas = number | Autoscaling;

/** The most pods that there can be. */
export function mostPods(replicas: Replicas = 1): number {
  return typeof replicas === 'number' ? replicas : replicas.max;
}

/** The fewest pods that there can be. */
export function fewestPods(replicas: Replicas = 1): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

const AN_HOUR = 3600;

export function checkReplicas(problems: Problems, prop: string, replicas: Replicas | undefined): void {
  if (typeof replicas !== 'object') {
    checkCount(problems, prop, replicas);
    return;
  }
  const { min, max, load, scaleDownAfter } = replicas;
  checkCount(problems, `${prop}.min`, min);
  checkCount(problems, `${prop}.max`, max);
  if (min > max) problems.error('REPLICA_BOUNDS', `${prop}.min`, `at least ${min} pods are more than at most ${max}`, 'Swap them, or give a number if it is always the same');
  if (load?.type === 'cpu') checkCount(problems, `${prop}.load.percent`, load.percent);
  if (load?.type === 'metrics' && load.metrics.length === 0) problems.error('NO_LOAD', `${prop}.load.metrics`, 'no metric says what the load is', 'Give a metric, or leave load out to go by CPU');
  if (load?.type === 'keda' && load.triggers.length === 0) problems.error('NO_LOAD', `${prop}.load.triggers`, 'no trigger says what the load is', 'Give a trigger, or leave load out to go by CPU');
  const wait = scaleDownAfter?.toSeconds() ?? 0;
  if (wait > AN_HOUR) problems.error('SCALE_DOWN_WINDOW', `${prop}.scaleDownAfter`, `Kubernetes looks back an hour at most, and not ${wait} s`, 'Give Duration.hours(1) or less');
}
