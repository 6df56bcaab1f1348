import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { SecretSource, type SecretRef, type SourceSpec } from './secret-source';
import { KubeSecretProviderClass } from '../../../imports/secrets-store.csi.x-k8s.io';
import type { Problems } from '../../errors';
import { nonEmpty } from '../../kube';

/** How the Secrets Store CSI driver gets a value. One of `provider` and `providerClass` is needed. */
export interface CsiOptions {
  /** Provider of the store, e.g. `vault`, `aws`, `azure`, `gcp`; a SecretProviderClass named like the Secret is made for it. */
  readonly provider?: string;
  /** What the provider needs to know, as its documentation says: the same for all values of one Secret. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** A SecretProviderClass that exists. For values that become variables it has to sync the Secret itself, by `secretObjects`. */
  readonly providerClass?: string;
  /** File of the driver's volume that holds the value: the object's name or alias in `parameters`. @default the key */
  readonly objectName?: string;
}

/** Names of volumes are made from it. */
const CLASS = /^[a-z0-9]([-a-z0-9]{0,56}[a-z0-9])?$/;

/** @see https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret */
export class CsiSource extends SecretSource {
  readonly kind = 'SecretProviderClass';

  private readonly options: CsiOptions;

  constructor(
    options: CsiOptions,
    private readonly ref: Required<Pick<SecretRef, 'secretName' | 'key'>>,
  ) {
    super();
    // Where no compiler looks, nothing may be given at all.
    this.options = { ...options };
  }

  get shared(): object {
    const { provider, parameters, providerClass } = this.options;
    return { provider, parameters, providerClass };
  }

  override get entry(): object {
    return { objectName: this.csi.file };
  }

  override get csi(): { readonly providerClass: string; readonly file: string } {
    return { providerClass: this.options.providerClass ?? this.ref.secretName, file: this.options.objectName ?? this.ref.key };
  }

  check(problems: Problems, prop: string): void {
    const { provider, parameters, providerClass } = this.options;
    if (!provider === !providerClass) {
      problems.error('INVALID_SECRET_STORE', prop, 'the value comes from one of a provider and an existing SecretProviderClass', 'Give provider with its parameters, or providerClass');
    } else if (providerClass && parameters) {
      problems.error('INVALID_SECRET_STORE', `${prop}.parameters`, 'they belong to a SecretProviderClass that exists', 'Write them into that, or give provider instead of providerClass');
    }
    if (!CLASS.test(this.csi.providerClass)) {
      problems.error('INVALID_SECRET_NAME', prop, `"${this.csi.providerClass}" cannot be the name of a SecretProviderClass and of a volume`, 'Use lower-case letters, digits and "-", at most 58 characters');
    }
    if (!/^[\w.-]+$/.test(this.csi.file)) {
      problems.error('INVALID_SECRET_STORE', `${prop}.objectName`, 'this is no file of the volume', 'Give the object an alias of letters, digits, "-", "_" and "."');
    }
  }

  override make(scope: Construct, id: string, { name, labels, uses }: SourceSpec): void {
    const { provider, parameters, providerClass } = this.options;
    if (providerClass) return;
    new KubeSecretProviderClass(scope, id, {
      metadata: { name, labels },
      spec: Lazy.any({
        produce: () => {
          const data = uses().filter(({ asVariable }) => asVariable).map(({ key, source }) => ({ key, ...source.entry }));
          return { provider, parameters: nonEmpty(parameters), secretObjects: data.length > 0 ? [{ secretName: name, type: 'Opaque', data }] : undefined };
        },
      }),
    });
  }
}
