import { Field } from '../field';
import { isJsonList, isJsonObject, type JsonObject } from '../json';

/** The keywords of a structural schema whose schemas restrict values and declare no fields. */
const BRANCHING = ['allOf', 'anyOf', 'oneOf'];

/**
 * Keywords that mean the same in both languages. The other ones either do not check values or are handled on their own.
 */
const KEPT = [
  'enum',
  'format',
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
export const DEFINITION = 'apiextensions.k8s.io/v1/CustomResourceDefinition';

/** The schema of the custom resources that a definition declares for one version. */
export interface CustomResource {
  /** `group/version/Kind`. */
  readonly type: string;
  /** Strict JSON schema of the whole object, without `apiVersion`, `kind` and `metadata`. */
  readonly schema: () => JsonObject;
  /** Identity of the schema, for caches. */
  readonly source: object;
}

/**
 * The custom resources that a `CustomResourceDefinition` makes known, for every version it serves.
 *
 * @throws Error when the object is not a `CustomResourceDefinition` of `apiextensions.k8s.io/v1`
 * @see
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function customResourcesOf(definition: object): CustomResource[] {
  const root = new Field(definition);
  if (`${root.at('apiVersion').text}/${root.at('kind').text}` !== DEFINITION) {
    throw new Error('crds must hold parsed CustomResourceDefinition objects of apiextensions.k8s.io/v1');
  }
  const spec = root.at('spec');
  return spec
    .at('versions')
    .items.filter((version) => version.at('served').value !== false)
    .map((version) => {
      const open = version.at('schema', 'openAPIV3Schema').value;
      return {
        type: [spec.at('group'), version.at('name'), spec.at('names', 'kind')].map((name) => name.text ?? '').join('/'),
        schema: () => (isJsonObject(open) ? strict(open) : {}),
        source: isJsonObject(open) ? open : definition,
      };
    });
}

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
    ...(open['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
  };
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
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function mapValues(schemas: JsonObject, convert: (open: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([key, value]) => [key, isJsonObject(value) ? convert(value) : {}]),
  );
}
