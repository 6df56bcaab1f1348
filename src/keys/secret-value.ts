import type { ISecret, k8s } from 'cdk8s-plus-28';
import { CsiSource, type CsiOptions } from './stores/csi';
import { ExternalSecretSource, type ExternalSecretOptions } from './stores/external-secret';
import { SealedSecretSource, type SealedSecretManifest } from './stores/sealed-secret';
import type { SecretRef, SecretSource } from './stores/secret-source';
import type { EnvSource } from '../kube';

/**
 * A value that the cluster keeps: the manifests carry its name and key, never its contents.
 *
 * @example
 * SecretValue.fromSecret('l1-endpoints', 'rpc-url')
 */
export class SecretValue implements EnvSource, SecretRef {
  /**
   * A key of a Secret that exists in the namespace, or will.
   *
   * @param secret name of the Secret, or a cdk8s-plus Secret
   * @param key key in its `data`
   */
  static fromSecret(secret: string | ISecret, key: string): SecretValue {
    return new SecretValue(typeof secret === 'string' ? secret : secret?.name ?? '', key);
  }

  /**
   * A key of a Secret that External Secrets Operator fills. The constructs that use it make one ExternalSecret for each
   * Secret, with the keys that pods use.
   *
   * @param secret name of the Secret, and of the ExternalSecret
   * @param key key in its `data`
   * @example
   * SecretValue.fromExternalSecret('batcher-key', 'key', { store: 'vault', remoteKey: 'acme/batcher', property: 'private-key' })
   */
  static fromExternalSecret(secret: string, key: string, options: ExternalSecretOptions): SecretValue {
    return new SecretValue(secret, key, new ExternalSecretSource(options));
  }

  /**
   * A value that the Secrets Store CSI driver gets. Pods that use it mount the driver's volume: a file is read from that
   * alone, and for a variable the driver makes the Secret.
   *
   * @param secret name of the Secret, and of the SecretProviderClass
   * @param key key in its `data`
   * @example
   * SecretValue.fromCsi('batcher-key', 'key', { provider: 'vault', parameters: { roleName: 'batcher', objects: '…' } })
   */
  static fromCsi(secret: string, key: string, options: CsiOptions): SecretValue {
    return new SecretValue(secret, key, new CsiSource(options, { secretName: secret, key }));
  }

  /**
   * A key of the Secret that a SealedSecret unseals to, which has the same name. Nothing is encrypted here, and the
   * SealedSecret is applied by whoever keeps it.
   *
   * @param sealedSecret its name, or the object that kubeseal wrote: then kind, namespace and key are checked
   * @param key key in its `encryptedData`
   */
  static fromSealedSecret(sealedSecret: string | SealedSecretManifest, key: string): SecretValue {
    if (typeof sealedSecret === 'string') return new SecretValue(sealedSecret, key);
    return new SecretValue(sealedSecret?.metadata?.name ?? '', key, new SealedSecretSource(sealedSecret));
  }

  private constructor(
    /** Name of the Secret. */
    readonly secretName: string,
    /** Key in its `data`. */
    readonly key: string,
    /** What fills the Secret. @internal */
    readonly source?: SecretSource,
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
