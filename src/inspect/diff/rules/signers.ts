import type { Context, WorkloadPair } from './context';
import { becoming, beginsWith, hitAbout, templateChanges } from './find';
import type { Hit, Rule } from './rule';
import { signerKeysOf, type SignerKey } from '../signer-keys';
import { networkOf, workloadsOf, type Role, type Workload } from '../workloads';
import { isJsonObject, memberOf } from '../../../testing/json';
import { kubeObject } from '../../../testing/kube-object';
import type { Manifest } from '../../../testing/manifest';
import { objectTitle } from '../../../testing/object-title';
import { sorted } from '../../../testing/sorted';

const NONCES = 'two at once send transactions with the same nonces, replace each other\'s, and post twice';
const isSender = ({ role }: Workload): boolean => role === 'batcher' || role === 'proposer';
const count = ({ replicas }: Workload): number => replicas ?? 1;
const shared = (a: Workload, b: Workload): SignerKey | undefined => signerKeysOf(a).find(({ id }) => signerKeysOf(b).some((other) => other.id === id));

const signs = (workload: Workload): boolean => signerKeysOf(workload).length > 0;
const podsOf = (manifest: Manifest | undefined): readonly Workload[] => (manifest ? workloadsOf([manifest]) : []);

/** What comes of it when nobody does the work. */
const MISSED: Readonly<Partial<Record<Role, string>>> = {
  batcher: 'no batches are posted: the safe head stands still, and after the sequencing window the blocks that were not posted are lost',
  proposer: 'no state is proposed: withdrawals wait',
  challenger: 'no game is defended: what is wrong may be proven, and bonds are lost',
};

/** Of a signer that goes or is scaled to 0, where no other of its network does the same. */
function stopped({ old, new: now }: Context): Hit[] {
  return old.filter((was) => count(was) > 0).flatMap((was) => {
    const missed = was.role && MISSED[was.role];
    const others = missed === undefined ? [] : now.filter((workload) => workload.role === was.role && networkOf(workload) === networkOf(was));
    if (missed === undefined || others.some((workload) => count(workload) > 0)) return [];
    return [hitAbout(was.manifest, `the ${was.role} ${others.length > 0 ? 'is scaled to 0' : 'is deleted'}: ${missed}`)];
  });
}

/** A signer that goes, and another object with the same key that comes: nothing stops the one before the other starts. */
function moved({ differences }: Context): Hit[] {
  const gone = differences.filter(({ change }) => change === 'removed' || change === 'renamed');
  const come = differences.filter(({ change }) => change === 'added' || change === 'renamed');
  const signers = gone.flatMap((other) => podsOf(other.before).filter(signs).map((before) => ({ other, before })));
  return come.flatMap((difference) => podsOf(difference.after).filter(signs).flatMap((after) =>
    signers.flatMap(({ other, before }) => {
      const key = shared(before, after);
      return key && count(after) > 0 ? [{ object: after.object, message: `it signs with ${key.shown}, as ${objectTitle(before.object)} does, which is deleted${becoming(other)}: both run until that is gone` }] : [];
    }),
  ));
}

/** Sequencers of one chain have one key, and agree through their conductors who builds: they have a rule of their own. */
const sharing = (list: readonly Workload[]): readonly (readonly [Workload, Workload, SignerKey])[] =>
  list.filter(signs).flatMap((a, index, signers) => signers.slice(index + 1).flatMap((b) => {
    const key = a.object.namespace === b.object.namespace || signerKeysOf(a).some(({ id }) => id.startsWith('address')) ? shared(a, b) : undefined;
    if (a.role === 'sequencer' && b.role === 'sequencer') return [];
    return key && count(a) > 0 && count(b) > 0 ? [[a, b, key] as const] : [];
  }));

const idOf = (...both: readonly Workload[]): string => sorted(both.map(({ object }) => objectTitle(object))).join();

function togetherNow(context: Context): Hit[] {
  const before = new Set(sharing(context.old).map(([a, b]) => idOf(a, b)));
  return sharing(context.new).flatMap(([a, b, key]) => (before.has(idOf(a, b)) ? [] : [hitAbout(b.manifest, `it signs with ${key.shown}, as ${objectTitle(a.object)} does`)]));
}

function multiplied(context: Context, roles: (workload: Workload) => boolean): Hit[] {
  const before = new Map(context.old.map((workload) => [objectTitle(workload.object), count(workload)]));
  return context.new.flatMap((workload) => {
    const was = before.get(objectTitle(workload.object)) ?? 1;
    return roles(workload) && count(workload) > 1 && count(workload) > was ? [hitAbout(workload.manifest, `${count(workload)} pods sign with one key, ${was} did before`, 'spec.replicas')] : [];
  });
}

