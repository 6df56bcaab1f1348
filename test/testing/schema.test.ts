import { Yaml } from 'cdk8s';
import { describeFinding, expectValid, lintManifests, type Manifest, schemaViolations } from '../../src/testing';
import { kubernetesSchema } from '../../src/testing/schema/kubernetes-schema';
import { testCases } from './support/cases';
import { schemaCases } from './support/schema-cases';
import { mutated, type Mutation, remove, set, sound, widget } from './support/sound';

const WIDGET = 'Widget/widget';

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

  test('every kind is checked', () => {
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
      'spec.tags: the value must not hold the same element twice; see the schema of the field (schema-value)',
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
      'Widget acme/widget: spec: the value must match exactly one of the alternatives; see the schema of the field (schema-value)',
    ]);
    expect(schemaViolations(mutated(remove(WIDGET, 'spec.extra'), crd))).toEqual([]);
  });

  test.each<readonly [keyword: object, value: unknown, says: string]>([
    [{ type: 'integer', maximum: 4 }, 5, '5 must be <= 4'],
    [{ type: 'integer', minimum: 4, exclusiveMinimum: true }, 4, '4 must be > 4'],
    [{ type: 'integer', multipleOf: 4 }, 6, '6 must be a multiple of 4'],
    [{ type: 'string', minLength: 2 }, 'a', '"a" must have at least 2 characters'],
    [{ type: 'string', maxLength: 2 }, 'abc', '"abc" must have at most 2 characters'],
    [{ type: 'array', minItems: 1 }, [], 'the value must have at least 1 elements'],
    [{ type: 'array', maxItems: 1, items: { type: 'integer' } }, [1, 2], 'the value must have at most 1 elements'],
    [{ type: 'object', minProperties: 1, additionalProperties: { type: 'string' } }, {}, 'the value must have at least 1 fields'],
    [{ type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } }, { a: 'b', c: 'd' }, 'the value must have at most 1 fields'],
    [{ type: 'array', uniqueItems: true, items: { type: 'object', properties: { a: { type: 'integer' } } } }, [{ a: 1 }, { a: 1 }], 'the value must not hold the same element twice'],
    [{ type: 'string', anyOf: [{ enum: ['a'] }, { minLength: 4 }] }, 'b', '"b" must match one of the alternatives'],
    [{ type: 'string', not: { enum: ['b'] } }, 'b', '"b" must not match what is excluded'],
    [{ type: 'string', allOf: [{ maxLength: 1 }, { minLength: 1 }] }, 'bc', '"bc" must have at most 1 characters'],
  ])('%j is told of %j', (keyword, value, says) => {
    const crd = mutated(set('CustomResourceDefinition/widgets.example.com', 'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.own', keyword), widget());
    expect(schemaViolations(mutated(set(WIDGET, 'spec.own', value), crd)).map(describeFinding)).toEqual([`Widget acme/widget: spec.own: ${says}; see the schema of the field (schema-value)`]);
  });

  test('keys of any characters are told as they are', () => {
    for (const key of ['a/b', 'a~b', 'a b', 'a%20b', 'ä', '#', '__proto__', 'constructor']) {
      const extra = JSON.parse(`{${JSON.stringify(key)}: 1}`);
      expect(schemaViolations(mutated(set(WIDGET, 'spec.labels', extra), widget())).map(({ path }) => path)).toEqual([expect.stringContaining(key)]);
      expect(schemaViolations(mutated(set(WIDGET, 'spec.template', undefined), widget()).map((each) => (each.kind === 'Widget' ? { ...each, ...extra } : each))).map(({ rule }) => rule)).toEqual(['schema-unknown-field']);
    }
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
