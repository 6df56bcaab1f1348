import { OptimismNetworkConstruct, OpNodeConstruct, defaultRelease, hardforks, releases, resolveImages, type Component, type ImageOverride, type ImagesProps } from '../../src';
import { compareVersions, components, imageOf, versionOfTag, within } from '../../src/compatibility';
import { keysOf } from '../../src/kube';
import { Problems } from '../../src/errors';
import { customNetwork, emitted, knownNetwork, newChart, podOf, problem, problemsOf, sequencerKey, warningsOf, withNetwork } from '../support/fixtures';

const OPLABS = 'us-docker.pkg.dev/oplabs-tools-artifacts/images';
const DIGEST = `sha256:${'0a'.repeat(32)}`;
const names = keysOf(components);
// @ts-expect-error a caller in JavaScript can do this
const misspelt: ImagesProps = { components: { 'op-nod': {} } };
const referenceOf = (component: Component, props: ImagesProps): string | undefined => resolveImages(props).find(component)?.reference;
const overridden = (component: Component, override: ImageOverride): ImagesProps => ({ components: { [component]: override } });

/** A chart with a node of that image. */
function make(image?: ImageOverride, images?: ImagesProps, client?: 'op-reth' | 'op-geth') {
  const { chart, network } = withNetwork(customNetwork({ images }));
  void new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, consensus: { image }, execution: { client } });
  return chart;
}

describe('versions', () => {
  it.each([
    ['v1.19.7', 'v1.19.7'],
    ['1.37.0', 'v1.37.0'],
    ['v1.101511.0', 'v1.101511.0'],
    ['v2.3.0-rc.1', 'v2.3.0-rc.1'],
    ['1.37.0-musl', 'v1.37.0-musl'],
    ['latest', undefined],
    ['v1.19', undefined],
    ['develop', undefined],
    ['4c8b17472b', undefined],
    ['', undefined],
  ])('the tag "%s" names %s', (tag, version) => expect(versionOfTag(tag)).toBe(version));

  it.each([
    ['v1.9.5', 'v1.10.0'],
    ['v1.101411.4', 'v1.101511.0'],
    ['v1.101511.0', 'v1.101605.0'],
    ['v1.101702.2', 'v1.101702.10'],
    ['v2.3.0-rc.1', 'v2.3.0'],
    ['v2.3.0-rc.2', 'v2.3.0-rc.10'],
    ['v1.99.99', 'v2.0.0'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareVersions(older, newer)).toBeLessThan(0);
    expect(compareVersions(newer, older)).toBeGreaterThan(0);
    expect(compareVersions(older, older.slice(1))).toBe(0);
  });

  it.each([
    ['v1.9.0', 'v1.10.0', undefined, false],
    ['v1.10.0', 'v1.10.0', undefined, true],
    ['v1.10.0', undefined, 'v1.10.0', false],
    ['v1.10.0-rc.1', undefined, 'v1.10.0', true],
    ['v1.10.0', 'v1.9.0', 'v1.11.0', true],
    ['v1.11.0', 'v1.9.0', 'v1.11.0', false],
    ['v1.8.0', 'v1.9.0', 'v1.11.0', false],
    ['v1.8.0', undefined, undefined, true],
  ])('%s within %s and %s: %s', (version, from, before, is) => expect(within(version, from, before)).toBe(is));
});

