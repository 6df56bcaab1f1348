import { beginsWith, becoming, eachField, goneObjects, hitAbout } from './find';
import type { Rule } from './rule';
import { wordOf } from '../difference';
import { objectTitle } from '../../../testing/object-title';

const PODS: readonly string[] = ['StatefulSet', 'Deployment', 'DaemonSet'];

export const identity: readonly Rule[] = [
  {
    id: 'OBJECT_RENAMED',
    severity: 'warning',
    what: 'an object that goes and comes again under another name, in the same namespace',
    remedy: 'Keep the name, or plan for both: pods of the old one run until it is pruned, and whatever refers to the old name has to follow',
    find: ({ differences }) => differences.flatMap(({ change, object, was }) =>
      change === 'renamed' && was && was.namespace === object.namespace && was.name !== object.name ? [{ object, message: `${objectTitle(was)} is deleted, and this is made in its place` }] : []),
  },
  {
    id: 'NAMESPACE_CHANGED',
    severity: 'danger',
    what: 'an object that moves to another namespace',
    remedy: 'Claims and Secrets do not move along: prepare them in the new namespace, and stop the old pods before the new ones start',
    find: ({ differences }) => differences.flatMap(({ change, object, was }) =>
      change === 'renamed' && was && was.namespace !== object.namespace ? [{ object, message: `it moves from namespace ${was.namespace || '(default)'} to ${object.namespace || '(default)'}: it is deleted there and made anew here` }] : []),
  },
  {
    id: 'NAMESPACE_REMOVED',
    severity: 'danger',
    what: 'a Namespace that goes, with everything in it',
    remedy: 'Keep the Namespace until its volumes are saved; deleting it deletes the claims too',
    find: (context) => goneObjects(context).filter(({ object }) => object.kind === 'Namespace' && object.group === '').map(({ manifest, difference }) => hitAbout(manifest, `deleting a Namespace deletes everything in it, volumes included${becoming(difference)}`)),
  },
  {
    id: 'DEFINITION_REMOVED',
    severity: 'danger',
    what: 'a CustomResourceDefinition that goes, with all objects of its kind in the cluster',
    remedy: 'Keep the definition as long as anybody in the cluster has objects of it',
    find: (context) => goneObjects(context).filter(({ object }) => object.kind === 'CustomResourceDefinition').map(({ manifest }) => hitAbout(manifest, 'deleting a definition deletes every object of that kind, in all namespaces')),
  },
  {
    id: 'FINALIZER_REMOVED',
    severity: 'warning',
    what: 'a finalizer that goes: a later deletion does not wait for it',
    remedy: 'Keep the finalizer, unless what it waits for is done another way',
    find: (context) => eachField(context, (at, { before, after }) => (beginsWith(at, ['metadata', 'finalizers']) && after === undefined ? `the finalizer ${wordOf(before)} is removed` : undefined)),
  },
  {
    id: 'PODS_REMOVED',
    severity: 'warning',
    what: 'a workload that goes, and nothing like it comes',
    remedy: 'Make sure that nobody talks to it any more',
    find: ({ differences }) => differences.flatMap(({ change, object }) => (change === 'removed' && PODS.includes(object.kind) ? [{ object, message: 'its pods are stopped for good' }] : [])),
  },
];
