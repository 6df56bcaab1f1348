import { programsOf, type Program } from './programs';
import { kubeObject } from '../testing/kube-object';
import type { Manifest } from '../testing/manifest';

/** What belongs together: the objects of one namespace that are part of one thing. */
export interface Rollup {
  /** `app.kubernetes.io/part-of`; empty for objects that are not labelled. */
  readonly name: string;
  /** Empty when the objects name none. */
  readonly namespace: string;
  readonly manifests: readonly Manifest[];
  /** Programs of the OP Stack that it runs; none for what is no rollup. */
  readonly programs: readonly Program[];
}

/** Divides objects into the rollups that they are of. */
export function rollupsIn(manifests: readonly Manifest[]): readonly Rollup[] {
  const groups = new Map<string, Omit<Rollup, 'programs'> & { readonly manifests: Manifest[] }>();
  for (const manifest of manifests) {
    const { namespace, root } = kubeObject(manifest);
    const name = root.at('metadata', 'labels', 'app.kubernetes.io/part-of').text ?? '';
    const key = `${namespace}/${name}`;
    const group = groups.get(key) ?? { name, namespace, manifests: [] };
    group.manifests.push(manifest);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ ...group, programs: group.manifests.flatMap((manifest) => programsOf(manifest, manifests)) }));
}
