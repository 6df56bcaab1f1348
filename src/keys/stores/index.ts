export type { CertificateOptions } from './certificate';
export type { CsiOptions } from './csi';
export type { ExternalSecretOptions } from './external-secret';
export * from './pod-secrets';
export * from './secret-refs';
export * from './secret-registry';
export type { SealedSecretManifest } from './sealed-secret';
