import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { BuilderPlaygroundChart } from '../../../src';
import { expectValid, findAll, manifestsOf } from '../../../src/testing';
import { warningsOf } from '../../support/fixtures';
import { fixtures, outputFolder, removeFolders } from '../support/folder';
import { podSpec } from '../support/pod';

const root = fixtures();
const manifests = root === undefined ? [] : readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json'));
/** Jest refuses an empty table, also where the tests are skipped. */
const table = (manifests.length === 0 ? ['none'] : manifests).map((path) => [path] as const);

afterAll(removeFolders);

function chartOf(path: string, props: object = {}): BuilderPlaygroundChart {
  let chart: BuilderPlaygroundChart | undefined;
  const output = outputFolder(readFileSync(join(root ?? '', path), 'utf8'));
  const codes = warningsOf(() => {
    chart = new BuilderPlaygroundChart(new App(), 'play', { output, namespace: 'play', ...props });
  }).map(({ code }) => code);
  // Nothing else is amiss with what the tool writes.
  expect(new Set([...codes, 'FLOATING_TAG'])).toEqual(new Set(['FLOATING_TAG']));
  return chart!;
}

const order = (path: string): string => {
  const [pod] = chartOf(path).pod.plan.pods;
  return [pod?.sidecars, pod?.containers].map((plans) => plans?.map(({ service }) => service).join(' ')).join(' | ');
};

(manifests.length === 0 ? describe.skip : describe)('manifests that the tool wrote', () => {
  test.each(table)('%s gives objects that a cluster takes, at level baseline', (path) => {
    for (const props of [{}, { storage: 'pvc', nativeSidecars: false }]) expect(() => expectValid(chartOf(path, props), { podSecurity: 'baseline' })).not.toThrow();
  });

  test.each(table)('%s has every service in the pod, and each that declares ports on a Service', (path) => {
    const { plan, services } = chartOf(path).pod;
    const emitted = manifestsOf(chartOf(path));
    const pod = podSpec(emitted, 'play-playground');
    expect([...pod.initContainers, ...pod.containers].map(({ name }) => name).filter((name) => name !== 'prepare')).toHaveLength(plan.services.length);
    expect(Object.keys(services)).toEqual(plan.services.filter(({ listeners }) => listeners.some(({ declared }) => declared)).map(({ service }) => service));
    expect(findAll(emitted, 'Service')).toHaveLength(Object.keys(services).length);
  });

  test.each(table)('%s gives the same bytes twice', (path) => {
    expect(Yaml.stringify(...chartOf(path).toJson())).toBe(Yaml.stringify(...chartOf(path).toJson()));
  });

  test('l1 starts as its waits demand', () => {
    const expected = 'el beacon beacon_healthmon | el_healthmon validator mev-boost-relay';
    expect([order('derived/main-c473a6a/l1/manifest.json'), order('derived/v0.3.1/l1/manifest.json')]).toEqual([expected, expected]);
    expect(order('derived/main-c473a6a/buildernet/manifest.json')).toMatch(/^builder-hub-db builder-hub-api builder-hub-api_readycheck \| /);
  });

  test('opstack gives its second client other numbers', () => {
    const { plan } = chartOf('derived/main-c473a6a/opstack/manifest.json').pod;
    const moved = Object.fromEntries(plan.services.map(({ service, listeners }) => [service, listeners.filter(({ port, original }) => port !== original).map(({ original, port }) => `${original}->${port}`)]));
    expect(moved).toMatchObject({
      'el': ['30303->30304', '30303->30304'],
      'op-geth': ['8545->8547', '8546->8548', '8551->8552', '30303->30305'],
      'op-batcher': ['8545->8550'],
      'beacon_healthmon': ['21171->21172'],
      'op-geth_healthmon': ['21171->21173'],
      'op-node': [],
    });
  });
});
