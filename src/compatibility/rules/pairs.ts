import { olderThan, type Rule } from './diagnostic';
import type { Component } from '../components';
import { within } from '../version';

interface Row {
  /** The component that asks for something, from that version on. */
  readonly component: Component;
  readonly from: string;
  /** Up to that version, exclusive. @default all later ones */
  readonly before?: string;
  /** What it asks for. */
  readonly needs: Component;
  readonly minimum: string;
  /** Why, as a clause. */
  readonly why: string;
  /** Counts only where this fork is scheduled. @default always */
  readonly fork?: string;
}

/**
 * Versions that have to stand together. Version numbers of different components are otherwise unrelated: they are never
 * compared with each other.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases
 */
export const pairs: readonly Row[] = [
  { component: 'op-batcher', from: 'v1.14.0', needs: 'op-node', minimum: 'v1.13.4', why: 'it reads a sync status that older nodes do not answer' },
  { component: 'op-batcher', from: 'v1.13.0', needs: 'op-conductor', minimum: 'v0.5.1', why: 'older conductors refuse its throttling calls' },
  { component: 'op-node', from: 'v1.16.1', before: 'v1.16.2', needs: 'op-batcher', minimum: 'v1.16.2', why: 'older batchers build batches that it drops' },
  { component: 'op-node', from: 'v1.19.1', needs: 'op-reth', minimum: 'v2.3.2', fork: 'karst', why: 'blocks are built through engine_getPayloadV5, which older clients do not have' },
  { component: 'op-reth', from: 'v2.3.2', needs: 'op-node', minimum: 'v1.19.1', fork: 'karst', why: 'blocks are built through engine_getPayloadV5, which older nodes do not call' },
];

/** Two components that do not fit together. */
export const pairing: Rule = ({ versions, forks }) =>
  pairs.flatMap(({ component, from, before, needs, minimum, why, fork }) => {
    const version = versions[component];
    const other = olderThan(versions, needs, minimum);
    if (version === undefined || other === undefined || !within(version, from, before) || (fork !== undefined && forks[fork] === undefined)) return [];
    return {
      severity: 'error' as const,
      code: 'UNSOUND_PAIR',
      component: needs,
      version: other,
      fork,
      minimum,
      message: `${component} ${version} needs ${needs} ${minimum} or newer, not ${other}: ${why}`,
      hint: `Use ${needs} ${minimum} or newer, or an older ${component}`,
    };
  });
