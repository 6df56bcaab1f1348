import { cataloguedComponents, catalogueOf, cataloguedVersions } from '../compatibility/catalogue';
import { flagChanges } from '../compatibility/catalogue/renames';
import type { Component } from '../compatibility/components';
import { compatibleExecutionVersion, executionPairs } from '../compatibility/execution-pairs';
import { hardforks } from '../compatibility/hardforks';
import { releases } from '../compatibility/releases';
import { builtInChains } from '../compatibility/rules/built-in-chains';
import { forkMaximums, forkMinimums } from '../compatibility/rules/fork-minimums';
import { upgrade20 } from '../compatibility/rules/games';
import { newestKnown } from '../compatibility/rules/known-versions';
import { l1Forks } from '../compatibility/rules/l1-forks';
import { pairs } from '../compatibility/rules/pairs';
import { withdrawnVersions } from '../compatibility/rules/withdrawn';
import { compareVersions, upstreamOf, within } from '../compatibility/version';

/** Whether a version follows a fork. */
export interface ForkFact {
  readonly fork: string;
  /** `rules`: it has the fork's rules, and not yet the times of the chains on Ethereum that it has built in. */
  readonly follows: 'yes' | 'rules' | 'no';
  /** Lowest version that does. @default no version does */
  readonly minimum?: string;
  /** Lowest version for custom chains and chains on other L1s, where it is lower. */
  readonly rules?: string;
}

/** What is known of one version of a component. */
export interface VersionFacts {
  readonly component: Component;
  readonly version: string;
  /** Whether some list of this library names it; if not, the rest follows from its number. */
  readonly listed: boolean;
  /** Newest version of the component that the rules were written for. @default nobody knows */
  readonly newest?: string;
  /** Day of its tag, `YYYY-MM-DD`. @default not known */
  readonly released?: string;
  /** Names of the releases that hold it. */
  readonly releases: readonly string[];
  /** The program that it was forked from, e.g. `geth 1.15.11`. */
  readonly upstream?: string;
  /** In the order of the forks; a fork that asks nothing of the component is left out. */
  readonly forks: readonly ForkFact[];
  /** Forks of the L1 that it has to understand, by their name. */
  readonly l1Forks: readonly (ForkFact & { readonly l1: number; readonly time: number })[];
  /** Chains that it has built in wrongly, or not at all. */
  readonly wrongChains: readonly { readonly fork: string; readonly networks: readonly string[]; readonly minimum: string; readonly fault: string }[];
  /** Faults that were found in it. */
  readonly faults: readonly { readonly severity: 'error' | 'warning'; readonly fault: string; readonly fixed: string; readonly fork?: string }[];
  /** What it asks of other components, and they of it. */
  readonly needs: readonly { readonly component: Component; readonly minimum: string; readonly why: string; readonly fork?: string }[];
  /** Lowest version that knows the games of Upgrade 20. */
  readonly upgrade20?: string;
  /** What is known of its flags; absent where the component's are not catalogued. */
  readonly flags?: { readonly catalogued: boolean; readonly basis: string; readonly count: number };
  /** Flags that became something else after it. */
  readonly flagChanges: readonly { readonly was: readonly string[]; readonly now: readonly string[]; readonly since: string; readonly note: string }[];
  /** Execution clients that belong to it; for op-node. */
  readonly execution?: { readonly 'op-geth'?: string; readonly 'op-reth'?: string; readonly note?: string };
  /** op-node versions that it belongs to; for execution clients. */
  readonly opNode?: readonly string[];
}

