import type { Fault, Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { Pod } from '../pod';
import { type Choices, choiceFaults } from './allowed-values';
import { amountsOf, quantityFaults } from './resources';
import { forTypes, type Rule, type Rules } from './rule';

const CLAIM_CHOICES: Choices = {
  'spec.accessModes[]': ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  'spec.volumeMode': ['Filesystem', 'Block'],
};

/** What is asked of a claim, wherever it stands. */
const CLAIM_CHECKS: Readonly<Record<string, (claim: Field) => Iterable<Fault>>> = {
  'allowed-value': (claim) => choiceFaults(claim, CLAIM_CHOICES),

  *'claim-access-modes'(claim) {
    const modes = claim.at('spec', 'accessModes');
    if (modes.items.length === 0) yield modes.fault('the claim has no access mode; give one, such as ReadWriteOnce');
    else if (modes.items.length > 1 && modes.items.some((mode) => mode.text === 'ReadWriteOncePod')) {
      yield modes.fault('ReadWriteOncePod cannot be joined with other access modes; keep it alone');
    }
  },

  *'claim-size'(claim) {
    const size = claim.at('spec', 'resources', 'requests', 'storage');
    if (!size.exists) yield size.fault('the claim asks for no storage; give a size, such as 10Gi');
  },

  *quantity(claim) {
    for (const [name, amount] of amountsOf(claim.at('spec'))) yield* quantityFaults(name, amount);
  },
};

/**
 * Claims of persistent volumes.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export const claimRules: Rules<KubeObject> = forTypes(['v1/PersistentVolumeClaim'], checksOf(({ root }) => [root]));

/** Claims that a pod, or the StatefulSet that makes it, brings along. */
export const podClaimRules: Rules<Pod> = checksOf(({ spec, claims }) => [
  ...claims,
  ...spec.select('volumes[].ephemeral.volumeClaimTemplate'),
]);

function checksOf<Subject>(claimsOf: (subject: Subject) => readonly Field[]): Rules<Subject> {
  return Object.fromEntries(
    Object.entries(CLAIM_CHECKS).map(([id, check]): [string, Rule<Subject>] => [
      id,
      (subject) => claimsOf(subject).flatMap((claim) => [...check(claim)]),
    ]),
  );
}
