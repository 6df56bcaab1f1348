import definition from '../../../imports/builderplaygrounddeployments.playground.flashbots.io.json';

/** The part of OpenAPI that the schema of a custom resource may use, as far as ours does. */
export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message: string }[];
}

const { group, names, versions } = definition.spec;
const version = versions[0]!;

/** The CustomResourceDefinition, as a manifest. */
export const playgroundDefinition: object = definition;

/** What a resource is, in its own words. */
export const KIND = { apiVersion: `${group}/${version.name}`, kind: names.kind } as const;

/** The schema of `spec`. */
export const SPEC_SCHEMA: Schema = version.schema.openAPIV3Schema.properties.spec;
