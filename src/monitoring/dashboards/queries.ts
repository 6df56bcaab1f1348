import type { Query } from './model';
import type { MetricName } from '../metrics';
import { buckets, series, type Matchers } from '../promql';

/** Each pod of each workload. */
export const POD = '{{job}} {{pod}}';

/** Changes the selector of a series into an expression. */
export type Form = (selector: string) => string;

/** Labels of the workloads that are chosen in the dashboard. */
const CHOSEN = { chain: '$chain', job: { matches: '$job' } } as const;

function matchers<N extends MetricName>(labels?: Matchers<N>): Matchers<N> {
  const merged: unknown = { ...CHOSEN, ...labels };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every metric has these two labels, which cannot be said of a metric that is not known yet
  return merged as Matchers<N>;
}

/** The series of a metric, of the chosen workloads. */
export function chosen<N extends MetricName>(metric: N, labels?: Matchers<N>): string {
  return series(metric, matchers(labels));
}

/** A query for a metric of the chosen workloads; a label that is `undefined` is not matched. */
export function query<N extends MetricName>(metric: N, labels: Matchers<N>, legend: string, form: Form = (selector) => selector): Query {
  return { metric, expr: form(chosen(metric, labels)), legend };
}

/** The time in which 95 of 100 were done, by histogram. */
export function slowest<N extends MetricName>(metric: N, labels: Matchers<N>, legend: string, by: readonly string[]): Query {
  return { metric, expr: `histogram_quantile(0.95, sum by (${[...by, 'le'].join(', ')}) (${rate(buckets(metric, matchers(labels)))}))`, legend };
}

/** Per second, over as long as Grafana sees fit. */
export const rate: Form = (selector) => `rate(${selector}[$__rate_interval])`;

/** In the last hour. */
export const hourly: Form = (selector) => `increase(${selector}[1h])`;

/** Adds up, or takes the highest or lowest, by labels. */
export const by = (operator: 'sum' | 'max' | 'min' | 'count', labels: readonly string[], form: Form = (selector) => selector): Form =>
  (selector) => `${operator} by (${labels.join(', ')}) (${form(selector)})`;
