import { createHash } from 'node:crypto';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { dashboards } from './catalogue';
import { contextOf, type Shown } from './context';
import { grafanaModel } from './grafana';
import type { Dashboard } from './model';
import type { DashboardsProps } from './props';
import { Problems } from '../../errors';
import { claimName, k8s, labelsOf, partOf } from '../../kube';
import { lazily } from '../lazily';
import type { MonitoringProps } from '../monitoring-props';

export type { DashboardsProps } from './props';

/** Labels by which the sidecar finds dashboards, unless it is told otherwise. */
const SIDECAR = { grafana_dashboard: '1' } as const;

/** The dashboards of one chain in one chart. */
interface Board {
  readonly props: string;
  readonly workloads: Shown[];
  readonly made: Set<Dashboard['name']>;
}

const boards = new WeakMap<Chart, Map<string, Board>>();

/** Puts a workload on the dashboards of its chain: each is made once for a chart, when the first program that it is about is there. */
export function showOnDashboards(scope: Construct, { dashboards: given, namespace }: MonitoringProps, workload: Shown): void {
  if (!given) return;
  const props: DashboardsProps = { namespace, ...(given === true ? {} : given) };
  const chart = Chart.of(scope);
  const board = boardOf(chart, workload.chain, props);
  const problems = new Problems(scope);
  if (board.props !== JSON.stringify(props)) {
    problems.error('DASHBOARDS_DIFFER', 'monitoring.dashboards', 'another workload of the chain wants the same dashboards elsewhere', 'Say where they are once, in the monitoring of the chart');
  }
  const names = new Set<string>(['overview', ...workload.components]);
  const wanted = dashboards.filter(({ name }) => names.has(name) && !board.made.has(name));
  for (const { name } of wanted) claimName(problems, chart, nameOf(chart, workload.chain, name));
  problems.settle();
  board.workloads.push(workload);
  for (const dashboard of wanted) {
    board.made.add(dashboard.name);
    configMap(chart, dashboard, board, props, workload.chain);
  }
}

function boardOf(chart: Chart, chain: string, props: DashboardsProps): Board {
  const ofChart = boards.get(chart) ?? new Map<string, Board>();
  boards.set(chart, ofChart);
  const board = ofChart.get(chain) ?? { props: JSON.stringify(props), workloads: [], made: new Set() };
  ofChart.set(chain, board);
  return board;
}

const nameOf = (chart: Chart, chain: string, name: Dashboard['name']): string => `${chart.node.id}-dashboard-${chain}-${name}`;

/** Grafana takes 40 characters: the program, and what tells the chart and the chain from others. */
const uidOf = (chart: Chart, chain: string, name: Dashboard['name']): string => `${name}-${createHash('sha256').update(`${chart.node.id} ${chain}`).digest('hex').slice(0, 12)}`;

function configMap(chart: Chart, dashboard: Dashboard, { workloads }: Board, { labels = SIDECAR, folder, namespace }: DashboardsProps, chain: string): void {
  const name = nameOf(chart, chain, dashboard.name);
  const uid = uidOf(chart, chain, dashboard.name);
  const owner = partOf(chart);
  new k8s.KubeConfigMap(chart, `dashboard-${chain}-${dashboard.name}`, {
    metadata: {
      name,
      namespace,
      labels: labelsOf({ name: 'op-dashboards', instance: uid, component: 'dashboard', partOf: owner }, labels),
      annotations: folder === undefined ? undefined : { grafana_folder: folder },
    },
    // The sidecar puts the files of all ConfigMaps into one folder. In one line, a dashboard is a third as long.
    data: lazily(() => ({ [`${name}.json`]: JSON.stringify(grafanaModel(dashboard, contextOf(workloads), { uid, owner, chain })) })),
  });
}
