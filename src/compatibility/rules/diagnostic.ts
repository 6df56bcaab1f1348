import type { Component } from '../components';
import { within } from '../version';

/** What the compatibility rules found. */
export interface CompatibilityDiagnostic {
  /** `error`: the deployment fails or leaves the chain; `warning`: it may, or is not known to the matrix. */
  readonly severity: 'error' | 'warning';
  /** Stable identifier, by which it can be accepted, e.g. `FORK_MINIMUM`. */
  readonly code: string;
  /** The program that it is about. */
  readonly component: Component;
  /** Version that was checked; absent for a tag that names none. */
  readonly version?: string;
  /** Hardfork of the L2 or the L1 that it is about. */
  readonly fork?: string;
  /** When that fork activates, in seconds since 1970; 0 from genesis. */
  readonly forkTime?: number;
  /** Lowest version that is sound. */
  readonly minimum?: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** Version by component, each with its `v`; `undefined` for a tag that names none. */
export type Versions = Readonly<Partial<Record<Component, string | undefined>>>;

/** What the rules look at. */
export interface Situation {
  readonly versions: Versions;
  /** Forks of the L2 that count: those scheduled. */
  readonly forks: Readonly<Record<string, number>>;
  /** Chain id of the L1. */
  readonly l1?: number;
  /** Name of a built-in chain. */
  readonly network?: string;
  /** Dispute game that withdrawals are proved with. */
  readonly respectedGameType?: number;
  /** Game types that the challenger plays, by number. */
  readonly gameTypes?: readonly number[];
  /** What op-node is told of the execution client, `--l2.enginekind`. */
  readonly engineKind?: string;
  /** Whether the execution client drops old blocks (`--minimal`) while the consensus client derives them from L1. */
  readonly prunedUnderDerivation?: boolean;
  /** Seconds since 1970. */
  readonly now?: number;
}

/** One rule: a pure function of the situation. */
export type Rule = (situation: Situation) => readonly CompatibilityDiagnostic[];

/** The component's version where it is older than `minimum`; `undefined` where it is not, is not known, or is not there. */
export function olderThan(versions: Versions, component: Component, minimum: string): string | undefined {
  const version = versions[component];
  return version !== undefined && within(version, undefined, minimum) ? version : undefined;
}

/** `since 2026-07-08T…, 12 days ago`, `at …, in 12 days`; without `now` the date alone. */
export function when(time: number, now: number | undefined): string {
  if (time === 0) return 'from genesis';
  const date = new Date(time * 1000).toISOString().replace('.000Z', 'Z');
  if (now === undefined) return `at ${date}`;
  const days = Math.abs(time - now) / 86400;
  const span = days < 2 ? `${Math.round(days * 24)} hours` : `${Math.round(days)} days`;
  return time > now ? `at ${date}, in ${span}` : `since ${date}, ${span} ago`;
}
