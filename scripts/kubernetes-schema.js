// The strict JSON schema of Kubernetes' built-in kinds, from the description that jsii keeps of the installed cdk8s-plus-28. Its
// types are generated from the official definitions, and each property carries its name in YAML.
'use strict';
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { gunzipSync } = require('node:zlib');

const PACKAGE = 'cdk8s-plus-28';
const NAMESPACE = `${PACKAGE}.k8s.`;

const PRIMITIVES = {
  string: { type: 'string' },
  date: { type: 'string' },
  boolean: { type: 'boolean' },
  // The API has integers only, except for the bounds in the schemas of custom resources.
  number: { type: 'integer' },
  any: {},
  json: {},
};
const FRACTIONAL = new Set(['JsonSchemaProps.maximum', 'JsonSchemaProps.minimum', 'JsonSchemaProps.multipleOf']);

/**
 * The description that jsii keeps in the folder of a package.
 *
 * @see https://aws.github.io/jsii/specification/2-type-system/
 */
function readAssembly(folder) {
  const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
  // A large assembly may be replaced by a note that tells where its compressed form is.
  if (assembly.schema !== 'jsii/file-redirect') return assembly;
  return JSON.parse(gunzipSync(readFileSync(join(folder, assembly.filename))).toString());
}

/**
 * The schemas of the types that an assembly describes, by their names in cdk8s.
 *
 * @throws Error when it describes them in a way that is not known here
 */
function definitionsOf({ types }) {
  const known = Object.entries(types).filter(([name, type]) => name.startsWith(NAMESPACE) && type.datatype === true);
  if (known.length === 0) throw new Error(`${PACKAGE} describes no Kubernetes types`);
  return Object.fromEntries(known.map(([, type]) => [type.name, definitionOf(type)]));
}

function definitionOf({ name, properties = [] }) {
  const isKind = name.startsWith('Kube') && name.endsWith('Props');
  const rows = properties.map((property) => [yamlName(name, property), property]);
  const schemas = rows.map(([key, property]) => [key, FRACTIONAL.has(`${name}.${property.name}`) ? { type: 'number' } : schemaOf(property.type, `${name}.${property.name}`)]);
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...(isKind ? { apiVersion: PRIMITIVES.string, kind: PRIMITIVES.string } : {}), ...Object.fromEntries(schemas) },
    required: rows.filter(([, { optional }]) => optional !== true).map(([key]) => key),
  };
}

/** Types call the property of `hostIP` `hostIp`; the tag `@schema` keeps the name: `io.k8s.api.core.v1.ContainerPort#hostIP`. */
function yamlName(type, { name, docs }) {
  const key = docs?.custom?.schema?.split('#')[1];
  if (key === undefined) throw new Error(`${PACKAGE} does not tell the YAML name of ${type}.${name}`);
  return key;
}

function schemaOf({ primitive, fqn, collection }, path) {
  if (PRIMITIVES[primitive]) return PRIMITIVES[primitive];
  if (collection?.kind === 'array') return { type: 'array', items: schemaOf(collection.elementtype, path) };
  if (collection?.kind === 'map') return { type: 'object', additionalProperties: schemaOf(collection.elementtype, path) };
  // The one enum holds the name of a kind.
  if (fqn?.endsWith('Kind')) return PRIMITIVES.string;
  if (fqn?.startsWith(NAMESPACE)) return { $ref: `#/definitions/${fqn.slice(NAMESPACE.length)}` };
  throw new Error(`${PACKAGE} describes ${path} by a type that is not known here`);
}

/** The definition of each kind, by `apiVersion/kind`. */
function kindsOf(module) {
  const kinds = Object.entries(module).filter(([, { GVK }]) => GVK);
  return Object.fromEntries(kinds.map(([name, { GVK }]) => [`${GVK.apiVersion}/${GVK.kind}`, `${name}Props`]));
}

const lines = (rows) => Object.entries(rows).map(([name, row]) => `${JSON.stringify(name)}: ${JSON.stringify(row)}`).join(',\n');

/** The text of the file: a line for each kind and each definition, so that a diff shows which ones change. */
function kubernetesSchema() {
  const folder = dirname(require.resolve(`${PACKAGE}/package.json`));
  const parts = { kinds: kindsOf(require(PACKAGE).k8s), definitions: definitionsOf(readAssembly(folder)) };
  return `{${Object.entries(parts).map(([name, rows]) => `${JSON.stringify(name)}: {\n${lines(rows)}\n}`).join(', ')}}\n`;
}

module.exports = { definitionsOf, kubernetesSchema, readAssembly };
