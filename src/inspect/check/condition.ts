/** The conditions that the operator plan promised for a network. */
export const conditionTypes = ['ConfigurationValid', 'L1Connected', 'ContractsDiscovered'] as const;

/** One of {@link conditionTypes}. */
export type ConditionType = (typeof conditionTypes)[number];

/** One thing that was found. */
export interface CheckFinding {
  /** An `accepted` one was an error or a warning whose code somebody accepted. */
  readonly severity: 'error' | 'warning' | 'accepted';
  /** Stable identifier, e.g. `FORK_MINIMUM`, or the name of a rule, e.g. `port-name`. */
  readonly code: string;
  /** What it is about, e.g. `op-node of StatefulSet acme/acme-sequencer`. */
  readonly subject: string;
  readonly message: string;
}

/** As conditions of Kubernetes objects are; `Unknown` where there was no means to find out. */
export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  /** Why, in one word, e.g. `WrongChain`. */
  readonly reason: string;
  readonly message: string;
  readonly findings: readonly CheckFinding[];
}
