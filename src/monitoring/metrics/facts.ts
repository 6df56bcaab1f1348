import type { Component } from '../../compatibility';

/** What is known of one metric. */
export interface MetricFacts {
  /** The program that serves it; `kubernetes` for what the cluster's own exporters serve. */
  readonly component: Component | 'prometheus' | 'kubernetes';
  /** A summary has a series for each of its quantiles. */
  readonly type: 'gauge' | 'counter' | 'histogram' | 'summary';
  /** Labels of its own, beside those of the target. */
  readonly labels: readonly string[];
  /** First version that serves it. @default older than any version of the catalogue */
  readonly since?: string;
  /** First version that does not serve it any more. @default none */
  readonly until?: string;
  /** What it tells, and its unit. */
  readonly what: string;
  /** Where it is defined: file of the component's own repository. */
  readonly source: string;
}

/** Keeps the names and labels of a table as types. */
export const defineMetrics = <const T extends Readonly<Record<string, MetricFacts>>>(table: T): T => table;

/** The rows of a shared table, as one program serves them. */
export type Prefixed<P extends string, C, T> = { readonly [Name in keyof T & string as `${P}_${Name}`]: T[Name] & { readonly component: C } };

/** A table that several programs share, each with names of its own. */
export function withPrefix<const P extends string, const C extends MetricFacts['component'], T extends Readonly<Record<string, Omit<MetricFacts, 'component'>>>>(prefix: P, component: C, table: T): Prefixed<P, C, T> {
  const rows: unknown = Object.fromEntries(Object.entries(table).map(([name, facts]) => [`${prefix}_${name}`, { ...facts, component }]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the names
  return rows as Prefixed<P, C, T>;
}
