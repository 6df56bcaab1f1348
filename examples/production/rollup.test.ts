import { App } from 'cdk8s';
import { expectValid, find, findAll, manifestsOf } from 'cdk8s-op-stack/testing';
import { rollup, watched } from './rollup';

const manifests = manifestsOf(rollup(new App(), watched));

test('an API server takes it, and its pods are restricted', () => expect(() => expectValid(rollup(new App(), watched))).not.toThrow());

test('is made of these objects', () => {
  const count = (kind: string): number => findAll(manifests, kind).length;
  expect(Object.fromEntries([...new Set(manifests.map(({ kind }) => kind))].map((kind) => [kind, count(kind)]))).toMatchObject({
    StatefulSet: 3, Deployment: 3, NetworkPolicy: 7, Certificate: 3, SecretProviderClass: 1, HorizontalPodAutoscaler: 1, Ingress: 1, PodMonitor: 6, PrometheusRule: 6,
  });
  for (const none of ['Secret', 'ServiceAccount', 'Role', 'RoleBinding']) expect(count(none)).toBe(0);
});

test('each signer has a certificate of its own, and no key is in the cluster but the challenger\'s', () => {
  expect(findAll(manifests, 'Certificate').map(({ spec }) => Object(spec).secretName as unknown)).toEqual(['sequencer-signer-tls', 'batcher-signer-tls', 'proposer-signer-tls']);
  const text = JSON.stringify(manifests);
  expect(text).not.toMatch(/OP_(BATCHER|PROPOSER)_PRIVATE_KEY|SEQUENCER_KEY/);
  expect(text.match(/"name":"OP_CHALLENGER_PRIVATE_KEY","valueFrom":\{"secretKeyRef":\{"key":"key","name":"challenger-key"\}\}/g)).toHaveLength(1);
});

test('a new version of the Secrets replaces every pod', () => {
  for (const kind of ['StatefulSet', 'Deployment']) {
    for (const workload of findAll(manifests, kind)) expect(workload).toMatchObject({ spec: { template: { metadata: { annotations: { 'cdk8s-op-stack/secret-version': '2026-11-01' } } } } });
  }
});

test('the replicas follow the load, and only the gateway reaches them from outside', () => {
  expect(find(manifests, 'HorizontalPodAutoscaler', 'acme-prod-replica').spec).toMatchObject({ minReplicas: 2, maxReplicas: 6 });
  expect(find(manifests, 'StatefulSet', 'acme-prod-replica').spec).not.toHaveProperty('replicas');
  expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'acme-prod-replica'))).toContain('"kubernetes.io/metadata.name":"gateways"');
  expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'acme-prod-sequencer'))).not.toContain('gateways');
});