/** @param version with its `v` */
export function versionFacts(component: Component, version: string): VersionFacts {
  const catalogued = cataloguedComponents.find((each) => each === component);
  const held = releases.filter((release) => release.components[component] === version);
  const client = component === 'op-geth' ? 'opGeth' : component === 'op-reth' ? 'opReth' : undefined;
  return {
    component,
    version,
    listed: knownVersions(component).includes(version),
    newest: newestKnown[component],
    released: held.map(({ sources }) => /\d{4}-\d\d-\d\d/.exec(sources[component] ?? '')?.[0]).find(Boolean),
    releases: held.map(({ name }) => name),
    upstream: component === 'op-geth' || component === 'op-reth' ? upstreamOf(component, version) : undefined,
    forks: forksOf(component, version),
    l1Forks: l1Forks.flatMap(({ fork, l1, time, minimums }) => (minimums[component] === undefined ? [] : [{ ...follows(fork, version, minimums[component]), l1, time }])),
    wrongChains: builtInChains.flatMap(({ fork, networks, minimums, fault = `has no ${fork} time built in` }) => {
      const minimum = minimums[component];
      return minimum !== undefined && within(version, undefined, minimum) ? [{ fork, networks, minimum, fault }] : [];
    }),
    faults: withdrawnVersions.filter((row) => row.component === component && within(version, row.from, row.fixed)).map(({ severity, fault, fixed, fork }) => ({ severity, fault, fixed, fork })),
    needs: pairs.filter((row) => row.component === component && within(version, row.from, row.before)).map(({ needs, minimum, why, fork }) => ({ component: needs, minimum, why, fork })),
    upgrade20: upgrade20[component],
    flags: catalogued && flagsOf(catalogued, version),
    flagChanges: ((catalogued && flagChanges[catalogued]) ?? []).filter(({ since }) => compareVersions(since, version) > 0).map(({ was, now, since, note }) => ({ was, now, since, note })),
    execution: component === 'op-node' ? compatibleExecutionVersion(version) : undefined,
    opNode: client && executionPairs.filter((row) => row[client] === version).map(({ opNode }) => opNode),
  };
}

/** Every version of a component that some list of this library names, oldest first. */
export function knownVersions(component: Component): readonly string[] {
  const client = component === 'op-geth' ? 'opGeth' : component === 'op-reth' ? 'opReth' : component === 'op-node' ? 'opNode' : undefined;
  const catalogued = cataloguedComponents.find((each) => each === component);
  const named = [
    ...releases.map((release) => release.components[component]),
    ...(client ? executionPairs.map((row) => row[client]) : []),
    ...(catalogued ? cataloguedVersions(catalogued).map(({ version }) => version) : []),
    ...forkMinimums.filter((row) => row.component === component).flatMap(({ minimum, rules }) => [minimum, rules]),
    ...withdrawnVersions.filter((row) => row.component === component).flatMap(({ from, fixed }) => [from, fixed]),
    newestKnown[component],
  ].filter((version) => version !== undefined);
  const versions = [...new Set(named)];
  // The toolbox is no program of upstream, and has versions without a v.
  versions.sort(compareVersions);
  return versions;
}

function forksOf(component: Component, version: string): readonly ForkFact[] {
  return [...hardforks, 'pectra_blob_schedule'].flatMap((fork) => {
    const row = forkMinimums.find((each) => each.fork === fork && each.component === component);
    const limit = forkMaximums.find((each) => each.component === component);
    const beyond = limit && hardforks.some((each, at) => each === fork && at >= hardforks.indexOf(limit.first));
    if (beyond) return [{ fork, follows: 'no' as const }];
    return row ? [follows(fork, version, row.minimum, row.rules)] : [];
  });
}

function follows(fork: string, version: string, minimum: string, rules?: string): ForkFact {
  const state = within(version, minimum) ? 'yes' : rules !== undefined && within(version, rules) ? 'rules' : 'no';
  return { fork, follows: state, minimum, ...(rules !== undefined && { rules }) };
}

function flagsOf(component: (typeof cataloguedComponents)[number], version: string): NonNullable<VersionFacts['flags']> {
  const catalogue = catalogueOf(component, version);
  return { catalogued: catalogue.exact, basis: catalogue.basis, count: catalogue.flags().length };
}
