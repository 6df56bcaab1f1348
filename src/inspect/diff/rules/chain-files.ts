import type { Context } from './context';
import { fromTo, hitAbout } from './find';
import type { Hit, Rule } from './rule';
import { jsonOf } from '../contents';
import { pathOf, wordOf, type FieldChange, type Pair } from '../difference';
import { isJsonObject, memberOf } from '../../../testing/json';
import type { Manifest } from '../../../testing/manifest';
import { objectTitle } from '../../../testing/object-title';

const CHECKSUM = 'cdk8s-op-stack/network-files';
const ROLLUP = /rollup[\w.-]*\.json/;
const GENESIS = /genesis[\w.-]*\.json/;

interface FileChange {
  readonly pair: Pair;
  readonly change: FieldChange;
  /** The fork, where the change is one of its time: `karst`. */
  readonly fork?: string;
}

const forkOf = (key: string): string | undefined => /^(?<rollup>\w+)_time$/.exec(key)?.[1] ?? /^(?<genesis>[a-z]\w*)Time$/.exec(key)?.[1]?.toLowerCase();

/** What changes inside rollup.json and genesis.json, wherever a ConfigMap has them. */
function fileChanges({ pairs }: Context): readonly FileChange[] {
  return pairs.filter(({ object }) => object.kind === 'ConfigMap').flatMap((pair) =>
    pair.fields.filter(({ at: [field, file = ''] }) => (field === 'data' || field === 'binaryData') && (ROLLUP.test(file) || GENESIS.test(file))).map((change) => {
      const inside = change.at.slice(2);
      const isTime = inside.length === 1 || (inside.length === 2 && inside[0] === 'config');
      const fork = isTime && inside[0] !== 'block_time' ? forkOf(inside.at(-1)!) : undefined;
      return { pair, change, fork };
    }));
}

/** One hit a file: another genesis differs in thousands of values. */
function otherChanges(context: Context): Hit[] {
  const files = new Map<string, FileChange[]>();
  for (const each of fileChanges(context).filter(({ fork }) => fork === undefined)) {
    const file = JSON.stringify([each.pair.object, ...each.change.at.slice(0, 2)]);
    const known = files.get(file);
    if (known) known.push(each);
    else files.set(file, [each]);
  }
  return [...files.values()].map(([first, ...others]) => hit(first!, `the chain's file changes: ${fromTo(first!.change)}${others.length > 0 ? `, and ${others.length} more values of it` : ''}`));
}

const hit = ({ pair, change }: FileChange, message: string): Hit => ({ object: pair.object, path: pathOf(change.at), message });
const isPast = (time: unknown, now: number): boolean => typeof time === 'number' && time <= now;

const isChainFile = (manifest: Manifest | undefined): boolean => manifest?.kind === 'ConfigMap' && [manifest.data, manifest.binaryData].some((files) => isJsonObject(files) && Object.keys(files).some((file) => ROLLUP.test(file) || GENESIS.test(file)));

/** A checksum that changes although no file of these manifests does: the files come from elsewhere. */
function unseen({ workloads, differences }: Context): Hit[] {
  if (differences.some(({ before, after }) => isChainFile(before) || isChainFile(after))) return [];
  return workloads.flatMap(({ pair }) => pair.fields.filter(({ at, before, after }) => at.at(-1) === CHECKSUM && before !== undefined && after !== undefined).map(({ at }) => ({
    object: pair.object,
    path: pathOf(at),
    message: 'the chain\'s files (rollup.json, genesis.json) are others, and are not in these manifests: what changes cannot be seen here',
  })));
}

/** op-geth copies the file into its database with `geth init`, and does not look at it when it starts. */
function unread(context: Context): Hit[] {
  const files = fileChanges(context).filter(({ change }) => GENESIS.test(change.at[1] ?? ''));
  const namespaces = new Set(files.map(({ pair }) => pair.object.namespace));
  const geths = (list: Context['old']): Context['old'] => list.filter(({ object, programs }) => namespaces.has(object.namespace) && programs.some(({ component }) => component === 'op-geth'));
  const known = new Set(geths(context.old).map(({ object }) => objectTitle(object)));
  return geths(context.new).filter(({ object }) => known.has(objectTitle(object))).map(({ object }) => ({ object, message: `genesis.json changes (${pathOf(files[0]!.change.at)}), and its op-geth goes on with the one that it was made with` }));
}

