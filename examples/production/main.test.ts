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
