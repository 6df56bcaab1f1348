import type { k8s } from 'cdk8s-plus-28';
import { checkAddress } from './address';
import { SecretValue } from './secret-value';
import { CertificateSource, type CertificateOptions } from './stores/certificate';
import type { SecretRef } from './stores/secret-source';
import { checkEndpoint } from './url';
import type { CommandLine } from '../compatibility';
import type { Problems } from '../errors';

/** Client certificate for a remote signer, from one Secret. */
export interface SignerTls {
  /** Name of the Secret. */
  readonly secretName: string;
  /** Have cert-manager fill the Secret: a Certificate of that name is made. @default the Secret comes from elsewhere */
  readonly certificate?: CertificateOptions;
  /** Key of the authority's certificate. @default ca.crt */
  readonly caKey?: string;
  /** Key of the client certificate. @default tls.crt */
  readonly certKey?: string;
  /** Key of the client's private key. @default tls.key */
  readonly keyKey?: string;
}

/** A signing service such as op-signer. */
export interface RemoteSigner {
  /** URL of its JSON-RPC endpoint; `--signer.endpoint`. */
  readonly endpoint: string | SecretValue;
  /** Address it signs for, checksummed; `--signer.address`. */
  readonly address: string;
  /** Mutual TLS. @default none: `--signer.tls.enabled=false` */
  readonly tls?: SignerTls;
}

type Source =
  | { readonly kind: 'privateKey'; readonly key: SecretValue }
  | { readonly kind: 'mnemonic'; readonly mnemonic: SecretValue; readonly hdPath: string }
  | ({ readonly kind: 'remote' } & RemoteSigner);

const TLS_DIR = '/signer-tls';
const [CA, CERT, KEY] = ['ca.crt', 'tls.crt', 'tls.key'];
const FIXED = 'keys are given through Signer only';

/**
 * Who signs a service's L1 transactions. A key itself never stands in a manifest: it comes from a Secret as an
 * environment variable, or stays with a remote signer.
 *
 * @example
 * Signer.privateKey(SecretValue.fromSecret('batcher-key', 'key'))
 */
export class Signer {
  /** A private key, hex, from a Secret; becomes `<PREFIX>_PRIVATE_KEY`. */
  static privateKey(key: SecretValue): Signer {
    return new Signer({ kind: 'privateKey', key });
  }

  /** A mnemonic from a Secret, `<PREFIX>_MNEMONIC`, and the derivation path, `--hd-path`, e.g. `m/44'/60'/0'/0/2`. */
  static mnemonic(mnemonic: SecretValue, hdPath: string): Signer {
    return new Signer({ kind: 'mnemonic', mnemonic, hdPath });
  }

  /** A remote signer; `--signer.endpoint`, `--signer.address`, `--signer.tls.*`. */
  static remote(remote: RemoteSigner): Signer {
    return new Signer({ kind: 'remote', ...remote });
  }

  private constructor(private readonly source: Source) {}

  /** Which of the three it is. */
  get kind(): 'privateKey' | 'mnemonic' | 'remote' {
    return this.source.kind;
  }

  /** @internal */
  check(problems: Problems, prop: string): void {
    const { source } = this;
    if (source.kind === 'remote') {
      checkEndpoint(problems, `${prop}.endpoint`, source.endpoint, ['http', 'https']);
      checkAddress(problems, `${prop}.address`, source.address);
      if (source.tls && typeof source.endpoint === 'string' && source.endpoint.startsWith('http:')) {
        problems.error('SIGNER_TLS', `${prop}.endpoint`, 'the signer has TLS files but an http:// address', 'Write it with https://');
      }
      const { certificate, caKey = CA, certKey = CERT, keyKey = KEY } = source.tls ?? {};
      if (certificate && (caKey !== CA || certKey !== CERT || keyKey !== KEY)) {
        problems.error('SIGNER_TLS', `${prop}.tls`, 'cert-manager writes other keys than these', `Leave caKey, certKey and keyKey out: they are ${CA}, ${CERT} and ${KEY}`);
      }
      return;
    }
    const secret = source.kind === 'privateKey' ? source.key : source.mnemonic;
    if (!(secret instanceof SecretValue)) {
      problems.error('LITERAL_KEY', prop, 'the key is not a reference to a Secret', "Use SecretValue.fromSecret('name', 'key')");
    }
    if (source.kind === 'mnemonic' && !/^m(\/\d+'?)+$/.test(source.hdPath)) {
      problems.error('INVALID_HD_PATH', `${prop}.hdPath`, 'this is no derivation path', "Write it like m/44'/60'/0'/0/2");
    }
  }

  /**
   * Sets the signer's flags.
   *
   * @param flags prefix of the remote signer's flags
   * @internal
   */
  apply(cli: CommandLine, flags = 'signer'): void {
    const { source } = this;
    const remote = source.kind === 'remote' ? source : undefined;
    // Of the flags that are left out none is the user's: beside this signer there is no other.
    cli
      .set('private-key', source.kind === 'privateKey' ? source.key : undefined, { fixed: FIXED })
      .set('mnemonic', source.kind === 'mnemonic' ? source.mnemonic : undefined, { fixed: FIXED })
      .set('hd-path', source.kind === 'mnemonic' ? source.hdPath : undefined)
      .set(`${flags}.endpoint`, remote?.endpoint, { fixed: FIXED })
      .set(`${flags}.address`, remote?.address, { fixed: FIXED });
    if (!remote) return;
    if (!remote.tls) {
      cli.setIfKnown(`${flags}.tls.enabled`, false);
      return;
    }
    cli
      .setIfKnown(`${flags}.tls.enabled`, true)
      .set(`${flags}.tls.ca`, `${TLS_DIR}/${CA}`)
      .set(`${flags}.tls.cert`, `${TLS_DIR}/${CERT}`)
      .set(`${flags}.tls.key`, `${TLS_DIR}/${KEY}`);
  }

  /** What tells one account from another: the address of a remote signer, else where the key is. @internal */
  account(namespace: string | undefined): string {
    const { source } = this;
    if (source.kind === 'remote') return source.address;
    const { secretName, key } = source.kind === 'privateKey' ? source.key : source.mnemonic;
    return [namespace, secretName, key, source.kind === 'mnemonic' ? source.hdPath : undefined].join('/');
  }

  /** The Secrets it refers to, below the given prop. @internal */
  *secretRefs(prop: string): Generator<readonly [prop: string, ref: SecretRef]> {
    const { source } = this;
    const value = source.kind === 'privateKey' ? source.key : source.kind === 'mnemonic' ? source.mnemonic : source.endpoint;
    // A key that is no reference has been reported.
    if (value instanceof SecretValue) yield [prop, value];
    if (source.kind !== 'remote' || !source.tls) return;
    const { secretName, certificate } = source.tls;
    yield [`${prop}.tls`, { secretName, source: certificate && new CertificateSource(certificate) }];
  }

  /** The files of the client certificate. @internal */
  files(): { volumes: k8s.Volume[]; mounts: k8s.VolumeMount[] } {
    const tls = this.source.kind === 'remote' ? this.source.tls : undefined;
    if (!tls) return { volumes: [], mounts: [] };
    const items = [
      { key: tls.caKey ?? CA, path: CA },
      { key: tls.certKey ?? CERT, path: CERT },
      { key: tls.keyKey ?? KEY, path: KEY },
    ];
    return {
      volumes: [{ name: 'signer-tls', secret: { secretName: tls.secretName, defaultMode: 0o440, items } }],
      mounts: [{ name: 'signer-tls', mountPath: TLS_DIR, readOnly: true }],
    };
  }
}