/** Fork times by network (`part-of`, else the namespace), of the new rollup.json and genesis.json. */
function disagreeing({ after, pairs }: Context): Hit[] {
  const changed = new Set(pairs.map((pair) => networkOf(pair.after)));
  const networks = new Map<string, Manifest[]>();
  for (const manifest of after) if (manifest.kind === 'ConfigMap' && changed.has(networkOf(manifest))) networks.set(networkOf(manifest), [...(networks.get(networkOf(manifest)) ?? []), manifest]);
  return [...networks.values()].flatMap((manifests) => {
    const rollups = filesOf(manifests, ROLLUP);
    const geneses = filesOf(manifests, GENESIS);
    if (rollups.length !== 1 || geneses.length !== 1) return [];
    const [rollup, genesis] = [timesOf(rollups[0]!.json), timesOf(memberOf(geneses[0]!.json, 'config'))];
    return [...rollup].filter(([fork, time]) => genesis.has(fork) && genesis.get(fork) !== time).map(([fork, time]) =>
      hitAbout(rollups[0]!.manifest, `${fork} is at ${wordOf(time)} in rollup.json and at ${wordOf(genesis.get(fork))} in genesis.json`));
  });
}

function filesOf(manifests: readonly Manifest[], name: RegExp): readonly { readonly manifest: Manifest; readonly json: object }[] {
  return manifests.flatMap((manifest) => (['data', 'binaryData'] as const).flatMap((field) => {
    const files = manifest[field];
    return isJsonObject(files) ? Object.entries(files).filter(([file]) => name.test(file)).flatMap(([file, value]) => {
      const json = jsonOf(value, field, file);
      return json ? [{ manifest, json }] : [];
    }) : [];
  }));
}

function timesOf(json: unknown): ReadonlyMap<string, unknown> {
  return new Map(isJsonObject(json) ? Object.entries(json).flatMap(([key, value]) => {
    const fork = key === 'block_time' ? undefined : forkOf(key);
    return fork === undefined ? [] : [[fork, value] as const];
  }) : []);
}

function networkOf(manifest: Manifest): string {
  const { metadata } = manifest;
  return wordOf(memberOf(memberOf(metadata, 'labels'), 'app.kubernetes.io/part-of') ?? memberOf(metadata, 'namespace'));
}

export const chainFiles: readonly Rule[] = [
  {
    id: 'CHAIN_FILE_CHANGED',
    severity: 'danger',
    what: 'something of rollup.json or genesis.json that is no fork time: another chain, to the nodes',
    remedy: 'Every node, the batcher, proposer and challenger need the same files; what was built with others is not valid any more',
    find: (context) => [...otherChanges(context), ...unseen(context)],
  },
  {
    id: 'FORK_TIME_CHANGED',
    severity: 'warning',
    what: 'a fork that is scheduled, moved or called off',
    remedy: 'Every node has to start with the new time before it comes, with versions that follow the fork: see docs/guides/hardfork-upgrade.md of the repository',
    find: (context) => fileChanges(context).filter(({ fork, change }) => fork !== undefined && ![change.before, change.after].some((time) => isPast(time, context.now))).map((each) => hit(each, `${each.fork}: ${fromTo(each.change)}`)),
  },
  {
    id: 'FORK_TIME_PASSED',
    severity: 'danger',
    what: 'a fork time that has passed already, or is set to one that has',
    remedy: 'Take it back: nodes that run have built or derived blocks by the old rules, and would follow another chain',
    find: (context) => fileChanges(context).filter(({ fork, change }) => fork !== undefined && [change.before, change.after].some((time) => isPast(time, context.now))).map((each) => hit(each, `${each.fork} is past: ${fromTo(each.change)}`)),
  },
  {
    id: 'GENESIS_NOT_READ',
    severity: 'warning',
    what: 'a change of genesis.json beside an op-geth that has a database already, which keeps what it was made with',
    remedy: 'Give op-geth the time with --override.<fork> too, or run `geth init` again, or start on an empty volume',
    find: unread,
  },
  {
    id: 'FORK_TIMES_DISAGREE',
    severity: 'danger',
    what: 'a fork at another time in rollup.json than in genesis.json',
    remedy: 'Set the same time in both: consensus and execution client switch rules at different blocks, and the chain stops',
    find: disagreeing,
  },
];
