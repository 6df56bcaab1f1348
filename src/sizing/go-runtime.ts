import { memoryLimit } from './memory';
import { amountOf, type Resources } from '../kube';

/** What of the limit the Go heap may fill: stacks, the program itself and what the kernel counts in need room too. */
const HEAP_SHARE = 0.9;

/** How a program's memory divides. */
export interface GoMemory {
  /** Mebibytes that it allocates outside the Go runtime, such as caches in C memory. @default 0 */
  readonly outside?: number;
  /** Share of the limit that is this program's; the rest belongs to others that run in the container. @default 1 */
  readonly share?: number;
}

/**
 * Tells a Go program of its container's limits, which it does not look for itself: near the memory limit it then collects
 * garbage rather than be killed, and it starts as many threads as it has processors.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function goRuntime(resources: Resources, { outside = 0, share = 1 }: GoMemory = {}): Record<string, string> {
  const limit = memoryLimit(resources);
  const heap = limit === undefined ? 0 : Math.floor((limit * share - outside) * HEAP_SHARE);
  const processors = processorsOf(resources);
  return {
    ...(heap > 0 ? { GOMEMLIMIT: `${heap}MiB` } : {}),
    ...(processors === undefined ? {} : { GOMAXPROCS: String(processors) }),
  };
}

/** The processors that a container may use, whole ones; `undefined` when there is no limit. */
export function processorsOf({ limits }: Resources): number | undefined {
  const amount = limits?.cpu === undefined ? undefined : amountOf(limits.cpu);
  return amount === undefined ? undefined : Math.max(1, Math.ceil(amount));
}
