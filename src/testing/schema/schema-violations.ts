import type { Finding } from '../finding';
import { isJsonObject, type JsonObject } from '../json';
import { findingAbout, kubeObject, type KubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import { meantBy } from '../suggestion';
import { type CustomResource, resourcesAmong } from './custom-resource-schema';
import { explain } from './explain';
import { kubernetesSchema } from './kubernetes-schema';
import { ownDefinitions } from './own-definitions';
import { schemaErrors } from './schema-errors';
import { repeatedKeys } from './unique-keys';

/**
 * Where the schemas of custom resources come from.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export interface SchemaOptions {
  /**
   * The `CustomResourceDefinition`s of `apiextensions.k8s.io/v1` by whose schemas custom resources are checked: parsed
   * manifests, or the YAML text of a file that holds some. Those among the manifests themselves count as well.
   *
   * @default - none; what this library itself makes is known
   * @example
   * expectValid(chart, { crds: [readFileSync('crds/podmonitors.yaml', 'utf8')] });
   */
  readonly crds?: readonly (object | string)[];
  /**
   * Kinds that no schema is known for and that are let pass, as `group/version/Kind`, e.g.
   * `monitoring.coreos.com/v1/PodMonitor`.
   *
   * @default - none: an unknown kind is a finding
   */
  readonly allowUnknownKinds?: readonly string[];
}

/** The schema by which each kind, or each definition of a custom resource, was checked so far. */
const converted = new WeakMap<object, JsonObject>();

/**
 * What of a set of objects strict field validation of the API server would refuse: unknown fields, wrong types, missing
 * fields, and kinds that are not known. Built-in kinds have the schema of Kubernetes 1.28, which cdk8s-plus-28 is made
 * from; custom resources that of their `CustomResourceDefinition`, without its CEL rules.
 *
 * @param manifests plain manifests, as `manifestsOf` gives them
 * @throws Error when an element of `crds` is not a `CustomResourceDefinition`, or is a text without any
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export function schemaViolations(manifests: readonly Manifest[], options: SchemaOptions = {}): Finding[] {
  const { crds = [], allowUnknownKinds = [] } = options;
  const objects = manifests.map(kubeObject);
  const resources = new Map(resourcesAmong(manifests, crds).map((resource) => [resource.type, resource]));
  return objects.flatMap((object) => {
    const schema = schemaOf(object.type, resources) ?? ownSchema(object);
    if (schema !== undefined) return violations(object, schema);
    return allowUnknownKinds.includes(object.type) ? [] : [unknownKind(object)];
  });
}

function schemaOf(type: string, resources: ReadonlyMap<string, CustomResource>): JsonObject | undefined {
  const resource = resources.get(type);
  if (resource !== undefined) return objectSchema(resource);
  const { kinds, definitions } = kubernetesSchema();
  return definitions[kinds.get(type) ?? ''];
}

/** For what this library made: its own definitions are too narrow for what others make of the same kinds. */
function ownSchema({ type, root }: KubeObject): JsonObject | undefined {
  if (root.at('metadata', 'labels', 'app.kubernetes.io/managed-by').text !== 'cdk8s-op-stack') return undefined;
  const resource = resourcesAmong([], ownDefinitions()).find((each) => each.type === type);
  return resource && objectSchema(resource);
}

function objectSchema({ source, schema }: CustomResource): JsonObject {
  const known = converted.get(source);
  if (known !== undefined) return known;
  const { properties, ...rest } = schema();
  const named = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: '#/definitions/ObjectMeta' } };
  const made = { ...rest, properties: { ...(isJsonObject(properties) ? properties : {}), ...named } };
  converted.set(source, made);
  return made;
}

function violations(object: KubeObject, schema: JsonObject): Finding[] {
  const explained = schemaErrors(schema, object.root).flatMap(explain);
  const repeated = repeatedKeys(schema, object.root).map((fault) => ({ rule: 'schema-value', fault }));
  return [...explained, ...repeated].map(({ rule, fault }) => findingAbout(object, rule, fault));
}

function unknownKind(object: KubeObject): Finding {
  const known = [...kubernetesSchema().kinds.keys()].map(splitType);
  const [apiVersion] = splitType(object.type);
  const siblings = known.filter(([version]) => version === apiVersion).map(([, kind]) => kind);
  const [elsewhere] = known.filter(([, kind]) => kind === object.kind).map(([version]) => version);
  const meant = meantBy(object.kind, siblings) ?? elsewhere;
  const pass = `pass its CustomResourceDefinition in crds, or "${object.type}" in allowUnknownKinds`;
  const remedy = meant === undefined ? pass : `did you mean ${meant}? If not, ${pass}`;
  return findingAbout(object, 'unknown-kind', {
    path: '',
    message: `${apiVersion} has no kind ${object.kind} that is known here; ${remedy}`,
  });
}

function splitType(type: string): readonly [apiVersion: string, kind: string] {
  const slash = type.lastIndexOf('/');
  return [type.slice(0, slash), type.slice(slash + 1)];
}
