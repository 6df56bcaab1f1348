import type { JsonObject } from './json';
import type { Hardfork, HardforkTimes, Image } from '../compatibility';
import { catalogueOf } from '../compatibility/catalogue';
import { hardforks } from '../compatibility/hardforks';
import { compareVersions } from '../compatibility/version';
import { nearest, type Problems } from '../errors';

const known = [...hardforks, 'pectra_blob_schedule'] as const;

/** The fork keys of the file. A key that the pinned op-node does not know is refused or, worse, ignored by it. */
export function forkTimes(problems: Problems, prop: string, rollup: JsonObject, node: Image | undefined): HardforkTimes {
  const times: Partial<Record<keyof HardforkTimes, number>> = {};
  for (const [key, value] of Object.entries(rollup)) {
    const fork = /^([a-z_]+)_time$/.exec(key)?.[1];
    if (fork === undefined || fork === 'block' || value === null) continue;
    if (!Number.isSafeInteger(value) || Number(value) < 0) {
      problems.error('INVALID_ROLLUP_CONFIG', `${prop}.${key}`, 'this is not a timestamp', 'Write seconds since 1970, 0 for genesis, or leave it out');
      continue;
    }
    if (!knowsFork(fork, node)) {
      problems.error('UNKNOWN_FORK', `${prop}.${key}`, `op-node ${node?.version} cannot follow ${fork}, which it does not know: it would refuse the file, or leave the chain`, forkHint(fork));
    }
    const name = fork === 'interop' ? 'lagoon' : known.find((each) => each === fork);
    if (name) times[name] = Number(value);
  }
  return times;
}

/** op-node has one `--override.<fork>` flag for each fork that it knows; Regolith is older than those flags. */
function knowsFork(fork: string, node: Image | undefined): boolean {
  if (fork === 'regolith') return true;
  return catalogueOf('op-node', node?.version).certainty(`override.${fork.replaceAll('_', '')}`) !== 'unknown';
}

function forkHint(fork: string): string {
  if (fork === 'interop') return 'The fork was renamed: write lagoon_time, or pin an op-node before v1.19.1';
  const [near] = nearest([...hardforks], fork);
  return near === fork || near === undefined ? 'Pin an op-node release that knows it' : `Did you mean ${near}_time? Otherwise pin an op-node release that knows it`;
}

/** Reports forks that come before their predecessor, or without it. */
export function checkOrder(problems: Problems, prop: string, times: HardforkTimes): void {
  let before: Hardfork | undefined;
  let missing: Hardfork | undefined;
  for (const fork of hardforks) {
    const time = times[fork];
    if (time === undefined) {
      // rollup.json files older than Regolith leave it out.
      if (fork !== 'regolith') missing ??= fork;
      continue;
    }
    if (missing !== undefined) {
      problems.error('FORK_ORDER', `${prop}.${fork}_time`, `${fork} has a time, but ${missing} before it has none`, `Give ${missing}_time, or leave ${fork}_time out`);
      missing = undefined;
    }
    if (before !== undefined && time < times[before]!) {
      problems.error('FORK_ORDER', `${prop}.${fork}_time`, `${fork} (${time}) comes before ${before} (${times[before]})`, 'Forks activate in order: make each time at least that of the fork before it');
    }
    before = fork;
  }
}

/** op-node from this version on refuses such files. @see https://github.com/ethereum-optimism/optimism/releases (op-node v1.19.8) */
const REFUSES_COACTIVATION = 'v1.19.8';

/** Reports forks from Jovian on that begin together with their predecessor, after genesis, where the pinned op-node refuses that. */
export function checkCoactivation(problems: Problems, prop: string, times: HardforkTimes, genesisTime: number, node: Image | undefined): void {
  if (node?.version !== undefined && compareVersions(node.version, REFUSES_COACTIVATION) < 0) return;
  for (const [index, fork] of hardforks.entries()) {
    const before = hardforks[index - 1];
    const time = times[fork];
    if (index < hardforks.indexOf('jovian') || before === undefined || time === undefined || time !== times[before] || time <= genesisTime) continue;
    problems.error('FORK_COACTIVATION', `${prop}.${fork}_time`, `${fork} begins together with ${before}, after genesis, and op-node ${node?.version ?? REFUSES_COACTIVATION} refuses that`, `Give ${fork} a later time than ${before}`);
  }
}

/** Reports the switch that came with Karst where the pinned op-node does not know it. */
export function checkUpgradeGas(problems: Problems, prop: string, rollup: JsonObject, node: Image | undefined): void {
  if (rollup.keep_karst_upgrade_gas === undefined || catalogueOf('op-node', node?.version).certainty('override.keep-karst-upgrade-gas') !== 'unknown') return;
  problems.error('UNKNOWN_ROLLUP_KEY', `${prop}.keep_karst_upgrade_gas`, `op-node ${node?.version} does not know this key: it would refuse the file, or leave the chain`, 'Pin an op-node release that knows Karst');
}
