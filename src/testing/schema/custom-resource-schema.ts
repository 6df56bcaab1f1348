import { Field } from '../field';
import { isJsonList, isJsonObject, type JsonObject } from '../json';
import type { Manifest } from '../manifest';
import { parseYaml } from '../yaml-text';
import { UNIQUE_KEYS } from './unique-keys';

/** The keywords of a structural schema whose schemas restrict values and declare no fields. */
const BRANCHING = ['allOf', 'anyOf', 'oneOf'];

/**
 * Keywords that mean the same in both languages. The other ones either do not check values or are handled on their own.
 */
const KEPT = [
  'enum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'type',
  'uniqueItems',
];

/** The type of the objects that define custom resources. */
const DEFINITION = 'apiextensions.k8s.io/v1/CustomResourceDefinition';

/** The schema of the custom resources that a definition declares for one version. */
export interface CustomResource {
  /** `group/version/Kind`. */
  readonly type: string;
  readonly isClusterScoped: boolean;
  /** Strict JSON schema of the whole object, without `apiVersion`, `kind` and `metadata`. */
  readonly schema: () => JsonObject;
  /** Identity of the schema, for caches. */
  readonly source: object;
}

/**
 * The custom resources that definitions make known, for every version they serve. A text is what a file of them holds;
 * what else is in it, such as the operator itself, is passed over.
 *
 * @throws Error when an object is not a `CustomResourceDefinition` of `apiextensions.k8s.io/v1`, or a text has none
 * @see
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
function customResourcesOf(definitions: readonly (object | string)[]): CustomResource[] {
  return definitions.flatMap((given) => (typeof given === 'string' ? definitionsIn(given) : [definition(given)])).flatMap(resourcesOf);
}

/** The custom resources that `crds` and the definitions among some manifests make known; the latter win. */
export function resourcesAmong(manifests: readonly Manifest[], crds: readonly (object | string)[]): CustomResource[] {
  return customResourcesOf([...crds, ...manifests.filter(({ apiVersion, kind }) => `${apiVersion}/${kind}` === DEFINITION)]);
}

function definition(given: object): Field {
  const root = new Field(given);
  if (!isDefinition(root)) {
    throw new Error('crds must hold CustomResourceDefinition objects of apiextensions.k8s.io/v1, or YAML text with some');
  }
  return root;
}

/** What was read of each text; the same schemas are asked for by test after test. */
const read = new Map<string, Field[]>();

function definitionsIn(text: string): Field[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const found = parseYaml(text)
    .map((document) => new Field(document))
    .filter(isDefinition);
  if (found.length === 0) throw new Error('A text in crds holds no CustomResourceDefinition of apiextensions.k8s.io/v1');
  read.set(text, found);
  return found;
}

function isDefinition(root: Field): boolean {
  return `${root.at('apiVersion').text}/${root.at('kind').text}` === DEFINITION;
}

function resourcesOf(root: Field): CustomResource[] {
  const spec = root.at('spec');
  return spec
    .at('versions')
    .items.filter((version) => version.at('served').value !== false)
    .map((version) => {
      const given = version.at('schema', 'openAPIV3Schema').value;
      const open = isJsonObject(given) ? given : ANYTHING;
      return {
        type: [spec.at('group'), version.at('name'), spec.at('names', 'kind')].map((name) => name.text ?? '').join('/'),
        isClusterScoped: spec.at('scope').text === 'Cluster',
        schema: () => strict(open),
        source: open,
      };
    });
}

/** The schema of a version that has none. */
const ANYTHING: JsonObject = {};

/** What every embedded object has without declaring it. */
const EMBEDDED = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: {} };

