import type { CataloguedComponent } from './components';
import { within } from '../version';

/** What became of a flag, or where it came from, as seen from one version. */
export interface Rename {
  /** The name that was asked for. */
  readonly from: string;
  /** What to use instead in that version; empty when there is nothing. */
  readonly to: readonly string[];
  /** The version in which the change took place, or the first one that is known to have it. */
  readonly since: string;
  /** What happened, in one sentence without a full stop. */
  readonly note: string;
}

/** One change: from `since` on, the `now` flags stand for the `was` flags. A `*` at the end stands for any ending. */
interface Change {
  readonly was: readonly string[];
  readonly now: readonly string[];
  readonly since: string;
  readonly note: string;
}

const change = (was: string, now: string, since: string, note: string): Change => ({
  was: was.split(' ').filter(Boolean),
  now: now.split(' ').filter(Boolean),
  since,
  note,
});

const INTEROP_RPC = 'interop.rpc.addr interop.rpc.port interop.jwt-secret';
const CELL_PROOFS = 'the switch for cell proofs became the time from which they are made';
const THROTTLE = 'the throttling flags were renamed without aliases';

/**
 * The changes of each component, in the order of their versions.
 *
 * Written by hand from upstream's flag definitions and release notes
 * (https://github.com/ethereum-optimism/optimism/releases); subcommands and changed defaults are not flags and not here.
 */
export const flagChanges: Readonly<Partial<Record<CataloguedComponent, readonly Change[]>>> = {
  'op-node': [
    change('l1.beacon-archiver', 'l1.beacon-fallbacks', 'v1.9.5', 'renamed; the old name and variable stay as aliases'),
    change('supervisor', `interop.supervisor ${INTEROP_RPC}`, 'v1.10.2', 'the interop flags got their own group'),
    change('interop.supervisor', INTEROP_RPC, 'v1.14.3', 'only the interop RPC remained'),
    change('rollup.halt rollup.load-protocol-versions', '', 'v1.17.0', 'protocol version signalling was removed'),
    change(INTEROP_RPC, '', 'v1.19.0', 'the interop RPC was removed'),
    change('override.interop', 'override.lagoon', 'v1.19.1', 'the Interop fork was renamed Lagoon'),
    change('', 'l2.follow.source.rpc-timeout', 'v1.19.5', 'defined but not registered before, so older versions abort on it'),
  ],
  'kona-node': [
    change('interop-override', 'lagoon-override', 'v1.7.0', 'the Interop fork was renamed Lagoon'),
  ],
  'op-reth': [
    change('rollup.supervisor-http', 'rollup.interop-http', 'v2.3.2', 'the interop filter took the place of the supervisor'),
    change('rollup.supervisor-safety-level', 'rollup.interop-safety-level', 'v2.3.2',
      'the interop filter took the place of the supervisor'),
    change('minimal', 'prune.minimum-distance prune.receipts.distance prune.account-history.distance prune.storage-history.distance', 'v2.4.3',
      'op-reth refuses to start with it, since op-node reads the block bodies that it drops; --full keeps them'),
    change('engine.legacy-state-root', 'engine.state-root-fallback', 'v2.4.4', 'a hidden flag without effect since then'),
  ],
  'op-geth': [
    change('beta.op-network', 'op-network', 'v1.101511.0', 'renamed; the old name stays as an alias'),
    change('rollup.disabletxpoolgossip', 'rollup.txpool.disable-gossip', 'v1.101702.3',
      'renamed; the old name stays as an alias'),
    change('rollup.enabletxpooladmission', 'rollup.txpool.enable-admission', 'v1.101702.3',
      'renamed; the old name stays as an alias'),
    change('light.*', '', 'v1.101702.3', 'the light client server was removed'),
    change('override.prague', '', 'v1.101702.3', 'the override was removed'),
  ],
  'op-batcher': [
    change('throttle-interval', '', 'v1.11.2', 'the flag was removed'),
    change('prefer-local-safe-l2', '', 'v1.14.0', 'existed from v1.11 to v1.13 only'),
    change('throttle-threshold', 'throttle.unsafe-da-bytes-lower-threshold', 'v1.15.0', THROTTLE),
    change('throttle-tx-size', 'throttle.tx-size-lower-limit', 'v1.15.0', THROTTLE),
    change('throttle-block-size', 'throttle.block-size-lower-limit', 'v1.15.0', THROTTLE),
    change('throttle-always-block-size', 'throttle.block-size-upper-limit', 'v1.15.0', THROTTLE),
    change('additional-throttling-endpoints', 'throttle.additional-endpoints', 'v1.15.0', THROTTLE),
    change('txmgr.enable-cell-proofs', 'txmgr.cell-proof-time', 'v1.16.2', CELL_PROOFS),
  ],
  'op-proposer': [
    change('l2oo-address', 'game-factory-address', 'v1.16.0', 'only dispute games are proposed to'),
    change('supervisor-rpcs', 'supernode-rpcs', 'v1.16.3', 'op-supernode took the place of op-supervisor'),
    change('supernode-rpcs', 'superroot-rpcs', 'v1.16.4', 'renamed; the old name and variable stay as aliases'),
    change('txmgr.enable-cell-proofs', 'txmgr.cell-proof-time', 'v1.16.0', CELL_PROOFS),
  ],
  'op-challenger': [
    change('cannon-network asterisc-network', 'network', 'v1.3.1', 'one flag for all kinds of game'),
    change('cannon-l2', 'l2-eth-rpc', 'v1.3.1', 'one flag for all kinds of game'),
    change('txmgr.enable-cell-proofs', 'txmgr.cell-proof-time', 'v1.7.0', CELL_PROOFS),
    change('trace-type', 'game-types', 'v1.8.0', 'renamed; the old name and variable stay as aliases'),
    change('asterisc-* super-asterisc-*', '', 'v1.9.0', 'the asterisc games were removed'),
    change('supervisor-rpc', 'supernode-rpc', 'v1.9.0', 'op-supernode took the place of op-supervisor'),
    change('super-cannon-depset-config super-cannon-l1-genesis super-cannon-l2-genesis super-cannon-prestates-url'
      + ' super-cannon-rollup-config', '', 'v1.9.3', 'the super-cannon games were removed'),
    change('supernode-rpc', 'superroot-rpc', 'v1.9.5', 'renamed; the old name and variable stay as aliases'),
  ],
  'op-conductor': [
    change('supervisor.rpc', '', 'v0.9.4', 'the flag was removed'),
  ],
};