/** Whether a Deployment starts the new pod before the old one is gone. */
function overlaps(manifest: Manifest): boolean {
  if (manifest.kind !== 'Deployment') return false;
  const strategy = memberOf(manifest.spec, 'strategy');
  if (memberOf(strategy, 'type') === 'Recreate') return false;
  const surge = memberOf(memberOf(strategy, 'rollingUpdate'), 'maxSurge');
  return surge !== 0 && surge !== '0%' && surge !== '0';
}

function rolls(workload: WorkloadPair): boolean {
  const strategy = workload.pair.fields.some(({ at }) => beginsWith(at, ['spec', 'strategy']));
  return overlaps(workload.after.manifest) && (strategy || templateChanges(workload).length > 0);
}

const isAutoscaler = (manifest: Manifest): boolean => manifest.kind === 'HorizontalPodAutoscaler' || manifest.kind === 'ScaledObject';

function scaled({ after, before, new: workloads }: Context): Hit[] {
  const targets = (list: readonly Manifest[]): ReadonlySet<string> => new Set(list.filter(isAutoscaler).map(targetOf));
  const known = targets(before);
  return after.filter(isAutoscaler).filter((manifest) => !known.has(targetOf(manifest))).flatMap((manifest) => {
    const target = workloads.find((workload) => targetOf(manifest) === [workload.object.namespace, workload.object.kind, workload.object.name].join('/'));
    return target && (isSender(target) || target.role === 'sequencer') ? [hitAbout(manifest, `it may start more than one pod of the ${target.role}`)] : [];
  });
}

function targetOf(manifest: Manifest): string {
  const target = memberOf(manifest.spec, 'scaleTargetRef');
  const kind = memberOf(target, 'kind') ?? 'Deployment';
  return [kubeObject(manifest).namespace, kind, isJsonObject(target) ? target.name : ''].join('/');
}

export const signers: readonly Rule[] = [
  {
    id: 'SIGNER_MOVED',
    severity: 'danger',
    what: 'a signer that is renamed, moved or of another kind: the old and the new one run together with one key',
    remedy: `Scale the old one to 0 and wait until its pod is gone, then apply: ${NONCES}`,
    find: moved,
  },
  {
    id: 'SIGNER_STOPPED',
    severity: 'danger',
    what: 'a batcher, proposer or challenger that goes or is scaled to 0, and no other does its work',
    remedy: 'Start it again, or another one in its place, in time: well before the sequencing window (mostly 12 hours) ends for a batcher, and the clock of a game for a challenger',
    find: stopped,
  },
  {
    id: 'SIGNER_SHARED',
    severity: 'danger',
    what: 'two workloads that sign with the same key, of a Secret or of a remote signer',
    remedy: `Give each a key of its own: ${NONCES}`,
    find: togetherNow,
  },
  {
    id: 'SIGNER_REPLICAS',
    severity: 'danger',
    what: 'more than one replica of a batcher or proposer',
    remedy: `Keep it at 1 replica: ${NONCES}`,
    find: (context) => multiplied(context, isSender),
  },
  {
    id: 'CHALLENGER_REPLICAS',
    severity: 'warning',
    what: 'more than one replica of a challenger',
    remedy: 'Keep it at 1 replica: more are safe for the chain, and pay the gas for the same moves twice',
    find: (context) => multiplied(context, ({ role }) => role === 'challenger'),
  },
  {
    id: 'SIGNER_SCALED',
    severity: 'danger',
    what: 'an autoscaler of a signer or of a sequencer',
    remedy: `Take the autoscaler away: ${NONCES}`,
    find: scaled,
  },
  {
    id: 'SIGNER_OVERLAPS',
    severity: 'danger',
    what: 'a Deployment of a signer that is rolled: the new pod starts before the old one is gone',
    remedy: `Set strategy.type to Recreate: ${NONCES}`,
    find: ({ workloads }) => workloads.flatMap((workload) => ((isSender(workload.after) || workload.after.role === 'challenger') && workload.pair.change === 'changed' && rolls(workload) ? [{ object: workload.pair.object, path: 'spec.strategy', message: 'the rolling update runs the old and the new pod at the same time' }] : [])),
  },
  {
    id: 'SIGNER_KEY_CHANGED',
    severity: 'danger',
    what: 'a batcher, proposer, challenger or sequencer that signs with another key',
    remedy: 'The contracts have to know the new address first: the batcher of SystemConfig (batcherHash), the unsafe block signer for a sequencer, the permissioned game\'s proposer and challenger; and it needs funds',
    find: ({ workloads }) => workloads.flatMap(({ pair, before, after }) => {
      const [old, now] = [signerKeysOf(before), signerKeysOf(after)];
      const same = old.every(({ id }) => now.some((key) => key.id === id)) && now.every(({ id }) => old.some((key) => key.id === id));
      return same || old.length + now.length === 0 ? [] : [{ object: pair.object, message: `it signed with ${namesOf(old)}, and signs with ${namesOf(now)} now` }];
    }),
  },
];

function namesOf(keys: readonly SignerKey[]): string {
  return keys.map(({ shown }) => shown).join(' and ') || 'nothing';
}
