import { type Cluster, idOf } from './cluster';
import type { Store, Use } from './model';
import { referencesIn, type StoreKind } from './references';
import type { KubeObject } from '../../testing/kube-object';
import type { Pod } from '../../testing/pod';

/** What makes a Secret of which name, by the kind of the maker. */
const MAKERS: Readonly<Record<string, (maker: KubeObject) => readonly (string | undefined)[]>> = {
  ExternalSecret: ({ root, name }) => [root.at('spec', 'target', 'name').text ?? name],
  SealedSecret: ({ root, name }) => [root.at('spec', 'template', 'metadata', 'name').text ?? name],
  Certificate: ({ root }) => [root.at('spec', 'secretName').text],
  SecretProviderClass: ({ root }) => root.select('spec.secretObjects[].secretName').map(({ text }) => text),
};
/** What holds values and schemas of others, and names nothing itself. */
const HOLDERS: readonly string[] = ['ConfigMap', 'Secret', 'CustomResourceDefinition'];

/** What the containers of a pod and the pod itself use, and how. */
export function usesOf({ object: { namespace }, spec, containers }: Pod): readonly Use[] {
  const rest = Object.fromEntries(spec.members.filter(([key]) => !/containers$/i.test(key)).map(([key, { value }]) => [key, value]));
  const parts: readonly { readonly container?: string; readonly value: unknown }[] = [...containers.map(({ name, field }) => ({ container: name, value: field.value })), { value: rest }];
  return parts.flatMap(({ container, value }) =>
    referencesIn(value).map(({ kind, name, key, how }) => ({ store: idOf({ kind, namespace, name }), key, container, how })),
  );
}

/** The stores that the manifests have or name. */
export function storesOf(cluster: Cluster): readonly Store[] {
  const stores = new Map<string, Store>();
  const add = (kind: StoreKind, { namespace, name }: Pick<KubeObject, 'namespace' | 'name'>, madeBy?: string, namedBy?: string): void => {
    const id = idOf({ kind, namespace, name });
    const before = stores.get(id);
    const named = new Set([...(before?.namedBy ?? []), ...(namedBy === undefined ? [] : [namedBy])]);
    stores.set(id, { id, kind, namespace, name, madeBy: before?.madeBy ?? madeBy, namedBy: [...named] });
  };
  for (const object of cluster.objects) {
    if (isStore(object.kind)) add(object.kind, object, 'manifests');
    for (const name of MAKERS[object.kind]?.(object) ?? []) if (name !== undefined) add('Secret', { ...object, name }, `${object.kind} ${object.name}`);
  }
  const runners = new Set(cluster.pods.map((pod) => pod.object));
  for (const object of cluster.objects) {
    if (MAKERS[object.kind] || HOLDERS.includes(object.kind)) continue;
    const namedBy = runners.has(object) ? undefined : `${object.kind} ${object.name}`;
    for (const { kind, name } of referencesIn(object.root.value)) add(kind, { namespace: object.namespace, name }, undefined, namedBy);
  }
  return [...stores.values()];
}

function isStore(kind: string): kind is StoreKind {
  return kind === 'Secret' || kind === 'ConfigMap' || kind === 'PersistentVolumeClaim';
}