/**
 * What `component` calls `name` in `version`: a later name when `name` is gone by then, an earlier one when it does not
 * exist yet, through as many changes as lie between; `undefined` when no change is known.
 */
export function renameOf(component: CataloguedComponent, version: string, name: string): Rename | undefined {
  const known = flagChanges[component] ?? [];
  const past = known.filter(({ since }) => within(version, since));
  const future = known.filter(({ since }) => within(version, undefined, since));
  return follow(name, past, forwards) ?? follow(name, future, backwards);
}

/** One way through the changes, which are in the order of their versions. */
interface Way {
  readonly from: (change: Change) => readonly string[];
  readonly to: (change: Change) => readonly string[];
  /** The changes that can concern what the one at `at` led to. */
  readonly rest: (steps: readonly Change[], at: number) => readonly Change[];
}
const forwards: Way = { from: ({ was }) => was, to: ({ now }) => now, rest: (steps, at) => steps.slice(at + 1) };
const backwards: Way = { from: ({ now }) => now, to: ({ was }) => was, rest: (steps, at) => steps.slice(0, at) };

function follow(name: string, steps: readonly Change[], way: Way): Rename | undefined {
  const at = steps.findIndex((step) => way.from(step).some((pattern) => matches(pattern, name)));
  const step = steps[at];
  if (!step) return undefined;
  const ends = way.to(step).map((next) => follow(next, way.rest(steps, at), way) ?? { to: [next], note: step.note });
  return {
    from: name,
    to: [...new Set(ends.flatMap(({ to }) => to))],
    since: step.since,
    note: [...new Set([step.note, ...ends.map(({ note }) => note)])].join('; '),
  };
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
