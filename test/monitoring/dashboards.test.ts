import { App, Chart, Duration } from 'cdk8s';
import { OpNodeConstruct, OpReplicaChart, OptimismNetworkConstruct, type Monitoring, type OpStackChartProps } from '../../src';
import { expectValid, manifestsOf } from '../../src/testing';
import { keysOf } from '../../src/kube';
import { dashboards } from '../../src/monitoring/dashboards/catalogue';
import { layout } from '../../src/monitoring/dashboards/layout';
import type { Panel } from '../../src/monitoring/dashboards/model';
import { factsOf, isServed, metrics } from '../../src/monitoring/metrics';
import { knownChains } from '../../src/network';
import { anyVersion, knownNetwork, l1, problem, problemsOf, untyped } from '../support/fixtures';
import { ON, all, charts, full, models, panelOf } from './support/dashboard-charts';
import { dashboardMapsOf, dashboardsOf, exprsOf, faultsOf, rowOf, type DashboardMap, type Model, type ModelPanel } from './support/dashboards';
import { namesIn } from './support/promql-names';
import { makeRollup, parts } from './support/rollup';

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
      'example production-rollup': expect.arrayContaining([...node, 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon']) as unknown,
      'example testnet': expect.arrayContaining([...node, 'op-batcher', 'op-proposer', 'op-challenger']) as unknown,
      full: expect.arrayContaining([...node, 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon']) as unknown,
      others: expect.arrayContaining([...node, 'kona-node', 'op-geth', 'op-batcher', 'op-proposer', 'op-challenger', 'op-dispute-mon']) as unknown,
      old: expect.arrayContaining(node) as unknown,
      kona: expect.arrayContaining(['overview', 'op-reth', 'kona-node']) as unknown,
    });
    expect(Object.values(names).map((list) => list.length)).toEqual([3, 6, 3, 7, 7, 9, 7, 3]);
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

const chainLimits = (model: Model): unknown =>
  ['Age of the unsafe head', 'Sequencing window', 'Balance of the batcher', 'Bytes to be posted', 'Blocks in no channel', 'Lag of the finalized head', 'Time since the last proposal'].map((title) => limitsOf(panelOf(model, title)));

test('workloads can be chosen: in a dashboard of a program, those that run it', () => {
  for (const [name, model] of Object.entries(full)) {
    const jobs = untyped<{ query: string }>(model.templating.list.find((each) => each.name === 'job')!.query).query;
    expect(jobs).toBe(name === 'overview' ? 'label_values(up{chain="$chain"}, job)' : `label_values(up{chain="$chain",component="${name}"}, job)`);
  }
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
    expect(chainLimits(full.overview!)).toEqual([[null, 60], [null, 0.25, 0.5], [null, 0.5], [null, 3_200_000], [null, 600], [null, 1028], [null, 1800, 3600]]);
    expect(chainLimits(moved.overview!)).toEqual([[null, 30], [null, 0.1, 0.5], [null, 7], [null, 5_000_000], [null, 1200], [null, 848], [null, 2700, 5400]]);
    expect(panelOf(moved.overview!, 'Sequencing window').targets![0]!.expr).toMatch(/ \/ 7200$/);
  });
});

const metadata = (monitoring: Monitoring): DashboardMap['metadata'] => dashboardMapsOf(manifestsOf(makeRollup(monitoring)))[0]!.metadata;

describe('where they are', () => {
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

  test('always the same, with the same ids', () => {
    expect(dashboardMapsOf(manifestsOf(makeRollup({ ...ON, alerts: true })))).toEqual(dashboardMapsOf(manifestsOf(charts.full!)));
    expect(full.overview!.uid).toBe('overview-44a522c4beb1');
  });

  test('with the names of the longest chains', () => {
    const names = knownChains.filter(({ altDa, sequencerUrl }) => !altDa && sequencerUrl).map(({ networkName }) => networkName);
    const networkName = names.reduce((longest, name) => (name.length > longest.length ? name : longest));
    expect(networkName.length).toBeGreaterThan(15);
    const chart = new OpReplicaChart(new App(), 'a'.repeat(43), { network: { networkName, ...l1, ...anyVersion }, monitoring: ON });
    expectValid(chart);
    for (const model of Object.values(dashboardsOf(chart))) expect(faultsOf(model)).toEqual([]);
  });
});

describe('what is wrong is said', () => {
  test('no switch', () => {
    const problems = problemsOf(() => makeRollup(untyped({ dashboards: 'yes' })));
    expect(problems).toMatchObject([{ code: 'INVALID_CHOICE', path: 'acme', prop: 'monitoring.dashboards' }]);
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

const panel = (kind: Panel['kind']): Panel => ({ kind, title: 'a', description: 'a', unit: 'short', queries: [] });

describe('the grid', () => {
  test.each([[1, [24]], [2, [12, 12]], [3, [8, 8, 8]], [4, [12, 12, 12, 12]], [5, [12, 12, 8, 8, 8]], [7, [12, 12, 12, 12, 8, 8, 8]]])('fills its lines with %i graphs', (count, widths) => {
    expect(layout([{ title: 's', panels: Array.from({ length: count }, () => panel('timeseries')) }]).slice(1).map(({ place }) => place.w)).toEqual(widths);
  });

  test('puts numbers above graphs, and sections below each other', () => {
    const places = layout([{ title: 'a', panels: [panel('stat'), panel('stat'), panel('timeseries')] }, { title: 'b', panels: [panel('timeseries')] }]).map(({ place: { x, y, w, h } }) => [x, y, w, h]);
    expect(places).toEqual([[0, 0, 24, 1], [0, 1, 12, 4], [12, 1, 12, 4], [0, 5, 24, 8], [0, 13, 24, 1], [0, 14, 24, 8]]);
  });
});

const first = (model: Model): ModelPanel => model.panels.find(({ type }) => type === 'timeseries')!;

describe('the checks of this test find', () => {
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
    ['another chain', (model) => (first(model).targets![0]!.expr = 'up{job=~"$job"}'), /^of any chain/],
    ['other workloads', (model) => (first(model).targets![0]!.expr = 'up{chain="$chain"}'), /^of workloads that are not chosen/],
    ['a number alone', (model) => (first(model).targets![0]!.expr = '1'), /^nothing selected/],
  ])('%s', (_what, change, fault) => {
    const model = structuredClone(full.overview!);
    change(model);
    expect(faultsOf(model).filter((each) => fault.test(each))).not.toEqual([]);
  });
});
