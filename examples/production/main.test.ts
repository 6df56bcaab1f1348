import { App } from 'cdk8s';
import { expectValid, find, findAll, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { production } from './main';

expect.addSnapshotSerializer(yamlSerializer);

test('an API server takes it, and its pods are restricted', () => expect(() => expectValid(production(new App()))).not.toThrow());

test('is what it was', () => expect(manifestsOf(production(new App()))).toMatchSnapshot());

test('a drain stops one replica at a time, and every image is from the mirror, by digest', () => {
  const manifests = manifestsOf(production(new App()));
  expect(find(manifests, 'PodDisruptionBudget', 'op-mainnet-replica').spec).toMatchObject({ maxUnavailable: 1 });
  const images = JSON.stringify(findAll(manifests, 'StatefulSet')).match(/"image":"[^"]+"/g) ?? [];
  expect(images.length).toBeGreaterThan(5);
  for (const image of images) expect(image).toMatch(/^"image":"registry\.example\.com\/mirror\/.+@sha256:[0-9a-f]{64}"$/);
});

test('the load decides how many replicas there are, and nothing else does', () => {
  const manifests = manifestsOf(production(new App()));
  expect(find(manifests, 'ScaledObject', 'op-mainnet-replica').spec).toMatchObject({ minReplicaCount: 3, maxReplicaCount: 9, scaleTargetRef: { name: 'op-mainnet-replica' } });
  expect(find(manifests, 'StatefulSet', 'op-mainnet-replica').spec).not.toHaveProperty('replicas');
  expect(JSON.stringify(findAll(manifests, 'Service')).match(/"name":"op-mainnet-replica-p2p-\d"/g)).toHaveLength(9);
});

test('only the full nodes are public, and no Secret has contents', () => {
  const manifests = manifestsOf(production(new App()));
  expect(JSON.stringify(findAll(manifests, 'HTTPRoute'))).not.toContain('archive');
  expect(findAll(manifests, 'Secret')).toEqual([]);
  expect(findAll(manifests, 'ExternalSecret').length).toBeGreaterThan(0);
  expect(findAll(manifests, 'NetworkPolicy')).toHaveLength(3);
});
