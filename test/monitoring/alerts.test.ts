import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { ConfigSource, alertNames, type AlertName, type AlertsProps, type Thresholds } from '../../src';
import { windowPart } from '../../src/monitoring/alerts/common';
import { runbookOf } from '../../src/monitoring/alerts/names';
import { thresholdDefaults } from '../../src/monitoring/alerts-props';
import { factsOf, isServed, metrics, targetLabels, type MetricName } from '../../src/monitoring/metrics';
import { series, span } from '../../src/monitoring/promql';
import { spoken } from '../../src/monitoring/alerts/wording';
import { keysOf } from '../../src/kube';
import { components, compareVersions, compatibilityCodes, hardforks, releases } from '../../src/compatibility';
import { customNetwork, genesis, sequencerKey, untyped } from '../support/fixtures';
import { sorted as inOrder } from '../../src/testing/sorted';
import { cases } from './support/cases';
import { namesIn } from './support/promql-names';
import { fixtures, groupsOf, makeRollup, parts, type FixtureName, type Group, type Rule } from './support/rollup';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const made = untyped<Record<FixtureName, readonly Group[]>>(Object.fromEntries(keysOf(fixtures).map((name) => [name, groupsOf(fixtures[name]())])));
const rules = Object.values(made).flat().flatMap((group) => group.rules);
const sorted = (names: Iterable<string>): string[] => inOrder(new Set(names));
const pages = join(__dirname, '..', '..', 'docs', 'troubleshooting', 'alerts');
/** The row of a series: a histogram's name has an ending there. */
function rowOf(metric: string): MetricName {
  const name = keysOf(metrics).find((each) => metric === (factsOf(each).type === 'histogram' ? `${each}_bucket` : each));
  if (!name) throw new Error(`${metric} is in no row of the table`);
  return name;
}


