import { layout, type Placed } from './layout';
import type { Dashboard, DashboardContext, Panel, Section, Steps } from './model';
import { series } from '../promql';

/** Version of Grafana's dashboard format: that of Grafana 10.4 and 11, which newer ones read too. */
const SCHEMA_VERSION = 39;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

/** What tells a dashboard from those of other charts and chains. */
export interface DashboardIdentity {
  readonly uid: string;
  /** Who runs it: the chart. */
  readonly owner: string;
  /** Label `chain`. */
  readonly chain: string;
}

/** The panels that have something to show. */
export function shownSections(dashboard: Dashboard, context: DashboardContext): readonly Section[] {
  return dashboard
    .sections(context)
    .map(({ title, panels }) => ({
      title,
      panels: panels.map((panel) => ({ ...panel, queries: panel.queries.filter(({ metric }) => context.served(metric)) })).filter(({ queries }) => queries.length > 0),
    }))
    .filter(({ panels }) => panels.length > 0);
}

/** A dashboard in Grafana's format. @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
export function grafanaModel(dashboard: Dashboard, context: DashboardContext, { uid, owner, chain }: DashboardIdentity): object {
  const { name, description } = dashboard;
  return {
    uid,
    title: `${owner} / ${name}`,
    description,
    tags: ['op-stack', `chain:${chain}`],
    schemaVersion: SCHEMA_VERSION,
    timezone: 'utc',
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    graphTooltip: 1,
    links: [{ type: 'dashboards', title: 'Dashboards of this chain', tags: ['op-stack', `chain:${chain}`], asDropdown: true, includeVars: false, keepTime: true }],
    templating: { list: variables(name, chain) },
    panels: layout(shownSections(dashboard, context)).map((placed, index) => ({ id: index + 1, gridPos: placed.place, ...content(placed) })),
  };
}

function variables(name: Dashboard['name'], chain: string): readonly object[] {
  const jobs = `label_values(${series('up', { chain: '$chain', component: name === 'overview' ? undefined : name })}, job)`;
  return [
    { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' },
    { name: 'chain', type: 'constant', query: chain, current: { text: chain, value: chain }, hide: 2, skipUrlSync: true },
    {
      name: 'job', label: 'Workload', type: 'query', datasource: DATASOURCE, definition: jobs, query: { query: jobs, refId: 'jobs' }, refresh: 2, sort: 1,
      multi: true, includeAll: true, current: { selected: true, text: ['All'], value: ['$__all'] },
    },
  ];
}

function content(placed: Placed): object {
  if ('heading' in placed) return { type: 'row', title: placed.heading, collapsed: false, panels: [] };
  const { kind, title, description, unit, queries, steps } = placed.panel;
  return {
    type: kind,
    title,
    description,
    datasource: DATASOURCE,
    targets: queries.map(({ expr, legend }, index) => ({ refId: refId(index), datasource: DATASOURCE, expr, legendFormat: legend, range: kind === 'timeseries', instant: kind === 'stat' })),
    fieldConfig: { defaults: { unit, ...colours(kind, steps) }, overrides: [] },
    options: OPTIONS[kind],
  };
}

/** A, B … Z, AA, AB … */
function refId(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refId(Math.floor(index / 26) - 1) + letter;
}

const OPTIONS: Readonly<Record<Panel['kind'], object>> = {
  stat: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'value', graphMode: 'none', textMode: 'auto' },
  timeseries: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
};

function colours(kind: Panel['kind'], steps: Steps | undefined): object {
  const [base, ...others] = steps ?? ['green' as const];
  const thresholds = { mode: 'absolute', steps: [{ color: base, value: null }, ...others.map(([value, color]) => ({ color, value }))] };
  if (kind === 'stat') return { color: { mode: 'thresholds' }, thresholds };
  return { color: { mode: 'palette-classic' }, custom: { lineWidth: 1, fillOpacity: 5, showPoints: 'never', thresholdsStyle: { mode: steps ? 'dashed' : 'off' } }, thresholds };
}
