import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { keysOf } from '../../src/kube';
import { cases, type AlertCase, type Samples } from './support/cases';
import { promtool, runPromtool } from './support/promtool';
import { fixtures, groupsOf, type FixtureName, type Group } from './support/rollup';
import type { AlertName } from '../../src';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const folder = mkdtempSync(join(tmpdir(), 'op-stack-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const made = new Map<FixtureName, readonly Group[]>();

/** The rules of a fixture as a file of Prometheus: all of them, or those of one alert, which are sooner tried. */
function ruleFile(name: FixtureName, only?: AlertName): string {
  const groups = made.get(name) ?? groupsOf(fixtures[name]());
  made.set(name, groups);
  const file = join(folder, `${name}-${only ?? 'all'}.rules.yaml`);
  writeFileSync(file, Yaml.stringify({ groups: groups.map((group) => ({ ...group, rules: group.rules.filter(({ alert }) => only === undefined || alert === only) })) }));
  return file;
}

function unitTest({ alert, severity, role, at, fixture = 'rollup', every = '1m' }: AlertCase, samples: readonly Samples[], fires: boolean): object {
  return {
    rule_files: [ruleFile(fixture, alert)],
    evaluation_interval: every,
    tests: [{
      interval: '1m',
      input_series: samples.map(([series, values]) => ({ series, values })),
      promql_expr_test: [{
        expr: `group by (alertname, severity, role) (ALERTS{alertname="${alert}",severity="${severity}",role="${role}",alertstate="firing"})`,
        eval_time: at,
        exp_samples: fires ? [{ labels: `{alertname="${alert}",severity="${severity}",role="${role}"}`, value: 1 }] : [],
      }],
    }],
  };
}

if (!promtool) process.stderr.write('SKIPPED: promtool is not on PATH, so no alert is tried (apt-get install prometheus)\n');
const described = promtool ? describe : describe.skip;

described(promtool ?? 'promtool is not on PATH', () => {
  test.each(keysOf(fixtures))('it takes the rules of %s', (name) => {
    const { ok, output } = runPromtool('check', 'rules', ruleFile(name));
    expect(output).toMatch(/SUCCESS: \d+ rules found/);
    expect(output).not.toMatch(/duplicate/i);
    expect(ok).toBe(true);
  });

  test.each(cases.map((each, index) => [`${each.alert} ${each.severity} of the ${each.role}, case ${index}`, each] as const))('%s fires and stays silent', (title, each) => {
    const files = [...each.fires.map((samples) => [samples, true] as const), ...each.quiet.map((samples) => [samples, false] as const)].map(([samples, fires], index) => {
      const file = join(folder, `${title.replaceAll(/\W+/g, '-')}-${index}.yaml`);
      writeFileSync(file, Yaml.stringify(unitTest(each, samples, fires)));
      return file;
    });
    const { ok, output } = runPromtool('test', 'rules', ...files);
    expect(ok ? '' : output).toBe('');
  });

  test('an annotation is filled in from the series', () => {
    const file = join(folder, 'annotations.yaml');
    const labels = 'job="acme-batcher",chain="42069",namespace="acme",pod="acme-batcher-0"';
    writeFileSync(file, Yaml.stringify({
      rule_files: [ruleFile('rollup')],
      evaluation_interval: '1m',
      tests: [{
        interval: '1m',
        input_series: [{ series: `op_batcher_default_balance{${labels}}`, values: '0.25x20' }],
        alert_rule_test: [{
          alertname: 'OpStackLowBalance',
          eval_time: '10m',
          exp_alerts: [{
            exp_labels: { job: 'acme-batcher', chain: '42069', namespace: 'acme', pod: 'acme-batcher-0', severity: 'critical', role: 'batcher' },
            exp_annotations: {
              summary: 'The account of acme-batcher runs out of ether',
              description: 'The account of acme-batcher has 250m ether on L1, less than 0.5. Without any the batcher stops.',
              runbook_url: 'https://unpkg.com/cdk8s-op-stack/docs/troubleshooting/alerts/low-balance.md',
            },
          }],
        }],
      }],
    }));
    const { ok, output } = runPromtool('test', 'rules', file);
    expect(ok ? '' : output).toBe('');
  });
});
