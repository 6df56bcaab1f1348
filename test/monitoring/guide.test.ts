import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration } from 'cdk8s';
import { alertNames } from '../../src';
import { keysOf } from '../../src/kube';
import { runbookOf } from '../../src/monitoring/alerts/names';
import { thresholdDefaults } from '../../src/monitoring/alerts-props';
import { dashboards } from '../../src/monitoring/dashboards/catalogue';
import { manifestsOf } from '../../src/testing';
import { sorted } from '../../src/testing/sorted';
import { testnet } from '../../examples/testnet/main';
import { overviewOf, render } from '../../scripts/dashboard-picture';
import { fixtures, groupsOf } from './support/rollup';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const docs = join(__dirname, '..', '..', 'docs');
const guide = readFileSync(join(docs, 'guides', 'monitoring.md'), 'utf8');
/** The first two cells of each row below a heading of a table. */
function rowsBelow(heading: string): [string, string][] {
  const [, rows = ''] = guide.split(`| ${heading} |`, 2);
  return rows.split('\n\n')[0]!.split('\n').slice(2).map((row) => row.split('|').map((cell) => cell.trim())).map((cells) => [cells[1]!, cells[2]!]);
}

/** A default as people write it. */
function written(value: number | Duration): string {
  if (!(value instanceof Duration)) return value === 1 / 24 ? '1/24' : String(value);
  if (value.toSeconds() < 60) return `${value.toSeconds()} s`;
  return value.toDays({ integral: false }) >= 7 ? `${value.toDays()} days` : `${value.toHours()} h`;
}

const exampleOverview = (): ReturnType<typeof overviewOf> => overviewOf(manifestsOf(testnet(new App(), { alerts: true, dashboards: true })));

describe('the guide', () => {
  test('has every alert with its severities and its page', () => {
    const rules = keysOf(fixtures).flatMap((name) => groupsOf(fixtures[name]())).flatMap((group) => group.rules);
    const severities = (name: string): string => sorted(new Set(rules.filter(({ alert }) => alert === name).map(({ labels }) => labels.severity!))).join(', ');
    expect(rowsBelow('alert | severity | fires when')).toEqual(alertNames.map((name) => [`[${name}](../troubleshooting/alerts/${runbookOf(name)}.md)`, severities(name)]));
  });

  test('has every threshold with its default', () => {
    expect(rowsBelow('threshold | default | unit')).toEqual(keysOf(thresholdDefaults).map((name) => [`\`${name}\``, written(thresholdDefaults[name])]));
  });

  test('has every dashboard', () => expect(rowsBelow('dashboard | shows').map(([name]) => name)).toEqual(dashboards.map(({ name }) => `\`${name}\``)));
});

describe('the picture of the overview', () => {
  test('is what `npm run picture` draws', () => expect(readFileSync(join(docs, 'images', 'overview.svg'), 'utf8')).toBe(render(exampleOverview())));

  test('has every panel, with its limits, and is well-formed', () => {
    const model = exampleOverview();
    const picture = render({ ...model, title: 'a < b & "c"' });
    expect(picture).toContain('a &lt; b &amp; &quot;c&quot;');
    expect(picture.match(/<rect [^>]*rx="3"/g)).toHaveLength(model.panels.filter(({ type }) => type !== 'row').length);
    for (const { title } of model.panels) expect(picture).toContain(title.slice(0, 15));
    expect(picture).toContain('>25 %<');
    expect(picture).not.toMatch(/undefined|NaN|\{\{/);
  });
});
