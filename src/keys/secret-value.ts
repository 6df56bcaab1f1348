import type { ISecret, k8s } from 'cdk8s-plus-28';
import type { EnvSource } from '../kube';

/**
 * A value that the cluster keeps: the manifests carry its name and key, never its contents.
 *
 * @example
 * SecretValue.fromSecret('l1-endpoints', 'rpc-url')
 */
export class SecretValue implements EnvSource {
  /**
   * A key of a Secret that exists in the namespace, or will.
   *
   * @param secret name of the Secret, or a cdk8s-plus Secret
   * @param key key in its `data`
   */
  static fromSecret(secret: string | ISecret, key: string): SecretValue {
    return new SecretValue(typeof secret === 'string' ? secret : secret.name, key);
  }

  private constructor(
    /** Name of the Secret. */
    readonly secretName: string,
    /** Key in its `data`. */
    readonly key: string,
  ) {}

  /** What goes under `valueFrom` of an environment variable, for containers of one's own. */
  envVarSource(): k8s.EnvVarSource {
    return { secretKeyRef: { name: this.secretName, key: this.key } };
  }

  /** The value as a file of that name, readable by the pod's group only. @internal */
  volume(name: string, file: string): k8s.Volume {
    return { name, secret: { secretName: this.secretName, defaultMode: 0o440, items: [{ key: this.key, path: file }] } };
  }
}
