import { ApiObject, App, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import {
  describeFinding,
  expectValid,
  type Finding,
  InvalidManifestsError,
  lintManifests,
  type Manifest,
} from '../../src/testing';
import { sorted } from '../../src/testing/sorted';
import { type Case, findingsOf } from './support/cases';
import { families } from './support/families';
import { schemaCases } from './support/schema-cases';
import { all, mutated, remove, set, sound } from './support/sound';

const CASES: readonly Case[] = [...Object.values(families).flat(), ...schemaCases];

function findingsThrown(check: () => void): readonly Finding[] {
  try {
    check();
  } catch (error) {
    if (error instanceof InvalidManifestsError) return error.findings;
    throw error;
  }
  return [];
}

const config = (name: string, data: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

describe('the error', () => {
  test('lists every finding, one a line', () => {
    const broken = mutated(
      all(
        set('Service/node-rpc', 'spec.ports[0].targetPort', 'htp'),
        set('ConfigMap/node-config', 'data.n', 1),
        remove('StatefulSet/node', 'spec.template.spec.securityContext.runAsNonRoot'),
      ),
    );
    expect(() => expectValid(broken)).toThrow(
      [
        '5 findings:',
        '  - ConfigMap acme/node-config: data.n: must be a string, not a number (1); quote it (schema-type)',
        '  - Service acme/node-rpc: spec.ports[0].targetPort: the pods of StatefulSet node have no port called "htp"; did you mean "http"? (service-target-port)',
        ...['initContainers[0]', 'initContainers[1]', 'containers[0]'].map(
          (container) =>
            `  - StatefulSet acme/node: spec.template.spec.${container}.securityContext.runAsNonRoot: a container could run as root; set it to true here or for the pod (pod-security-run-as-non-root)`,
        ),
      ].join('\n'),
    );
  });

  test('tells a place once', () => {
    const broken = mutated(
      set('StatefulSet/node', 'spec.template.spec.initContainers[1].resources.limits.memory', 'lots'),
    );
    expect(findingsOf(broken).map(({ rule }) => rule)).toEqual(['schema-value', 'quantity']);
    expect(findingsThrown(() => expectValid(broken)).map(({ rule }) => rule)).toEqual(['schema-value']);
  });

  test('carries the findings as data', () => {
    const [finding, ...others] = findingsThrown(() => expectValid([config('a_b', {})]));
    expect(others).toEqual([]);
    expect(finding).toEqual({
      rule: 'object-name',
      kind: 'ConfigMap',
      namespace: '',
      name: 'a_b',
      path: 'metadata.name',
      message: expect.stringMatching(/^"a_b" is not a DNS-1123 subdomain; use /),
    });
    expect(finding && describeFinding(finding)).toMatch(/^ConfigMap a_b: metadata\.name: .* \(object-name\)$/);
  });
});

describe('the input', () => {
  test('is a chart, whose emitted YAML counts', () => {
    const chart = Testing.chart();
    const map = new k8s.KubeConfigMap(chart, 'map', { metadata: { name: 'map' } });
    expect(() => expectValid(chart)).not.toThrow();
    ApiObject.of(map).addJsonPatch(JsonPatch.add('/data', { key: 1 }));
    expect(findingsThrown(() => expectValid(chart)).map(({ path }) => path)).toEqual(['data.key']);
  });

  test('is an app, in which charts see each other', () => {
    const app = new App();
    const [pods, services] = [new Chart(app, 'pods'), new Chart(app, 'services')];
    new ApiObject(pods, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod', labels: { app: 'pod' } },
      spec: { containers: [{ name: 'main', image: 'example.com/x', ports: [{ name: 'http', containerPort: 80 }] }] },
    });
    new ApiObject(services, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'service' },
      spec: { selector: { app: 'pod' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
    expect(() => expectValid(app, { podSecurity: 'privileged' })).not.toThrow();
    expect(findingsThrown(() => expectValid(services)).map(({ rule }) => rule)).toEqual(['service-selects-nothing']);
  });

  test('is YAML text', () => {
    expect(() => expectValid(Yaml.stringify(...sound()))).not.toThrow();
    expect(findingsThrown(() => expectValid(Yaml.stringify(config('x', { a: 1 }))))).toHaveLength(1);
  });

  test('is not empty', () => {
    for (const empty of ['', '---\n', [], Testing.chart(), new App()]) {
      expect(() => expectValid(empty)).toThrow(/There is no manifest to check; give a chart/);
    }
  });

  test('may have custom resources that are let pass', () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'x', labels: { a: '!' } },
    };
    expect(findingsThrown(() => expectValid([monitor])).map(({ rule }) => rule)).toEqual([
      'unknown-kind',
      'label-value',
    ]);
    const options = { allowUnknownKinds: ['monitoring.coreos.com/v1/PodMonitor'] };
    expect(findingsThrown(() => expectValid([monitor], options)).map(({ rule }) => rule)).toEqual(['label-value']);
  });
});

describe('the findings', () => {
  test('are the same in whatever order the objects come', () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...CASES), { minLength: 1, maxLength: 4 });
    const shuffled = chosen.chain((cases) => {
      const manifests = sound();
      for (const { broken } of cases) attempt(() => broken(manifests));
      return fc.tuple(fc.constant(manifests), fc.shuffledSubarray(manifests, { minLength: manifests.length }));
    });
    fc.assert(
      fc.property(shuffled, ([manifests, others]) => {
        expect(linesOf(others)).toEqual(linesOf(manifests));
      }),
      { numRuns: 60 },
    );
  });

  test('come instead of a crash, whatever a field holds', () => {
    const odd = fc.constantFrom<unknown>(null, 0, '', 'x', true, [], {}, [[]], [{}], { a: [] }, [null]);
    const places = sound().flatMap((manifest) => pathsOf(manifest).map((path) => [manifest, path] as const));
    fc.assert(
      fc.property(fc.constantFrom(...places), odd, ([manifest, path], value) => {
        const broken = structuredClone(manifest);
        replace(broken, path, value);
        expect(() => lintManifests([broken])).not.toThrow();
        expect(() => findingsOf([broken])).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});

function linesOf(manifests: readonly Manifest[]): string[] {
  return sorted(findingsOf(manifests).map(describeFinding));
}

/** Runs a change that another change may have made impossible. */
function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Then there is one fault less.
  }
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]));
  // The type of an object and whether it is one at all is not in question here.
  return [...(path.length > 0 ? [path] : []), ...below].filter(([first]) => first !== 'apiVersion' && first !== 'kind');
}

function replace(target: object, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  const member: unknown = Reflect.get(target, key);
  if (rest.length === 0) Reflect.set(target, key, value);
  else if (typeof member === 'object' && member !== null) replace(member, rest, value);
}
