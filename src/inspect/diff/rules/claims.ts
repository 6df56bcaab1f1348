import type { Context, WorkloadPair } from './context';
import { becoming, beginsWith, eachField, fromTo, goneObjects, hitAbout } from './find';
import type { Hit, Rule } from './rule';
import type { FieldChange } from '../difference';
import type { Workload } from '../workloads';
import { parseQuantity } from '../../../kube/quantity';
import { memberOf } from '../../../testing/json';
import type { Container } from '../../../testing/pod';

const TEMPLATES = ['spec', 'volumeClaimTemplates'];
const KEEP = 'Take the change back, or save the data first: a VolumeSnapshot, or another node that has it';

const isClaim = (kind: string): boolean => kind === 'PersistentVolumeClaim';
const isStorage = (at: readonly string[]): boolean => at.at(-1) === 'storage' && at.at(-2) === 'requests';
const isClass = (at: readonly string[]): boolean => at.at(-1) === 'storageClassName';
const shrinks = ({ before, after }: FieldChange): boolean => (parseQuantity(after) ?? 0n) < (parseQuantity(before) ?? 0n);

/** Fields of a claim, or of a template of claims. */
function claimFields(context: Context, test: (at: readonly string[], change: FieldChange) => string | undefined): Hit[] {
  return eachField(context, (at, change, pair) =>
    pair.change === 'changed' && ((isClaim(pair.object.kind) && at[0] === 'spec') || (pair.object.kind === 'StatefulSet' && beginsWith(at, TEMPLATES))) ? test(at, change) : undefined);
}

/** Claim of a PersistentVolumeClaim volume, by the volume's name. */
function claimVolumes({ before, after }: WorkloadPair): readonly (readonly [volume: string, old: string, now: string | undefined])[] {
  const claims = (workload: typeof before): ReadonlyMap<string, string | undefined> => new Map(workload.pod.spec.at('volumes').items.map((volume) => [volume.at('name').text ?? '', volume.at('persistentVolumeClaim', 'claimName').text]));
  const now = claims(after);
  const made = new Set(after.pod.claims.map((claim) => claim.at('metadata', 'name').text));
  return [...claims(before)].flatMap(([volume, claim]) => (claim !== undefined && claim !== now.get(volume) && !made.has(volume) ? [[volume, claim, now.get(volume)] as const] : []));
}

/** Names of the volumes that are claims. */
function claimsOf({ pod }: Workload): ReadonlySet<string | undefined> {
  return new Set([...pod.claims.map((claim) => claim.at('metadata', 'name').text), ...pod.spec.at('volumes').items.filter((volume) => volume.at('persistentVolumeClaim').exists).map((volume) => volume.at('name').text)]);
}

/** Where a container has these volumes: `/data`, `/data (subPath geth)`. */
function mountsOf({ field }: Container, volumes: ReadonlySet<string | undefined>): readonly (readonly [volume: string, place: string])[] {
  return field.at('volumeMounts').items.filter((mount) => volumes.has(mount.at('name').text)).map((mount) => {
    const below = mount.at('subPath').text;
    return [mount.at('name').text ?? '', `${mount.at('mountPath').text ?? ''}${below === undefined ? '' : ` (subPath ${below})`}`];
  });
}

/** Of volumes that are claims on both sides; of what is none any more other rules tell. */
function movedMounts({ pair, before, after }: WorkloadPair): Hit[] {
  const [was, is] = [claimsOf(before), claimsOf(after)];
  const kept = new Set([...was].filter((volume) => is.has(volume)));
  return after.pod.containers.flatMap((container) => {
    const old = before.pod.containers.find(({ name }) => name === container.name);
    const now = mountsOf(container, kept);
    const gone = old ? mountsOf(old, kept).filter(([volume, place]) => !now.some((each) => each[0] === volume && each[1] === place)) : [];
    return gone.map(([volume, place]) => {
      const places = now.filter((each) => each[0] === volume).map((each) => each[1]);
      return { object: pair.object, path: container.field.path.replace(/\[\d+\]$/, `[${container.name}]`), message: `${container.name} had volume ${volume} at ${place}, and has it ${places.length > 0 ? `at ${places.join(', ')}` : 'nowhere'} now` };
    });
  });
}

