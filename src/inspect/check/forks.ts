import type { VersionFinding } from './versions';
import type { Program } from '../programs';
import { hardforks } from '../../compatibility/hardforks';
import { forkMinimums } from '../../compatibility/rules/fork-minimums';
import { l1Forks } from '../../compatibility/rules/l1-forks';
import type { Chain } from '../../network/chain';

/** A fork of a chain or of its L1, and who cannot follow it. */
export interface ForkRow {
  readonly fork: string;
  readonly of: 'L1' | 'L2';
  /** Seconds since 1970; 0 from genesis. */
  readonly time: number;
  readonly state: 'active' | 'scheduled';
  /** Days that are left, rounded, negative once it is active. @default it holds from genesis */
  readonly days?: number;
  /** Versions that cannot follow it, e.g. `op-node v1.16.0`. */
  readonly cannotFollow: readonly string[];
  /** Components whose tag names no version. */
  readonly unknown: readonly string[];
  /** Whether nothing is known yet of the versions that it needs. */
  readonly unjudged: boolean;
}

const DAY = 86_400;
const lastJudged = Math.max(...forkMinimums.map(({ fork }) => hardforks.findIndex((each) => each === fork)));

/** The forks of a chain and of its L1, in the order of their times. */
export function forkRows(chain: Chain, programs: readonly Program[], findings: readonly VersionFinding[], now: number): readonly ForkRow[] {
  const unknown = [...new Set(programs.filter(({ version }) => version === undefined).map(({ component }) => component))];
  const row = (of: ForkRow['of'], fork: string, time: number): ForkRow => ({
    fork,
    of,
    time,
    state: time <= now ? 'active' : 'scheduled',
    ...(time !== 0 && { days: Math.round((time - now) / DAY) }),
    cannotFollow: [...new Set(findings.filter((each) => each.fork === fork).map(({ component, version }) => `${component} ${version ?? 'of unknown version'}`))],
    unknown,
    unjudged: of === 'L2' && hardforks.findIndex((each) => each === fork) > lastJudged,
  });
  const rows = [
    ...hardforks.flatMap((fork) => (chain.hardforks[fork] === undefined ? [] : [row('L2', fork, chain.hardforks[fork])])),
    ...(chain.hardforks.pectra_blob_schedule === undefined ? [] : [row('L2', 'pectra_blob_schedule', chain.hardforks.pectra_blob_schedule)]),
    ...l1Forks.filter(({ l1 }) => l1 === chain.l1ChainId).map(({ fork, time }) => row('L1', fork, time)),
  ];
  rows.sort((a, b) => a.time - b.time);
  return rows;
}
