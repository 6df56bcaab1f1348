import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { SecretSource, type SourceSpec } from './secret-source';
import { CertificateSpecPrivateKeyAlgorithm, CertificateSpecPrivateKeyRotationPolicy, CertificateSpecUsages, KubeCertificate } from '../../../imports/cert-manager.io';
import { goDuration } from '../../compatibility';
import type { Problems } from '../../errors';

/** A client certificate that cert-manager makes and renews. */
export interface CertificateOptions {
  /** An Issuer of the namespace by name, or an issuer of another kind; it has to give `ca.crt` too, as CA and Vault issuers do. `issuerRef` */
  readonly issuer: string | { readonly name: string; readonly kind?: string; readonly group?: string };
  /** Names of the client; op-signer knows it by the first. `dnsNames` @default the name of the Secret */
  readonly dnsNames?: readonly string[];
  /** How long it is valid; `duration`. @default cert-manager's own, 90 days */
  readonly duration?: Duration;
  /** How long before its end it is renewed; `renewBefore`. @default cert-manager's own, a third of the duration */
  readonly renewBefore?: Duration;
}

/** What cert-manager gives when it is told nothing. */
const USUAL_DURATION = Duration.days(90);
const DNS_NAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i;

/** @see https://cert-manager.io/docs/usage/certificate/ */
export class CertificateSource extends SecretSource {
  readonly kind = 'Certificate';

  constructor(private readonly options: CertificateOptions) {
    super();
  }

  get shared(): object {
    const { issuer, dnsNames, duration, renewBefore } = this.options;
    return { issuer, dnsNames, duration: duration?.toSeconds(), renewBefore: renewBefore?.toSeconds() };
  }

  check(problems: Problems, prop: string): void {
    const { dnsNames, duration, renewBefore } = this.options;
    if (!this.issuer.name) problems.error('INVALID_CERTIFICATE', `${prop}.certificate.issuer`, 'the issuer has no name', 'Give the name of an Issuer, or { name, kind }');
    if (dnsNames && (dnsNames.length === 0 || !dnsNames.every((name) => DNS_NAME.test(name)))) {
      problems.error('INVALID_CERTIFICATE', `${prop}.certificate.dnsNames`, 'these are no DNS names', 'Give at least one like batcher.acme.example.com');
    }
    if (renewBefore && renewBefore.toSeconds() >= (duration ?? USUAL_DURATION).toSeconds()) {
      problems.error('INVALID_CERTIFICATE', `${prop}.certificate.renewBefore`, 'it would be renewed without end', 'Give less than the duration');
    }
    if (duration && duration.toSeconds() < 3600) problems.error('INVALID_CERTIFICATE', `${prop}.certificate.duration`, 'cert-manager takes no less than an hour', 'Give an hour or more');
  }

  override make(scope: Construct, id: string, { name, labels }: SourceSpec): void {
    const { dnsNames = [name], duration, renewBefore } = this.options;
    new KubeCertificate(scope, id, {
      metadata: { name, labels },
      spec: {
        secretName: name,
        issuerRef: this.issuer,
        dnsNames: [...dnsNames],
        usages: [CertificateSpecUsages.CLIENT_AUTH, CertificateSpecUsages.DIGITAL_SIGNATURE],
        privateKey: { algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA, size: 256, rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS },
        duration: duration && goDuration(duration),
        renewBefore: renewBefore && goDuration(renewBefore),
      },
    });
  }

  private get issuer(): { readonly name: string; readonly kind?: string; readonly group?: string } {
    const { issuer } = this.options;
    return typeof issuer === 'string' ? { name: issuer, kind: 'Issuer' } : { ...issuer };
  }
}