describe('the releases', () => {
  it('have names of their own, and the default is one of them', () => {
    const all = releases.map(({ name }) => name);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain(defaultRelease);
  });

  it('come in the order of their days, and never go back a fork', () => {
    const days = releases.map(({ date }) => date);
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
    expect(days.every((day, i) => i === 0 || days[i - 1]! <= day)).toBe(true);
    const forks = releases.map(({ follows }) => hardforks.indexOf(follows));
    expect(forks.every((fork, i) => i === 0 || forks[i - 1]! <= fork)).toBe(true);
  });

  it.each(releases.map((release) => [release.name, release] as const))('%s has versions of known components, sources and a summary', (_, release) => {
    expect(Object.keys(release.sources)).toEqual(Object.keys(release.components));
    expect(release.summary).toMatch(/\.$/);
    for (const [component, version] of Object.entries(release.components)) {
      expect(names).toContain(component);
      expect(versionOfTag(version)).toBe(component === 'toolbox' ? `v${version}` : version);
    }
    for (const needed of ['op-node', 'op-batcher', 'op-proposer', 'op-challenger', 'toolbox'] as const) expect(release.components[needed]).toBeDefined();
    expect(release.components['op-reth'] ?? release.components['op-geth']).toBeDefined();
  });

  it('after Jovian have no op-geth, which cannot follow Karst', () => {
    for (const { follows, components: set } of releases) expect(set['op-geth'] !== undefined).toBe(hardforks.indexOf(follows) <= hardforks.indexOf('jovian'));
  });

  it('never name a version that upstream withdrew or replaced', () => {
    const withdrawn: Partial<Record<Component, readonly string[]>> = {
      'op-node': ['v1.16.0', 'v1.19.0'], 'op-reth': ['v2.2.5', 'v2.3.0', 'v2.3.1'], 'op-batcher': ['v1.11.2', 'v1.11.3', 'v1.13.0', 'v1.16.0'], 'op-proposer': ['v1.15.1'],
    };
    for (const { components: set } of releases) for (const component of names) expect(withdrawn[component] ?? []).not.toContain(set[component]);
  });
});

