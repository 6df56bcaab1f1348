import type { AlertName } from './names';
import type { ChainNumbers } from '../../network';
import type { Thresholds } from '../alerts-props';
import type { Subject } from '../subject';

/** What an alert is computed from. */
export interface AlertContext<S extends Subject = Subject> {
  readonly subject: S;
  readonly numbers: ChainNumbers;
  readonly thresholds: Required<Thresholds>;
}

/** One condition of an alert. */
export interface AlertRule {
  readonly severity: 'warning' | 'critical';
  /** The condition, in PromQL. */
  readonly expr: string;
  /** Seconds that it has to hold. */
  readonly for: number;
  /** What is wrong, with the chain's numbers. */
  readonly description: string;
  /** Further labels. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One alert: what it says, and when it fires. */
export interface Alert<S extends Subject = Subject> {
  readonly name: AlertName;
  /** One line; labels in Prometheus's template language. */
  readonly summary: string;
  /** The conditions, at most one for each severity; none where it does not apply. */
  readonly rules: (context: AlertContext<S>) => readonly AlertRule[];
}
