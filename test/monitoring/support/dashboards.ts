import type { Chart } from 'cdk8s';
import { findAll, manifestsOf, type Manifest } from '../../../src/testing';
import { factsOf, metrics, targetLabels, type MetricName } from '../../../src/monitoring/metrics';
import { keysOf } from '../../../src/kube';
import { untyped } from '../../support/fixtures';
import { namesIn } from './promql-names';

/** A dashboard as Grafana reads it, as far as this library writes it. */
export interface Model {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  schemaVersion: number;
  templating: { list: { name: string; type: string; query: string | { query: string; refId: string }; datasource?: { uid: string } }[] };
  panels: ModelPanel[];
}
export interface ModelPanel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { type: string; uid: string };
  targets?: { refId: string; expr: string; legendFormat: string; datasource: { uid: string } }[];
  fieldConfig?: { defaults: { unit?: string; thresholds: { steps: { color: string; value: number | null }[] } } };
}

/** The dashboards among manifests, by what they are about. */
export function dashboardsOf(input: Chart | readonly Manifest[]): Record<string, Model> {
  const manifests = Array.isArray(input) ? untyped<Manifest[]>(input) : manifestsOf(untyped<Chart>(input));
  return Object.fromEntries(dashboardMapsOf(manifests).flatMap(({ data }) => Object.values(data)).map((text) => untyped<Model>(JSON.parse(text))).map((model) => [model.title.split(' / ')[1]!, model]));
}

export interface DashboardMap {
  readonly metadata: { name: string; namespace?: string; labels: Record<string, string>; annotations?: Record<string, string> };
  readonly data: Record<string, string>;
}

/** The ConfigMaps that hold them. */
export function dashboardMapsOf(manifests: readonly Manifest[]): DashboardMap[] {
  return untyped<DashboardMap[]>(findAll(manifests, 'ConfigMap')).filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === 'op-dashboards');
}

export const exprsOf = ({ panels }: Model): string[] => panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** The row of a series as an expression names it: a histogram's buckets have an ending. */
export function rowOf(metric: string): MetricName | undefined {
  return keysOf(metrics).find((each) => metric === (factsOf(each).type === 'histogram' ? `${each}_bucket` : each));
}

/** Units that Grafana knows, and its prefixes for others. */
const UNITS = /^(short|locale|s|ms|ns|bytes|Bps|ops|percentunit|(suffix|si):.+)$/;
/** Variables that Grafana fills in by itself. */
const BUILT_IN = new Set(['__rate_interval']);
const GRAFANA_COLUMNS = 24;

/** What is wrong with a dashboard, one line each; nothing when all is well. */
export function faultsOf(model: Model): string[] {
  return [...headFaults(model), ...gridFaults(model), ...variableFaults(model), ...model.panels.flatMap(panelFaults), ...exprsOf(model).flatMap(exprFaults)];
}

function headFaults({ uid, title, description, tags, schemaVersion, panels }: Model): string[] {
  const faults: string[] = [];
  if (!/^[\w-]{1,40}$/.test(uid)) faults.push(`uid: ${uid}`);
  if (!title || !description || !tags.length) faults.push('no title, description or tags');
  if (!Number.isInteger(schemaVersion) || schemaVersion < 36) faults.push(`schemaVersion: ${schemaVersion}`);
  if (!panels.some(({ type }) => type !== 'row')) faults.push('no panels');
  if (new Set(panels.map(({ id }) => id)).size < panels.length || panels.some(({ id }) => !Number.isInteger(id) || id < 1)) faults.push('panel ids');
  const titles = sectionTitles(panels);
  if (new Set(titles).size < titles.length) faults.push('two panels of one title in a section');
  return faults;
}

function sectionTitles(panels: readonly ModelPanel[]): string[] {
  let section = '';
  return panels.map(({ type, title }) => {
    if (type === 'row') section = title;
    return `${section}: ${type === 'row' ? '' : title}`;
  });
}

