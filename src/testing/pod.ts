import type { Field } from './field';
import type { KubeObject } from './kube-object';

/** A pod template: the pod that an object makes, or is. */
export interface Pod {
  readonly object: KubeObject;
  /** The field that holds the pod's `metadata` and `spec`. */
  readonly template: Field;
  readonly spec: Field;
  readonly labels: Field;
  /** Init containers, sidecars, main containers and ephemeral containers. */
  readonly containers: readonly Container[];
  /** `volumeClaimTemplates` of a StatefulSet. */
  readonly claims: readonly Field[];
}

/** `sidecar` is an init container that keeps running (`restartPolicy: Always`); `init` is an ordinary one. */
export type ContainerRole = 'init' | 'sidecar' | 'main' | 'ephemeral';

export interface Container {
  readonly pod: Pod;
  readonly role: ContainerRole;
  readonly field: Field;
  /** Empty when it has none. */
  readonly name: string;
}

/** Where each kind keeps its pod template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'v1/Pod': [],
  'v1/PodTemplate': ['template'],
  'v1/ReplicationController': ['spec', 'template'],
  'apps/v1/Deployment': ['spec', 'template'],
  'apps/v1/StatefulSet': ['spec', 'template'],
  'apps/v1/DaemonSet': ['spec', 'template'],
  'apps/v1/ReplicaSet': ['spec', 'template'],
  'batch/v1/Job': ['spec', 'template'],
  'batch/v1/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pod template of an object, when its kind has one. */
export function podOf(object: KubeObject): Pod | undefined {
  const keys = TEMPLATES[object.type];
  if (keys === undefined) return undefined;
  const template = object.root.at(...keys);
  const spec = template.at('spec');
  const containers: Container[] = [];
  const labels = template.at('metadata', 'labels');
  const pod: Pod = {
    object,
    template,
    spec,
    labels,
    containers,
    claims: object.root.at('spec', 'volumeClaimTemplates').items,
  };
  const take = (list: string, roleOf: (field: Field) => ContainerRole): void => {
    for (const field of spec.at(list).items) {
      containers.push({ pod, role: roleOf(field), field, name: field.at('name').text ?? '' });
    }
  };
  take('initContainers', (field) => (field.at('restartPolicy').text === 'Always' ? 'sidecar' : 'init'));
  take('containers', () => 'main');
  take('ephemeralContainers', () => 'ephemeral');
  return pod;
}

/** The containers that run at the same time for as long as the pod does. */
export function runningTogether(pod: Pod): readonly Container[] {
  return pod.containers.filter(({ role }) => role === 'main' || role === 'sidecar');
}

/** A security setting of a container: its own, else the pod's. */
export function effective({ field, pod }: Container, setting: string): Field {
  const own = field.at('securityContext', setting);
  const inherited = pod.spec.at('securityContext', setting);
  return own.exists || !inherited.exists ? own : inherited;
}
