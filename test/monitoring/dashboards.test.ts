import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration, Yaml } from 'cdk8s';
import { OpNodeConstruct, OpReplicaChart, OptimismNetworkConstruct, type Monitoring, type MonitoringProps, type OpStackChartProps } from '../../src';
import { expectValid, findAll, manifestsOf } from '../../src/testing';
import { dashboards } from '../../src/monitoring/dashboards/catalogue';
import { layout } from '../../src/monitoring/dashboards/layout';
import { factsOf, isServed, metrics } from '../../src/monitoring/metrics';
import { keysOf } from '../../src/kube';
import { knownChains } from '../../src/network';
import { examples } from '../../examples';
import { anyVersion, customNetwork, knownNetwork, l1, problem, problemsOf, sequencerKey, signer, untyped } from '../support/fixtures';
import { dashboardMapsOf, dashboardsOf, exprsOf, faultsOf, fullRollup, rowOf, type Model, type ModelPanel } from './support/dashboards';
import { namesIn } from './support/promql-names';
import { promtool, runPromtool } from './support/promtool';
import { makeRollup, parts } from './support/rollup';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const ON: MonitoringProps = { dashboards: true };
const others = customNetwork({ ...anyVersion, images: { components: { 'op-geth': { version: 'v1.101702.3' } } } });
/** A rollup that runs the programs which the usual one does not. */
const otherRollup = (): Chart => makeRollup(ON, { network: others, replicas: { execution: { client: 'op-geth' }, consensus: { client: 'kona-node' } } });
const oldRollup = (): Chart =>
  makeRollup(ON, {
    network: customNetwork(anyVersion),
    sequencer: { p2pSequencerKey: sequencerKey, execution: { image: { version: 'v2.3.3' } } },
    batcher: { signer: signer('batcher-key'), image: { version: 'v1.10.0' } },
    proposer: { signer: signer('proposer-key'), image: { version: 'v1.9.5' } },
  });

const charts: Record<string, Chart> = {
  ...Object.fromEntries(Object.entries(examples).map(([name, example]) => [`example ${name}`, example(new App(), { ...ON, alerts: true })])),
  full: fullRollup(),
  others: otherRollup(),
  old: oldRollup(),
  kona: new OpReplicaChart(new App(), 'acme', { network: customNetwork({ l2RpcUrl: 'https://rpc.acme.example' }), node: { consensus: { client: 'kona-node' } }, monitoring: ON }),
};
const models = Object.fromEntries(Object.entries(charts).map(([name, chart]) => [name, dashboardsOf(chart)]));
const full = models.full!;
const all = Object.entries(models).flatMap(([chart, ofChart]) => Object.entries(ofChart).map(([name, model]) => [`${chart}: ${name}`, model] as const));
const panelOf = (model: Model, title: string): ModelPanel => model.panels.find((panel) => panel.title === title && panel.type !== 'row')!;
const limitsOf = (panel: ModelPanel): (number | null)[] => panel.fieldConfig!.defaults.thresholds.steps.map(({ value }) => value);

