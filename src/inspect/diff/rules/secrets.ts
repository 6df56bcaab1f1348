import type { Context, WorkloadPair } from './context';
import { eachField, fromTo, goneObjects, hitAbout, templateChanges } from './find';
import type { Hit, Rule } from './rule';
import type { Pair } from '../difference';
import { nameOf } from '../match-objects';
import { setting, type Program, type Workload } from '../workloads';
import type { Field } from '../../../testing/field';
import { kubeObject } from '../../../testing/kube-object';
import { objectTitle } from '../../../testing/object-title';
import { podOf } from '../../../testing/pod';

const PEER_KEYS = ['--p2p.priv.path', '--p2p.priv.raw', '--nodekey', '--nodekeyhex', '--p2p-secret-key', '--p2p-secret-key-hex'];
const JWT_KEYS = ['--l2.jwt-secret', '--l2-engine-auth', '--authrpc.jwtsecret', '--authrpc.jwt-secret'];
const SOURCES: readonly string[] = ['Secret', 'ExternalSecret', 'SealedSecret', 'SecretProviderClass', 'Certificate'];

/** A reference to a Secret: of a variable, of a volume, or of what fills a Secret from a store. */
function isReference(at: readonly string[]): boolean {
  if (at.at(-2) === 'secretKeyRef' || at.at(-2) === 'secretRef' || at.at(-1) === 'secretName') return true;
  return at.includes('remoteRef') || at.at(-2) === 'secretStoreRef' || at.includes('secretObjects');
}

/** What a program reads a file from: the Secret of the volume that is mounted there. */
function sourceOf(workload: Workload, program: Program, path: string): string {
  const container = workload.pod.containers.find(({ name }) => name === program.name)?.field;
  const mounts = (container?.at('volumeMounts').items ?? []).filter((mount) => path.startsWith(mount.at('mountPath').text ?? '\0'));
  mounts.sort((a, b) => (b.at('mountPath').text ?? '').length - (a.at('mountPath').text ?? '').length);
  const volume = workload.pod.spec.at('volumes').items.find((each) => each.at('name').text === mounts[0]?.at('name').text);
  const secret = volume?.at('secret', 'secretName').text ?? volume?.at('projected').items[0]?.at('secret', 'name').text;
  return secret === undefined ? path : `${path} of Secret ${secret}`;
}

const identityOf = (side: Workload, program: Program, flags: readonly string[]): string | undefined => {
  const value = setting(program, ...flags);
  if (value === undefined || value === '') return undefined;
  return value.startsWith('/') ? sourceOf(side, program, value) : value;
};

/** Never a key that is written out. */
const shownIdentity = (value: string | undefined): string => (value === undefined ? 'none' : /^[/.]|^secret /.test(value) ? value : 'one that is written out');

/** Files and keys that a flag names, which are others now. */
const identityChanges = (flags: readonly string[]) => ({ programs }: Context): Hit[] => programs.flatMap(({ workload, before, after }) => {
  const [old, now] = [identityOf(workload.before, before, flags), identityOf(workload.after, after, flags)];
  if (old === now || before.component !== after.component) return [];
  return [{ object: workload.pair.object, path: after.path, message: `${after.component ?? after.name}: ${shownIdentity(old)} → ${shownIdentity(now)}` }];
});

const names = (kind: 'ConfigMap' | 'Secret', fields: readonly Field[]): string[] => fields.flatMap((field) => (field.text === undefined ? [] : [`${kind}/${field.text}`]));

/** Names of the ConfigMaps and Secrets that a pod reads. */
function readsOf(spec: Field): ReadonlySet<string> {
  const containers = [...spec.at('initContainers').items, ...spec.at('containers').items];
  const sources = [...spec.at('volumes').items, ...spec.select('volumes[].projected.sources[]')];
  return new Set([
    ...names('ConfigMap', sources.map((source) => source.at('configMap', 'name'))),
    ...names('Secret', sources.flatMap((source) => [source.at('secret', 'secretName'), source.at('secret', 'name')])),
    ...names('ConfigMap', containers.flatMap((container) => [...container.select('env[].valueFrom.configMapKeyRef.name'), ...container.select('envFrom[].configMapRef.name')])),
    ...names('Secret', containers.flatMap((container) => [...container.select('env[].valueFrom.secretKeyRef.name'), ...container.select('envFrom[].secretRef.name')])),
  ]);
}

