import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCompatibility, type CheckCompatibilityOptions } from '../../src/network/check-compatibility';
import { compatibilityCodes, compatibleExecutionVersion, executionPairs, hardforks, opGethPrefix, releases, upstreamOf, type Hardfork, type HardforkTimes, type Versions } from '../../src/compatibility';
import { knownChains } from '../../src/network';
import { dataOf, render } from '../../scripts/matrix';
import { problem } from '../support/fixtures';

/** Every fork up to and including that one, from genesis. */
function upTo(last: Hardfork): HardforkTimes {
  return Object.fromEntries(hardforks.slice(0, hardforks.indexOf(last) + 1).map((fork) => [fork, 0]));
}

const codesOf = (options: CheckCompatibilityOptions): readonly string[] => checkCompatibility(options).map(({ code, component }) => `${code} ${component}`);

type Row = readonly [source: string, versions: Versions, options: CheckCompatibilityOptions, expected: readonly string[]];

/**
 * Each row names the part of the facts that it comes from: releases (the histories of each component), forks (minimums),
 * L1 (forks of the L1), bad (known-bad versions), pairs (versions that need each other), EOS (end of support).
 */
const rows: readonly Row[] = [
  // Minimum for each fork, on OP Mainnet's L1 with the built-in chain, both sides.
  ['forks: Ecotone', { 'op-node': 'v1.6.1' }, { forks: upTo('ecotone') }, []],
  ['forks: Ecotone', { 'op-node': 'v1.5.1' }, { forks: upTo('ecotone') }, ['FORK_MINIMUM op-node']],
  ['forks: Ecotone', { 'op-geth': 'v1.101308.0' }, { forks: upTo('ecotone') }, ['FAULTY_VERSION op-geth']],
  ['forks: Ecotone', { 'op-geth': 'v1.101305.0' }, { forks: upTo('ecotone') }, ['FORK_MINIMUM op-geth', 'FAULTY_VERSION op-geth']],
  ['forks: Fjord', { 'op-node': 'v1.7.6' }, { forks: upTo('fjord') }, []],
  ['forks: Fjord', { 'op-node': 'v1.7.5' }, { forks: upTo('fjord') }, ['FORK_MINIMUM op-node']],
  ['forks: Granite', { 'op-challenger': 'v1.1.0' }, { forks: upTo('granite') }, []],
  ['forks: Granite', { 'op-challenger': 'v1.0.0' }, { forks: upTo('granite') }, ['FORK_MINIMUM op-challenger']],
  ['forks: Holocene', { 'op-node': 'v1.10.0', 'op-batcher': 'v1.10.0' }, { forks: upTo('holocene') }, []],
  ['forks: Holocene', { 'op-node': 'v1.9.5', 'op-batcher': 'v1.9.5' }, { forks: upTo('holocene') }, ['FORK_MINIMUM op-node', 'FORK_MINIMUM op-batcher']],
  ['forks: Holocene', { 'op-geth': 'v1.101408.0' }, { forks: upTo('holocene') }, ['FORK_MINIMUM op-geth', 'FAULTY_VERSION op-geth']],
  ['forks: Pectra blob schedule', { 'op-node': 'v1.11.2' }, { forks: { ...upTo('holocene'), pectra_blob_schedule: 1742486400 } }, ['FORK_MINIMUM op-node']],
  ['forks: Pectra blob schedule', { 'op-node': 'v1.12.0' }, { forks: { ...upTo('holocene'), pectra_blob_schedule: 1742486400 } }, []],
  ['forks: Isthmus', { 'op-node': 'v1.13.0', 'op-batcher': 'v1.12.0' }, { forks: upTo('isthmus') }, []],
  ['forks: Isthmus', { 'op-node': 'v1.12.2', 'op-batcher': 'v1.11.5' }, { forks: upTo('isthmus') }, ['FORK_MINIMUM op-node', 'FORK_MINIMUM op-batcher']],
  ['forks: Jovian', { 'op-node': 'v1.16.3', 'op-reth': 'v1.9.1', 'op-batcher': 'v1.16.2', 'op-challenger': 'v1.7.0' }, { forks: upTo('jovian') }, []],
  ['forks: Jovian', { 'op-node': 'v1.14.3' }, { forks: upTo('jovian') }, ['FORK_MINIMUM op-node']],
  ['forks: Jovian', { 'op-reth': 'v1.9.0' }, { forks: upTo('jovian') }, ['FORK_MINIMUM op-reth']],
  ['forks: Jovian', { 'op-batcher': 'v1.16.1' }, { forks: upTo('jovian') }, ['FORK_MINIMUM op-batcher']],
  ['forks: Jovian', { 'op-challenger': 'v1.6.0' }, { forks: upTo('jovian') }, ['FORK_MINIMUM op-challenger']],
  ['forks: Jovian', { 'op-conductor': 'v0.8.0' }, { forks: upTo('jovian') }, ['FORK_MINIMUM op-conductor']],
  ['forks: Jovian', { 'op-conductor': 'v0.9.0' }, { forks: upTo('jovian') }, []],
  ['forks: Jovian', { 'kona-node': 'v1.2.1' }, { forks: upTo('jovian') }, ['FORK_MINIMUM kona-node']],
  ['forks: Karst', { 'op-node': 'v1.19.1', 'op-reth': 'v2.3.3' }, { forks: upTo('karst') }, []],
  ['forks: Karst', { 'op-node': 'v1.19.0' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-node']],
  ['forks: Karst', { 'op-reth': 'v2.3.2' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-reth']],
  ['forks: Karst', { 'op-challenger': 'v1.9.1' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-challenger']],
  ['forks: Karst', { 'op-challenger': 'v1.9.3' }, { forks: upTo('karst') }, []],
  ['forks: Karst', { 'op-dispute-mon': 'v1.5.0' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-dispute-mon']],
  ['forks: Karst', { 'kona-node': 'v1.6.0' }, { forks: upTo('karst') }, ['FORK_MINIMUM kona-node']],
  ['releases: kona-node v1.6.1', { 'kona-node': 'v1.6.1' }, { network: 'op-mainnet' }, []],
  ['EOS: op-geth has no Karst', { 'op-geth': 'v1.101702.3' }, { forks: upTo('karst') }, ['FORK_IMPOSSIBLE op-geth']],
  ['EOS: op-geth without Karst', { 'op-node': 'v1.19.7', 'op-geth': 'v1.101702.3' }, { forks: upTo('jovian') }, []],
  ['forks: scheduled in the future counts', { 'op-node': 'v1.18.2' }, { forks: { ...upTo('jovian'), karst: 4102444800 } }, ['FORK_MINIMUM op-node']],
  // A built-in chain on Ethereum needs the release that has its time, not only the rules; its L1 counts too.
  ['forks: Holocene mainnet', { 'op-geth': 'v1.101411.2' }, { network: 'swan-mainnet', forks: upTo('holocene') }, ['FORK_MINIMUM op-geth', 'FAULTY_VERSION op-geth']],
  ['forks: Isthmus mainnet', { 'op-geth': 'v1.101503.2' }, { network: 'swan-mainnet', forks: upTo('isthmus') }, ['FORK_MINIMUM op-geth', 'FAULTY_VERSION op-geth']],
  ['releases: op-node v1.16.2 (Bob)', { 'op-node': 'v1.16.1' }, { network: 'bob-mainnet', forks: { jovian: 1764691201 } }, ['BUILT_IN_FORK_TIME op-node', 'FAULTY_VERSION op-node']],
  ['releases: op-geth v1.101603.5 (Bob)', { 'op-node': 'v1.16.3', 'op-geth': 'v1.101603.4' }, { network: 'bob-mainnet', forks: { jovian: 1764691201, karst: undefined } }, ['BUILT_IN_FORK_TIME op-geth', 'FAULTY_VERSION op-geth']],
  ['releases: op-geth v1.101603.5 (Bob)', { 'op-node': 'v1.16.3', 'op-geth': 'v1.101603.5' }, { network: 'bob-mainnet', forks: { jovian: 1764691201, karst: undefined } }, ['FAULTY_VERSION op-geth']],
  ['releases: op-geth v1.101604.0 (Cyber)', { 'op-node': 'v1.16.4', 'op-geth': 'v1.101603.5' }, { network: 'cyber-mainnet' }, ['BUILT_IN_FORK_TIME op-geth', 'FAULTY_VERSION op-geth']],
  ['releases: op-geth v1.101604.0 (Funki)', { 'op-node': 'v1.16.3', 'op-geth': 'v1.101603.5' }, { network: 'funki-mainnet' }, ['BUILT_IN_FORK_TIME op-node', 'BUILT_IN_FORK_TIME op-geth', 'FAULTY_VERSION op-geth']],
  ['releases: op-node v1.16.4 (Cyber)', { 'op-node': 'v1.16.3' }, { network: 'cyber-mainnet' }, ['BUILT_IN_FORK_TIME op-node']],
  ['releases: op-node v1.16.4 (Cyber)', { 'op-node': 'v1.16.4' }, { network: 'cyber-mainnet' }, []],
  ['releases: op-node v1.19.3 (Zora)', { 'op-node': 'v1.19.2' }, { network: 'zora-mainnet' }, ['BUILT_IN_FORK_TIME op-node']],
  ['releases: op-node v1.19.3 (Zora)', { 'op-node': 'v1.19.3' }, { network: 'zora-mainnet' }, []],
  ['releases: op-node v1.19.6 (World Chain)', { 'op-node': 'v1.19.5' }, { network: 'worldchain-mainnet' }, ['BUILT_IN_FORK_TIME op-node']],
  ['releases: op-reth v2.4.3 (World Chain)', { 'op-node': 'v1.19.7', 'op-reth': 'v2.4.2' }, { network: 'worldchain-mainnet' }, ['BUILT_IN_FORK_TIME op-reth']],
  ['releases: op-reth v2.4.3 (World Chain)', { 'op-node': 'v1.19.6', 'op-reth': 'v2.4.3' }, { network: 'worldchain-sepolia' }, []],
  ['releases: op-reth v2.4.3 (World Chain, not by name)', { 'op-node': 'v1.19.5', 'op-reth': 'v2.4.2' }, { forks: upTo('karst') }, []],
  ['releases: kona-node v1.7.0 (World Chain)', { 'kona-node': 'v1.6.1', 'op-reth': 'v2.4.3' }, { network: 'worldchain-mainnet' }, ['BUILT_IN_FORK_TIME kona-node']],
  // Forks of the L1.
  ['L1: Pectra', { 'op-node': 'v1.11.2', 'op-challenger': 'v1.3.0', 'op-batcher': 'v1.11.1' }, { forks: {}, l1: 17000 }, []],
  ['L1: Pectra, Fusaka', { 'op-challenger': 'v1.3.0' }, { forks: {}, l1: 1 }, ['L1_FORK_MINIMUM op-challenger', 'L1_FORK_MINIMUM op-challenger']],
  ['L1: Fusaka', { 'op-node': 'v1.14.3' }, { forks: {}, l1: 1 }, ['L1_FORK_MINIMUM op-node']],
  ['L1: Fusaka', { 'op-node': 'v1.16.3', 'op-batcher': 'v1.16.2', 'op-challenger': 'v1.7.0' }, { forks: {}, l1: 1 }, []],
  ['L1: Fusaka', { 'op-batcher': 'v1.16.0' }, { forks: {}, l1: 1 }, ['L1_FORK_MINIMUM op-batcher']],
  ['L1: Fusaka Sepolia', { 'op-challenger': 'v1.6.0' }, { forks: {}, l1: 11155111 }, []],
  ['L1: Fusaka Sepolia', { 'op-challenger': 'v1.5.1' }, { forks: {}, l1: 11155111 }, ['L1_FORK_MINIMUM op-challenger']],
  ['L1: Glamsterdam Sepolia', { 'op-node': 'v1.19.4', 'op-batcher': 'v1.16.10' }, { forks: {}, l1: 11155111 }, ['L1_FORK_MINIMUM op-node', 'L1_FORK_MINIMUM op-batcher']],
  ['L1: Glamsterdam Sepolia', { 'op-node': 'v1.19.5', 'op-batcher': 'v1.17.0' }, { forks: {}, l1: 11155111 }, []],
  ['L1: Glamsterdam is not dated on Ethereum', { 'op-node': 'v1.19.4', 'op-batcher': 'v1.16.10' }, { forks: {}, l1: 1 }, []],
  // Known-bad versions.
  ['bad: op-node v1.16.0', { 'op-node': 'v1.16.0' }, { forks: {} }, ['WITHDRAWN_VERSION op-node']],
  ['bad: op-node before v1.16.3', { 'op-node': 'v1.16.2' }, { forks: {} }, ['FAULTY_VERSION op-node']],
  ['bad: op-reth v2.2.5', { 'op-reth': 'v2.2.5' }, { forks: {} }, ['WITHDRAWN_VERSION op-reth']],
  ['bad: op-reth v2.3.0', { 'op-reth': 'v2.3.0' }, { forks: {} }, ['WITHDRAWN_VERSION op-reth']],
  ['bad: op-reth v2.3.1 without Karst', { 'op-reth': 'v2.3.1' }, { forks: {} }, []],
  ['bad: op-reth v2.3.1 with Karst', { 'op-reth': 'v2.3.1' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-reth', 'WITHDRAWN_VERSION op-reth']],
  ['bad: op-batcher v1.11.2', { 'op-batcher': 'v1.11.2' }, { forks: {} }, ['WITHDRAWN_VERSION op-batcher']],
  ['bad: op-batcher v1.11.3', { 'op-batcher': 'v1.11.3' }, { forks: {} }, ['WITHDRAWN_VERSION op-batcher']],
  ['bad: op-batcher v1.11.4', { 'op-batcher': 'v1.11.4' }, { forks: {} }, []],
  ['bad: op-batcher v1.13.0', { 'op-batcher': 'v1.13.0' }, { forks: {} }, ['WITHDRAWN_VERSION op-batcher']],
  ['bad: op-batcher v1.13.1', { 'op-batcher': 'v1.13.1' }, { forks: {} }, []],
  ['bad: op-proposer v1.15.1', { 'op-proposer': 'v1.15.1' }, { forks: {} }, ['WITHDRAWN_VERSION op-proposer']],
  ['bad: op-proposer v1.15.2, which never was', { 'op-proposer': 'v1.15.2' }, { forks: {} }, ['WITHDRAWN_VERSION op-proposer']],
  ['bad: op-proposer v1.16.0', { 'op-proposer': 'v1.16.0' }, { forks: {} }, []],
  ['releases: op-challenger v1.9.1 (security)', { 'op-challenger': 'v1.9.0' }, { forks: {} }, ['FAULTY_VERSION op-challenger']],
  ['releases: op-node v1.16.9 (op-geth security)', { 'op-geth': 'v1.101609.2' }, { forks: {} }, ['FAULTY_VERSION op-geth']],
  ['releases: op-node v1.16.9 (op-geth security)', { 'op-geth': 'v1.101701.0' }, { forks: {} }, []],
  ['releases: op-node v1.16.9 (op-geth security)', { 'op-geth': 'v1.101308.0' }, { forks: {} }, ['FAULTY_VERSION op-geth']],
  // Versions that need each other, and never the equality of numbers.
  ['pairs: op-batcher v1.14 with op-node', { 'op-batcher': 'v1.14.0', 'op-node': 'v1.13.3' }, { forks: {} }, ['UNSOUND_PAIR op-node']],
  ['pairs: op-batcher v1.14 with op-node', { 'op-batcher': 'v1.14.0', 'op-node': 'v1.13.4' }, { forks: {} }, []],
  ['pairs: op-batcher v1.13 with op-conductor', { 'op-batcher': 'v1.13.1', 'op-conductor': 'v0.5.0' }, { forks: {} }, ['UNSOUND_PAIR op-conductor']],
  ['pairs: op-batcher v1.13 with op-conductor', { 'op-batcher': 'v1.13.1', 'op-conductor': 'v0.5.1' }, { forks: {} }, []],
  ['pairs: op-node v1.16.1 with op-batcher', { 'op-node': 'v1.16.1', 'op-batcher': 'v1.16.0' }, { forks: {} }, ['UNSOUND_PAIR op-batcher', 'FAULTY_VERSION op-node']],
  ['pairs: op-node v1.16.1 with op-batcher', { 'op-node': 'v1.16.1', 'op-batcher': 'v1.16.2' }, { forks: {} }, ['FAULTY_VERSION op-node']],
  ['pairs: op-node v1.16.1 alone with op-batcher', { 'op-node': 'v1.16.2', 'op-batcher': 'v1.16.0' }, { forks: {} }, ['FAULTY_VERSION op-node']],
  ['pairs: Karst payloads', { 'op-node': 'v1.19.0', 'op-reth': 'v2.3.3' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-node', 'UNSOUND_PAIR op-node']],
  ['pairs: Karst payloads', { 'op-node': 'v1.19.1', 'op-reth': 'v2.3.1' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-reth', 'WITHDRAWN_VERSION op-reth', 'UNSOUND_PAIR op-reth']],
  ['pairs: before Karst they may differ', { 'op-node': 'v1.19.0', 'op-reth': 'v2.3.3' }, { forks: upTo('jovian') }, []],
  ['pairs: equal numbers mean nothing', { 'op-node': 'v1.19.7', 'op-proposer': 'v1.16.6', 'op-challenger': 'v1.10.0', 'op-conductor': 'v0.9.4' }, { forks: upTo('karst') }, []],
  // Games and engine kind.
  ['forks: Upgrade 20', { 'op-node': 'v1.19.5', 'op-challenger': 'v1.9.4', 'op-proposer': 'v1.16.3', 'op-dispute-mon': 'v1.5.2' }, { forks: {}, respectedGameType: 9 }, ['GAME_MINIMUM op-node', 'GAME_MINIMUM op-challenger', 'GAME_MINIMUM op-proposer', 'GAME_MINIMUM op-dispute-mon']],
  ['forks: Upgrade 20', { 'op-node': 'v1.19.6', 'op-challenger': 'v1.9.5', 'op-proposer': 'v1.16.4', 'op-dispute-mon': 'v1.6.0' }, { forks: {}, respectedGameType: 5 }, []],
  ['forks: Upgrade 19', { 'op-challenger': 'v1.9.4' }, { forks: {}, respectedGameType: 8, gameTypes: [0, 1] }, ['RESPECTED_GAME_NOT_PLAYED op-challenger']],
  ['forks: Upgrade 19', { 'op-challenger': 'v1.9.4' }, { forks: {}, respectedGameType: 8, gameTypes: [8, 1] }, []],
  ['EOS: op-program has no Karst', { 'op-challenger': 'v1.9.4' }, { forks: upTo('karst'), gameTypes: [0, 8] }, ['FORK_IMPOSSIBLE op-challenger']],
  ['EOS: op-program without Karst', { 'op-challenger': 'v1.9.4' }, { forks: upTo('jovian'), gameTypes: [0, 1] }, []],
  ['rules: engine kind', { 'op-node': 'v1.19.7', 'op-geth': 'v1.101702.3' }, { forks: {}, engineKind: 'reth' }, ['ENGINE_KIND op-node']],
  ['rules: engine kind', { 'op-node': 'v1.19.7', 'op-reth': 'v2.4.4' }, { forks: {}, engineKind: 'reth' }, []],
  ['rules: engine kind', { 'op-node': 'v1.19.7', 'op-reth': 'v2.4.4' }, { forks: {}, engineKind: 'geth' }, ['ENGINE_KIND op-node']],
  ['rules: engine kind', { 'op-node': 'v1.16.5', 'op-geth': 'v1.101702.3', 'op-reth': 'v1.9.4' }, { forks: {}, engineKind: 'reth' }, []],
  ['rules: engine kind', { 'op-node': 'v1.16.5', 'op-geth': 'v1.101702.3', 'op-reth': 'v1.9.4' }, { forks: {}, engineKind: 'geth' }, []],
  ['rules: engine kind', { 'op-node': 'v1.16.5', 'op-geth': 'v1.101702.3', 'op-reth': 'v1.9.4' }, { forks: {}, engineKind: 'erigon' }, ['ENGINE_KIND op-node']],
  ['rules: engine kind', { 'op-node': 'v1.16.5' }, { forks: {}, engineKind: 'geth' }, []],
  // Versions that the matrix does not know.
  ['rules: newer than known', { 'op-node': 'v1.20.0' }, { forks: upTo('karst') }, ['NEWER_THAN_MATRIX op-node']],
  ['rules: unknown tag', { 'op-node': undefined }, { forks: upTo('karst') }, ['UNKNOWN_VERSION op-node']],
  ['rules: unknown tag', { 'op-node': 'latest', 'op-reth': 'v2.3.2' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-reth', 'UNKNOWN_VERSION op-node']],
  ['rules: without the v', { 'op-node': '1.19.0' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-node']],
  ['rules: release candidate', { 'op-node': 'v1.19.1-rc.1' }, { forks: upTo('karst') }, ['FORK_MINIMUM op-node']],
];

test.each(rows.map((row, index) => [`${index + 1}. ${row[0]}: ${JSON.stringify(row[1])}`, row] as const))('%s', (_name, [, versions, options, expected]) => {
  expect(codesOf({ ...options, images: versions })).toEqual(expected);
});

test('every rule code is found by a row, or looks at one node by itself', () => {
  const found = new Set(rows.flatMap(([, , , expected]) => expected.map((each) => each.split(' ')[0])));
  expect(compatibilityCodes.filter((code) => !found.has(code))).toEqual(['PRUNED_GENESIS']);
});

test('there are at least 60 rows, sound and unsound ones', () => {
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(rows.filter(([, , , expected]) => expected.length === 0).length).toBeGreaterThan(20);
});

test('every release passes its own checks for the forks it claims', () => {
  for (const { name, follows } of releases) {
    const errors = checkCompatibility({ release: name, forks: upTo(follows) }).filter(({ severity }) => severity === 'error');
    expect({ name, errors }).toEqual({ name, errors: [] });
  }
});

test('the default release follows every built-in chain, on its L1, without a warning', () => {
  for (const { networkName } of knownChains) expect({ networkName, found: checkCompatibility({ release: 'karst-2026-09', network: networkName }) }).toEqual({ networkName, found: [] });
});

test('a release with both execution clients is sound for either', () => {
  for (const engineKind of ['geth', 'reth']) expect(codesOf({ release: 'jovian-2026-01', engineKind })).not.toContain('ENGINE_KIND op-node');
});

test('a diagnostic says everything: version, fork, time, minimum, remedy', () => {
  const [found] = checkCompatibility({ images: { 'op-node': 'v1.18.2' }, network: 'op-mainnet' });
  expect(found).toEqual({
    severity: 'error', code: 'FORK_MINIMUM', component: 'op-node', version: 'v1.18.2', fork: 'karst', forkTime: 1783526401, minimum: 'v1.19.1',
    message: 'op-node v1.18.2 cannot follow karst, active at 2026-07-08T16:00:01Z', hint: 'Use v1.19.1 or newer',
  });
});

test.each([
  ['worldchain-mainnet', { 'op-reth': 'v2.3.3' }, 'op-reth v2.3.3 has no karst time built in for worldchain-mainnet, active at 2026-09-21T12:00:00Z', 'Use v2.4.3 or newer'],
  ['zora-mainnet', { 'op-node': 'v1.19.2' }, 'op-node v1.19.2 has the wrong gas rule for Karst (keep_karst_upgrade_gas) built in for zora-mainnet, active at 2026-07-08T16:00:01Z', 'Use v1.19.3 or newer'],
])('%s: what is built in, and what helps', (network, images, message, hint) => {
  expect(checkCompatibility({ network, images })).toEqual([expect.objectContaining({ code: 'BUILT_IN_FORK_TIME', message, hint })]);
});

test.each([
  [-12 * 86400, 'at 2026-07-08T16:00:01Z, in 12 days'],
  [-5 * 3600, 'in 5 hours'],
  [3 * 86400, 'since 2026-07-08T16:00:01Z, 3 days ago'],
])('%i s from a fork, the message says how long is left or gone: %s', (offset, text) => {
  const [first] = checkCompatibility({ images: { 'op-node': 'v1.18.2' }, forks: { karst: 1783526401 }, now: 1783526401 + offset });
  expect(first?.message).toContain(text);
});

test('a network’s images can be checked as they are, and components can be chosen', () => {
  const images = { release: 'stable-v1.13', components: { 'op-node': { version: 'v1.19.7' } } };
  expect(codesOf({ images, forks: upTo('karst'), components: ['op-node'] })).toEqual([]);
  expect(codesOf({ images, forks: upTo('karst'), components: ['op-geth'] })).toEqual(['FORK_MINIMUM op-geth', 'FORK_IMPOSSIBLE op-geth', 'FAULTY_VERSION op-geth']);
});

test.each<[string, CheckCompatibilityOptions, string, string]>([
  ['versions of a component that there is not', { images: JSON.parse('{"op-nod":"v1.0.0"}') }, 'UNKNOWN_COMPONENT', 'images.op-nod'],
  ['a component that every object has', { images: JSON.parse('{"toString":"v1.0.0"}') }, 'UNKNOWN_COMPONENT', 'images.toString'],
  ['a version among the settings of images', { images: { release: 'jovian-2026-01', 'op-node': 'v1.13.3' } }, 'INVALID_CHOICE', 'images.op-node'],
  ['a wish for a component that there is not', { release: 'jovian-2026-01', components: ['op-node', JSON.parse('"op-nod"')] }, 'UNKNOWN_COMPONENT', 'components[1]'],
])('%s: refused', (_name, options, code, prop) => {
  expect(problem(() => checkCompatibility(options), code).prop).toBe(prop);
});

test.each([
  ['v1.13.3', 'v1.101511.0', undefined, 'op-reth: upstream named none'],
  ['v1.16.5', 'v1.101605.0', 'v1.9.4', undefined],
  ['v1.16.10', 'v1.101701.0', 'v1.11.3', undefined],
  ['v1.19.7', undefined, 'v2.4.4', 'op-geth: none, since Karst'],
  ['v1.19.9', undefined, 'v2.6.0', 'op-geth: none, since Karst'],
  ['v1.20.0', undefined, 'v2.6.0', 'newer than the newest known'],
  ['v1.2.0', undefined, undefined, 'nothing is known'],
  ['latest', undefined, undefined, '"latest" names no version'],
])('compatibleExecutionVersion(%s)', (opNode, opGeth, opReth, note) => {
  const answer = compatibleExecutionVersion(opNode);
  expect([answer['op-geth'], answer['op-reth']]).toEqual([opGeth, opReth]);
  expect(answer.note ?? '').toContain(note ?? '');
  expect(answer.note === undefined).toBe(note === undefined);
});

test.each([
  ['op-geth', 'v1.101511.0', 'geth 1.15.11'],
  ['op-geth', 'v1.101702.3', 'geth 1.17.2'],
  ['op-geth', 'v1.101411.4', 'geth 1.14.11'],
  ['op-geth', 'v1.101701.0-rc.3', 'geth 1.17.1'],
  ['op-geth', 'v1.2.3', undefined],
  ['op-reth', 'v1.9.4', 'reth 1.9.4'],
  ['op-reth', 'v1.11.5', 'reth 1.11.5'],
  ['op-reth', 'v2.0.0', undefined],
  ['op-reth', 'v2.4.4', undefined],
  ['op-reth', '1.9.4', 'reth 1.9.4'],
  ['op-reth', 'latest', undefined],
  ['op-geth', 'latest', undefined],
] as const)('%s %s is built on %s', (component, version, upstream) => {
  expect(upstreamOf(component, version)).toBe(upstream);
});

test('op-geth counts by geth release, both ways', () => {
  expect(opGethPrefix('1.15.11')).toBe('v1.101511.');
  const versions = executionPairs.flatMap(({ opGeth }) => opGeth ?? []);
  expect(versions.map((version) => opGethPrefix(upstreamOf('op-geth', version)!.replace('geth ', '')))).toEqual(versions.map((version) => version.replace(/\d+$/, '')));
});

test('docs/compatibility.md is what npm run matrix writes', () => {
  const page = render(dataOf((module: string) => jest.requireActual(`../../src/${module}`)));
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'compatibility.md'), 'utf8')).toBe(page);
});
