import type { Construct } from 'constructs';
import type { Autoscaling, Replicas } from './replicas';
import { KubeScaledObject, type ScaledObjectSpecAdvancedHorizontalPodAutoscalerConfigBehavior as KedaBehavior } from '../../imports/keda.sh';
import { k8s, labelsOf, amountOf, type Identity } from '../kube';

const HALF_AN_HOUR = 1800;
const PERCENT = 70;

export interface AutoscalerSpec {
  /** Of the StatefulSet, which has the same name. */
  readonly identity: Identity;
  readonly replicas: Replicas | undefined;
  /** Name of the execution client's container, and the CPU that it requests. */
  readonly container: { readonly name: string; readonly cpu: string | number | undefined };
}

/** Scales a StatefulSet, or nothing where the number of pods is fixed. */
export function autoscaler(scope: Construct, { identity, replicas, container }: AutoscalerSpec): k8s.KubeHorizontalPodAutoscalerV2 | KubeScaledObject | undefined {
  if (typeof replicas !== 'object') return undefined;
  const { min, max, load = { type: 'cpu' } } = replicas;
  const metadata = { name: identity.instance, labels: labelsOf(identity) };
  const target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: identity.instance };
  if (load.type === 'keda') {
    return new KubeScaledObject(scope, 'autoscaler', {
      metadata,
      spec: {
        scaleTargetRef: target,
        pollingInterval: load.pollingInterval?.toSeconds(),
        minReplicaCount: min,
        maxReplicaCount: max,
        advanced: { horizontalPodAutoscalerConfig: { behavior: behaviorOf(replicas) } },
        triggers: load.triggers.map(({ metadata: given, ...trigger }) => ({ ...trigger, metadata: { ...given } })),
      },
    });
  }
  const metrics = load.type === 'metrics' ? [...load.metrics] : [cpuOf(container, load.percent ?? PERCENT)];
  return new k8s.KubeHorizontalPodAutoscalerV2(scope, 'autoscaler', {
    metadata,
    spec: { scaleTargetRef: target, minReplicas: min, maxReplicas: max, metrics, behavior: behaviorOf(replicas) },
  });
}

/**
 * An amount, and no share of the request: before Kubernetes 1.32 an autoscaler does not find the request of a native
 * sidecar, which the execution client is.
 */
function cpuOf({ name, cpu }: AutoscalerSpec['container'], percent: number): k8s.MetricSpecV2 {
  const cores = amountOf(cpu) ?? 1;
  const averageValue = k8s.Quantity.fromString(`${Math.max(1, Math.round(cores * percent * 10))}m`);
  return { type: 'ContainerResource', containerResource: { name: 'cpu', container: name, target: { type: 'AverageValue', averageValue } } };
}

/** One pod at a time, and down only after a long calm: each one that comes back costs a catch-up. */
function behaviorOf({ scaleDownAfter }: Autoscaling): KedaBehavior {
  return {
    scaleUp: { stabilizationWindowSeconds: 60, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
    scaleDown: { stabilizationWindowSeconds: scaleDownAfter?.toSeconds() ?? HALF_AN_HOUR, policies: [{ type: 'Pods', value: 1, periodSeconds: 600 }] },
  };
}
