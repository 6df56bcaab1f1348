import { readFileSync } from 'node:fs';
import { importsFile } from './imports-file';
import { QUANTITY_PATTERN } from '../../kube';
import type { JsonObject } from '../json';

/** The strict JSON schema of every built-in kind. */
export interface KubernetesSchema {
  /** One schema for each type of the API, by its name in cdk8s. They refer to each other as `#/definitions/<name>`. */
  readonly definitions: Readonly<Record<string, JsonObject>>;
  /** The definition of each kind, by `apiVersion/kind`, e.g. `apps/v1/Deployment`. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Made from cdk8s-plus-28 by `npm run import`. */
export const SCHEMA_FILE = 'kubernetes-1.28.json';

/** Types that stand for several JSON types, which cdk8s has as classes. */
const UNIONS: Readonly<Record<string, JsonObject>> = {
  Quantity: { type: ['string', 'number'], pattern: QUANTITY_PATTERN },
  IntOrString: { type: ['integer', 'string'] },
};

let schema: KubernetesSchema | undefined;

/** The schema of Kubernetes 1.28, read at the first call. */
export function kubernetesSchema(): KubernetesSchema {
  schema ??= read();
  return schema;
}

function read(): KubernetesSchema {
  const { kinds, definitions }: { readonly kinds: Readonly<Record<string, string>>; readonly definitions: KubernetesSchema['definitions'] } = JSON.parse(readFileSync(importsFile(SCHEMA_FILE), 'utf8'));
  return { kinds: new Map(Object.entries(kinds)), definitions: { ...UNIONS, ...definitions } };
}
