import type { Context } from './context';
import type { ObjectName } from '../difference';

/** `danger` may lose data, blocks or funds, or is refused; `warning` interrupts or widens; `info` is good to know. */
export type Severity = 'danger' | 'warning' | 'info';

/** One thing that a rule has found. */
export interface Hit {
  readonly object: ObjectName;
  readonly path?: string;
  /** What is risky here, with the values. */
  readonly message: string;
  /** @default the rule's */
  readonly remedy?: string;
}

export interface Rule {
  /** Stable, so that a script may go by it. */
  readonly id: string;
  readonly severity: Severity;
  /** What it looks for, for the table in the guide. */
  readonly what: string;
  readonly remedy: string;
  readonly find: (context: Context) => Iterable<Hit>;
}
