import { subjectOf } from './chain-of';
import type { CheckFinding } from './condition';
import type { Program } from '../programs';
import { diagnose, diagnoseGames } from '../../compatibility/check-compatibility';
import type { Component } from '../../compatibility/components';
import type { CompatibilityDiagnostic, Versions } from '../../compatibility/rules/diagnostic';
import { newestKnown } from '../../compatibility/rules/known-versions';
import { oldestOf } from '../../compatibility/versions-of';
import type { Chain } from '../../network/chain';
import { gameTypes } from '../../services/game-types';

/** One version of a component, and who runs it. */
export interface VersionRow {
  readonly component: Component;
  /** @default the tag names none */
  readonly version?: string;
  /** Newest version that the rules know. @default nobody knows */
  readonly newest?: string;
  readonly workloads: readonly string[];
}

/** A diagnostic of the compatibility rules, and who runs the version. */
export interface VersionFinding extends CompatibilityDiagnostic {
  readonly programs: readonly Program[];
}

/** What the rules look at beside the programs. */
export interface Circumstances {
  /** @default only rules that need no chain count */
  readonly chain?: Chain;
  /** Game that withdrawals are proved with. @default not known */
  readonly respectedGameType?: number;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Each version of each component once, in the order of the programs. */
export function versionRows(programs: readonly Program[]): readonly VersionRow[] {
  const rows = new Map<string, VersionRow & { readonly workloads: string[] }>();
  for (const { component, version, workload } of programs) {
    const row = rows.get(`${component} ${version}`) ?? { component, ...(version !== undefined && { version }), newest: newestKnown[component], workloads: [] };
    if (workload !== '') row.workloads.push(workload);
    rows.set(`${component} ${version}`, row);
  }
  return [...rows.values()];
}

/** What the compatibility rules say: each workload is looked at beside the oldest versions of all others, so that none hides behind another. */
export function versionFindings(programs: readonly Program[], { chain, respectedGameType, now }: Circumstances): readonly VersionFinding[] {
  const workloads = [...new Set(programs.map(({ workload }) => workload))].map((name) => programs.filter(({ workload }) => workload === name));
  const forks = chain?.hardforks ?? {};
  const oldest = oldestOf(workloads.map(versionsOf));
  const found = workloads.flatMap((own) => {
    const versions = { ...oldest, ...versionsOf(own) };
    const engineKind = own.find(({ component }) => component === 'op-node')?.setting('l2.enginekind');
    const executes = own.some(({ component }) => component === 'op-geth' || component === 'op-reth');
    return diagnose({ versions, forks, l1: chain?.l1ChainId, network: chain?.networkName, respectedGameType, now, ...(executes && { engineKind }) });
  });
  const games = programs.filter(({ component }) => component === 'op-challenger').flatMap((program) => {
    const played = (program.setting('game-types') ?? '').split(',').flatMap((name) => Object.entries(gameTypes).flatMap(([each, { id }]) => (each === name ? [id] : [])));
    return played.length > 0 ? diagnoseGames({ versions: versionsOf([program]), forks, respectedGameType, gameTypes: played, now }) : [];
  });
  const distinct = [...new Map([...found, ...games].map((finding) => [`${finding.code} ${finding.message}`, finding])).values()];
  return distinct.map((finding) => ({ ...finding, programs: programs.filter(({ component, version }) => component === finding.component && version === finding.version) }));
}

/** A finding is accepted where all that it is about accept it. */
export function asFinding({ severity, code, message, hint, component, programs }: VersionFinding, accepted: readonly string[]): CheckFinding {
  const isAccepted = accepted.includes(code) || (programs.length > 0 && programs.every((program) => program.accepted.includes(code)));
  const subject = programs.length > 0 ? programs.map(subjectOf).join(', ') : component;
  return { severity: isAccepted ? 'accepted' : severity, code, subject, message: `${message}. ${hint}` };
}

function versionsOf(programs: readonly Program[]): Versions {
  return Object.fromEntries(programs.map(({ component, version }) => [component, version]));
}
