/** Who a workload is, in the terms of the recommended Kubernetes labels. */
export interface Identity {
  /** The program, `app.kubernetes.io/name`, e.g. `op-node`. */
  readonly name: string;
  /** The object's own name, unique in its namespace, `app.kubernetes.io/instance`, e.g. `acme-sequencer`. */
  readonly instance: string;
  /** The role, `app.kubernetes.io/component`, e.g. `sequencer`. */
  readonly component: string;
  /** The rollup it belongs to, `app.kubernetes.io/part-of`, e.g. `acme`. */
  readonly partOf: string;
}

type Labels = Record<string, string>;

/**
 * The labels that never change over the life of a workload: selectors are immutable, so neither version nor role is
 * among them.
 */
export function selectorLabels({ name, instance }: Identity): Labels {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance };
}

/** Keys of the labels that every object of this library has. */
export const OWN_LABELS: readonly string[] = ['name', 'instance', 'component', 'part-of', 'managed-by'].map((key) => `app.kubernetes.io/${key}`);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function labelsOf(identity: Identity, extra: Readonly<Labels> = {}): Labels {
  return {
    ...extra,
    ...selectorLabels(identity),
    'app.kubernetes.io/component': identity.component,
    'app.kubernetes.io/part-of': identity.partOf,
    'app.kubernetes.io/managed-by': 'cdk8s-op-stack',
  };
}
