import type { k8s } from 'cdk8s-plus-28';
import type { Problems } from '../errors';

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

/** Reports what every version of Kubernetes refuses as the name of a variable. */
export function checkEnvName(problems: Problems, prop: string, name: string): void {
  if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) return;
  problems.error('INVALID_ENV_NAME', prop, `"${name}" cannot be the name of an environment variable`, 'Use letters, digits, "_", "-" and ".", not beginning with a digit');
}

/** A field of the pod itself, which the kubelet fills in. */
export class PodField implements EnvSource {
  /** @param fieldPath e.g. `status.hostIP` */
  constructor(private readonly fieldPath: string) {}

  envVarSource(): k8s.EnvVarSource {
    return { fieldRef: { fieldPath: this.fieldPath } };
  }
}
