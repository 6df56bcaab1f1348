import { SecretSource, type SecretRef } from './secret-source';
import type { Problems } from '../../errors';

/** A SealedSecret as kubeseal writes it. It is applied by whoever keeps it, and only read here. */
export interface SealedSecretManifest {
  /** `bitnami.com/v1alpha1`. */
  readonly apiVersion: string;
  /** `SealedSecret`. */
  readonly kind: string;
  /** Name of the SealedSecret and of the Secret that it unseals to, and the namespace that it was sealed for. */
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  /** The encrypted values by the keys of the Secret, as `kubeseal` wrote them. */
  readonly spec: { readonly encryptedData: Readonly<Record<string, unknown>> };
}

const ANYWHERE = 'sealedsecrets.bitnami.com/cluster-wide';

/** @see https://github.com/bitnami-labs/sealed-secrets */
export class SealedSecretSource extends SecretSource {
  readonly kind = 'SealedSecret';

  constructor(private readonly manifest: SealedSecretManifest) {
    super();
  }

  get shared(): object {
    return this.manifest;
  }

  check(problems: Problems, prop: string, { key = '' }: SecretRef, namespace: string | undefined): void {
    const { apiVersion, kind, metadata, spec } = { ...this.manifest };
    if (kind !== 'SealedSecret' || apiVersion !== 'bitnami.com/v1alpha1') {
      problems.error('INVALID_SEALED_SECRET', prop, 'this is no SealedSecret of bitnami.com', 'Give the object that kubeseal wrote, or its name');
      return;
    }
    if (!Object.hasOwn({ ...spec?.encryptedData }, key)) {
      problems.error('INVALID_SEALED_SECRET', prop, `SealedSecret ${metadata.name} has no key "${key}"`, `Its keys are ${Object.keys({ ...spec?.encryptedData }).join(', ') || 'none'}`);
    }
    const anywhere = metadata.annotations?.[ANYWHERE] === 'true';
    if (!anywhere && metadata.namespace !== undefined && namespace !== undefined && metadata.namespace !== namespace) {
      problems.error('INVALID_SEALED_SECRET', prop, `SealedSecret ${metadata.name} unseals in namespace ${metadata.namespace} only, and the pods are in ${namespace}`, 'Seal it once more for the namespace of the pods');
    }
  }
}
