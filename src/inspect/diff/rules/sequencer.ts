import type { Context, WorkloadPair } from './context';
import { becoming, hitAbout, templateChanges } from './find';
import type { Hit, Rule } from './rule';
import { pathOf, wordOf, type FieldChange } from '../difference';
import { isConsensus, isExecution, isOn, networkOf, setting, workloadOf, type Workload } from '../workloads';
import { memberOf } from '../../../testing/json';
import { objectTitle } from '../../../testing/object-title';

const CHECKSUM = 'cdk8s-op-stack/network-files';

const isSequencer = ({ role }: Workload): boolean => role === 'sequencer';
const hasConductor = ({ programs }: Workload): boolean => programs.some((program) => isOn(program, '--conductor.enabled'));
const count = ({ replicas, manifest }: Workload): number => replicas ?? (manifest.kind === 'DaemonSet' ? 2 : 1);
/** Those that build blocks by themselves; with a conductor, the conductors agree who does. */
const builds = (workload: Workload): boolean => isSequencer(workload) && workload.programs.some(isConsensus) && !hasConductor(workload) && count(workload) > 0;

const forwards = ({ programs }: Workload): boolean => programs.some((program) => isExecution(program) && setting(program, '--rollup.sequencer', '--rollup.sequencerhttp', '--rollup.sequencer-http') !== undefined);

/** What it is of the pod template that replaces the pods, shortest first: a few are said, the rest counted. */
function causes(changes: readonly FieldChange[]): string {
  const said = changes.map((change) => {
    const key = change.at.at(-1) ?? '';
    if (key === 'image') return `the image of ${change.at.at(-2)?.slice(1, -1)}: ${[change.before, change.after].map((image) => wordOf(image, 'none').split('/').at(-1)).join(' → ')}`;
    if (key === CHECKSUM) return 'the files of the chain (rollup.json, genesis.json)';
    if (key === 'cdk8s-op-stack/secret-version') return 'the version of the Secrets';
    return pathOf(change.at.slice(change.at.indexOf('template') + 1));
  });
  return [...said.slice(0, 3), ...(said.length > 3 ? [`${said.length - 3} more`] : [])].join('; ');
}

function downtime(workload: Workload): string {
  const grace = workload.pod.spec.at('terminationGracePeriodSeconds').number ?? 30;
  return hasConductor(workload)
    ? 'the conductors hand over to another sequencer where one is in sync'
    : `no block is built from when it stops (at most ${grace} s, the grace period) until the new pod has started and the execution client has opened its database, mostly within a few minutes`;
}

function restarts({ workloads }: Context): Hit[] {
  return workloads.flatMap((workload: WorkloadPair) => {
    const { pair, before, after } = workload;
    const changes = templateChanges(workload);
    if (pair.change !== 'changed' || changes.length === 0 || !isSequencer(before) || !isSequencer(after) || count(after) === 0) return [];
    const onDelete = memberOf(memberOf(after.manifest.spec, 'updateStrategy'), 'type') === 'OnDelete';
    return [{ object: pair.object, path: pathOf(changes[0]!.at), message: `${onDelete ? 'once its pods are deleted by hand (OnDelete), the sequencer restarts' : 'the sequencer restarts'}: ${downtime(after)}. Cause: ${causes(changes)}` }];
  });
}

function stopped(context: Context): Hit[] {
  const scaled = context.workloads.filter(({ pair, before, after }) => pair.change === 'changed' && isSequencer(before) && count(before) > 0 && count(after) === 0);
  const gone = context.differences.flatMap((difference) => {
    const workload = difference.before && workloadOf(difference.before);
    return workload && isSequencer(workload) && (difference.change === 'removed' || difference.change === 'renamed') ? [hitAbout(workload.manifest, `the sequencer is deleted${becoming(difference)}`)] : [];
  });
  return [...scaled.map(({ pair }) => ({ object: pair.object, path: 'spec.replicas', message: 'the sequencer is scaled to 0: no blocks are built' })), ...gone];
}

const total = (list: readonly Workload[], network: string): number => list.filter((each) => networkOf(each) === network).reduce((sum, each) => sum + count(each), 0);