export const claims: readonly Rule[] = [
  {
    id: 'CLAIM_TEMPLATE_CHANGED',
    severity: 'danger',
    what: 'the claims that a StatefulSet makes: the API server refuses the change, and claims that are there do not follow',
    remedy: 'To grow volumes: patch each claim (`kubectl patch pvc`), delete the StatefulSet with --cascade=orphan, and apply. Anything else: a new StatefulSet beside it, synced, then the old one goes',
    find: (context) => eachField(context, (at, change, { object, change: what }) =>
      what === 'changed' && object.kind === 'StatefulSet' && beginsWith(at, TEMPLATES) ? `the claims of a StatefulSet cannot be changed: ${fromTo(change)}` : undefined),
  },
  {
    id: 'CLAIM_SHRUNK',
    severity: 'danger',
    what: 'a claim that asks for less than it has',
    remedy: 'No volume shrinks: make a smaller one beside it, fill it, and change over',
    find: (context) => claimFields(context, (at, change) => (isStorage(at) && shrinks(change) ? `volumes cannot shrink: ${fromTo(change)}` : undefined)),
  },
  {
    id: 'STORAGE_CLASS_CHANGED',
    severity: 'danger',
    what: 'another storage class of a claim: data does not move by itself',
    remedy: 'Take the change back, or make a new claim of the other class and copy the data, from a snapshot or by syncing',
    find: (context) => claimFields(context, (at, change) => (isClass(at) ? `a volume stays in the class that it was made in: ${fromTo(change)}` : undefined)),
  },
  {
    id: 'CLAIM_REMOVED',
    severity: 'danger',
    what: 'a PersistentVolumeClaim that goes, mostly with its volume',
    remedy: KEEP,
    find: (context) => goneObjects(context).filter(({ object }) => isClaim(object.kind)).map(({ manifest, difference }) => hitAbout(manifest, `the claim is deleted${becoming(difference)}, and with a reclaim policy of Delete its volume and the data too`)),
  },
  {
    id: 'CLAIMS_LEFT_BEHIND',
    severity: 'danger',
    what: 'a StatefulSet with claims that goes or is renamed: its data stays under the old name, or is deleted',
    remedy: 'Keep the name; or make the new claims from snapshots of the old ones before the new pods start, or they begin with an empty database',
    find: (context) => goneObjects(context).flatMap(({ object, manifest, difference }) => {
      const templates = object.kind === 'StatefulSet' ? object.root.at('spec', 'volumeClaimTemplates').items.map((claim) => claim.at('metadata', 'name').text ?? '') : [];
      const deletes = object.root.at('spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted').text === 'Delete';
      return templates.length === 0 ? [] : [hitAbout(manifest, `its claims (${templates.map((name) => `${name}-${object.name}-N`).join(', ')}) are ${deletes ? 'deleted with it' : 'left behind'}${becoming(difference)}`)];
    }),
  },
  {
    id: 'CLAIM_RETENTION_DELETE',
    severity: 'danger',
    what: 'a StatefulSet that deletes its claims when it is deleted or scaled down',
    remedy: 'Keep persistentVolumeClaimRetentionPolicy at Retain for data that took days to sync',
    find: (context) => eachField(context, (at, { after }) => (beginsWith(at, ['spec', 'persistentVolumeClaimRetentionPolicy']) && after === 'Delete' ? `the claims are deleted ${at.at(-1) === 'whenScaled' ? 'when it is scaled down' : 'with the StatefulSet'} from now on` : undefined)),
  },
  {
    id: 'CLAIM_DROPPED_BY_SCALING',
    severity: 'danger',
    what: 'fewer replicas of a StatefulSet that deletes the claims of those that go',
    remedy: 'Set persistentVolumeClaimRetentionPolicy.whenScaled to Retain first',
    find: ({ workloads }) => workloads.flatMap(({ pair, before, after }) => {
      const policy = (at: typeof before): unknown => memberOf(memberOf(at.manifest.spec, 'persistentVolumeClaimRetentionPolicy'), 'whenScaled');
      return pair.change === 'changed' && (after.replicas ?? Infinity) < (before.replicas ?? 1) && policy(after) === 'Delete' && after.pod.claims.length > 0
        ? [{ object: pair.object, path: 'spec.replicas', message: `${before.replicas ?? 1} → ${after.replicas}, and the claims of the pods that go are deleted` }]
        : [];
    }),
  },
  {
    id: 'VOLUME_REPLACED',
    severity: 'danger',
    what: 'a pod that mounts another claim, or none, where it kept its data',
    remedy: 'Keep the claim, or copy the data before the new pod starts',
    find: ({ workloads }) => workloads.flatMap((workload) => claimVolumes(workload).map(([volume, old, now]) => ({
      object: workload.pair.object,
      path: `${workload.after.pod.spec.path}.volumes[${volume}]`,
      message: `the volume was claim ${old} and is ${now === undefined ? (workload.after.pod.spec.at('volumes').items.some((each) => each.at('name').text === volume) ? 'no claim' : 'gone') : `claim ${now}`} now`,
    }))),
  },
  {
    id: 'CLAIM_MOUNT_MOVED',
    severity: 'danger',
    what: 'a claim that a container has at another path, or another folder of it',
    remedy: 'Move the paths that the program is told along with it, and keep the folder of the volume: what it does not find there, it begins anew',
    find: ({ workloads }) => workloads.flatMap(movedMounts),
  },
  {
    id: 'CLAIM_NOT_GROWABLE',
    severity: 'warning',
    what: 'a storage class that stops letting volumes grow',
    remedy: 'Leave allowVolumeExpansion on: a chain grows',
    find: (context) => eachField(context, (at, { before }, { object }) => (object.kind === 'StorageClass' && at[0] === 'allowVolumeExpansion' && before === true ? 'volumes of this class cannot grow any more' : undefined)),
  },
];
