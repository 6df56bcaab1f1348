import { k8s } from './k8s';
import type { Problems } from '../errors';
import { parseQuantity } from './quantity';

/** Amounts by resource name, as Kubernetes quantities: `{ cpu: '500m', memory: '2Gi' }`. */
export type ResourceAmounts = Readonly<Record<string, string | number>>;

/**
 * What a container asks for and may use at most.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface Resources {
  /** What the scheduler reserves. @default see the construct */
  readonly requests?: ResourceAmounts;
  /** Where the kernel stops the container. @default see the construct */
  readonly limits?: ResourceAmounts;
}

export function resourceRequirements({ requests, limits }: Resources): k8s.ResourceRequirements {
  return { requests: quantities(requests), limits: quantities(limits) };
}

function quantities(amounts: ResourceAmounts | undefined): Record<string, k8s.Quantity> | undefined {
  return amounts && Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, k8s.Quantity.fromString(String(amount))]));
}

/** Reports amounts that are no quantities, and requests above their limits. */
export function checkResources(problems: Problems, prop: string, resources: Resources | undefined): void {
  if (!resources) return;
  for (const side of ['requests', 'limits'] as const) {
    for (const [name, amount] of Object.entries(resources[side] ?? {})) {
      const value = parseQuantity(String(amount));
      if (value === undefined || value < 0) {
        problems.error('INVALID_QUANTITY', `${prop}.${side}.${name}`, `"${amount}" is not a Kubernetes quantity`, 'Write it like 500m, 2 or 4Gi');
        continue;
      }
      const limit = side === 'requests' ? parseQuantity(String(resources.limits?.[name] ?? '')) : undefined;
      if (limit !== undefined && value > limit) {
        problems.error('REQUEST_ABOVE_LIMIT', `${prop}.requests.${name}`, `the request ${amount} is above the limit ${resources.limits?.[name]}`, 'Raise the limit or lower the request');
      }
    }
  }
}
