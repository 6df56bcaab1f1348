import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Yaml } from 'cdk8s';
import { describeFinding, expectValid, lintManifests, type Manifest, schemaViolations } from '../../src/testing';
import { Field } from '../../src/testing/field';
import { definitionsOf, kubernetesSchema, readAssembly } from '../../src/testing/schema/kubernetes-schema';
import { testCases } from './support/cases';
import { schemaCases } from './support/schema-cases';
import { mutated, type Mutation, remove, set, sound, widget } from './support/sound';

const WIDGET = 'Widget/widget';

/** A property of a type as jsii describes it. */
const thing = (schema: string | undefined) => ({
  name: 'sizeGb',
  type: { primitive: 'number' },
  docs: { custom: { schema } },
});
const typesWith = (property: object) => ({
  types: { 'cdk8s-plus-28.k8s.Thing': { name: 'Thing', datatype: true, properties: [property] } },
});

describe('built-in kinds', () => {
  testCases(schemaCases);

  test('the schema covers the whole API under its YAML names', () => {
    const { kinds, definitions } = kubernetesSchema();
    expect(kinds.size).toBe(139);
    expect(Object.keys(definitions)).toHaveLength(442);
    expect(definitions.ContainerPort).toMatchObject({
      properties: { hostIP: { type: 'string' } },
      required: ['containerPort'],
    });
    expect(definitions.Container).toHaveProperty('properties.restartPolicy');
    expect([...kinds.values()].filter((name) => !(name in definitions))).toEqual([]);
  });

  test('every reference inside the schema leads somewhere', () => {
    const { definitions } = kubernetesSchema();
    const references = [...JSON.stringify(definitions).matchAll(/"#\/definitions\/([^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(references.length).toBeGreaterThan(600);
    expect(references.filter((name) => !(name in definitions))).toEqual([]);
  });

  test('a compressed description is read as well', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
    const assembly = typesWith(thing('io.k8s.Thing#sizeGB'));
    const note = { schema: 'jsii/file-redirect', compression: 'gzip', filename: '.jsii.gz' };
    writeFileSync(join(folder, '.jsii'), JSON.stringify(note));
    writeFileSync(join(folder, '.jsii.gz'), gzipSync(JSON.stringify(assembly)));
    expect(definitionsOf(readAssembly(folder)).Thing).toMatchObject({ properties: { sizeGB: { type: 'integer' } } });
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['describes no Kubernetes types', { types: {} }],
    ['does not tell the YAML name of Thing.sizeGb', typesWith(thing(undefined))],
    ['by a type that is not known here', typesWith({ ...thing('io.k8s.Thing#sizeGB'), type: { primitive: 'other' } })],
  ])('a description that %s is an error', (message, assembly) => {
    expect(() => definitionsOf(new Field(assembly))).toThrow(message);
  });

  test('every kind compiles', () => {
    const empty = [...kubernetesSchema().kinds.keys()].map((type) => {
      const slash = type.lastIndexOf('/');
      return { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), surplus: 1 };
    });
    const surplus = schemaViolations(empty).filter(({ rule }) => rule === 'schema-unknown-field');
    expect(surplus).toHaveLength(139);
  });
});