describe('every dashboard', () => {
  test.each(all)('%s is one that Grafana shows, of metrics that there are', (_title, model) => expect(faultsOf(model)).toEqual([]));

  test.each(Object.keys(charts))('%s passes every check, and is small enough for kubectl apply', (name) => {
    expectValid(charts[name]!);
    for (const map of dashboardMapsOf(manifestsOf(charts[name]!))) expect(JSON.stringify(map).length).toBeLessThan(200 * 1024);
  });

  test('is there once for each program that runs, and one for all of them', () => {
    const names = Object.fromEntries(Object.entries(models).map(([chart, ofChart]) => [chart, Object.keys(ofChart)]));
    const node = ['overview', 'op-reth', 'op-node'];
    expect(names).toEqual({
      'example basic': expect.arrayContaining(node) as unknown,
      'example production': expect.arrayContaining(node) as unknown,
      'example testnet': expect.arrayContaining([...node, 'op-batcher', 'op-proposer', 'op-challenger']) as unknown,
      full: expect.arrayContaining([...node, 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon']) as unknown,
      others: expect.arrayContaining([...node, 'kona-node', 'op-geth', 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon']) as unknown,
      old: expect.arrayContaining(node) as unknown,
      kona: expect.arrayContaining(['overview', 'op-reth', 'kona-node']) as unknown,
    });
    expect(Object.values(names).map((list) => list.length)).toEqual([3, 6, 3, 7, 9, 7, 3]);
    expect(new Set(Object.values(names).flat())).toEqual(new Set(dashboards.map(({ name }) => name)));
  });

  test('names only metrics of programs and versions that run', () => {
    const programs: Record<string, string[]> = {};
    for (const [chart, ofChart] of Object.entries(models)) {
      const named = new Set(Object.values(ofChart).flatMap(exprsOf).flatMap((expr) => namesIn(expr).selectors).map(({ metric }) => rowOf(metric)!));
      programs[chart] = [...new Set([...named].map((metric) => factsOf(metric).component))].filter((each) => !['prometheus', 'kubernetes'].includes(each));
      expect(new Set(programs[chart])).toEqual(new Set(Object.keys(ofChart).filter((name) => name !== 'overview')));
      const versions = chart === 'old' ? { 'op-batcher': 'v1.10.0', 'op-proposer': 'v1.9.5' } : {};
      for (const [component, version] of Object.entries(versions)) {
        const own = [...named].filter((metric) => factsOf(metric).component === component);
        expect(own.filter((metric) => !isServed(metric, version))).toEqual([]);
      }
    }
  });

  test('shows every metric of the table but those that another one tells better', () => {
    const shown = new Set(all.flatMap(([, model]) => exprsOf(model)).flatMap((expr) => namesIn(expr).selectors).map(({ metric }) => rowOf(metric)!));
    // Whether a program is up Prometheus knows itself, and the age of blocks the node tells first.
    expect(keysOf(metrics).filter((name) => !shown.has(name)).map((name) => name.replace(/^op_[a-z]+_((default|mon)_)?/, ''))).toEqual(['up', 'refs_time', 'up', 'refs_time', 'up', 'up', 'up']);
  });
});

describe('the overview', () => {
  test.each([
    ['heads', 'op_node_default_refs_number'], ['lags', 'op_node_default_refs_time'], ['the sequencer', 'op_node_default_sequencer_active'], ['the backlog', 'op_batcher_default_unsafe_da_bytes'],
    ['throttling', 'op_batcher_default_throttle_intensity'], ['the batcher\'s balance', 'op_batcher_default_balance'], ['the proposer\'s balance', 'op_proposer_default_balance'],
    ['the challenger\'s balance', 'op_challenger_balance'], ['proposals', 'op_proposer_default_proposed_sequence_number'], ['games', 'op_challenger_tracked_games'], ['all games', 'op_dispute_mon_games_agreement'],
    ['peers', 'op_node_default_p2p_peer_count'], ['the L1 endpoint', 'op_node_default_rpc_client_requests_total'], ['processors', 'container_cpu_usage_seconds_total'],
    ['memory', 'container_memory_working_set_bytes'], ['restarts', 'kube_pod_container_status_restarts_total'], ['volumes', 'kubelet_volume_stats_available_bytes'], ['alerts', 'ALERTS'],
  ])('shows %s', (_what, metric) => expect(exprsOf(full.overview!).flatMap((expr) => namesIn(expr).selectors).map((each) => each.metric)).toContain(metric));

  test('of read nodes has nothing of sequencers and services', () => {
    const titles = models['example basic']!.overview!.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(titles).toEqual(['Now', 'Heads and lags', 'Peers', 'L1 endpoint', 'Versions', 'Resources']);
  });

  test('leads to the dashboards of its chain, and of no other', () => {
    const { links, tags } = untyped<{ links: { tags: string[] }[]; tags: string[] }>(full.overview);
    expect(links.map((link) => link.tags)).toEqual([tags]);
    expect(tags).toEqual(['op-stack', 'chain:42069']);
  });

  test('has its numbers from the chain and from the thresholds', () => {
    const moved = dashboardsOf(makeRollup({ dashboards: true, alerts: { thresholds: { safeLagWarning: 0.1, batcherBalance: 7 } } }, { batcher: { ...parts.batcher!, throttling: { lowerThreshold: 5_000_000 } }, proposer: { ...parts.proposer!, proposal: { outputInterval: Duration.minutes(45) } } }, { block_time: 1, seq_window_size: 7200 }));
    const limits = (model: Model): unknown => ['Age of the unsafe head', 'Sequencing window in use', 'Balance of the batcher', 'Bytes to be posted', 'Blocks in no channel', 'Lag of the finalized head', 'Time since the last proposal'].map((title) => limitsOf(panelOf(model, title)));
    expect(limits(full.overview!)).toEqual([[null, 60], [null, 0.25, 0.5], [null, 0.5], [null, 3_200_000], [null, 600], [null, 1028], [null, 1800, 3600]]);
    expect(limits(moved.overview!)).toEqual([[null, 30], [null, 0.1, 0.5], [null, 7], [null, 5_000_000], [null, 1200], [null, 848], [null, 2700, 5400]]);
    expect(panelOf(moved.overview!, 'Sequencing window in use').targets![0]!.expr).toMatch(/ \/ 7200$/);
  });
});

describe('where they are', () => {
  const metadata = (monitoring: Monitoring): { namespace?: string; labels: Record<string, string>; annotations?: Record<string, string> } => dashboardMapsOf(manifestsOf(makeRollup(monitoring)))[0]!.metadata;

  test('by default in the chart\'s namespace, with the label that the charts of Grafana look for', () => {
    expect(metadata(ON)).toMatchObject({ namespace: 'acme', labels: { grafana_dashboard: '1', 'app.kubernetes.io/part-of': 'acme' } });
    expect(metadata(ON).annotations).toBeUndefined();
  });

  test('as told', () => {
    expect(metadata({ dashboards: { labels: { board: 'yes' }, folder: 'Rollups', namespace: 'grafana' }, labels: { release: 'x' } })).toMatchObject({ namespace: 'grafana', labels: { board: 'yes' }, annotations: { grafana_folder: 'Rollups' } });
    expect(metadata({ dashboards: { labels: { board: 'yes' } } }).labels).not.toHaveProperty('grafana_dashboard');
    expect(metadata({ dashboards: true, namespace: 'observed' }).namespace).toBe('observed');
    expect(metadata({ dashboards: { namespace: 'grafana' }, namespace: 'observed' }).namespace).toBe('grafana');
    expect(metadata({ dashboards: true, labels: { release: 'x' } }).labels).not.toHaveProperty('release');
  });

  test.each([true, { alerts: true }, { dashboards: false }])('nowhere with %p', (monitoring) => expect(dashboardMapsOf(manifestsOf(makeRollup(monitoring)))).toEqual([]));

  test('without the parts that stay out', () => {
    const names = Object.keys(dashboardsOf(makeRollup(ON, { batcher: { ...parts.batcher!, monitoring: true } })));
    expect(names).not.toContain('op-batcher');
    expect(names).toContain('op-proposer');
  });

  test('in any chart, once for each chain, whatever else is in the app', () => {
    const app = new App();
    const chart = new Chart(app, 'both', { namespace: 'both' });
    for (const networkName of ['op-sepolia', 'op-mainnet']) {
      const network = new OptimismNetworkConstruct(chart, networkName, { networkName, ...l1 });
      for (const id of ['a', 'b']) new OpNodeConstruct(chart, `${networkName}-${id}`, { network, nodeType: 'replica', monitoring: ON });
    }
    const again = new OpReplicaChart(app, 'again', { namespace: 'again', network: knownNetwork, monitoring: ON });
    expectValid(chart);
    const maps = [...dashboardMapsOf(manifestsOf(chart)), ...dashboardMapsOf(manifestsOf(again))];
    expect(maps).toHaveLength(9);
    const uids = maps.flatMap(({ data }) => Object.values(data)).map((text) => untyped<Model>(JSON.parse(text)).uid);
    expect(new Set(uids).size).toBe(9);
    expect(new Set(maps.flatMap(({ data }) => Object.keys(data))).size).toBe(9);
  });

  test('always with the same ids', () => {
    const uids = (): string[] => Object.values(dashboardsOf(fullRollup())).map(({ uid }) => uid);
    expect(uids()).toEqual(uids());
    expect(findAll(manifestsOf(fullRollup()), 'ConfigMap')).toEqual(findAll(manifestsOf(fullRollup()), 'ConfigMap'));
  });

  test('with the names of the longest chains', () => {
    const names = knownChains.filter(({ altDa, sequencerUrl }) => !altDa && sequencerUrl).map(({ networkName }) => networkName!);
    const networkName = names.reduce((longest, name) => (name.length > longest.length ? name : longest));
    expect(networkName.length).toBeGreaterThan(15);
    const chart = new OpReplicaChart(new App(), 'a'.repeat(43), { network: { networkName, ...l1, ...anyVersion }, monitoring: ON });
    expectValid(chart);
    for (const model of Object.values(dashboardsOf(chart))) expect(faultsOf(model)).toEqual([]);
  });
});

describe('what is wrong is said', () => {
  test('no switch', () => {
    const wrong = (): unknown => makeRollup(untyped({ dashboards: 'yes' }));
    expect(problem(wrong, 'INVALID_CHOICE')).toMatchObject({ path: 'acme', prop: 'monitoring.dashboards' });
    expect(problemsOf(wrong)).toHaveLength(1);
  });

  test('the same dashboards in two places', () => {
    const batcher: OpStackChartProps['batcher'] = { ...parts.batcher!, monitoring: { dashboards: { folder: 'Batcher' } } };
    expect(problem(() => makeRollup(ON, { batcher }), 'DASHBOARDS_DIFFER')).toMatchObject({ path: 'acme/batcher', prop: 'monitoring.dashboards' });
    expect(() => makeRollup(ON, { batcher: { ...parts.batcher!, monitoring: { dashboards: {} } } })).not.toThrow();
  });

  test('a name that something else has', () => {
    const batcher = { ...parts.batcher!, name: 'acme-dashboard-42069-overview' };
    expect(problemsOf(() => makeRollup(ON, { batcher })).map(({ code }) => code)).toContain('DUPLICATE_NAME');
  });
});

describe('the grid', () => {
  const panel = (kind: 'stat' | 'timeseries'): Parameters<typeof layout>[0][0]['panels'][0] => ({ kind, title: 'a', description: 'a', unit: 'short', queries: [] });

  test.each([[1, [24]], [2, [12, 12]], [3, [8, 8, 8]], [4, [12, 12, 12, 12]], [5, [12, 12, 8, 8, 8]], [7, [12, 12, 12, 12, 8, 8, 8]]])('fills its lines with %i graphs', (count, widths) => {
    expect(layout([{ title: 's', panels: Array.from({ length: count }, () => panel('timeseries')) }]).slice(1).map(({ place }) => place.w)).toEqual(widths);
  });

  test('puts numbers above graphs, and sections below each other', () => {
    const places = layout([{ title: 'a', panels: [panel('stat'), panel('stat'), panel('timeseries')] }, { title: 'b', panels: [panel('timeseries')] }]).map(({ place: { x, y, w, h } }) => [x, y, w, h]);
    expect(places).toEqual([[0, 0, 24, 1], [0, 1, 12, 4], [12, 1, 12, 4], [0, 5, 24, 8], [0, 13, 24, 1], [0, 14, 24, 8]]);
  });
});

describe('the checks of this test find', () => {
  const first = (model: Model): ModelPanel => model.panels.find(({ type }) => type === 'timeseries')!;
  test.each<[what: string, change: (model: Model) => unknown, fault: RegExp]>([
    ['a long uid', (model) => (model.uid = 'a'.repeat(41)), /^uid/],
    ['no description', (model) => (model.description = ''), /^no title/],
    ['an old format', (model) => (model.schemaVersion = 16), /^schemaVersion/],
    ['no panels', (model) => (model.panels = []), /^no panels/],
    ['two panels of one id', (model) => (model.panels[1]!.id = model.panels[2]!.id), /^panel ids/],
    ['two panels of one title', (model) => (model.panels[1]!.title = model.panels[2]!.title), /^two panels of one title/],
    ['a panel outside', (model) => (first(model).gridPos.x = 20), /^outside/],
    ['half a column', (model) => (first(model).gridPos.w = 7.5), /^outside/],
    ['an overlap', (model) => (first(model).gridPos.y -= 1), /^overlap/],
    ['an empty section', (model) => model.panels.splice(model.panels.length - 1, 1, { ...model.panels[0]!, id: 999, gridPos: { x: 0, y: 999, w: 24, h: 1 } }), /^empty section/],
    ['a variable that is not used', (model) => model.templating.list.push({ name: 'pod', type: 'textbox', query: '' }), /^not used: pod/],
    ['a variable that is not defined', (model) => (first(model).targets![0]!.legendFormat = '$limit'), /^not defined: limit/],
    ['a variable that is defined twice', (model) => model.templating.list.push(model.templating.list[0]!), /defined twice/],
    ['a kind that is not known', (model) => (first(model).type = 'graph'), /^type/],
    ['no unit', (model) => delete first(model).fieldConfig!.defaults.unit, /^unit/],
    ['a unit that is not known', (model) => (first(model).fieldConfig!.defaults.unit = 'blocks'), /^unit/],
    ['an empty panel', (model) => (first(model).targets = []), /^empty/],
    ['a data source of its own', (model) => (first(model).targets![0]!.datasource.uid = 'prometheus'), /^datasource/],
    ['two queries of one name', (model) => first(model).targets!.push(first(model).targets![0]!), /^refIds/],
    ['no legend', (model) => (first(model).targets![0]!.legendFormat = ''), /^no expression or legend/],
    ['limits that do not rise', (model) => (first(model).fieldConfig!.defaults.thresholds.steps = [{ color: 'green', value: null }, { color: 'red', value: 2 }, { color: 'red', value: 1 }]), /^thresholds/],
    ['a metric that there is not', (model) => (first(model).targets![0]!.expr = 'op_node_default_peer_count{job=~"$job"}'), /^no metric op_node_default_peer_count/],
    ['a label that the metric has not', (model) => (first(model).targets![0]!.expr = 'up{layer="l2"}'), /^up has no label layer/],
    ['a label in a clause that no metric has', (model) => (first(model).targets![0]!.expr = 'sum by (layer) (up{})'), /^no label layer/],
    ['a number alone', (model) => (first(model).targets![0]!.expr = '1'), /^nothing selected/],
  ])('%s', (_what, change, fault) => {
    const model = structuredClone(full.overview!);
    change(model);
    expect(faultsOf(model).filter((each) => fault.test(each))).not.toEqual([]);
  });
});

const described = promtool ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'op-stack-dashboards-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** What Grafana makes of an expression before Prometheus sees it. */
const filledIn = (expr: string): string => expr.replaceAll('$__rate_interval', '5m').replaceAll('$chain', '42069').replaceAll('$job', '(acme-sequencer|acme-replica|acme-batcher|acme-proposer)');

described(promtool ?? 'SKIPPED: promtool is not on PATH (apt-get install prometheus)', () => {
  test('it takes every expression', () => {
    const file = join(folder, 'all.rules.yaml');
    const exprs = [...new Set(all.flatMap(([, model]) => exprsOf(model)))];
    writeFileSync(file, Yaml.stringify({ groups: [{ name: 'dashboards', rules: exprs.map((expr, index) => ({ record: `panel:${index}`, expr: filledIn(expr) })) }] }));
    const { ok, output } = runPromtool('check', 'rules', file);
    expect(output).toContain(`SUCCESS: ${exprs.length} rules found`);
    expect(ok).toBe(true);
    writeFileSync(file, Yaml.stringify({ groups: [{ name: 'dashboards', rules: [{ record: 'panel:0', expr: 'up{job="a"' }] }] }));
    expect(runPromtool('check', 'rules', file).ok).toBe(false);
  });

  test('panels show what they say', () => {
    const of = (role: string): string => `job="acme-${role}",chain="42069",namespace="acme",pod="acme-${role}-0"`;
    const pod = (name: string, container: string): string => `namespace="acme",pod="${name}",container="${container}"`;
    const ref = (layer: string, type: string): string => `op_node_default_refs_number{${of('sequencer')},layer="${layer}",type="${type}"}`;
    const series: [string, string][] = [
      [ref('l1', 'l1_head'), '10000x20'], [ref('l1_origin', 'l2_safe'), '9100x20'], [ref('l1_origin', 'l2_finalized'), '9000x20'], [ref('l2', 'l2_unsafe'), '0+30x20'], [ref('l2', 'l2_safe'), '5x20'],
      [`op_node_default_refs_time{${of('sequencer')},layer="l2",type="l2_unsafe"}`, '595x20'],
      [`kona_node_block_labels{${of('replica')},label="unsafe"}`, '1000x20'], [`kona_node_block_labels{${of('replica')},label="safe"}`, '400x20'],
      [`op_node_default_sequencer_active{${of('sequencer')}}`, '1x20'], [`up{${of('sequencer')},component="op-node"}`, '0x20'], [`up{${of('replica')},component="op-node"}`, '1x20'],
      [`op_node_default_rpc_client_requests_total{${of('sequencer')},method="eth_call"}`, '0+60x20'], [`op_node_default_rpc_client_responses_total{${of('sequencer')},method="eth_call",error="<nil>"}`, '0+45x20'],
      [`op_batcher_default_txmgr_tx_fee_gwei_total{${of('batcher')}}`, '0+6000000000x20'],
      [`op_proposer_default_txmgr_last_confirm_unix{${of('proposer')},status="success"}`, '100x20'],
      [`container_memory_working_set_bytes{${pod('acme-sequencer-0', 'op-node')}}`, '100x20'], [`container_memory_working_set_bytes{${pod('acme-sequencer-0', '')}}`, '300x20'],
      [`container_memory_working_set_bytes{${pod('acme-batcher-5d4f8b9c7d-x2k9p', 'op-batcher')}}`, '200x20'], [`container_memory_working_set_bytes{${pod('other-sequencer-0', 'op-node')}}`, '400x20'],
      ['container_memory_working_set_bytes{namespace="other",pod="acme-sequencer-0",container="op-node"}', '500x20'],
      ['kubelet_volume_stats_available_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', '25x20'], ['kubelet_volume_stats_capacity_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', '100x20'],
    ];
    const samples = (title: string, query: number, expected: readonly [labels: string, value: number][], model = full): object => ({
      expr: `sum by (job, pod, container, persistentvolumeclaim) (${filledIn(panelOf(model.overview!, title).targets![query]!.expr)})`,
      eval_time: '10m',
      exp_samples: expected.map(([labels, value]) => ({ labels, value })),
    });
    const job = '{job="acme-sequencer"}';
    const podOf = '{job="acme-sequencer",pod="acme-sequencer-0"}';
    const file = join(folder, 'values.yaml');
    writeFileSync(file, Yaml.stringify({
      rule_files: [],
      evaluation_interval: '1m',
      tests: [{
        interval: '1m',
        input_series: series.map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          samples('Sequencing window in use', 0, [[job, 0.25]]),
          // 600 blocks of 2 s are 100 L1 blocks, of 3600.
          samples('Sequencing window in use', 1, [['{job="acme-replica"}', 100 / 3600]], models.others!),
          samples('Lag of the finalized head', 0, [[job, 1000]]),
          samples('Age of the unsafe head', 0, [['{}', 5]]),
          samples('Blocks per block time', 0, [[podOf, 1]]),
          samples('Heads', 0, [[job, 305]]),
          samples('Active sequencers', 0, [['{}', 1]]),
          samples('Targets down', 0, [['{}', 1]]),
          samples('Alerts', 0, [['{}', 0]]),
          samples('Failed calls to L1', 0, [[podOf, 0.25]]),
          samples('Fees', 0, [['{job="acme-batcher"}', 8640]]),
          samples('Time since the last proposal', 0, [['{job="acme-proposer",pod="acme-proposer-0"}', 500]]),
          samples('Memory', 0, [['{pod="acme-batcher-5d4f8b9c7d-x2k9p",container="op-batcher"}', 200], ['{pod="acme-sequencer-0",container="op-node"}', 100]]),
          samples('Volumes in use', 0, [['{persistentvolumeclaim="data-acme-sequencer-0"}', 0.75]]),
        ],
      }],
    }));
    const { ok, output } = runPromtool('test', 'rules', file);
    expect(ok ? '' : output).toBe('');
  });
});