describe('resolved images', () => {
  /** What a release makes of a component, by the rules of the registries. */
  const expected = (component: Component, version: string | undefined) => {
    if (version === undefined) return undefined;
    const old = component === 'op-reth' && compareVersions(version, 'v1.11.0') < 0 ? 'ghcr.io/paradigmxyz/op-reth' : undefined;
    const repository = old ?? (component === 'toolbox' ? 'docker.io/library/busybox' : `${OPLABS}/${component}`);
    return { component, reference: `${repository}:${version}`, version: versionOfTag(version) };
  };
  const rows = releases.flatMap((release) => names.map((component) => [release.name, component, release.components[component]] as const));

  it.each(rows)('%s: %s %s', (release, component, version) => {
    expect(resolveImages({ release }).find(component)).toEqual(expected(component, version));
  });

  it('are the default release, pulled where absent, without secrets', () => {
    expect(resolveImages()).toMatchObject({ release: { name: 'karst-2026-09' }, pullPolicy: 'IfNotPresent', pullSecrets: [] });
  });

  it.each<[Component, ImageOverride, string, string | undefined]>([
    ['op-node', { version: 'v1.19.8' }, `${OPLABS}/op-node:v1.19.8`, 'v1.19.8'],
    ['op-node', { digest: DIGEST }, `${OPLABS}/op-node:v1.19.7@${DIGEST}`, 'v1.19.7'],
    ['op-node', { version: 'v1.19.8', digest: DIGEST }, `${OPLABS}/op-node:v1.19.8@${DIGEST}`, 'v1.19.8'],
    ['op-node', { image: 'registry:5000/me/op-node:v1.19.8' }, 'registry:5000/me/op-node:v1.19.8', 'v1.19.8'],
    ['op-node', { image: 'me/op-node:my-build', version: 'v1.19.8' }, 'me/op-node:my-build', 'v1.19.8'],
    ['op-node', { image: `me/op-node:v1.19.8@${DIGEST}` }, `me/op-node:v1.19.8@${DIGEST}`, 'v1.19.8'],
    ['op-node', { image: 'me/op-node:v1.19.8', digest: DIGEST }, `me/op-node:v1.19.8@${DIGEST}`, 'v1.19.8'],
    ['op-geth', { version: 'v1.101702.3' }, `${OPLABS}/op-geth:v1.101702.3`, 'v1.101702.3'],
    // Repositories that moved.
    ['op-reth', { version: 'v1.10.2' }, 'ghcr.io/paradigmxyz/op-reth:v1.10.2', 'v1.10.2'],
    ['op-reth', { version: 'v1.11.0' }, `${OPLABS}/op-reth:v1.11.0`, 'v1.11.0'],
    ['kona-node', { version: 'v1.2.8' }, 'ghcr.io/op-rs/kona/kona-node:v1.2.8', 'v1.2.8'],
    ['kona-node', { version: 'v1.2.9' }, `${OPLABS}/kona-node:v1.2.9`, 'v1.2.9'],
  ])('%s with %j is %s', (component, override, reference, version) => {
    expect(resolveImages(overridden(component, override)).find(component)).toEqual({ component, reference, version });
  });

  it.each<[ImageOverride, string]>([
    [{ version: 'my-build' }, `${OPLABS}/op-reth:my-build`],
    [{ image: 'me/op-reth:latest' }, 'me/op-reth:latest'],
    [{ image: 'registry:5000/op-reth' }, 'registry:5000/op-reth'],
    [{ image: `me/op-reth@${DIGEST}` }, `me/op-reth@${DIGEST}`],
  ])('of no known version, %j, are taken as they are', (override, reference) => {
    const props = { ...overridden('op-reth', override), release: releases[0]!.name };
    expect(warningsOf(() => expect(resolveImages(props).find('op-reth')).toEqual({ component: 'op-reth', reference, version: undefined }))).toEqual([]);
  });

  it('ignore an override that is left out', () => {
    expect(referenceOf('op-node', { components: { 'op-node': undefined } })).toBe(`${OPLABS}/op-node:v1.19.7`);
  });

  it.each([
    ['mirror.example.com', 'op-node', 'mirror.example.com/oplabs-tools-artifacts/images/op-node:v1.19.7'],
    ['mirror.example.com:5000/oplabs', 'op-node', 'mirror.example.com:5000/oplabs/oplabs-tools-artifacts/images/op-node:v1.19.7'],
    ['localhost:5000', 'toolbox', 'localhost:5000/library/busybox:1.37.0'],
  ] as const)('from the mirror %s: %s', (registry, component, reference) => expect(referenceOf(component, { registry })).toBe(reference));

  it('given as a whole reference do not come from the mirror', () => {
    expect(referenceOf('op-node', { registry: 'mirror.example.com', components: { 'op-node': { image: 'me/op-node:v1.19.8' } } })).toBe('me/op-node:v1.19.8');
  });
});