describe('custom resources', () => {
  const CASES: readonly (readonly [what: string, mutation: Mutation, line: string])[] = [
    [
      'unknown field',
      set(WIDGET, 'spec.sise', 1),
      'spec.sise: there is no such field; did you mean "size"? (schema-unknown-field)',
    ],
    [
      'unknown root field',
      set(WIDGET, 'spce', 1),
      'spce: there is no such field; did you mean "spec"? (schema-unknown-field)',
    ],
    [
      'unknown metadata',
      set(WIDGET, 'metadata.nme', 'x'),
      'metadata.nme: there is no such field; did you mean "name"? (schema-unknown-field)',
    ],
    [
      'wrong type',
      set(WIDGET, 'spec.size', '9'),
      'spec.size: must be an integer, not a string ("9"); give an integer (schema-type)',
    ],
    [
      'int or string',
      set(WIDGET, 'spec.port', true),
      'spec.port: must be an integer or a string, not a boolean (true); quote it (schema-type)',
    ],
    [
      'exclusive maximum',
      set(WIDGET, 'spec.size', 10),
      'spec.size: 10 must be < 10; see the schema of the field (schema-value)',
    ],
    ['minimum', set(WIDGET, 'spec.size', 0), 'spec.size: 0 must be >= 1; see the schema of the field (schema-value)'],
    ['missing field', remove(WIDGET, 'spec.size'), 'spec.size: the field is missing; it is required (schema-required)'],
    [
      'enum',
      set(WIDGET, 'spec.colour', 'gren'),
      'spec.colour: "gren" is not allowed; did you mean "green"? The allowed values are "red", "green" (schema-value)',
    ],
    [
      'value type of a map',
      set(WIDGET, 'spec.labels.any', 1),
      'spec.labels.any: must be a string, not a number (1); quote it (schema-type)',
    ],
    [
      'pattern',
      set(WIDGET, 'spec.tags[0]', 'A'),
      'spec.tags[0]: "A" does not have the right form; it must match ^[a-z]+$ (schema-value)',
    ],
    [
      'set',
      set(WIDGET, 'spec.tags', ['a', 'a']),
      'spec.tags: the value must NOT have duplicate items (items ## 1 and 0 are identical); see the schema of the field (schema-value)',
    ],
    [
      'list that is a map',
      set(WIDGET, 'spec.ports', [{ name: 'a' }, { name: 'a', protocol: 'TCP' }, { name: 'a', protocol: 'UDP' }]),
      'spec.ports: two elements have the same name and protocol; change or remove one (schema-value)',
    ],
    ['null', set(WIDGET, 'spec.port', null), 'spec.port: must be an integer or a string, not null; give an integer or a string (schema-type)'],
  ];

  test.each(CASES)('%s', (_what, mutation, line) => {
    const lines = schemaViolations(mutated(mutation, widget())).map(describeFinding);
    expect(lines).toEqual([`Widget acme/widget: ${line}`]);
  });

  test('what the definition leaves open is let pass, and defaults fill in what is required', () => {
    expect(() => expectValid(widget())).not.toThrow();
    expect(schemaViolations(mutated(set(WIDGET, 'spec.ports', [{ name: 'a' }, { name: 'a', protocol: 'UDP' }]), widget()))).toEqual([]);
    expect(schemaViolations(mutated(set(WIDGET, 'spec.note', null), widget()))).toEqual([]);
    expect(schemaViolations(mutated(set(WIDGET, 'spec.extra.deep', { deeper: [1] }), widget()))).toEqual([]);
    expect(schemaViolations(mutated(set(WIDGET, 'spec.template.metadata', { any: 'thing' }), widget()))).toEqual([]);
  });

  test('alternatives restrict values without declaring fields, and are told once', () => {
    const [definition, resource] = widget();
    const crd = mutated(
      set(
        'CustomResourceDefinition/widgets.example.com',
        'spec.versions[0].schema.openAPIV3Schema.properties.spec.oneOf',
        [{ required: ['size'] }, { required: ['extra'], properties: { extra: { not: { required: ['forbidden'] } } } }],
      ),
      [definition, resource].filter((manifest) => manifest !== undefined),
    );
    expect(schemaViolations(crd).map(describeFinding)).toEqual([
      'Widget acme/widget: spec: the value must match exactly one schema in oneOf; see the schema of the field (schema-value)',
    ]);
    expect(schemaViolations(mutated(remove(WIDGET, 'spec.extra'), crd))).toEqual([]);
  });

  test('a definition may be given beside the manifests', () => {
    const [definition = {}, resource] = widget();
    const resources = [resource].filter((manifest) => manifest !== undefined);
    expect(schemaViolations(resources).map(({ rule }) => rule)).toEqual(['unknown-kind']);
    expect(schemaViolations(resources, { crds: [definition] })).toEqual([]);
    expect(schemaViolations(resources, { crds: [Yaml.stringify(...sound(), definition)] })).toEqual([]);
    expect(() => expectValid(resources, { crds: [Yaml.stringify(definition)] })).not.toThrow();
    expect(() => expectValid(mutated(set(WIDGET, 'spec.sise', 1), resources), { crds: [Yaml.stringify(definition)] })).toThrow('did you mean "size"?');
    expect(schemaViolations(resources, { allowUnknownKinds: ['example.com/v1/Widget'] })).toEqual([]);
    expect(schemaViolations(resources, { allowUnknownKinds: ['example.com/v2/Widget'] })).toHaveLength(1);
  });

  test('its scope tells which objects are the same', () => {
    const [definition = {}, resource] = widget();
    const twice = ['a', 'b'].map((namespace) => ({ ...resource, apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace } }));
    const cluster = { ...definition, spec: { ...Object(Reflect.get(definition, 'spec')), scope: 'Cluster' } };
    expect(lintManifests(twice, { crds: [definition] })).toEqual([]);
    expect(lintManifests(twice, { crds: [cluster] }).map(describeFinding)).toEqual([
      'Widget a/w: 2 objects have this kind, namespace and name; rename or remove all but one (duplicate-object)',
    ]);
  });

  test('a version that is not served is not known', () => {
    const crd = mutated(
      set('CustomResourceDefinition/widgets.example.com', 'spec.versions[0].served', false),
      widget(),
    );
    expect(schemaViolations(crd).map(({ rule }) => rule)).toEqual(['unknown-kind']);
  });

  test('a version without a schema lets everything pass', () => {
    const crd = mutated(
      set('CustomResourceDefinition/widgets.example.com', 'spec.versions[0].schema', undefined),
      widget(),
    );
    expect(schemaViolations(mutated(set(WIDGET, 'spec.any', 'thing'), crd))).toEqual([]);
  });

  test('anything but a definition in crds is an error', () => {
    const notCrds: object[] = [
      {},
      sound()[0] ?? {},
      { apiVersion: 'apiextensions.k8s.io/v1beta1', kind: 'CustomResourceDefinition' },
    ];
    for (const crd of notCrds) {
      expect(() => schemaViolations([], { crds: [crd] })).toThrow(/crds must hold CustomResourceDefinition objects .* or YAML text with some/);
    }
    expect(() => expectValid(sound(), { crds: [Yaml.stringify(...sound())] })).toThrow('A text in crds holds no CustomResourceDefinition');
  });

  test('a pattern that JavaScript cannot read is passed over', () => {
    const crd = mutated(
      set(
        'CustomResourceDefinition/widgets.example.com',
        'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.tags.items.pattern',
        '(?i)^[a-z]+\\z$(',
      ),
      widget(),
    );
    expect(schemaViolations(mutated(set(WIDGET, 'spec.tags[0]', 'A'), crd))).toEqual([]);
  });
});

test('a number as a key is told as a key, and once', () => {
  const labelled: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: { 1: 5 } } };
  expect(() => expectValid([labelled])).toThrow(
    '1 finding:\n  - ConfigMap x: metadata.labels["1"]: must be a string, not a number (5); quote it (schema-type)',
  );
});

test('findings of one object do not depend on the others', () => {
  const lone: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, dat: {} };
  expect(schemaViolations([lone])).toEqual(schemaViolations([...sound(), lone]));
});
