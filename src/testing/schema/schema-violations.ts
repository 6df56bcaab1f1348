import { Ajv, type ValidateFunction } from 'ajv';
import type { Finding } from '../finding';
import { isJsonObject, type JsonObject } from '../json';
import { findingAbout, kubeObject, type KubeObject } from '../kube-object';
import type { Manifest } from '../manifest';
import { meantBy } from '../suggestion';
import { type CustomResource, customResourcesOf, DEFINITION } from './custom-resource-schema';
import { explain, type SchemaError } from './explain';
import { kubernetesSchema } from './kubernetes-schema';
import { ownDefinitions } from './own-definitions';

/**
 * Where the schemas of custom resources come from.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
export interface SchemaOptions {
  /**
   * Parsed `CustomResourceDefinition` manifests of `apiextensions.k8s.io/v1`, by whose schemas custom resources are
   * checked; those among the manifests themselves count as well.
   *
   * @default - none; what this library itself makes is known
   */
  readonly crds?: readonly object[];
  /**
   * Kinds that no schema is known for and that are let pass, as `group/version/Kind`, e.g.
   * `monitoring.coreos.com/v1/PodMonitor`.
   *
   * @default - none: an unknown kind is a finding
   */
  readonly allowUnknownKinds?: readonly string[];
}

const KUBERNETES = 'kubernetes';

let ajv: Ajv | undefined;
/** The compiled form of each schema that was needed so far. */
const compiled = new WeakMap<object, ValidateFunction>();

/**
 * What of a set of objects strict field validation of the API server would refuse: unknown fields, wrong types, missing
 * fields, and kinds that are not known. Built-in kinds have the schema of Kubernetes 1.28, made from the installed
 * cdk8s-plus-28 at the first call; custom resources that of their `CustomResourceDefinition`, without its CEL rules.
 *
 * @param manifests plain manifests, as `manifestsOf` gives them
 * @throws Error when an element of `crds` is not a `CustomResourceDefinition`
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export function schemaViolations(manifests: readonly Manifest[], options: SchemaOptions = {}): Finding[] {
  const { crds = [], allowUnknownKinds = [] } = options;
  const objects = manifests.map(kubeObject);
  const definitions = [...crds, ...manifests.filter((_, index) => objects[index]?.type === DEFINITION)];
  const resources = new Map(definitions.flatMap(customResourcesOf).map((resource) => [resource.type, resource]));
  return objects.flatMap((object) => {
    const validate = validatorOf(object.type, resources) ?? ownValidator(object);
    if (validate !== undefined) return violations(object, validate);
    return allowUnknownKinds.includes(object.type) ? [] : [unknownKind(object)];
  });
}

function validatorOf(type: string, resources: ReadonlyMap<string, CustomResource>): ValidateFunction | undefined {
  const resource = resources.get(type);
  if (resource !== undefined) return compile(resource.source, () => objectSchema(resource));
  const { kinds, definitions } = kubernetesSchema();
  const name = kinds.get(type) ?? '';
  const definition = definitions[name];
  return definition === undefined ? undefined : compile(definition, () => reference(name));
}

/** For what this library made: its own definitions are too narrow for what others make of the same kinds. */
function ownValidator({ type, root }: KubeObject): ValidateFunction | undefined {
  if (root.at('metadata', 'labels', 'app.kubernetes.io/managed-by').text !== 'cdk8s-op-stack') return undefined;
  const resource = ownDefinitions().flatMap(customResourcesOf).find((each) => each.type === type);
  return resource && compile(resource.source, () => objectSchema(resource));
}

function compile(source: object, schema: () => JsonObject): ValidateFunction {
  const validate = compiled.get(source) ?? validator().compile(schema());
  compiled.set(source, validate);
  return validate;
}

function objectSchema({ schema }: CustomResource): JsonObject {
  const { properties, ...rest } = schema();
  const named = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: reference('ObjectMeta') };
  return { ...rest, properties: { ...(isJsonObject(properties) ? properties : {}), ...named } };
}

function validator(): Ajv {
  if (ajv === undefined) {
    // References that stay references, and code that is not optimized, make the first use three times as fast.
    ajv = new Ajv({
      allErrors: true,
      verbose: true,
      strict: false,
      validateSchema: false,
      validateFormats: false,
      inlineRefs: false,
      code: { optimize: false },
    });
    ajv.addSchema({ $id: KUBERNETES, definitions: kubernetesSchema().definitions });
  }
  return ajv;
}

function reference(definition: string): JsonObject {
  return { $ref: `${KUBERNETES}#/definitions/${definition}` };
}

function violations(object: KubeObject, validate: ValidateFunction): Finding[] {
  if (validate(object.root.value)) return [];
  const errors: readonly SchemaError[] = validate.errors ?? [];
  return (
    errors
      // What the branches of a choice say is contained in what the choice says.
      .filter(({ schemaPath }) => !/\/(?:anyOf|oneOf)\/\d/.test(schemaPath))
      .map(explain)
      .map(({ rule, fault }) => findingAbout(object, rule, fault))
  );
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
