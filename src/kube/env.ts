import type { k8s } from 'cdk8s-plus-28';

/** A value that the pod reads from somewhere else at start, so that it never stands in a manifest. */
export interface EnvSource {
  /** What goes under `valueFrom` of an environment variable. */
  envVarSource(): k8s.EnvVarSource;
}

export function isEnvSource(value: unknown): value is EnvSource {
  return typeof value === 'object' && value !== null && 'envVarSource' in value;
}

/** One environment variable from a literal or from elsewhere. */
export function envVar(name: string, value: string | EnvSource): k8s.EnvVar {
  return isEnvSource(value) ? { name, valueFrom: value.envVarSource() } : { name, value };
}

/** A field of the pod itself, which the kubelet fills in. */
export class PodField implements EnvSource {
  /** @param fieldPath e.g. `status.hostIP` */
  constructor(private readonly fieldPath: string) {}

  envVarSource(): k8s.EnvVarSource {
    return { fieldRef: { fieldPath: this.fieldPath } };
  }
}
