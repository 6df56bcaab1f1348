import type { Case } from './cases';
import { all, remove, set } from './sound';

const SCALER = 'HorizontalPodAutoscaler/node';
const METRIC = 'spec.metrics[0]';

const metric = (value: object) => set(SCALER, METRIC, value);
const QUEUE = { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '30' } };
const BLOCK = { describedObject: { kind: 'Service', name: 'x' }, metric: { name: 'block' }, target: { type: 'Value', value: '1' } };
const up = (rules: object) => set(SCALER, 'spec.behavior.scaleUp', rules);

/** Autoscalers. */
export const autoscalerCases: readonly Case[] = [
  {
    rule: 'autoscaler-replicas',
    broken: set(SCALER, 'spec.minReplicas', 5),
    says: /minReplicas is above maxReplicas, 4; lower it/,
    fine: set(SCALER, 'spec.minReplicas', 4),
  },
  {
    rule: 'autoscaler-replicas',
    broken: set(SCALER, 'spec.minReplicas', 0),
    says: /minReplicas: only a metric of type Object or External can tell when there is no pod; use 1 at least/,
    fine: all(set(SCALER, 'spec.minReplicas', 0), set(SCALER, 'spec.metrics[+]', { type: 'External', external: QUEUE })),
  },
  {
    rule: 'autoscaler-target',
    broken: set(SCALER, 'spec.scaleTargetRef.name', ''),
    says: /scaleTargetRef\.name: the autoscaler does not say what it scales/,
    fine: set(SCALER, 'spec.scaleTargetRef.name', 'elsewhere'),
  },
  {
    rule: 'autoscaler-metric',
    broken: set(SCALER, `${METRIC}.type`, 'Pods'),
    says: /metrics\[0\]\.pods: the metric is of type Pods; describe it here/,
    fine: metric({ type: 'Pods', pods: QUEUE }),
  },
  {
    rule: 'autoscaler-metric',
    broken: set(SCALER, `${METRIC}.pods`, QUEUE),
    says: /metrics\[0\]\.pods: the metric is of type Resource; remove this, or make it another metric/,
    fine: set(SCALER, 'spec.metrics[+]', { type: 'Pods', pods: QUEUE }),
  },
  {
    rule: 'autoscaler-metric',
    broken: set(SCALER, `${METRIC}.resource.target`, { type: 'Utilization' }),
    says: /resource\.target: there is no averageUtilization or averageValue; give one/,
    fine: set(SCALER, `${METRIC}.resource.target`, { type: 'AverageValue', averageValue: '500m' }),
  },
  {
    rule: 'autoscaler-metric',
    broken: set(SCALER, `${METRIC}.resource.target.averageValue`, '500m'),
    says: /averageUtilization and averageValue exclude each other; keep one/,
    fine: metric({ type: 'Object', object: { ...BLOCK, target: { ...BLOCK.target, averageValue: '2' } } }),
  },
  {
    rule: 'autoscaler-metric',
    broken: metric({ type: 'Object', object: { ...BLOCK, target: { type: 'Value' } } }),
    says: /object\.target: there is no value or averageValue/,
    fine: metric({ type: 'Object', object: BLOCK }),
  },
  {
    rule: 'autoscaler-amount',
    broken: set(SCALER, `${METRIC}.resource.target.averageUtilization`, 0),
    says: /averageUtilization: the target is not above 0; raise it/,
    fine: set(SCALER, `${METRIC}.resource.target.averageUtilization`, 1),
  },
  {
    rule: 'autoscaler-amount',
    broken: metric({ type: 'Pods', pods: { ...QUEUE, target: { type: 'AverageValue', averageValue: '-1' } } }),
    says: /pods\.target\.averageValue: the target is not above 0/,
    fine: metric({ type: 'Pods', pods: { ...QUEUE, target: { type: 'AverageValue', averageValue: '1m' } } }),
  },
  {
    rule: 'allowed-value',
    broken: set(SCALER, `${METRIC}.type`, 'resource'),
    says: /metrics\[0\]\.type: "resource" is not allowed; use "Resource"/,
    fine: set(SCALER, `${METRIC}.type`, 'Resource'),
  },
  {
    rule: 'allowed-value',
    broken: set(SCALER, `${METRIC}.resource.target.type`, 'Percent'),
    says: /resource\.target\.type: "Percent" is not allowed/,
    fine: remove(SCALER, 'spec.metrics'),
  },
  {
    rule: 'allowed-value',
    broken: up({ policies: [{ type: 'Pod', value: 1, periodSeconds: 60 }] }),
    says: /scaleUp\.policies\[0\]\.type: "Pod" is not allowed; use "Pods"/,
    fine: up({ selectPolicy: 'Disabled', policies: [{ type: 'Percent', value: 1, periodSeconds: 1800 }] }),
  },
  {
    rule: 'number-range',
    broken: set(SCALER, 'spec.behavior.scaleDown.stabilizationWindowSeconds', 3601),
    says: /stabilizationWindowSeconds: 3601 is out of range; use 0 to 3600/,
    fine: set(SCALER, 'spec.behavior.scaleDown.stabilizationWindowSeconds', 3600),
  },
  {
    rule: 'number-range',
    broken: up({ policies: [{ type: 'Pods', value: 0, periodSeconds: 60 }] }),
    says: /policies\[0\]\.value: 0 is out of range/,
    fine: up({ policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] }),
  },
];
