import type { LabelOf, MetricName } from './metrics';

/** What a label has to be: a value, or a regular expression to match or not to match. */
export type LabelMatch = string | { readonly matches: string } | { readonly differs: string };

/** What each label of a metric has to be. */
export type Matchers<N extends MetricName> = Readonly<Partial<Record<LabelOf<N>, LabelMatch>>>;

/** The series of a metric. Only metrics and labels of the table can be named. */
export function series<N extends MetricName>(name: N, labels: Matchers<N>): string {
  return select(name, labels);
}

/** The buckets of a histogram. */
export function buckets<N extends MetricName>(name: N, labels: Matchers<N>): string {
  return select(`${name}_bucket`, labels);
}

function select(name: string, labels: Readonly<Record<string, LabelMatch | undefined>>): string {
  const matchers = Object.entries(labels).flatMap(([label, match]) => (match === undefined ? [] : `${label}${matcher(match)}`));
  return `${name}{${matchers.join(',')}}`;
}

function matcher(match: LabelMatch): string {
  if (typeof match === 'string') return `=${JSON.stringify(match)}`;
  return 'matches' in match ? `=~${JSON.stringify(match.matches)}` : `!~${JSON.stringify(match.differs)}`;
}

const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const;

/** A time in Prometheus's form, e.g. `90m`. */
export function span(seconds: number): string {
  const millis = Math.max(1, Math.ceil(1000 * seconds));
  const [unit, size] = UNITS.find(([, each]) => millis % each === 0)!;
  return `${millis / size}${unit}`;
}

/** What has been there for that long, and has not changed since. */
export function unchanged(selector: string, seconds: number): string {
  return `changes(${selector}[${span(seconds)}]) == 0 and ${selector} offset ${span(seconds)}`;
}

/** The part of the calls, 0 to 1, that did not get a good answer in the last minutes. */
export function failureShare(calls: string, goodAnswers: string, by: readonly string[]): string {
  const rate = (selector: string): string => `sum by (${by.join(', ')}) (rate(${selector}[5m]))`;
  return `1 - (${rate(goodAnswers)} or 0 * ${rate(calls)}) / ${rate(calls)}`;
}