const isContent = ({ object, fields, change }: Pair): boolean => change === 'changed' && ['ConfigMap', 'Secret'].includes(object.kind) && fields.some(({ at }) => ['data', 'stringData', 'binaryData'].includes(at[0] ?? ''));

function notRolled({ pairs, workloads, old, new: now }: Context): Hit[] {
  const rolled = new Set(workloads.filter((workload: WorkloadPair) => templateChanges(workload).length > 0).map(({ pair }) => objectTitle(pair.object)));
  const known = new Set(old.map(({ object }) => objectTitle(object)));
  return pairs.filter(isContent).flatMap(({ object }) => now
    .filter((workload) => workload.object.namespace === object.namespace && known.has(objectTitle(workload.object)) && !rolled.has(objectTitle(workload.object)) && readsOf(workload.pod.spec).has(`${object.kind}/${object.name}`))
    .map((workload) => ({ object: workload.object, message: `its pods read ${object.kind} ${object.name}, whose contents change, and nothing in the pod template does` })));
}

function removedButRead(context: Context): Hit[] {
  return goneObjects(context).filter(({ object }) => SOURCES.includes(object.kind)).flatMap(({ object, manifest }) => {
    const secrets = new Set([object.name, ...object.root.select('spec.target.name').flatMap(({ text }) => text ?? []), ...object.root.select('spec.secretName').flatMap(({ text }) => text ?? [])]);
    const made = context.after.some((each) => SOURCES.includes(each.kind) && nameOf(each).namespace === object.namespace && nameOf(each).name === object.name);
    const readers = context.after.flatMap((each) => {
      const pod = podOf(kubeObject(each));
      return pod && nameOf(each).namespace === object.namespace && [...secrets].some((name) => readsOf(pod.spec).has(`Secret/${name}`)) ? [objectTitle(nameOf(each))] : [];
    });
    return readers.length > 0 && !made ? [hitAbout(manifest, `it is deleted, and ${readers.join(', ')} still reads it`)] : [];
  });
}

export const secrets: readonly Rule[] = [
  {
    id: 'SECRET_REFERENCE_CHANGED',
    severity: 'warning',
    what: 'another Secret, key of one, or entry of a store, that something reads',
    remedy: 'Make sure that the new one is there, with the right contents, before this is applied: pods do not start without it',
    find: (context) => eachField(context, (at, change) => (isReference(at) && change.before !== undefined && change.after !== undefined ? fromTo(change) : undefined)),
  },
  {
    id: 'SECRET_REMOVED',
    severity: 'danger',
    what: 'a Secret, or what fills one, that goes while pods still read it',
    remedy: 'Keep it until nothing reads it: pods run on, and cannot be started again',
    find: removedButRead,
  },
  {
    id: 'PEER_ID_CHANGED',
    severity: 'warning',
    what: 'another P2P key of a node: its peer id and its enode are others',
    remedy: 'Give the new multiaddr or enode to whoever dials this node: static peers, bootnodes, other conductors',
    find: identityChanges(PEER_KEYS),
  },
  {
    id: 'JWT_CHANGED',
    severity: 'warning',
    what: 'another JWT secret between consensus and execution client',
    remedy: 'Both have to start with the same one: where they are pods of their own, neither builds nor follows blocks until the second is restarted',
    find: identityChanges(JWT_KEYS),
  },
  {
    id: 'NOT_RESTARTED',
    severity: 'warning',
    what: 'contents of a ConfigMap or Secret that change, and pods that read it and are not restarted',
    remedy: 'Restart them with `kubectl rollout restart`: programs read their files and variables when they start',
    find: notRolled,
  },
  {
    id: 'SECRET_IN_PLAIN_TEXT',
    severity: 'info',
    what: 'a Secret whose contents stand in the manifests, and change',
    remedy: 'Keep Secrets out of what is committed: SecretValue.fromExternalSecret, fromSealedSecret or fromCsi',
    find: (context) => context.pairs.filter((pair) => isContent(pair) && pair.object.kind === 'Secret').map(({ object }) => ({ object, message: 'its contents change, and stand in these manifests' })),
  },
];
