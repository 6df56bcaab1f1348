import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { all, full, models, panelOf } from './support/dashboard-charts';
import { exprsOf } from './support/dashboards';
import { promtool, runPromtool } from './support/promtool';

if (!promtool) process.stderr.write('SKIPPED: promtool is not on PATH, so no panel is tried (apt-get install prometheus)\n');
const described = promtool ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'op-stack-dashboards-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** What Grafana makes of an expression before Prometheus sees it. */
const filledIn = (expr: string): string => expr.replaceAll('$__rate_interval', '5m').replaceAll('$chain', '42069').replaceAll('$job', '(acme-sequencer|acme-replica|acme-batcher|acme-proposer)');

const of = (role: string): string => `job="acme-${role}",chain="42069",namespace="acme",pod="acme-${role}-0"`;
const pod = (name: string, container: string): string => `namespace="acme",pod="${name}",container="${container}"`;
const ref = (layer: string, type: string): string => `op_node_default_refs_number{${of('sequencer')},layer="${layer}",type="${type}"}`;

/** What a query of the overview gives ten minutes in, by the labels that matter. */
const samples = (title: string, query: number, expected: readonly [labels: string, value: number][], model: typeof full = full): object => ({
  expr: `sum by (job, pod, container, persistentvolumeclaim) (${filledIn(panelOf(model.overview!, title).targets![query]!.expr)})`,
  eval_time: '10m',
  exp_samples: expected.map(([labels, value]) => ({ labels, value })),
});

described(promtool ?? 'promtool is not on PATH', () => {
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
    const series: [string, string][] = [
      [ref('l1', 'l1_head'), '10000x20'], [ref('l1_origin', 'l2_safe'), '9100x20'], [ref('l1_origin', 'l2_finalized'), '9000x20'], [ref('l2', 'l2_unsafe'), '0+30x20'], [ref('l2', 'l2_safe'), '5x20'],
      [`op_node_default_refs_time{${of('sequencer')},layer="l2",type="l2_unsafe"}`, '595x20'],
      [`kona_node_block_labels{${of('replica')},label="unsafe"}`, '1000x20'], [`kona_node_block_labels{${of('replica')},label="safe"}`, '400x20'],
      [`op_node_default_sequencer_active{${of('sequencer')}}`, '1x20'], [`up{${of('sequencer')},component="op-node"}`, '0x20'], [`up{${of('replica')},component="op-node"}`, '1x20'],
      [`op_node_default_rpc_client_requests_total{${of('sequencer')},method="eth_call"}`, '0+60x20'],
      ...[['<nil>', 30], ['<not found>', 15], ['timeout', 10]].map(([error, each]): [string, string] => [`op_node_default_rpc_client_responses_total{${of('sequencer')},method="eth_call",error="${error}"}`, `0+${each}x20`]),
      ...[['1', 50], ['5', 100], ['+Inf', 100]].map(([le, each]): [string, string] => [`op_node_default_rpc_client_request_duration_seconds_bucket{${of('sequencer')},method="eth_call",le="${le}"}`, `0+${each}x20`]),
      [`op_batcher_default_txmgr_tx_fee_gwei_total{${of('batcher')}}`, '0+6000000000x20'],
      [`op_proposer_default_txmgr_last_confirm_unix{${of('proposer')},status="success"}`, '100x20'],
      [`container_memory_working_set_bytes{${pod('acme-sequencer-0', 'op-node')}}`, '100x20'], [`container_memory_working_set_bytes{${pod('acme-sequencer-0', '')}}`, '300x20'],
      [`container_memory_working_set_bytes{${pod('acme-batcher-5d4f8b9c7d-x2k9p', 'op-batcher')}}`, '200x20'], [`container_memory_working_set_bytes{${pod('other-sequencer-0', 'op-node')}}`, '400x20'],
      ['container_memory_working_set_bytes{namespace="other",pod="acme-sequencer-0",container="op-node"}', '500x20'],
      ['kubelet_volume_stats_available_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', '25x20'], ['kubelet_volume_stats_capacity_bytes{namespace="acme",persistentvolumeclaim="data-acme-sequencer-0"}', '100x20'],
    ];
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
          samples('Sequencing window', 0, [[job, 0.25]]),
          // 600 blocks of 2 s are 100 L1 blocks, of 3600.
          samples('Sequencing window', 1, [['{job="acme-replica"}', 100 / 3600]], models.others),
          samples('Lag of the finalized head', 0, [[job, 1000]]),
          samples('Age of the unsafe head', 0, [['{}', 5]]),
          samples('Blocks per block time', 0, [[podOf, 1]]),
          samples('Heads', 0, [[job, 305]]),
          samples('Active sequencers', 0, [['{}', 1]]),
          samples('Targets down', 0, [['{}', 1]]),
          samples('Alerts', 0, [['{}', 0]]),
          samples('Failed calls to L1', 0, [[podOf, 0.25]]),
          samples('Slow calls to L1', 0, [[job, 4.6]]),
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
