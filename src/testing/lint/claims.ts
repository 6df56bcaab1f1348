import type { Fault, Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { Pod } from '../pod';
import { forTypes, type Rules } from './rule';

/**
 * Claims of persistent volumes.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const claimRules: Rules<KubeObject> = forTypes(['v1/PersistentVolumeClaim'], {
  'claim-access-modes': ({ root }) => accessModeFaults(root),
  'claim-size': ({ root }) => sizeFaults(root),
});

/** Claims that a pod, or the StatefulSet that makes it, brings along. */
export const podClaimRules: Rules<Pod> = {
  *'claim-access-modes'(pod) {
    for (const claim of claimsOf(pod)) yield* accessModeFaults(claim);
  },
  *'claim-size'(pod) {
    for (const claim of claimsOf(pod)) yield* sizeFaults(claim);
  },
};

function claimsOf({ spec, claims }: Pod): Field[] {
  return [...claims, ...spec.select('volumes[].ephemeral.volumeClaimTemplate')];
}

function* accessModeFaults(claim: Field): Iterable<Fault> {
  const modes = claim.at('spec', 'accessModes');
  if (modes.items.length === 0) yield modes.fault('the claim has no access mode; give one, such as ReadWriteOnce');
  else if (modes.items.length > 1 && modes.items.some((mode) => mode.text === 'ReadWriteOncePod')) {
    yield modes.fault('ReadWriteOncePod cannot be joined with other access modes; keep it alone');
  }
}

function* sizeFaults(claim: Field): Iterable<Fault> {
  const size = claim.at('spec', 'resources', 'requests', 'storage');
  if (!size.exists) yield size.fault('the claim asks for no storage; give a size, such as 10Gi');
}
