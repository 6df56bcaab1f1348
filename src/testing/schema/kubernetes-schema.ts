import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { k8s, QUANTITY_PATTERN } from '../../kube';
import { Field } from '../field';
import type { JsonObject } from '../json';

/** The strict JSON schema of every built-in kind. */
export interface KubernetesSchema {
  /** One schema for each type of the API, by its name in cdk8s. They refer to each other as `#/definitions/<name>`. */
  readonly definitions: Readonly<Record<string, JsonObject>>;
  /** The definition of each kind, by `apiVersion/kind`, e.g. `apps/v1/Deployment`. */
  readonly kinds: ReadonlyMap<string, string>;
}

const PACKAGE = 'cdk8s-plus-28';
const NAMESPACE = `${PACKAGE}.k8s.`;

/** Types that stand for several JSON types, which cdk8s has as classes. */
const UNIONS: Readonly<Record<string, JsonObject>> = {
  Quantity: { type: ['string', 'number'], pattern: QUANTITY_PATTERN },
  IntOrString: { type: ['integer', 'string'] },
};

const PRIMITIVES: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  date: { type: 'string' },
  boolean: { type: 'boolean' },
  // The API has integers only, except for the bounds in the schemas of custom resources.
  number: { type: 'integer' },
  any: {},
  json: {},
};
const FRACTIONAL: ReadonlySet<string> = new Set([
  'JsonSchemaProps.maximum',
  'JsonSchemaProps.minimum',
  'JsonSchemaProps.multipleOf',
]);

let made: KubernetesSchema | undefined;

/**
 * The schema of Kubernetes 1.28, made once from the description that jsii keeps of the installed cdk8s-plus-28. Its
 * types are generated from the official definitions, and each property carries its name in YAML.
 *
 * @throws Error when the package describes itself in a way that is not known here
 */
export function kubernetesSchema(): KubernetesSchema {
  made ??= { definitions: definitionsOf(readAssembly(packageFolder())), kinds: kindsOf(k8s) };
  return made;
}

function packageFolder(): string {
  return dirname(require.resolve(`${PACKAGE}/package.json`));
}

/**
 * The description that jsii keeps in the folder of a package.
 *
 * @see https://aws.github.io/jsii/specification/2-type-system/
 */
export function readAssembly(folder: string): Field {
  const assembly = new Field(JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')));
  // A large assembly may be replaced by a note that tells where its compressed form is.
  if (assembly.at('schema').text !== 'jsii/file-redirect') return assembly;
  return new Field(JSON.parse(gunzipSync(readFileSync(join(folder, assembly.at('filename').text ?? ''))).toString()));
}

/**
 * The schemas of the types that an assembly describes.
 *
 * @throws Error when it describes them in a way that is not known here
 */
export function definitionsOf(assembly: Field): Record<string, JsonObject> {
  const types = assembly
    .at('types')
    .members.filter(([name, type]) => name.startsWith(NAMESPACE) && type.at('datatype').isTrue);
  if (types.length === 0) throw new Error(`${PACKAGE} describes no Kubernetes types`);
  return {
    ...UNIONS,
    ...Object.fromEntries(types.map(([, type]) => [type.at('name').text ?? '', definitionOf(type)])),
  };
}

function definitionOf(type: Field): JsonObject {
  const name = type.at('name').text ?? '';
  const properties = type.at('properties').items.map((property) => ({
    key: yamlName(name, property),
    isRequired: !property.at('optional').isTrue,
    schema: FRACTIONAL.has(`${name}.${property.at('name').text}`) ? { type: 'number' } : schemaOf(property.at('type')),
  }));
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      ...(isKind(name) ? { apiVersion: PRIMITIVES.string, kind: PRIMITIVES.string } : {}),
      ...Object.fromEntries(properties.map(({ key, schema }) => [key, schema])),
    },
    required: properties.filter(({ isRequired }) => isRequired).map(({ key }) => key),
  };
}

/**
 * Types call the property of `hostIP` `hostIp`; the tag `@schema` keeps the name:
 * `io.k8s.api.core.v1.ContainerPort#hostIP`.
 */
function yamlName(type: string, property: Field): string {
  const key = property.at('docs', 'custom', 'schema').text?.split('#')[1];
  if (key === undefined) {
    throw new Error(`${PACKAGE} does not tell the YAML name of ${type}.${property.at('name').text}`);
  }
  return key;
}

function schemaOf(type: Field): JsonObject {
  const [primitive, fqn, collection] = [
    type.at('primitive').text,
    type.at('fqn').text,
    type.at('collection', 'kind').text,
  ];
  const known = primitive === undefined ? undefined : PRIMITIVES[primitive];
  if (known !== undefined) return known;
  if (collection === 'array') return { type: 'array', items: schemaOf(type.at('collection', 'elementtype')) };
  if (collection === 'map') {
    return { type: 'object', additionalProperties: schemaOf(type.at('collection', 'elementtype')) };
  }
  // The one enum holds the name of a kind.
  if (fqn?.endsWith('Kind')) return { type: 'string' };
  if (fqn?.startsWith(NAMESPACE)) return { $ref: `#/definitions/${fqn.slice(NAMESPACE.length)}` };
  throw new Error(`${PACKAGE} describes ${type.path} by a type that is not known here`);
}

function kindsOf(module: object): Map<string, string> {
  return new Map(
    Object.entries(module).flatMap(
      ([name, type]: [string, { readonly GVK?: { readonly apiVersion: string; readonly kind: string } }]) =>
        type.GVK === undefined ? [] : [[`${type.GVK.apiVersion}/${type.GVK.kind}`, `${name}Props`] as const],
    ),
  );
}

function isKind(name: string): boolean {
  return name.startsWith('Kube') && name.endsWith('Props');
}
