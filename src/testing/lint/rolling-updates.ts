import type { Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { Range } from './number-ranges';
import { forTypes, type Rules } from './rule';

/** How a kind replaces its pods. */
interface Strategy {
  /** The field below `spec` that tells it. */
  readonly field: string;
  /** The type that has no `rollingUpdate`. */
  readonly excluded?: string;
  /** What counts when `rollingUpdate` does not say: how many pods may be missing, and how many there may be too many. */
  readonly defaults?: { readonly maxUnavailable: string; readonly maxSurge: string };
  /** Whether pods are either missing or too many, but not both. */
  readonly isEither?: boolean;
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/#DaemonSetSpec */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  'apps/v1/Deployment': { field: 'strategy', excluded: 'Recreate', defaults: { maxUnavailable: '25%', maxSurge: '25%' } },
  'apps/v1/StatefulSet': { field: 'updateStrategy', excluded: 'OnDelete' },
  'apps/v1/DaemonSet': { field: 'updateStrategy', defaults: { maxUnavailable: '1', maxSurge: '0' }, isEither: true },
};

const SHARE: Range = [0, 100];

/** Fields that take a number of pods or a share of them, with the bounds of the share in percent. */
const SHARES: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  'apps/v1/Deployment': {
    'spec.strategy.rollingUpdate.maxUnavailable': SHARE,
    'spec.strategy.rollingUpdate.maxSurge': [0, Infinity],
  },
  'apps/v1/StatefulSet': { 'spec.updateStrategy.rollingUpdate.maxUnavailable': [1, 100] },
  'apps/v1/DaemonSet': {
    'spec.updateStrategy.rollingUpdate.maxUnavailable': SHARE,
    'spec.updateStrategy.rollingUpdate.maxSurge': SHARE,
  },
  'policy/v1/PodDisruptionBudget': { 'spec.minAvailable': SHARE, 'spec.maxUnavailable': SHARE },
};

/** How pods are replaced. @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export const rollingUpdateRules: Rules<KubeObject> = {
  ...forTypes(Object.keys(STRATEGIES), {
    *'rolling-update'({ type, root }) {
      const { field = '', excluded, defaults, isEither } = STRATEGIES[type] ?? {};
      const strategy = root.at('spec', field);
      const update = strategy.at('rollingUpdate');
      if (!update.exists) return;
      if (excluded !== undefined && strategy.at('type').text === excluded) {
        yield update.fault(`the strategy ${excluded} has no rollingUpdate; remove it`);
      }
      if (defaults === undefined) return;
      const [missing, extra] = (['maxUnavailable', 'maxSurge'] as const).map((name) => isSome(update.at(name), defaults[name]));
      if (!missing && !extra) {
        yield update.fault('maxUnavailable and maxSurge are both 0, so that no pod could ever be replaced; raise one');
      }
      if (missing && extra && isEither) {
        yield update.fault(`maxUnavailable (default ${defaults.maxUnavailable}) and maxSurge exclude each other; set one of them to 0`);
      }
    },
  }),

  *percentage({ type, root }) {
    for (const [pattern, [least, most]] of Object.entries(SHARES[type] ?? {})) {
      for (const field of root.select(pattern)) {
        const share = /^\d+%$/.test(field.text ?? '') ? Number.parseInt(field.text ?? '', 10) : NaN;
        if (field.text === undefined || (share >= least && share <= most)) continue;
        const bounds = most === Infinity ? '' : ` from ${least}% to ${most}%`;
        yield field.fault(`"${field.text}" is not a percentage${bounds}; write one such as 25%, or a plain number`);
      }
    }
  },
};

/** Whether an amount is above 0; one of the wrong form is, as it is a fault of its own. */
function isSome({ exists, text, number }: Field, otherwise: string): boolean {
  return Number.parseInt(exists ? (text ?? String(number)) : otherwise, 10) !== 0;
}
