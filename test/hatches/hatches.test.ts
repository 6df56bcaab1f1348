import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as library from '../../src';
import { expectValid, manifestsOf, type Manifest } from '../../src/testing';
import { keysOf } from '../../src/kube';
import { removeFolders } from '../playground/support/folder';
import { untyped, type EmittedContainer } from '../support/fixtures';
import { chartOf, publicObjects, rows, values, type Given, type Row } from './support/rows';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(removeFolders);

interface Pod {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: { readonly hostname?: string; readonly containers: readonly EmittedContainer[]; readonly initContainers?: readonly EmittedContainer[]; readonly volumes?: readonly { readonly name: string }[] };
}

/** Charts are looked at as a whole; of a construct, only the objects that it makes. */
function objectsOf(row: Row, given?: Given): readonly Manifest[] {
  const made = row.make(given);
  // What an exposure brings about is no part of this.
  expectValid(chartOf(made), { podSecurity: row.podSecurity ?? 'restricted' });
  const names = new Set(made.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((object) => `${object.kind} ${object.name}`));
  return manifestsOf(chartOf(made)).filter(({ kind, metadata }) => names.has(`${kind} ${untyped<{ name: string }>(metadata).name}`));
}

const podsOf = (row: Row, given?: Given): readonly Pod[] => objectsOf(row, given).flatMap(({ kind, spec }) => (['StatefulSet', 'Deployment'].includes(kind) ? [untyped<{ template: Pod }>(spec).template] : []));
const namesOf = (containers: readonly { readonly name: string }[] = []): string[] => containers.map(({ name }) => name);
const containerOf = (pods: readonly Pod[], name: string): EmittedContainer => pods.flatMap(({ spec }) => [...(spec.initContainers ?? []), ...spec.containers]).find((each) => each.name === name)!;
const isObject = (value: unknown): value is ApiObject => ApiObject.isApiObject(value);
const isConstruct = (value: unknown): value is Construct => Construct.isConstruct(value);

type Hatch = 'extraArgs' | 'env' | 'sidecars' | 'initContainers' | 'extraVolumes' | 'podOverrides' | 'podLabels' | 'podAnnotations' | 'labels' | 'annotations' | 'JSON patches';

const programsOf = ({ programs }: Row): Exclude<Row['programs'], string> => (typeof programs === 'string' ? [] : programs);
const HARDENED = { allowPrivilegeEscalation: false };
const mine = { name: 'mine', image: 'mine:1' };

