import { compareValues } from './compare';
import { compareConfigMaps } from './contents';
import type { FieldChange, ObjectDifference } from './difference';
import { matchObjects, nameOf } from './match-objects';
import { findRenames } from './renames';
import { risksOf, type Risk } from './risks';
import { sameToServer } from './same-to-server';
import { withoutSecrets } from './secret-values';
import { inOrder } from '../../kube/in-order';
import type { Manifest } from '../../testing/manifest';
import { objectTitle } from '../../testing/object-title';

export interface Difference {
  /** In the order of namespace, kind and name; empty when nothing differs. */
  readonly objects: readonly ObjectDifference[];
  /** What is risky about them, the worst first. */
  readonly risks: readonly Risk[];
}

/**
 * What applying `after` does to a cluster where `before` is applied, object by object and value by value, and what is
 * risky about it.
 *
 * @param now unix time in seconds by which a fork is past or to come
 */
export function diffManifests(before: readonly Manifest[], after: readonly Manifest[], now: number): Difference {
  const objects = differencesOf(before, after);
  return { objects, risks: risksOf({ differences: objects, before, after, now }) };
}

const keyOf = ({ object, change }: ObjectDifference): string => [object.namespace, objectTitle(object), object.apiVersion, change].join('\0');

/** The differences alone. */
export function differencesOf(before: readonly Manifest[], after: readonly Manifest[]): readonly ObjectDifference[] {
  const matched = matchObjects(before, after);
  const { renamed, removed, added } = findRenames(matched.removed, matched.added);
  const differences: ObjectDifference[] = [
    ...matched.pairs.map(([old, now]): ObjectDifference => ({ change: 'changed', object: nameOf(now), fields: fieldsOf(old, now), before: old, after: now })).filter(({ fields }) => fields.length > 0),
    ...renamed.map(([old, now]): ObjectDifference => ({ change: 'renamed', object: nameOf(now), was: nameOf(old), fields: fieldsOf(old, now), before: old, after: now })),
    ...removed.map((old): ObjectDifference => ({ change: 'removed', object: nameOf(old), fields: [], before: old })),
    ...added.map((now): ObjectDifference => ({ change: 'added', object: nameOf(now), fields: [], after: now })),
  ];
  return inOrder(differences, keyOf);
}

function fieldsOf(before: Manifest, after: Manifest): readonly FieldChange[] {
  const [old, now] = [withoutSecrets(before), withoutSecrets(after)];
  const fields = before.kind === 'ConfigMap' ? compareConfigMaps(old, now) : compareValues(old, now);
  return fields.filter((change) => !sameToServer(after, change));
}