describe('problems', () => {
  it.each<[ImagesProps, string, string, RegExp]>([
    [{ release: 'karst-2026-9' }, 'UNKNOWN_RELEASE', 'images.release', /^Did you mean karst-2026-09 or .*The releases are holocene-2024-12, /],
    [{ release: 'latest' }, 'UNKNOWN_RELEASE', 'images.release', /^The releases are holocene-2024-12, /],
    [{ registry: 'https://mirror.example.com' }, 'INVALID_REGISTRY', 'images.registry', /without a scheme/],
    [{ registry: 'mirror.example.com/' }, 'INVALID_REGISTRY', 'images.registry', /final slash/],
    [{ registry: '' }, 'INVALID_REGISTRY', 'images.registry', /mirror\.example\.com/],
    [misspelt, 'UNKNOWN_COMPONENT', 'images.components.op-nod', /^Did you mean op-node\? The components are op-node, op-batcher, /],
    [overridden('op-node', { digest: 'sha256:abc' }), 'INVALID_DIGEST', 'images.components.op-node.digest', /64 hex digits/],
    [overridden('op-node', { digest: DIGEST.slice(7) }), 'INVALID_DIGEST', 'images.components.op-node.digest', /sha256:/],
    [overridden('op-node', { image: `me/op-node@${DIGEST}`, version: 'v1.19.8', digest: DIGEST }), 'INVALID_DIGEST', 'images.components.op-node.digest', /Keep one/],
    [overridden('op-node', { version: 'me/op-node:v1.19.8' }), 'INVALID_VERSION', 'images.components.op-node.version', /"image"/],
    [overridden('op-node', { version: '' }), 'INVALID_VERSION', 'images.components.op-node.version', /v1\.19\.7/],
    [overridden('op-node', { image: 'https://me/op-node:v1.19.8' }), 'INVALID_IMAGE', 'images.components.op-node.image', /without a scheme/],
    [overridden('op-node', { image: '' }), 'INVALID_IMAGE', 'images.components.op-node.image', /registry\.example\.com/],
  ])('%j: %s', (props, code, prop, hint) => {
    expect(problem(() => resolveImages(props), code)).toMatchObject({ path: '', prop, hint: expect.stringMatching(hint) });
    expect(problem(() => new OptimismNetworkConstruct(newChart(), 'network', { ...knownNetwork, images: props }), code)).toMatchObject({ path: 'acme/network', prop });
  });

  it('are reported together', () => {
    const props = { release: 'none', registry: '/', components: { 'op-node': { digest: 'x', version: '/' } } } as const;
    expect(problemsOf(() => resolveImages(props)).map(({ code }) => code)).toEqual(['UNKNOWN_RELEASE', 'INVALID_REGISTRY', 'INVALID_DIGEST', 'INVALID_VERSION']);
  });
});

describe('the image of one workload', () => {
  it('comes from the network, with its mirror, policy and secrets', () => {
    const pod = podOf(emitted(make(undefined, { registry: 'mirror.example.com', pullPolicy: 'Always', pullSecrets: ['pull'] })), 'acme-sequencer');
    expect(pod.container('op-node')).toMatchObject({ image: 'mirror.example.com/oplabs-tools-artifacts/images/op-node:v1.19.7', imagePullPolicy: 'Always' });
    expect(pod.container('prepare')).toMatchObject({ image: 'mirror.example.com/library/busybox:1.37.0', imagePullPolicy: 'Always' });
    expect(pod.spec.imagePullSecrets).toEqual([{ name: 'pull' }]);
  });

  it('is replaced by its own', () => {
    const images: ImagesProps = { registry: 'mirror.example.com', ...overridden('op-node', { version: 'v1.19.8' }) };
    expect(podOf(emitted(make({ version: 'v1.19.9' }, images)), 'acme-sequencer').container('op-node').image).toBe('mirror.example.com/oplabs-tools-artifacts/images/op-node:v1.19.9');
  });

  it('is reported where it is written', () => {
    expect(problem(() => make({ version: '/' }), 'INVALID_VERSION')).toMatchObject({ path: 'acme/sequencer', prop: 'consensus.image.version' });
    expect(problem(() => make({ digest: 'x' }), 'INVALID_DIGEST').prop).toBe('consensus.image.digest');
  });

  it('is missing where the release has none', () => {
    expect(problem(() => make(undefined, undefined, 'op-geth'), 'MISSING_IMAGE')).toEqual({
      code: 'MISSING_IMAGE', path: 'acme/sequencer', prop: 'execution.image',
      message: 'release karst-2026-09 has no op-geth that can follow its hardforks', hint: "Set images.components['op-geth'].version, or use another client",
    });
  });

  it('is found without props, and stands in by name where it is missing', () => {
    const problems = new Problems();
    expect(imageOf(undefined, 'op-node', undefined, problems, 'image').reference).toBe(`${OPLABS}/op-node:v1.19.7`);
    expect(problems.any).toBe(false);
    expect(imageOf({}, 'op-geth', undefined, problems, 'image')).toEqual({ component: 'op-geth', reference: 'op-geth' });
    expect(problems.any).toBe(true);
  });
});