describe('every alert', () => {
  test('is emitted, documented and tried: the three lists are one', () => {
    const documented = readdirSync(pages).filter((file) => file !== 'README.md').map((file) => file.replace(/\.md$/, ''));
    expect(sorted(rules.map(({ alert }) => alert))).toEqual(sorted(alertNames));
    expect(sorted(documented)).toEqual(sorted(alertNames.map(runbookOf)));
    expect(sorted(cases.map(({ alert }) => alert))).toEqual(sorted(alertNames));
    expect(new Set(alertNames).size).toBe(28);
  });

  test('fires once and stays silent once, at each severity', () => {
    const emitted = sorted(rules.map(({ alert, labels }) => `${alert} ${labels.severity}`));
    const which = (side: 'fires' | 'quiet'): string[] => sorted(cases.filter((each) => each[side].length > 0).map(({ alert, severity }) => `${alert} ${severity}`));
    expect(which('fires')).toEqual(emitted);
    expect(which('quiet')).toEqual(emitted);
  });

  test.each(rules.map((rule) => [`${rule.alert} ${rule.labels.role} ${rule.labels.severity}`, rule] as const))('%s says what, how bad, and where to read on', (_title, { labels, annotations, alert }) => {
    expect(['warning', 'critical']).toContain(labels.severity);
    expect(labels).toMatchObject({ chain: '42069' });
    expect(annotations.summary).toMatch(/^[A-Z{].{10,80}$/);
    expect(annotations.description).toMatch(/^.{40,}\.$/s);
    expect(annotations.runbook_url).toBe(`https://unpkg.com/cdk8s-op-stack/docs/troubleshooting/alerts/${runbookOf(untyped<AlertName>(alert))}.md`);
  });

  test('has a file of its own', () => {
    for (const name of alertNames) expect(readFileSync(join(__dirname, '..', '..', 'src', 'monitoring', 'alerts', `${runbookOf(name)}.ts`), 'utf8')).toContain(`name: '${name}'`);
  });

  test('has a page with what an operator asks for', () => {
    for (const name of alertNames) {
      const page = readFileSync(join(pages, `${runbookOf(name)}.md`), 'utf8');
      expect(page).toMatch(new RegExp(`^# ${name}\n`));
      for (const heading of ['## What it means', '## Find out', '## Put it right', '## Thresholds']) expect(page).toContain(`\n${heading}\n`);
    }
    expect(existsSync(join(pages, 'README.md'))).toBe(true);
    const index = readFileSync(join(pages, 'README.md'), 'utf8');
    for (const name of alertNames) expect(index).toContain(`[${name}](${runbookOf(name)}.md)`);
  });

  test('is not emitted twice with the same severity for one workload', () => {
    for (const groups of Object.values(made)) {
      for (const { rules: own } of groups) {
        const keys = own.map(({ alert, labels }) => `${alert} ${labels.severity} ${labels.program ?? ''} ${labels.fork ?? ''}`);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }
  });
});

describe('expressions', () => {
  test.each(rules.map((rule) => [`${rule.alert} ${rule.labels.role}`, rule.expr] as const))('%s names only metrics and labels of the table', (_title, expr) => {
    const { selectors, labels } = namesIn(expr);
    for (const { metric, matched } of selectors) {
      const name = rowOf(metric);
      const facts = factsOf(name);
      for (const label of matched) expect([...targetLabels, ...facts.labels]).toContain(label);
    }
    const known = new Set<string>([...targetLabels, 'le', ...Object.values(metrics).flatMap((facts) => [...facts.labels])]);
    for (const label of labels) expect([...known]).toContain(label);
  });

  test('a release is not taken for its like in another namespace', () => {
    for (const { expr, labels } of rules) {
      expect(labels.namespace).toBe('acme');
      expect(namesIn(expr).selectors.filter(({ matched }) => matched.includes('job') && !matched.includes('namespace'))).toEqual([]);
      expect(expr).not.toMatch(/namespace="(?!acme")/);
    }
    const nowhere = groupsOf(makeRollup({ alerts: true }, { namespace: undefined })).flatMap((group) => group.rules);
    expect(nowhere).toHaveLength(groupsOf(makeRollup({ alerts: true })).flatMap((group) => group.rules).length);
    expect(JSON.stringify(nowhere)).not.toMatch(/namespace=|"namespace":/);
  });

  test('the checker of names sees what is none', () => {
    expect(namesIn('sum by (chain, nope) (rate(up{job="a{b}",x=~"y"}[5m])) > 3 unless on (pod) foo{} offset 1h')).toEqual({
      selectors: [{ metric: 'up', matched: ['job', 'x'] }, { metric: 'foo', matched: [] }], labels: ['chain', 'nope', 'pod'],
    });
    expect(() => namesIn('up == 1')).toThrow(/up/);
  });

  test('a value is quoted as PromQL quotes', () => {
    expect(series('up', { job: 'a"b\\c', chain: { matches: 'x|y' }, pod: { differs: 'z' }, role: undefined })).toBe(String.raw`up{job="a\"b\\c",chain=~"x|y",pod!~"z"}`);
  });

  test.each([[1, '1s'], [90, '90s'], [60, '1m'], [5400, '90m'], [7200, '2h'], [86_400, '1d'], [1.5, '1500ms'], [0, '1ms']])('%s s are %s', (seconds, text) => expect(span(seconds)).toBe(text));
  test.each([[1, '1 s'], [90, '90 s'], [120, '2 min'], [5400, '90 min'], [43_200, '12 h'], [302_400, '3.5 days'], [1_209_600, '14 days']])('%s s are spoken as %s', (seconds, text) => expect(spoken(seconds)).toBe(text));
});

describe('the table of metrics', () => {
  test.each(keysOf(metrics))('%s has a component, a source and sound versions', (name) => {
    const { component, source, what, since, until } = factsOf(name);
    expect(['prometheus', 'kubernetes', ...Object.keys(components)]).toContain(component);
    expect(source.length).toBeGreaterThan(8);
    expect(what.length).toBeGreaterThan(4);
    expect(`${since ?? 'v0.0.0'} ${until ?? 'v9.0.0'}`).toMatch(/^v\d+\.\d+\.\d+ v\d+\.\d+\.\d+$/);
    expect(compareVersions(since ?? 'v0.0.0', until ?? 'v9.0.0')).toBeLessThan(0);
    // Prometheus writes its own series of alerts in capitals.
    expect(name).toMatch(/^([a-z][a-z0-9_]+|ALERTS)$/);
  });

  test('a version serves what came with it, and an unknown one what is there now', () => {
    const name = 'op_proposer_default_proposed_sequence_number';
    expect([undefined, 'v1.10.2', 'v1.16.0', 'v1.16.6'].map((version) => isServed(name, version))).toEqual([true, false, true, true]);
    expect(isServed('up', 'v0.0.1')).toBe(true);
  });

  test('every release of the catalogue serves what its alerts look at', () => {
    for (const { components: versions, follows } of releases) {
      const later = hardforks.slice(hardforks.indexOf(follows) + 1);
      const without = (suffix: string): object => Object.fromEntries(later.map((fork) => [`${fork}${suffix}`, undefined]));
      const files = { rollup: without('_time'), genesis: { config: { ...genesis.config, ...without('Time') } } };
      const network = customNetwork({ compatibility: { allow: compatibilityCodes }, images: { components: untyped(Object.fromEntries(Object.entries(versions).filter(([name]) => name !== 'toolbox').map(([name, version]) => [name, { version }]))) } }, files);
      const chart = makeRollup({ alerts: true }, { network, challenger: undefined });
      const named = groupsOf(chart).flatMap((group) => group.rules).flatMap(({ expr }) => namesIn(expr).selectors).map(({ metric }) => rowOf(metric));
      const ofPinned = named.flatMap((name) => Object.entries(versions).filter(([each]) => each === factsOf(name).component).map(([, version]) => [name, version] as const));
      expect(ofPinned.length).toBeGreaterThan(30);
      expect(ofPinned.filter(([name, version]) => !isServed(name, version))).toEqual([]);
    }
  });
});

/** The expressions of a rollup, by workload, alert and severity. */
function expressions(groups: readonly Group[]): Record<string, string> {
  return Object.fromEntries(groups.flatMap(({ name, rules: own }) => own.map((rule) => [`${name} ${rule.alert} ${rule.labels.severity}`, rule.expr])));
}

function moved(other: readonly Group[]): string[] {
  const [before, after] = [expressions(made.rollup), expressions(other)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  return Object.keys(before).filter((key) => before[key] !== after[key]);
}

const batching = (maxChannelDuration: Duration): readonly Group[] => groupsOf(makeRollup({ alerts: true }, { batcher: { ...parts.batcher!, batching: { maxChannelDuration } } }));
const descriptionOf = (alert: string): string => made.rollup.flatMap((group) => group.rules).find((rule) => rule.alert === alert)!.annotations.description;

describe('the chain\'s own numbers', () => {
  test('the block time moves what is counted in blocks, and nothing else', () => {
    expect(moved(groupsOf(makeRollup({ alerts: true }, {}, { block_time: 1 })))).toEqual([
      'acme-sequencer OpStackUnsafeHeadStalled critical',
      'acme-replica OpStackUnsafeHeadStalled warning',
      // A replica whose unsafe head is old is catching up, and does not count.
      'acme-replica OpStackSafeHeadLag warning', 'acme-replica OpStackSafeHeadLag critical', 'acme-replica OpStackFinalizedHeadLag warning',
      'acme-batcher OpStackPendingBlocks warning',
    ]);
  });

  test('the sequencing window moves the lags', () => {
    expect(moved(groupsOf(makeRollup({ alerts: true }, {}, { seq_window_size: 7200 })))).toEqual([
      'acme-sequencer OpStackSafeHeadLag warning', 'acme-sequencer OpStackSafeHeadLag critical', 'acme-sequencer OpStackFinalizedHeadLag warning',
      'acme-replica OpStackSafeHeadLag warning', 'acme-replica OpStackSafeHeadLag critical', 'acme-replica OpStackFinalizedHeadLag warning',
    ]);
  });

  test('the channel duration moves what waits for a channel', () => {
    expect(moved(batching(Duration.minutes(20)))).toEqual(['acme-batcher OpStackPendingBlocks warning', 'acme-batcher OpStackNoSafeProgress critical']);
    // Five hours of a window of twelve: a lag of a quarter, three hours, is how that chain works.
    const rare = expressions(batching(Duration.hours(5)));
    expect(rare['acme-sequencer OpStackSafeHeadLag warning']).toMatch(/ > 2025$/);
    expect(rare['acme-sequencer OpStackSafeHeadLag critical']).toMatch(/ > 2550$/);
    expect(rare['acme-batcher OpStackNoSafeProgress critical']).toContain('[305m]');
  });

  test.each([[50, 900], [450, 900], [451, 1239], [1500, 2025]])('with channels of %s L1 blocks, the warning comes at %s of 3600', (channelBlocks, blocks) => {
    expect(windowPart({ seqWindowSize: 3600, channelBlocks }, { safeLagWarning: 0.25 }, 0.25)).toBe(blocks);
  });

  test('however long channels are, a warning comes after a channel, before the critical alert, and within the window', () => {
    const window = fc.integer({ min: 1000, max: 100_000 }).chain((seqWindowSize) => fc.record({ seqWindowSize: fc.constant(seqWindowSize), channelBlocks: fc.integer({ min: 0, max: Math.floor(0.9 * seqWindowSize) }) }));
    const shares = fc.integer({ min: 5, max: 80 }).chain((low) => fc.record({ low: fc.constant(low / 100), high: fc.integer({ min: low + 5, max: 95 }).map((high) => high / 100) }));
    fc.assert(fc.property(window, shares, (numbers, { low, high }) => {
      const [warning, critical] = [low, high].map((part) => windowPart(numbers, { safeLagWarning: low }, part));
      expect(warning!).toBeGreaterThan(numbers.channelBlocks);
      expect(critical!).toBeGreaterThan(warning!);
      expect(critical!).toBeLessThanOrEqual(numbers.seqWindowSize);
    }));
  });

  test('the proposal interval moves the wait for a proposal', () => {
    const proposal = { outputInterval: Duration.minutes(45) };
    expect(moved(groupsOf(makeRollup({ alerts: true }, { proposer: { ...parts.proposer!, proposal } })))).toEqual(['acme-proposer OpStackNoProposal critical']);
  });

  test('where the batcher begins to throttle moves the bytes that may wait', () => {
    const throttling = { lowerThreshold: 5_000_000 };
    const groups = groupsOf(makeRollup({ alerts: true }, { batcher: { ...parts.batcher!, throttling } }));
    expect(moved(groups)).toEqual(['acme-batcher OpStackPendingBytes warning']);
    expect(expressions(groups)['acme-batcher OpStackPendingBytes warning']).toMatch(/ > 5000000$/);
    const told = groupsOf(makeRollup({ alerts: { thresholds: { pendingBytes: 1000 } } }, { batcher: { ...parts.batcher!, throttling } }));
    expect(expressions(told)['acme-batcher OpStackPendingBytes warning']).toMatch(/ > 1000$/);
  });

  test('stand in the descriptions', () => {
    expect(descriptionOf('OpStackUnsafeHeadStalled')).toContain('30 blocks of 2 s (60 s)');
    expect(descriptionOf('OpStackSafeHeadLag')).toContain('900 L1 blocks (3 h) old, of the 3600 (12 h)');
    expect(descriptionOf('OpStackNoSafeProgress')).toContain('a channel of 50 L1 blocks (10 min), and 25 more');
    expect(descriptionOf('OpStackNoProposal')).toContain('2 intervals of 30 min');
    expect(descriptionOf('OpStackDisputedClaim')).toContain('3.5 days');
    expect(descriptionOf('OpStackPendingBlocks')).toContain('2 channels of 10 min');
  });

  test('a chain whose rollup.json is only seen in the cluster has the usual ones', () => {
    const network = { ...customNetwork(), chainId: 42069, l1ChainId: 11155111, rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json'), l2Genesis: ConfigSource.fromConfigMap('files', 'genesis.json') };
    expect(moved(groupsOf(makeRollup({ alerts: true }, { network })))).toEqual([]);
  });
});

const other: Required<Thresholds> = {
  unsafeHeadAge: 31, safeLagWarning: 0.3, safeLagCritical: 0.6, finalityBlocks: 129, derivationLag: 31, engineErrors: 0.06, l1Errors: 0.2, l1Latency: Duration.seconds(3), pendingBytes: 7, pendingChannels: 3,
  safeMargin: 26, proposalIntervals: 3, challengeClock: Duration.hours(85), challengerIdle: 1 / 12, batcherBalance: 3, proposerBalance: 3, challengerBalance: 3, transactionErrors: 11, restarts: 4, volumeDays: 5,
  forkNotice: Duration.days(13),
};

describe('props', () => {
  test.each(keysOf(other))('the threshold %s is in an expression', (name) => {
    expect(other[name]).not.toEqual(thresholdDefaults[name]);
    const thresholds: Thresholds = { [name]: other[name] };
    const fixture = name === 'forkNotice' ? 'behind' : 'rollup';
    const [before, after] = [expressions(made[fixture]), expressions(groupsOf(fixtures[fixture]({ thresholds })))];
    expect(Object.keys(before).filter((key) => before[key] !== after[key]).length).toBeGreaterThan(0);
  });

  test('alerts may be left out, labelled, and documented elsewhere', () => {
    const alerts: AlertsProps = { except: ['OpStackNoPeers'], labels: { team: 'rollups', severity: 'none' }, runbooks: 'https://wiki.example.com/op' };
    const own = groupsOf(makeRollup({ alerts })).flatMap((group) => group.rules);
    expect(own.map(({ alert }) => alert)).not.toContain('OpStackNoPeers');
    expect(own.every(({ labels }) => labels.team === 'rollups' && labels.severity !== 'none')).toBe(true);
    expect(own.find(({ alert }) => alert === 'OpStackLowBalance')!.annotations.runbook_url).toBe('https://wiki.example.com/op/low-balance.md');
  });

  test('monitoring alone makes no rules', () => expect(groupsOf(makeRollup(true))).toEqual([]));
});

const ofRole = (groups: readonly Group[], name: string): readonly Rule[] => groups.find((group) => group.name === name)!.rules;
const namesOf = (groups: readonly Group[], name: string): string[] => ofRole(groups, name).map(({ alert }) => alert);

const noPeersOf = (groups: readonly Group[]): string => ofRole(groups, 'acme-sequencer').find(({ alert }) => alert === 'OpStackNoPeers')!.expr;

describe('alerts that do not apply are not there', () => {
  test('of a sequencer, only at the sequencer', () => {
    expect(namesOf(made.rollup, 'acme-sequencer')).toEqual(expect.arrayContaining(['OpStackNoActiveSequencer', 'OpStackTwoActiveSequencers']));
    expect(namesOf(made.rollup, 'acme-replica').filter((name) => name.includes('ActiveSequencer'))).toEqual([]);
  });

  test('of volumes, only with claims', () => {
    expect(namesOf(made.rollup, 'acme-batcher')).not.toContain('OpStackVolumeFilling');
    expect(namesOf(made.rollup, 'acme-challenger')).toContain('OpStackVolumeFilling');
  });

  test('of forks, only where one is not covered: the program and the fork are named', () => {
    expect(Object.values(made.rollup).flatMap((group) => group.rules).map(({ alert }) => alert)).not.toContain('OpStackForkNotCovered');
    const [warning, critical] = ofRole(made.behind, 'acme-sequencer').filter(({ alert, labels }) => alert === 'OpStackForkNotCovered' && labels.program === 'op-node' && labels.fork === 'karst');
    expect(warning).toMatchObject({ expr: 'vector(time()) >= 90400 < 1300000', labels: { severity: 'warning', job: 'acme-sequencer' } });
    expect(critical).toMatchObject({ expr: 'vector(time()) >= 1300000' });
    expect(critical!.annotations.description).toContain('op-node v1.16.13 cannot follow karst');
    expect(critical!.annotations.description).toContain('v1.19.1');
  });

  test('of a fork from genesis, only the critical one', () => {
    const chart = makeRollup({ alerts: true }, {
      network: customNetwork({ compatibility: { allow: compatibilityCodes } }),
      sequencer: { p2pSequencerKey: sequencerKey, consensus: { image: { version: 'v1.16.13' } } },
    });
    const found = ofRole(groupsOf(chart), 'acme-sequencer').filter(({ alert, labels }) => alert === 'OpStackForkNotCovered' && labels.fork === 'karst');
    expect(found.map(({ labels, expr }) => `${labels.severity} ${expr}`)).toEqual(['critical vector(time()) >= 0']);
  });

  test('of peers, not without gossip; and alone on the chain only where peers are known', () => {
    const silent = groupsOf(makeRollup({ alerts: true }, { replicas: { consensus: { p2p: { enabled: false } } } }));
    expect(namesOf(silent, 'acme-replica')).not.toContain('OpStackNoPeers');
    expect(noPeersOf(made.rollup)).toContain('count by (chain)');
    const known = { discovery: { bootnodes: ['enr:-a'], enabled: true } };
    expect(noPeersOf(groupsOf(makeRollup({ alerts: true }, { sequencer: { p2pSequencerKey: sequencerKey, consensus: { p2p: known } } })))).not.toContain('count by');
  });

  test('of derivation, not where the heads are taken over from another node', () => {
    const light = groupsOf(makeRollup({ alerts: true }, { replicas: { consensus: { followSource: 'http://source:9545' } } }));
    expect(namesOf(light, 'acme-replica')).not.toContain('OpStackDerivationIdle');
    expect(namesOf(light, 'acme-sequencer')).toContain('OpStackDerivationIdle');
  });
});
