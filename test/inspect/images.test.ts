import { assert, constantFrom, property } from 'fast-check';
import { resolveImages, type Component } from '../../src/compatibility';
import { imageReference, mirroredReference, referenceText } from '../../src/inspect/image-reference';
import { imagesIn } from '../../src/inspect/images';
import { skopeoCopy } from '../../src/inspect/skopeo';
import type { Manifest } from '../../src/testing';
import { BuilderPlaygroundDeployment } from '../../src/playground';
import { manifestsOf } from '../../src/testing';
import { newChart } from '../support/fixtures';

const DIGEST = `sha256:${'0f'.repeat(32)}`;

const pod = (spec: object): Manifest => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'acme' }, spec: { template: { spec } } });
const custom = (spec: object): Manifest => ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec });
const line = (from: string): string => skopeoCopy(imageReference(from)!, mirroredReference(imageReference(from)!, 'm.example.com/x'));
const names = (...manifests: readonly Manifest[]): readonly string[] => imagesIn(manifests).images.map(({ image }) => image);

describe('a reference', () => {
  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['busybox:1.37.0', 'docker.io/library/busybox:1.37.0'],
    ['sigp/lighthouse:v8.1.0', 'docker.io/sigp/lighthouse:v8.1.0'],
    ['index.docker.io/sigp/lighthouse', 'docker.io/sigp/lighthouse:latest'],
    ['docker.io/busybox:1', 'docker.io/library/busybox:1'],
    ['localhost/a/b', 'localhost/a/b:latest'],
    ['localhost:5000/b:t', 'localhost:5000/b:t'],
    ['ghcr.io/a/b/c:t', 'ghcr.io/a/b/c:t'],
    [`ghcr.io/a/b:t@${DIGEST}`, `ghcr.io/a/b:t@${DIGEST}`],
    [`a/b@${DIGEST}`, `docker.io/a/b@${DIGEST}`],
  ])('%s is %s', (text, whole) => {
    const reference = imageReference(text);
    expect(reference && referenceText(reference)).toBe(whole);
  });

  test.each(['', ' ', 'a/UPPER', 'a b', 'https://ghcr.io/a', '$(IMAGE)', 'a:', 'a@sha256:12', 'a::b', '-a', "a';rm"])('%p is none', (text) => {
    expect(imageReference(text)).toBeUndefined();
  });
});

describe('a mirror', () => {
  test('is where the library itself puts its images', () => {
    const components: readonly Component[] = ['op-node', 'op-reth', 'op-geth', 'kona-node', 'op-batcher', 'toolbox', 'proxyd'];
    const version = constantFrom(undefined, 'v1.2.3', 'v1.10.0', 'v2.0.0');
    const digest = constantFrom(undefined, DIGEST);
    const mirror = constantFrom('mirror.example.com', 'mirror.example.com:5000', 'mirror.example.com/a/b', 'localhost:5000');
    assert(property(constantFrom(...components), version, digest, mirror, (component, asked, pinned, registry) => {
      const override = { components: { [component]: { version: asked, digest: pinned } } };
      const [plain, there] = [resolveImages(override), resolveImages({ ...override, registry })].map((images) => images.find(component)?.reference);
      const mirroredOf = (text = ''): string | undefined => {
        const reference = imageReference(text);
        return reference && referenceText(mirroredReference(reference, registry));
      };
      expect(mirroredOf(plain)).toBe(there);
      expect(mirroredOf(there)).toBe(there);
    }));
  });

  test('keeps short names apart from those of other folders', () => {
    expect(referenceText(mirroredReference(imageReference('busybox:1')!, 'm.example.com'))).toBe('m.example.com/library/busybox:1');
  });
});

describe('skopeo', () => {
  test('copies a tag with all platforms', () => {
    expect(line('a/b:1')).toBe("skopeo copy --all 'docker://docker.io/a/b:1' 'docker://m.example.com/x/a/b:1'");
  });

  test('reads by the digest, and never writes tag and digest in one reference', () => {
    expect(line(`a/b:1@${DIGEST}`)).toBe(`skopeo copy --all --preserve-digests 'docker://docker.io/a/b@${DIGEST}' 'docker://m.example.com/x/a/b:1'`);
    expect(line(`a/b@${DIGEST}`)).toBe(`skopeo copy --all --preserve-digests 'docker://docker.io/a/b@${DIGEST}' 'docker://m.example.com/x/a/b@${DIGEST}'`);
  });
});

describe('the images of objects', () => {
  test('are those of all containers and of volumes, each once and sorted', () => {
    const { images, unreadable } = imagesIn([
      pod({
        initContainers: [{ name: 'prepare', image: 'b:1' }, { name: 'proxy', image: 'c:1', restartPolicy: 'Always' }],
        containers: [{ name: 'main', image: 'docker.io/library/b:1' }],
        ephemeralContainers: [{ name: 'debug', image: 'a:1' }],
        volumes: [{ name: 'files', image: { reference: 'd:1' } }],
      }),
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly' }, spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'job', image: 'e:1' }] } } } } } },
    ]);
    expect(unreadable).toEqual([]);
    expect(images.map(({ image, usedBy }) => [image, usedBy.map(({ kind, namespace, name, container, role }) => [kind, namespace, name, container, role].join(' '))])).toEqual([
      ['docker.io/library/a:1', ['Deployment acme web debug ephemeral']],
      ['docker.io/library/b:1', ['Deployment acme web prepare init', 'Deployment acme web main main']],
      ['docker.io/library/c:1', ['Deployment acme web proxy sidecar']],
      ['docker.io/library/d:1', ['Deployment acme web files volume']],
      ['docker.io/library/e:1', ['CronJob  nightly job main']],
    ]);
  });

  test('are also those of custom resources, whose tag may stand apart', () => {
    const chart = newChart();
    new BuilderPlaygroundDeployment(chart, 'l1', { output: 'examples/playground/l1' });
    expect(names(...manifestsOf(chart))).toEqual(expect.arrayContaining(['docker.io/sigp/lighthouse:v8.1.0', 'ghcr.io/paradigmxyz/reth:v1.9.3']));
    expect(names(custom({ image: 'a/b:1', tag: '2' }), custom({ template: { spec: { initContainers: [{ name: 'i', image: 'i:1' }] } } }))).toEqual(['docker.io/a/b:1', 'docker.io/library/i:1']);
  });

  test('are not what only looks like one', () => {
    expect(names(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { image: 'a:1' } },
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'x' }, spec: { image: 'a:1' } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { selector: { image: 'a' } } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'x', annotations: { image: 'b' } } },
    )).toEqual([]);
  });

  test('what is no reference is named with its container', () => {
    expect(imagesIn([pod({ containers: [{ name: 'main', image: 'A B' }] })])).toEqual({ images: [], unreadable: [{ kind: 'Deployment', namespace: 'acme', name: 'web', container: 'main', role: 'main', text: 'A B' }] });
  });
});
