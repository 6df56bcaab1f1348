import { isJsonList, isJsonObject, memberOf } from '../../testing/json';

export type StoreKind = 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim';

/** That a part of an object names a store. */
export interface Reference {
  readonly kind: StoreKind;
  readonly name: string;
  /** One key of it; absent for all. */
  readonly key?: string;
  /** `variable RPC_URL`, `volume tls`, or the field. */
  readonly how: string;
}

/** Fields that are the name of a store. */
const NAMES: Readonly<Record<string, StoreKind>> = { secretName: 'Secret', claimName: 'PersistentVolumeClaim' };
/** Fields, or lists of them, that have the name of a store as `name`. */
const OBJECTS: Readonly<Record<string, StoreKind>> = {
  secretKeyRef: 'Secret',
  secretRef: 'Secret',
  nodePublishSecretRef: 'Secret',
  imagePullSecrets: 'Secret',
  certificateRefs: 'Secret',
  secret: 'Secret',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  configMap: 'ConfigMap',
};
/** How the items of a list use what they name. */
const HOW: Readonly<Record<string, (name: string) => string>> = {
  env: (name) => `variable ${name}`,
  envFrom: () => 'all variables',
  volumes: (name) => `volume ${name}`,
  imagePullSecrets: () => 'pull of images',
};

/** All stores that a value names, wherever in it: objects of any kind may name a Secret. */
export function referencesIn(value: unknown, field = '', how = field): readonly Reference[] {
  if (isJsonList(value)) return value.flatMap((item) => referencesIn(item, field, HOW[field]?.(textOf(item, 'name')) ?? how));
  if (isJsonObject(value)) return [...ownReference(value, field, how), ...Object.entries(value).flatMap(([key, member]) => referencesIn(member, key, how === field ? key : how))];
  const kind = typeof value === 'string' ? NAMES[field] : undefined;
  return kind && value !== '' ? [{ kind, name: String(value), how }] : [];
}

function ownReference(value: unknown, field: string, how: string): Reference[] {
  const [kind, name, key] = [OBJECTS[field], textOf(value, 'name'), textOf(value, 'key')];
  return kind === undefined || name === '' ? [] : [{ kind, name, how, ...(key !== '' && { key }) }];
}

function textOf(value: unknown, member: string): string {
  const text = memberOf(value, member);
  return typeof text === 'string' ? text : '';
}
