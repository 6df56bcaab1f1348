import { isJsonObject } from './json';
import type { Manifest } from './manifest';
import { sorted } from './sorted';

/**
 * The one object of a kind and name. Kinds are compared without their group.
 *
 * @param kind e.g. `StatefulSet`
 * @param name the object's `metadata.name`
 * @param namespace default: any namespace
 * @throws Error when there is no such object, naming those of that kind that there are; and when there are several
 * @example
 * expect(find(manifestsOf(chart), 'Service', 'acme-sequencer')).toMatchObject({ spec: { clusterIP: 'None' } });
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function find(manifests: readonly Manifest[], kind: string, name: string, namespace?: string): Manifest {
  const ofKind = findAll(manifests, kind);
  const found = ofKind.filter((manifest) => {
    const metadata = metadataOf(manifest);
    return metadata.name === name && (namespace === undefined || metadata.namespace === namespace);
  });
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const wanted = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  if (only) throw new Error(`${found.length} objects are ${wanted}: ${namesOf(found)}; give the namespace`);
  throw new Error(`There is no ${wanted}; ${whatThereIs(manifests, kind, ofKind)}`);
}

/**
 * All objects of a kind, in their order. Kinds are compared without their group.
 *
 * @param kind e.g. `Service`
 * @returns an empty list when there is none
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function findAll(manifests: readonly Manifest[], kind: string): Manifest[] {
  return manifests.filter((manifest) => manifest.kind === kind);
}

function whatThereIs(manifests: readonly Manifest[], kind: string, ofKind: readonly Manifest[]): string {
  if (ofKind.length > 0) return `the objects of that kind are ${namesOf(ofKind)}`;
  const kinds = sorted(new Set(manifests.map((manifest) => manifest.kind)));
  return kinds.length > 0 ? `there is no ${kind} at all, only ${kinds.join(', ')}` : 'the list is empty';
}

function namesOf(manifests: readonly Manifest[]): string {
  const names = manifests
    .map(metadataOf)
    .map(({ name, namespace }) => [namespace, name].filter((part) => typeof part === 'string').join('/'));
  return sorted(names).join(', ');
}

function metadataOf(manifest: Manifest): Readonly<Record<string, unknown>> {
  return isJsonObject(manifest.metadata) ? manifest.metadata : {};
}
