import { App } from 'cdk8s';
import { array, assert, boolean, constantFrom, dictionary, infiniteStream, integer, letrec, nat, oneof, property, string, subarray, type Arbitrary } from 'fast-check';
import { service, statefulSet } from './support/objects';
import { basic } from '../../../examples/basic/main';
import { production } from '../../../examples/production/main';
import { testnet } from '../../../examples/testnet/main';
import { compareValues } from '../../../src/inspect/diff/compare';
import { isPair, pathOf, type ObjectDifference } from '../../../src/inspect/diff/difference';
import { differencesOf } from '../../../src/inspect/diff/diff-manifests';
import { isManifest, manifestsOf, type Manifest } from '../../../src/testing';
import { objectTitle } from '../../../src/testing/object-title';
import { untyped } from '../../support/fixtures';
import { sorted } from '../../../src/testing/sorted';
import { isJsonList, isJsonObject } from '../../../src/testing/json';

const examples = [basic, testnet, production].map((example) => manifestsOf(example(new App())));
const everything = examples.flat();
const paths = (before: unknown, after: unknown, at: readonly string[] = []): readonly string[] => compareValues(before, after, at).map((change) => pathOf(change.at));

describe('two values', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['a member that is null, and none', { a: null }, {}, []],
    ['an empty object, and none', { a: {} }, {}, ['a']],
    ['an empty list, and none', { a: [] }, {}, ['a']],
    ['a list, and an object', { a: [1] }, { a: { b: 1 } }, ['a']],
    ['an object that comes', {}, { a: { b: 1, c: [2] } }, ['a.b', 'a.c[0]']],
    ['containers in another order', { containers: [{ name: 'a' }, { name: 'b' }] }, { containers: [{ name: 'b' }, { name: 'a' }] }, []],
    ['init containers in another order', { initContainers: [{ name: 'a' }, { name: 'b' }] }, { initContainers: [{ name: 'b' }, { name: 'a' }] }, ['initContainers[order]']],
    ['variables in another order', { env: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] }, { env: [{ name: 'b', value: '2' }, { name: 'a', value: '1' }] }, []],
    ['variables that need an order', { env: [{ name: 'a', value: '1' }, { name: 'b', value: '$(a)' }] }, { env: [{ name: 'b', value: '$(a)' }, { name: 'a', value: '1' }] }, ['env[order]']],
    ['one name twice', { env: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }, { env: [{ name: 'a', value: '1' }, { name: 'a', value: '3' }] }, ['env[1].value']],
    ['ports without names', { ports: [{ port: 1 }, { port: 2 }] }, { ports: [{ port: 2, protocol: 'TCP' }, { port: 1 }] }, ['ports[2/TCP].protocol']],
    ['the same port for two protocols', { ports: [{ port: 1, protocol: 'TCP' }, { port: 1, protocol: 'UDP' }] }, { ports: [{ port: 1, protocol: 'UDP' }] }, ['ports[1/TCP].port', 'ports[1/TCP].protocol']],
    ['peers in another order', { from: [{ a: 1 }, { b: 2 }] }, { from: [{ b: 2 }, { a: 1 }] }, []],
    ['one of two equal peers', { from: [{ a: 1 }, { a: 1 }] }, { from: [{ a: 1 }] }, ['from[1]']],
    ['one peer that changes', { from: [{ a: 1 }, { b: 2 }] }, { from: [{ b: 3 }, { a: 1 }] }, ['from[0].b']],
    ['flags in another order and spelling', { args: ['node', '--a=1', '--b', '2', '--c'] }, { args: ['node', '--c=true', '--b=2', '--a', '1'] }, []],
    ['a flag that is set otherwise', { args: ['--a=1', '--b'] }, { args: ['--b', '--a=2'] }, ['args[--a]']],
    ['a flag that is given again, in its order', { args: ['--a=1', '--a=2'] }, { args: ['--a=2', '--a=1'] }, ['args[--a]']],
    ['another subcommand', { args: ['node', '--a'] }, { args: ['init', '--a'] }, ['args[0]']],
    ['words of a shell in another order', { command: ['sh', '-c', 'x'] }, { command: ['-c', 'sh', 'x'] }, ['command[0]', 'command[1]']],
    ['a value with an equals sign and a line break', { args: ['--a=b=c\nd'] }, { args: ['--a=b=c\ne'] }, ['args[--a]']],
    ['keys that are no words', { metadata: { 'a.b/c': 1 } }, { metadata: { 'a.b/c': 2 } }, ['metadata[a.b/c]']],
  ])('%s', (_, before, after, changed) => {
    expect(paths(before, after)).toEqual(changed);
    expect(paths(after, before).length).toBe(changed.length);
  });

  const json: Arbitrary<unknown> = letrec<{ value: unknown }>((tie) => ({
    value: oneof({ depthSize: 'small' }, integer(), boolean(), string(), array(tie('value'), { maxLength: 3 }), dictionary(constantFrom('a', 'b', 'toString', 'constructor'), tie('value'), { maxKeys: 3 })),
  })).value;

  test('differ where they are not the same, and only there', () => {
    assert(property(json, json, (a, b) => {
      expect(compareValues(a, structuredClone(a))).toEqual([]);
      expect(compareValues({ a }, { a: b }).length === 0).toBe(JSON.stringify(ordered(a)) === JSON.stringify(ordered(b)));
    }));
  });
});

