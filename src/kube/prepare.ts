import type { k8s } from 'cdk8s-plus-28';
import { nonEmpty } from './plain';
import { resourceRequirements } from './resources';
import { containerSecurityContext } from './security';
import { shell } from './shell';

/** One thing that must be done with a shell before the pod's programs start. */
export interface PrepareStep {
  /** POSIX shell; a failing command stops the pod's start. */
  readonly script: string;
  readonly mounts: readonly k8s.VolumeMount[];
  readonly env?: readonly k8s.EnvVar[];
}

/** An init container that runs all steps in turn. The images of the OP Stack have no shell, so it is the helper image's. */
export function prepareContainer(image: Pick<k8s.Container, 'image' | 'imagePullPolicy'>, steps: readonly PrepareStep[]): k8s.Container {
  const env = steps.flatMap((step) => step.env ?? []);
  return {
    name: 'prepare',
    ...image,
    command: shell('eu', steps.map(({ script }) => script).join('\n')),
    env: nonEmpty(env),
    volumeMounts: uniqueMounts(steps.flatMap((step) => step.mounts)),
    resources: resourceRequirements({ requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '256Mi' } }),
    securityContext: containerSecurityContext,
  };
}

function uniqueMounts(mounts: readonly k8s.VolumeMount[]): k8s.VolumeMount[] {
  return [...new Map(mounts.map((mount) => [mount.mountPath, mount])).values()];
}
