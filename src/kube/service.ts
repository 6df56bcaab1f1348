import type { Construct } from 'constructs';
import { k8s } from './k8s';
import { labelsOf, selectorLabels, type Identity } from './labels';
import { nonEmpty } from './plain';
import type { Port } from './ports';

export interface ServiceSpec {
  readonly name: string;
  readonly identity: Identity;
  readonly ports: readonly Port[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default ClusterIP */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** No virtual address: DNS answers with the pods'. Not-ready pods are in it, because peers must find each other first. */
  readonly headless?: boolean;
  /** Selects one pod of the StatefulSet only. */
  readonly podName?: string;
  /** Overrides any other field of the Service's spec. */
  readonly spec?: k8s.ServiceSpec;
}

export function service(scope: Construct, id: string, spec: ServiceSpec): k8s.KubeService {
  return new k8s.KubeService(scope, id, {
    metadata: { name: spec.name, labels: labelsOf(spec.identity, spec.labels), annotations: nonEmpty(spec.annotations) },
    spec: {
      type: spec.type ?? 'ClusterIP',
      selector: { ...selectorLabels(spec.identity), ...(spec.podName ? { 'statefulset.kubernetes.io/pod-name': spec.podName } : {}) },
      ports: spec.ports.map(({ name, port, protocol, nodePort, targetPort }) => ({
        name,
        port,
        targetPort: targetPort === undefined ? k8s.IntOrString.fromString(name) : k8s.IntOrString.fromNumber(targetPort),
        protocol: protocol ?? 'TCP',
        nodePort,
      })),
      ...(spec.headless ? { clusterIp: 'None', publishNotReadyAddresses: true } : {}),
      ...spec.spec,
    },
  });
}