describe('the examples', () => {
  test('do not differ from themselves', () => {
    for (const manifests of examples) expect(differencesOf(manifests, structuredClone(manifests))).toEqual([]);
  });

  test('nor from themselves in another order: of objects, members, named elements and flags', () => {
    assert(property(infiniteStream(nat(1_000_000)), (stream) => {
      const next = (): number => stream.next().value ?? 0;
      expect(differencesOf(everything, shuffledList(everything, next).map((manifest) => untyped<Manifest>(shuffled(manifest, '', next))))).toEqual([]);
    }), { numRuns: 15 });
  });

  test('no value changes, and none goes, without being said, but for what the API server fills in', () => {
    let count = 0;
    const unsaid = new Set<string>();
    for (const manifest of everything.filter(({ kind }) => kind !== 'ConfigMap')) {
      for (const steps of leavesOf(manifest)) {
        for (const change of [mutated, undefined]) {
          const other = untyped<Partial<Manifest>>(replaced(manifest, steps, change));
          if (!isManifest(other)) continue;
          const differences = differencesOf([manifest], [other]);
          if (differences.length === 0) unsaid.add(`${change === mutated ? 'changed' : 'lost'} ${steps.at(-1)}`);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(5000);
    expect(sorted(unsaid)).toEqual(['failureThreshold', 'periodSeconds', 'protocol', 'replicas', 'type', 'whenDeleted', 'whenScaled'].map((field) => `lost ${field}`));
  });

  test('the other way round, what came has gone, and old values are new ones', () => {
    const [, rollup = []] = examples;
    assert(property(subarray([...rollup]), subarray([...rollup]), nat(), (before, some, seed) => {
      const after = some.map((manifest, index) => ((seed + index) % 3 === 0 ? renamed(manifest) : (seed + index) % 3 === 1 ? untyped<Manifest>(replaced(manifest, leavesOf(manifest).at(seed % 7)!, mutated)) : manifest));
      const there = differencesOf(before, after).map(described);
      const back = differencesOf(after, before).map(mirrored).map(described);
      expect(new Set(back)).toEqual(new Set(there));
    }), { numRuns: 40 });
  });
});

const shape = (name: string, extra: string): Manifest => service(name, { selector: { app: 'x', tier: 'y' }, sessionAffinity: extra });

const half = (name: string, port: number): Manifest => service(name, { selector: { app: 'x' }, ports: [{ port }, { port: 1 }], sessionAffinity: name, type: String(port) });

describe('what is called otherwise', () => {
  test('is one object, with what else changes', () => {
    const before = statefulSet('node', [{ name: 'op-reth', image: 'a' }]);
    expect(differencesOf([before], [renamed(before)])).toMatchObject([{ change: 'renamed', was: { name: 'node' }, object: { name: 'node-two' } }]);
  });

  test('is another one where most of it differs, or the kind does', () => {
    expect(differencesOf([service('a', { selector: { a: '1' }, ports: [{ name: 'x', port: 1 }] })], [service('b', { selector: { b: '2' }, ports: [{ name: 'y', port: 2 }] })]).map(({ change }) => change)).toEqual(['removed', 'added']);
    expect(differencesOf([half('a', 10)], [half('b', 20)]).map(({ change }) => change)).toEqual(['removed', 'added']);
    expect(differencesOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: '1' } }], [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' }, data: { a: '1' } }]).map(({ change }) => change)).toEqual(['removed', 'added']);
  });

  test('is paired with what is most like it', () => {
    const differences = differencesOf([shape('a', '1'), shape('b', '2')], [shape('c', '2'), shape('d', '1')]).filter(isPair);
    expect(differences.map(({ was, object }) => [was?.name, object.name])).toEqual(expect.arrayContaining([['a', 'd'], ['b', 'c']]));
  });
});

test('another version of a group is the same object, and an object that stands there twice is two', () => {
  const beta: Manifest = { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { name: 'a' } };
  expect(differencesOf([beta], [{ ...beta, apiVersion: 'policy/v1' }])).toMatchObject([{ change: 'changed', fields: [{ at: ['apiVersion'] }] }]);
  expect(differencesOf([beta, beta], [beta])).toMatchObject([{ change: 'removed' }]);
});

function ordered(value: unknown): unknown {
  if (isJsonList(value)) return value.map(ordered);
  return isJsonObject(value) ? { members: sorted(Object.keys(value)).map((key) => [key, ordered(value[key])]) } : value;
}

function shuffledList<T>(list: readonly T[], next: () => number): T[] {
  const order = list.map((item) => [next(), item] as const);
  order.sort(([a], [b]) => a - b);
  return order.map(([, item]) => item);
}

const NAMED = new Set(['containers', 'volumes', 'ports', 'volumeMounts', 'env', 'from', 'to', 'ingress', 'egress', 'policyTypes', 'accessModes', 'tolerations', 'args']);

function shuffled(value: unknown, name: string, next: () => number): unknown {
  if (isJsonList(value)) {
    const items = value.map((item) => shuffled(item, '', next));
    if (!NAMED.has(name)) return items;
    if (name !== 'args') return shuffledList(items, next);
    return [...items.filter((item) => !String(item).startsWith('--')), ...shuffledList(items.filter((item) => String(item).startsWith('--')), next)];
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(shuffledList(Object.keys(value), next).map((key) => [key, shuffled(value[key], key, next)]));
}

type Steps = readonly (string | number)[];

function leavesOf(value: unknown, at: Steps = []): readonly Steps[] {
  if (isJsonList(value)) return value.flatMap((item, index) => leavesOf(item, [...at, index]));
  return isJsonObject(value) ? Object.keys(value).flatMap((key) => leavesOf(value[key], [...at, key])) : [at];
}

function mutated(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${String(value)}x`;
}

function replaced(value: unknown, [step, ...rest]: Steps, change: ((leaf: unknown) => unknown) | undefined): unknown {
  if (step === undefined) return change?.(value);
  if (isJsonList(value)) {
    const items = value.map((item, index) => (index === step ? replaced(item, rest, change) : item));
    return items.filter((item) => item !== undefined);
  }
  return isJsonObject(value) ? { ...value, [step]: replaced(value[String(step)], rest, change) } : value;
}

function renamed(manifest: Manifest): Manifest {
  const metadata = isJsonObject(manifest.metadata) ? manifest.metadata : {};
  return { ...manifest, metadata: { ...metadata, name: `${String(metadata.name)}-two` } };
}

function mirrored({ change, object, was, fields }: ObjectDifference): ObjectDifference {
  const swapped = change === 'added' ? 'removed' : change === 'removed' ? 'added' : change;
  return { change: swapped, object: was ?? object, ...(was && { was: object }), fields: fields.map(({ at, before, after }) => ({ at, before: after, after: before })) };
}

function described({ change, object, was, fields }: ObjectDifference): string {
  return JSON.stringify([change, objectTitle(object), was && objectTitle(was), sorted(fields.map(({ before, after }) => JSON.stringify([before ?? null, after ?? null])))]);
}
