import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeCertificate } from '../../imports/cert-manager.io';
import { KubeExternalSecret } from '../../imports/external-secrets.io';
import { KubeSecretProviderClass } from '../../imports/secrets-store.csi.x-k8s.io';
import { schemaViolations } from '../../src/testing';

const imports = join(__dirname, '../../imports');

test('the generated files are what the definitions give', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    execFileSync(process.execPath, [join(__dirname, '../../scripts/import.js'), fresh], { stdio: 'ignore' });
    const generated = readdirSync(fresh);
    expect(new Set(generated)).toEqual(new Set(readdirSync(imports).filter((file) => !file.endsWith('.yaml'))));
    for (const file of generated) expect(readFileSync(join(imports, file), 'utf8')).toBe(readFileSync(join(fresh, file), 'utf8'));
  } finally {
    rmSync(fresh, { recursive: true });
  }
}, 300_000);

test('the kinds of secrets are of the versions that are served', () => {
  expect([KubeExternalSecret, KubeSecretProviderClass, KubeCertificate].map(({ GVK }) => `${GVK.apiVersion} ${GVK.kind}`)).toEqual([
    'external-secrets.io/v1 ExternalSecret', 'secrets-store.csi.x-k8s.io/v1 SecretProviderClass', 'cert-manager.io/v1 Certificate',
  ]);
});

describe('the published checker', () => {
  const certificate = (labels: object, spec: object): Parameters<typeof schemaViolations>[0] => [{ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'a', labels }, spec }];
  const own = { 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' };

  test('knows what this library makes, down to the fields', () => {
    expect(schemaViolations(certificate(own, { secretName: 'a', issuerRef: { name: 'ca' } }))).toEqual([]);
    expect(schemaViolations(certificate(own, { secretName: 'a', issuer: { name: 'ca' } })).map(({ path }) => path)).toEqual(expect.arrayContaining(['spec.issuer']));
  });

  test('does not judge the same kinds of others by the few fields that are used here', () => {
    expect(schemaViolations(certificate({}, { secretName: 'a', issuerRef: { name: 'ca' }, isCA: true })).map(({ rule }) => rule)).toEqual(['unknown-kind']);
  });
});