/** A structural schema as a JSON schema that refuses fields that it does not declare. */
function strict(open: JsonObject): JsonObject {
  const own = isJsonObject(open.properties) ? mapValues(open.properties, strict) : undefined;
  const properties = open['x-kubernetes-embedded-resource'] === true ? { ...EMBEDDED, ...own } : own;
  const values = open.additionalProperties;
  return {
    ...valueChecks(open, strict),
    ...(properties === undefined ? {} : { properties }),
    ...(isClosed(open) ? { additionalProperties: false } : {}),
    ...(isJsonObject(values) ? { additionalProperties: strict(values) } : {}),
    ...(open['x-kubernetes-int-or-string'] === true ? { type: ['integer', 'string'] } : {}),
  };
}

/** The same without the refusal, for schemas that only restrict what another one declares. */
function lenient(open: JsonObject): JsonObject {
  const values = open.additionalProperties;
  return {
    ...valueChecks(open, lenient),
    ...(isJsonObject(open.properties) ? { properties: mapValues(open.properties, lenient) } : {}),
    ...(isJsonObject(values) ? { additionalProperties: lenient(values) } : {}),
  };
}

function valueChecks(open: JsonObject, convert: (open: JsonObject) => JsonObject): JsonObject {
  return {
    ...Object.fromEntries(KEPT.filter((keyword) => keyword in open).map((keyword) => [keyword, open[keyword]])),
    ...bound(open, 'minimum', 'exclusiveMinimum'),
    ...bound(open, 'maximum', 'exclusiveMaximum'),
    ...(isPattern(open.pattern) ? { pattern: open.pattern } : {}),
    ...(isJsonObject(open.items) ? { items: convert(open.items) } : {}),
    ...(Array.isArray(open.required) ? { required: withoutDefaults(open, open.required) } : {}),
    ...Object.fromEntries(BRANCHING.flatMap((keyword) => branches(keyword, open[keyword]))),
    ...(isJsonObject(open.not) ? { not: lenient(open.not) } : {}),
    ...(open.nullable === true && open.type !== undefined ? { type: [open.type, 'null'] } : {}),
    ...(open['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
    ...(open['x-kubernetes-list-type'] === 'map' ? { [UNIQUE_KEYS]: uniqueKeys(open) } : {}),
  };
}

/** The keys of a list that is a map, each with the value that counts where an element leaves it out. */
function uniqueKeys(open: JsonObject): JsonObject {
  const root = new Field(open);
  const keys = root.at('x-kubernetes-list-map-keys').items.flatMap((key) => key.text ?? []);
  return Object.fromEntries(keys.map((key) => [key, root.at('items', 'properties', key, 'default').value ?? null]));
}

function branches(keyword: string, schemas: unknown): (readonly [string, JsonObject[]])[] {
  return isJsonList(schemas) ? [[keyword, schemas.filter(isJsonObject).map(lenient)]] : [];
}

/** Whether the API server would drop, and strict validation refuse, fields that the schema does not declare. */
function isClosed(open: JsonObject): boolean {
  const isObject = open.type === 'object' || open.properties !== undefined;
  return isObject && open.additionalProperties === undefined && open['x-kubernetes-preserve-unknown-fields'] !== true;
}

/** In OpenAPI 3.0 an exclusive bound is a flag beside the bound. */
function bound(open: JsonObject, inclusive: string, exclusive: string): JsonObject {
  return open[exclusive] === true ? { [inclusive]: undefined, [exclusive]: open[inclusive] } : {};
}

/** The API server fills in defaults before it looks for what is missing. */
function withoutDefaults({ properties }: JsonObject, required: readonly unknown[]): unknown[] {
  return required.filter((key) => {
    const property = isJsonObject(properties) && typeof key === 'string' ? properties[key] : undefined;
    return !(isJsonObject(property) && property.default !== undefined);
  });
}

/** Patterns are of RE2, a few of whose forms JavaScript lacks; those are not checked. */
function isPattern(pattern: unknown): pattern is string {
  if (typeof pattern !== 'string') return false;
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function mapValues(schemas: JsonObject, convert: (open: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, value]) => [key, isJsonObject(value) ? convert(value) : {}]),
  );
}