/** How each hatch is tried; the answer is whatever of it is wrong. */
const trials: Readonly<Record<Hatch, (row: Row) => void>> = {
  extraArgs: (row) => {
    for (const [container, flag, flags] of programsOf(row)) {
      expect(containerOf(podsOf(row), container).args).not.toContain(flag);
      expect(containerOf(podsOf(row, flags({ extraArgs: [flag] })), container).args).toContain(flag);
    }
  },
  env: (row) => {
    for (const [container, , flags] of programsOf(row)) {
      const pods = podsOf(row, flags({ env: { MINE: 'x', TOKEN: library.SecretValue.fromSecret('token', 'value') }, extraArgs: container === 'op-reth' ? ['--rpc.gascap=7'] : [] }));
      expect(containerOf(pods, container).env).toEqual(expect.arrayContaining([{ name: 'MINE', value: 'x' }, { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } }]));
    }
  },
  sidecars: (row) => {
    const [before, after] = [podsOf(row), podsOf(row, { pods: { sidecars: [mine, { ...mine, name: 'native', restartPolicy: 'Always' }] } })];
    for (const [index, { spec }] of after.entries()) {
      expect(namesOf(spec.containers)).toEqual([...namesOf(before[index]?.spec.containers), 'mine']);
      expect(namesOf(spec.initContainers)).toEqual(['native', ...namesOf(before[index]?.spec.initContainers)]);
      expect(spec.containers.at(-1)).toMatchObject({ ...mine, securityContext: HARDENED });
    }
  },
  initContainers: (row) => {
    const [before, after] = [podsOf(row), podsOf(row, { pods: { initContainers: [mine] } })];
    for (const [index, { spec }] of after.entries()) {
      const own = namesOf(before[index]?.spec.initContainers);
      const prepared = own.filter((name) => name === 'prepare').length;
      expect(namesOf(spec.initContainers)).toEqual([...own.slice(0, prepared), 'mine', ...own.slice(prepared)]);
    }
  },
  extraVolumes: (row) => {
    const ca = { name: 'ca', configMap: { name: 'ca' } };
    const pods = podsOf(row, { pods: { extraVolumes: [{ volume: ca, mount: { mountPath: '/ca' } }], sidecars: [{ ...mine, volumeMounts: [{ name: 'ca', mountPath: '/mine' }] }] } });
    for (const { spec } of pods) {
      expect(spec.volumes).toContainEqual(ca);
      expect(spec.containers.at(-1)?.volumeMounts).toEqual([{ name: 'ca', mountPath: '/mine' }]);
      // Helpers have no business with it.
      expect(JSON.stringify([...(spec.initContainers ?? []), ...spec.containers].filter(({ name }) => ['prepare', 'companion'].includes(name)))).not.toContain('/ca');
    }
    for (const [container] of programsOf(row)) expect(containerOf(pods, container).volumeMounts).toContainEqual({ name: 'ca', mountPath: '/ca' });
  },
  podOverrides: (row) => {
    for (const { spec } of podsOf(row, { pods: { podOverrides: { hostname: 'mine' } } })) expect(spec.hostname).toBe('mine');
  },
  podLabels: (row) => {
    for (const { metadata } of podsOf(row, { pods: { podLabels: { 'example.com/mine': 'x' } } })) expect(metadata.labels).toMatchObject({ 'example.com/mine': 'x', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' });
  },
  podAnnotations: (row) => {
    for (const { metadata } of podsOf(row, { pods: { podAnnotations: { 'example.com/mine': 'x' } } })) expect(metadata.annotations).toMatchObject({ 'example.com/mine': 'x' });
  },
  labels: (row) => {
    const objects = objectsOf(row, { objects: { labels: { 'example.com/mine': 'x' } } });
    expect(objects.map(({ metadata }) => untyped<{ labels: object }>(metadata).labels)).toEqual(objects.map(() => expect.objectContaining({ 'example.com/mine': 'x', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' })));
  },
  annotations: (row) => {
    const objects = objectsOf(row, { objects: { annotations: { 'example.com/mine': 'x' } } });
    expect(objects.map(({ metadata }) => untyped<{ annotations?: object }>(metadata).annotations)).toEqual(objects.map(() => expect.objectContaining({ 'example.com/mine': 'x' })));
  },
  'JSON patches': (row) => {
    const made = row.make();
    const children = publicObjects(made, isObject, isConstruct).filter(([, { node }]) => `${node.path}/`.startsWith(`${made.node.path}/`));
    expect(children.map(([path]) => path)).toEqual(expect.arrayContaining([...row.children]));
    if (!isChart(made)) expect(children).toHaveLength(row.children.length);
    // A field of which the types know nothing.
    for (const [path, object] of children) object.addJsonPatch(JsonPatch.add('/newer', { patched: path }));
    const patched = manifestsOf(chartOf(made)).flatMap((manifest) => untyped<{ newer?: { patched: string } }>(manifest).newer?.patched ?? []);
    expect(new Set(patched)).toEqual(new Set(children.map(([path]) => path)));
    expect(patched).toHaveLength(children.length);
  },
};

const isChart = (construct: Construct): boolean => chartOf(construct) === construct;
const hatches = keysOf(trials);
const ofPrograms: readonly Hatch[] = ['extraArgs', 'env'];
const ofObjects: readonly Hatch[] = ['labels', 'annotations', 'JSON patches'];

/** Why a construct does without a hatch; undefined where it has it. */
function reason({ programs, pods }: Row, hatch: Hatch): string | undefined {
  if (ofPrograms.includes(hatch)) return typeof programs === 'string' ? programs : undefined;
  return ofObjects.includes(hatch) || pods === true ? undefined : pods;
}

describe.each(Object.entries(rows))('%s', (_, row) => {
  const [has, lacks] = [true, false].map((there) => hatches.filter((hatch) => (reason(row, hatch) === undefined) === there));
  test.each(has!)('%s', (hatch) => {
    expect.hasAssertions();
    trials[hatch](row);
  });

  if (lacks!.length > 0) {
    test(`does without ${lacks!.join(', ')}: and the guide says so`, () => {
      const guide = readFileSync(join(__dirname, '../../docs/guides/escape-hatches.md'), 'utf8');
      expect(lacks!.every((hatch) => reason(row, hatch)!.length > 10)).toBe(true);
      expect(guide).toContain(`| \`${_}\` |`);
      expect(podsOf(row)).toEqual([]);
    });
  }
});

test('every exported class has a row, or is a value', () => {
  const classes = Object.entries(library).flatMap(([name, value]: [string, unknown]) => (typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)) ? [{ name, made: untyped<{ prototype: unknown }>(value) }] : []));
  const constructs = classes.filter(({ made }) => made.prototype instanceof Construct).map(({ name }) => name);
  expect(new Set(constructs)).toEqual(new Set(Object.keys(rows)));
  expect(classes.map(({ name }) => name).filter((name) => !constructs.includes(name)).filter((name) => !values.includes(name))).toEqual([]);
});

test('every public child that a construct declares is among those that are patched', () => {
  const root = join(__dirname, '../../src');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(root, file), 'utf8'));
  const declared = sources.flatMap((text) => [...text.matchAll(/^export class (\w+)[^{]*\{\n([\s\S]*?)\n {2}constructor/gm)].flatMap(([, name = '', body = '']) =>
    rows[name] ? [...body.matchAll(/^ {2}readonly (\w+)\??: (?:readonly |Readonly<Record<string, )?(?:k8s\.)?(?:Kube|ReturnType<typeof (?:rpcRoutes|autoscaler))/gm)].map(([, member]) => `${name}.${member}`) : []));
  expect(declared.length).toBeGreaterThan(30);
  const listed = Object.entries(rows).flatMap(([name, { children }]) => children.map((child) => `${name}.${child.split('.')[0]}`));
  expect(declared.filter((member) => !listed.includes(member))).toEqual([]);
});
