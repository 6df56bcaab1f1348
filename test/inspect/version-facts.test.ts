import { checkCompatibility, knownChains } from '../../src';
import { cataloguedVersions, components, hardforks, releases, versionOfTag, type Component } from '../../src/compatibility';
import { factLines } from '../../src/inspect/version-text';
import { knownVersions, versionFacts } from '../../src/inspect/version-facts';
import { keysOf } from '../../src/kube';

const every = keysOf(components).flatMap((component) => knownVersions(component).map((version) => [component, version] as const));
const text = (component: Component, version: string): string => factLines(versionFacts(component, version)).map((line) => line.text).join('\n');

describe('the versions of a component', () => {
  test('are in order, each once, and hold those of all releases and of the flag catalogue', () => {
    for (const component of keysOf(components)) {
      const known = knownVersions(component);
      expect(new Set(known).size).toBe(known.length);
      expect(known).toEqual(expect.arrayContaining(releases.flatMap((release) => release.components[component] ?? [])));
    }
    for (const { version } of cataloguedVersions('op-batcher')) expect(knownVersions('op-batcher')).toContain(version);
    const opNode = knownVersions('op-node');
    expect(opNode.indexOf('v1.9.5')).toBeLessThan(opNode.indexOf('v1.16.13'));
    expect(opNode).toEqual(expect.arrayContaining(['v1.16.0', 'v1.19.9', 'v1.6.0']));
  });

  test.each(every)('%s %s agrees with what the rules say of it', (component, version) => {
    const facts = versionFacts(component, version);
    expect(facts.listed).toBe(true);
    expect(facts.releases).toEqual(releases.filter((release) => release.components[component] === version).map(({ name }) => name));
    for (const fork of hardforks) {
      const [custom, mainnet] = [{ l1: 5 }, { network: 'op-mainnet', l1: 1 }].map((chain) =>
        checkCompatibility({ ...chain, images: { [component]: version }, forks: { [fork]: 1 } }).some((found) => found.fork === fork && found.component === component && ['FORK_MINIMUM', 'FORK_IMPOSSIBLE'].includes(found.code)));
      const state = facts.forks.find((each) => each.fork === fork)?.follows ?? 'yes';
      // The rules name the first fork that a client cannot follow, not those after it.
      if (component === 'op-geth' && fork === 'lagoon') continue;
      expect([fork, state]).toEqual([fork, custom ? 'no' : mainnet ? 'rules' : 'yes']);
    }
    const sound = checkCompatibility({ images: { [component]: version }, forks: Object.fromEntries(hardforks.map((fork) => [fork, 1])) });
    expect(facts.faults.map(({ fixed }) => fixed)).toEqual(sound.filter(({ code }) => ['WITHDRAWN_VERSION', 'FAULTY_VERSION'].includes(code)).map(({ minimum }) => minimum));
    for (const l1 of [1, 11155111]) {
      const missed = checkCompatibility({ images: { [component]: version }, l1 }).filter(({ code }) => code === 'L1_FORK_MINIMUM').map(({ fork }) => fork);
      expect(facts.l1Forks.filter((each) => each.l1 === l1 && each.follows === 'no').map(({ fork }) => fork)).toEqual(missed);
    }
  });

  test('tell of chains that are built in wrongly as the rules do', () => {
    const forks = Object.fromEntries(hardforks.map((fork) => [fork, 1]));
    for (const { networkName } of knownChains) {
      const found = checkCompatibility({ network: networkName, forks, images: { 'op-node': 'v1.16.0' } }).some(({ code }) => code === 'BUILT_IN_FORK_TIME');
      expect([networkName, versionFacts('op-node', 'v1.16.0').wrongChains.some(({ networks }) => networks.includes(networkName))]).toEqual([networkName, found]);
    }
  });
});

describe('everything of one version', () => {
  test('op-node v1.16.0, which was withdrawn', () => {
    expect(versionFacts('op-node', 'v1.16.0')).toMatchObject({
      listed: true, newest: 'v1.19.9', releases: [], upgrade20: 'v1.19.6',
      faults: [{ severity: 'error', fault: 'was withdrawn by upstream', fixed: 'v1.16.1' }],
      execution: { 'op-geth': 'v1.101603.3' },
      flags: { catalogued: false, basis: 'v1.14.3' },
    });
    expect(text('op-node', 'v1.16.0')).toContain('v1.19.1: --override.interop → --override.lagoon');
    expect(text('op-node', 'v1.16.0')).toContain('jovian: does not follow (from v1.16.1 on)');
  });

  test('the day, the flags and the partners of a release', () => {
    expect(versionFacts('op-node', 'v1.19.7')).toMatchObject({ released: '2026-09-11', releases: ['karst-2026-09'], flagChanges: [], execution: { 'op-reth': 'v2.4.4' } });
    expect(versionFacts('op-reth', 'v2.4.4')).toMatchObject({ opNode: ['v1.19.7'], needs: [{ component: 'op-node', minimum: 'v1.19.1', fork: 'karst' }] });
    expect(versionFacts('op-geth', 'v1.101511.0')).toMatchObject({ upstream: 'geth 1.15.11', opNode: ['v1.13.3'], flags: { catalogued: true, basis: 'v1.101511.0' } });
    expect(text('op-geth', 'v1.101511.0')).toMatch(/karst: does not follow \(no version does\)/);
    expect(text('op-geth', 'v1.101511.0')).toMatch(/flags +all \d+ are known/);
  });

  test('a version between two known ones goes by its number, and one without catalogue has no flags', () => {
    expect(versionFacts('op-node', 'v1.16.20')).toMatchObject({ listed: false, released: undefined, faults: [] });
    expect(versionFacts('proxyd', 'v4.32.2')).toMatchObject({ listed: true, flags: undefined, flagChanges: [], forks: [], l1Forks: [], released: '2026-09-18' });
    expect(versionOfTag(knownVersions('toolbox')[0]!)).toBe('v1.37.0');
  });

  test('bad news are marked as such', () => {
    const kinds = factLines(versionFacts('op-node', 'v1.16.1')).map(({ kind, text: line }) => [kind, line.trim()]);
    expect(kinds).toContainEqual(['doubtful', expect.stringMatching(/^faulty +can stall/)]);
    expect(kinds).toContainEqual(['bad', expect.stringMatching(/^fork +karst: does not follow/)]);
    expect(kinds).toContainEqual(['plain', expect.stringMatching(/^fork +jovian: follows/)]);
  });
});
