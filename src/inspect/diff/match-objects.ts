import type { ObjectName } from './difference';
import { kubeObject } from '../../testing/kube-object';
import type { Manifest } from '../../testing/manifest';

export interface Matched {
  readonly pairs: readonly (readonly [before: Manifest, after: Manifest])[];
  readonly removed: readonly Manifest[];
  readonly added: readonly Manifest[];
}

const missing = (from: ReadonlyMap<string, Manifest>, other: ReadonlyMap<string, Manifest>): Manifest[] => [...from].filter(([key]) => !other.has(key)).map(([, manifest]) => manifest);

/** Pairs the objects that are one and the same to the API server. */
export function matchObjects(before: readonly Manifest[], after: readonly Manifest[]): Matched {
  const old = byKey(before);
  const now = byKey(after);
  return {
    pairs: [...old].flatMap(([key, manifest]) => (now.has(key) ? [[manifest, now.get(key)!] as const] : [])),
    removed: missing(old, now),
    added: missing(now, old),
  };
}

export function nameOf(manifest: Manifest): ObjectName {
  const { kind, namespace, name } = kubeObject(manifest);
  return { apiVersion: manifest.apiVersion, kind, namespace, name };
}

/** By group, kind, namespace and name; what stands there twice is told apart by its turn. */
function byKey(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const { group, kind, namespace, name } = kubeObject(manifest);
    const key = JSON.stringify([group, kind, namespace, name]);
    let turn = 0;
    while (found.has(`${key}${turn}`)) turn++;
    found.set(`${key}${turn}`, manifest);
  }
  return found;
}