function several(context: Context): Hit[] {
  const [old, now] = [context.old.filter(builds), context.new.filter(builds)];
  return now.flatMap((workload) => {
    const [were, are] = [total(old, networkOf(workload)), total(now, networkOf(workload))];
    return are > 1 && are > were ? [hitAbout(workload.manifest, `${are} pods build blocks of the same chain, ${were} did before, and no conductor decides between them`)] : [];
  });
}

function roles({ workloads }: Context): Hit[] {
  return workloads.flatMap(({ pair, before, after }) => {
    const known = before.role !== undefined && after.role !== undefined && before.role !== after.role;
    return known && (isSequencer(before) || isSequencer(after)) ? [{ object: pair.object, message: `the ${before.role} becomes a ${after.role}` }] : [];
  });
}

/** A batcher reads the chain's rules from op-node when it starts, and once. */
function staleBatchers({ workloads, new: now, old }: Context): Hit[] {
  const upgraded = workloads.filter(({ before, after, pair }) => isSequencer(after) && (pair.fields.some(({ at }) => at.at(-1) === CHECKSUM) || before.programs.some((program) => isConsensus(program) && after.programs.some((other) => other.name === program.name && other.image !== program.image))));
  const rolled = new Set(workloads.filter((workload) => templateChanges(workload).length > 0).map(({ pair }) => objectTitle(pair.object)));
  const known = new Set(old.map(({ object }) => objectTitle(object)));
  return now.filter(({ role, object }) => role === 'batcher' && known.has(objectTitle(object)) && !rolled.has(objectTitle(object)) && upgraded.some(({ after }) => after.object.namespace === object.namespace)).map(({ object }) => ({ object, message: 'the sequencer\'s consensus client changes, and this batcher goes on with the rules that it read when it started' }));
}

export const sequencer: readonly Rule[] = [
  {
    id: 'SEQUENCER_RESTART',
    severity: 'warning',
    what: 'a change of the pod template of a sequencer, which replaces its pod',
    remedy: 'Apply it when there is little traffic, replicas first, so that RPC and gossip go on; then watch the unsafe head',
    find: restarts,
  },
  {
    id: 'BATCHER_NOT_RESTARTED',
    severity: 'warning',
    what: 'a sequencer whose consensus client or chain files change, and a batcher that is not restarted after it',
    remedy: 'Restart the batcher once the sequencer runs: `kubectl rollout restart`',
    find: staleBatchers,
  },
  {
    id: 'SEQUENCER_REMOVED',
    severity: 'danger',
    what: 'a sequencer that goes, is renamed, or is scaled to 0',
    remedy: 'Keep it, or start the new one with --sequencer.stopped, stop the old one with admin_stopSequencer, and start the new one from the hash that it answers',
    find: stopped,
  },
  {
    id: 'SEQUENCERS_AT_ONCE',
    severity: 'danger',
    what: 'more pods that build blocks of one chain than before, without a conductor',
    remedy: 'Run one sequencer, or give each an op-conductor and start all but one with --sequencer.stopped',
    find: several,
  },
  {
    id: 'SEQUENCER_ROLE_CHANGED',
    severity: 'danger',
    what: 'a node that becomes a sequencer, or is none any more',
    remedy: 'Make sure that exactly one node builds blocks before and after',
    find: roles,
  },
  {
    id: 'RAFT_BOOTSTRAP',
    severity: 'danger',
    what: 'an op-conductor that is told to begin a new cluster',
    remedy: 'Bootstrap one conductor, once, by hand; with the flag in the manifests every restart may split the cluster',
    find: ({ programs }) => programs.flatMap(({ workload, before, after }) =>
      after.component === 'op-conductor' && isOn(after, '--raft.bootstrap') && !isOn(before, '--raft.bootstrap') ? [{ object: workload.pair.object, path: after.path, message: 'op-conductor is started with --raft.bootstrap' }] : []),
  },
  {
    id: 'SEQUENCER_FORWARDS',
    severity: 'danger',
    what: 'the execution client of a sequencer that is told to forward transactions to a sequencer',
    remedy: 'Leave --rollup.sequencer away from the sequencer itself: it would forward to itself, in a circle',
    find: ({ workloads }) => workloads.flatMap(({ pair, before, after }) => {
      return isSequencer(after) && forwards(after) && !forwards(before) ? [{ object: pair.object, message: 'the sequencer forwards transactions to a sequencer' }] : [];
    }),
  },
];
