import type { Panel, Query, Steps, Unit } from './model';

/** Lines over time. */
export const graph = (title: string, unit: Unit, description: string, queries: readonly Query[], steps?: Steps): Panel => ({ kind: 'timeseries', title, unit, description, queries, steps });

/** Numbers of now. */
export const stat = (title: string, unit: Unit, description: string, queries: readonly Query[], steps?: Steps): Panel => ({ kind: 'stat', title, unit, description, queries, steps });

/** Red from a value on, and yellow before. */
export const notAbove = (critical: number, warning?: number): Steps => (warning === undefined ? ['green', [critical, 'red']] : ['green', [warning, 'yellow'], [critical, 'red']]);

/** Yellow from a value on. */
export const rather = (warning: number): Steps => ['green', [warning, 'yellow']];

/** Red below a value. */
export const notBelow = (limit: number): Steps => ['red', [limit, 'green']];
