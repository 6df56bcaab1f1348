import { olderThan, when, type Rule } from './diagnostic';
import type { Component } from '../components';
import { keysOf } from '../../kube/plain';

/** A fork of an L1 that the L2's components have to understand. */
interface L1Fork {
  readonly fork: string;
  /** Chain id of the L1. */
  readonly l1: number;
  /** Activation, seconds since 1970. */
  readonly time: number;
  readonly minimums: Readonly<Partial<Record<Component, string>>>;
}

/**
 * Forks of Ethereum and Sepolia that force upgrades. Glamsterdam's day on Ethereum is not published; on Sepolia the day
 * is known and its beginning stands here.
 *
 * @see https://docs.optimism.io/notices
 */
export const l1Forks: readonly L1Fork[] = [
  { fork: 'pectra', l1: 11155111, time: 1741159776, minimums: { 'op-node': 'v1.12.0', 'op-challenger': 'v1.3.1', 'op-batcher': 'v1.11.4' } },
  { fork: 'pectra', l1: 1, time: 1746612311, minimums: { 'op-node': 'v1.12.0', 'op-challenger': 'v1.3.1', 'op-batcher': 'v1.11.4' } },
  { fork: 'fusaka', l1: 11155111, time: 1760427360, minimums: { 'op-node': 'v1.14.1', 'op-challenger': 'v1.6.0', 'op-batcher': 'v1.16.0' } },
  { fork: 'fusaka', l1: 1, time: 1764798551, minimums: { 'op-node': 'v1.16.1', 'op-challenger': 'v1.7.0', 'op-batcher': 'v1.16.2' } },
  { fork: 'glamsterdam', l1: 11155111, time: 1791244800, minimums: { 'op-node': 'v1.19.5', 'op-batcher': 'v1.17.0' } },
];

/** A component that an L1 fork breaks. */
export const l1ForkMinimum: Rule = ({ versions, l1, now }) =>
  l1Forks
    .filter((row) => row.l1 === l1)
    .flatMap((row) =>
      keysOf(row.minimums).flatMap((component) => {
        const minimum = row.minimums[component];
        const version = minimum && olderThan(versions, component, minimum);
        if (version === undefined) return [];
        return {
          severity: 'error' as const,
          code: 'L1_FORK_MINIMUM',
          component,
          version,
          fork: row.fork,
          forkTime: row.time,
          minimum,
          message: `${component} ${version} does not work with the L1 after its fork ${row.fork}, active ${when(row.time, now)}`,
          hint: `Use ${minimum} or newer`,
        };
      }),
    );
