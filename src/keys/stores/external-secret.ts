import { Lazy, type Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { SecretSource, type SourceSpec } from './secret-source';
import { KubeExternalSecret } from '../../../imports/external-secrets.io';
import { goDuration } from '../../compatibility';
import type { Problems } from '../../errors';
import { checkChoice } from '../../kube';

/** Where External Secrets Operator reads a value. */
export interface ExternalSecretOptions {
  /** A SecretStore of the namespace by name, or a store of another kind; it has to exist. `secretStoreRef` */
  readonly store: string | { readonly name: string; readonly kind?: 'SecretStore' | 'ClusterSecretStore' };
  /** Name of the value in the store; `remoteRef.key`. */
  readonly remoteKey: string;
  /** Part of a value that has several, such as a field of a JSON object; `remoteRef.property`. @default the whole value */
  readonly property?: string;
  /** `remoteRef.version`. @default the newest */
  readonly version?: string;
  /** How often the operator reads the store again, zero for once; `refreshInterval`. @default 1 h */
  readonly refreshInterval?: Duration;
}

/** @see https://external-secrets.io/latest/api/externalsecret/ */
export class ExternalSecretSource extends SecretSource {
  readonly kind = 'ExternalSecret';

  private readonly options: ExternalSecretOptions;

  constructor(options: ExternalSecretOptions) {
    super();
    // Where no compiler looks, nothing may be given at all.
    this.options = { ...options };
  }

  get shared(): { readonly secretStoreRef: { name: string; kind: string }; readonly refreshInterval: string } {
    const { store, refreshInterval } = this.options;
    const { name, kind = 'SecretStore' } = typeof store === 'string' ? { name: store } : { ...store };
    return { secretStoreRef: { name, kind }, refreshInterval: refreshInterval ? goDuration(refreshInterval) : '1h' };
  }

  override get entry(): { readonly key: string; readonly property?: string; readonly version?: string } {
    const { remoteKey, property, version } = this.options;
    return { key: remoteKey, property, version };
  }

  check(problems: Problems, prop: string): void {
    const { secretStoreRef } = this.shared;
    if (!secretStoreRef.name) problems.error('INVALID_SECRET_STORE', `${prop}.store`, 'the store has no name', 'Give the name of a SecretStore, or { name, kind }');
    if (!this.options.remoteKey) problems.error('INVALID_SECRET_STORE', `${prop}.remoteKey`, 'the value has no name in the store', 'Give the name under which the store keeps it');
    checkChoice(problems, `${prop}.store.kind`, secretStoreRef.kind, ['SecretStore', 'ClusterSecretStore']);
  }

  override make(scope: Construct, id: string, { name, labels, uses }: SourceSpec): void {
    new KubeExternalSecret(scope, id, {
      metadata: { name, labels },
      spec: Lazy.any({
        produce: () => ({ ...this.shared, target: { name }, data: uses().map(({ key, source }) => ({ secretKey: key, remoteRef: source.entry })) }),
      }),
    });
  }
}