function gridFaults({ panels }: Model): string[] {
  const faults = panels.filter(({ gridPos: { x, y, w, h } }) => x < 0 || y < 0 || w < 1 || h < 1 || x + w > GRAFANA_COLUMNS || [x, y, w, h].some((each) => !Number.isInteger(each))).map(({ title }) => `outside: ${title}`);
  for (const [index, a] of panels.entries()) {
    for (const b of panels.slice(index + 1)) {
      const [p, q] = [a.gridPos, b.gridPos];
      if (p.x < q.x + q.w && q.x < p.x + p.w && p.y < q.y + q.h && q.y < p.y + p.h) faults.push(`overlap: ${a.title}, ${b.title}`);
    }
  }
  for (const [index, { type, title }] of panels.entries()) if (type === 'row' && (panels[index + 1]?.type ?? 'row') === 'row') faults.push(`empty section: ${title}`);
  return faults;
}

function variableFaults(model: Model): string[] {
  const { list } = model.templating;
  const defined = list.map(({ name }) => name);
  const texts = JSON.stringify({ panels: model.panels, lists: list.map(({ query, datasource }) => [query, datasource]) });
  const used = new Set([...texts.matchAll(/\$\{(\w+)[^}]*\}|\$(\w+)|\[\[(\w+)\]\]/g)].map(([, braced, bare, old]) => braced ?? bare ?? old!));
  return [
    ...defined.filter((name) => !used.has(name)).map((name) => `not used: ${name}`),
    ...[...used].filter((name) => !defined.includes(name) && !BUILT_IN.has(name)).map((name) => `not defined: ${name}`),
    ...(new Set(defined).size < defined.length ? ['a variable is defined twice'] : []),
  ];
}

function panelFaults({ type, title, description, datasource, targets = [], fieldConfig }: ModelPanel): string[] {
  if (type === 'row') return targets.length ? [`a row with queries: ${title}`] : [];
  const faults: string[] = [];
  if (!['stat', 'timeseries'].includes(type)) faults.push(`type: ${title}`);
  if (!title || !description) faults.push(`no title or description: ${title}`);
  if (!UNITS.test(fieldConfig?.defaults.unit ?? '')) faults.push(`unit: ${title}`);
  if (!targets.length) faults.push(`empty: ${title}`);
  if ([datasource, ...targets.map((target) => target.datasource)].some((each) => each?.uid !== '${datasource}')) faults.push(`datasource: ${title}`);
  if (new Set(targets.map(({ refId }) => refId)).size < targets.length || targets.some(({ refId }) => !/^[A-Z]+$/.test(refId))) faults.push(`refIds: ${title}`);
  if (targets.some(({ expr, legendFormat }) => !expr || !legendFormat)) faults.push(`no expression or legend: ${title}`);
  const values = fieldConfig?.defaults.thresholds.steps.map(({ value }) => value) ?? [];
  if (values[0] !== null || values.slice(1).some((value, index) => typeof value !== 'number' || !Number.isFinite(value) || (index > 0 && value <= values[index]!))) faults.push(`thresholds: ${title}`);
  return faults;
}

/** What is said of a chain as a whole, whatever workloads are chosen. */
const WHOLE_CHAIN = /(ALERTS|op_node_default_sequencer_active)\{/;

function exprFaults(expr: string): string[] {
  const { selectors, labels } = namesIn(expr);
  const faults = selectors.length ? [] : [`nothing selected: ${expr}`];
  const known = new Set<string>(['le', ...targetLabels]);
  if (!expr.includes('$job') && !WHOLE_CHAIN.test(expr)) faults.push(`of workloads that are not chosen: ${expr}`);
  for (const { metric, matched } of selectors) {
    const row = rowOf(metric);
    if (row && factsOf(row).component !== 'kubernetes' && !matched.includes('chain')) faults.push(`of any chain: ${expr}`);
    if (!row) faults.push(`no metric ${metric}: ${expr}`);
    const own = row ? factsOf(row).labels : [];
    for (const label of own) known.add(label);
    for (const label of matched) if (!own.includes(label) && !targetLabels.some((each) => each === label)) faults.push(`${metric} has no label ${label}: ${expr}`);
  }
  for (const label of labels) if (!known.has(label)) faults.push(`no label ${label}: ${expr}`);
  return faults;
}

