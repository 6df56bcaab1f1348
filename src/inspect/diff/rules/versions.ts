import type { Context, ProgramPair } from './context';
import type { Hit, Rule } from './rule';
import { isConsensus, isExecution, type Program } from '../workloads';
import { compareVersions, within } from '../../../compatibility/version';

const isDatabase = (program: Program): boolean => isExecution(program);
const what = ({ version, tag, digest }: Program): string => version ?? tag ?? digest?.slice(0, 19) ?? 'no version';

function hit({ workload, before, after }: ProgramPair, message: string): Hit {
  return { object: workload.pair.object, path: `${after.path}.image`, message: `${after.component ?? before.component ?? after.name}: ${message}` };
}

function isOlder({ before, after }: ProgramPair): boolean {
  return before.component === after.component && after.component !== undefined && before.version !== undefined && after.version !== undefined && compareVersions(after.version, before.version) < 0;
}

const fromTo = ({ before, after }: ProgramPair): string => `${what(before)} → ${what(after)}`;
const each = (test: (pair: ProgramPair) => string | undefined) => ({ programs }: Context): Hit[] => programs.flatMap((pair) => {
  const message = test(pair);
  return message === undefined ? [] : [hit(pair, message)];
});

/** The programs of a kind on both sides of a workload, where they are others. */
const swapped = (test: (program: Program) => boolean) => ({ workloads }: Context): Hit[] => workloads.flatMap(({ pair, before, after }) => {
  const [old, now] = [before.programs.find(test), after.programs.find(test)];
  return old && now && old.component !== now.component ? [{ object: pair.object, path: `${now.path}.image`, message: `${old.component} is replaced by ${now.component}` }] : [];
});

export const versions: readonly Rule[] = [
  {
    id: 'EXECUTION_DOWNGRADE',
    severity: 'danger',
    what: 'an older version of an execution client: it may not open the database of the newer one',
    remedy: 'Keep the version, or start with an empty volume or a snapshot that the older one wrote; after a fork it has to follow, there is no way back',
    find: each((pair) => (isOlder(pair) && isDatabase(pair.after) ? `${fromTo(pair)} is older, and the database is of the newer one` : undefined)),
  },
  {
    id: 'VERSION_DOWNGRADE',
    severity: 'danger',
    what: 'an older version of any other program',
    remedy: 'Make sure that the older version follows every fork that is active, with `cdk8s-op-stack check`',
    find: each((pair) => (isOlder(pair) && !isDatabase(pair.after) ? `${fromTo(pair)} is older` : undefined)),
  },
  {
    id: 'EXECUTION_STEP_SKIPPED',
    severity: 'danger',
    what: 'an upgrade of op-geth over v1.101411.8, which has to run in between',
    remedy: 'Upgrade to v1.101411.8, let it run, and go on from there',
    find: each(({ before, after }) => (before.component === 'op-geth' && after.component === 'op-geth' && before.version && after.version && within(before.version, undefined, 'v1.101411.8') && within(after.version, 'v1.101500.0') ? `${before.version} → ${after.version} leaves v1.101411.8 out` : undefined)),
  },
  {
    id: 'EXECUTION_CLIENT_SWAPPED',
    severity: 'danger',
    what: 'another execution client: it cannot read the database of the first',
    remedy: 'Run the new client on a volume of its own, in a node beside this one, until it is in sync',
    find: swapped(isExecution),
  },
  {
    id: 'CONSENSUS_CLIENT_SWAPPED',
    severity: 'warning',
    what: 'another consensus client: its flags, its peer identity and its safe heads are not the first one\'s',
    remedy: 'Try it with a replica first',
    find: swapped(isConsensus),
  },
  {
    id: 'DIGEST_CHANGED',
    severity: 'warning',
    what: 'another digest under the same tag',
    remedy: 'Find out what was built anew: the registry\'s history, or `crane config` of both',
    find: each(({ before, after }) => (before.tag === after.tag && before.digest !== undefined && after.digest !== undefined && before.digest !== after.digest ? `the digest changes, and the tag (${before.tag ?? 'none'}) does not say what to` : undefined)),
  },
  {
    id: 'VERSION_UNKNOWN',
    severity: 'warning',
    what: 'an image of an OP Stack program whose tag names no version: whether it is older cannot be told',
    remedy: 'Use a tag that is a version, with a digest where the registry is not trusted',
    find: each(({ before, after }) => (after.component !== undefined && before.image !== after.image && after.version === undefined ? after.tag === undefined ? 'the image has no tag' : `the tag ${after.tag} names no version` : undefined)),
  },
];
