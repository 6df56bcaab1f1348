import type { Component } from './components';
import type { Hardfork } from './hardforks';
import { keysOf } from '../kube/plain';

/** A set of component versions that belong together. */
export interface Release {
  /** Name to pin it by, e.g. `karst-2026-09`. */
  readonly name: string;
  /** Day of its youngest component, `YYYY-MM-DD`. */
  readonly date: string;
  /** One line: what it is for. */
  readonly summary: string;
  /** The last hardfork that every component of the set can follow. */
  readonly follows: Hardfork;
  /** Version by component. A component that has no sound version for the set's forks is absent. */
  readonly components: Readonly<Partial<Record<Component, string>>>;
  /** Where each component's version comes from. */
  readonly sources: Readonly<Partial<Record<Component, string>>>;
}

/** Version of a component, and where it and its day come from. */
type Row = readonly [version: string, source: string];

function release(facts: Omit<Release, 'components' | 'sources'>, rows: Readonly<Partial<Record<Component, Row>>>): Release {
  const all: Readonly<Partial<Record<Component, Row>>> = { ...rows, toolbox: ['1.37.0', 'official image docker.io/library/busybox'] };
  const column = (index: 0 | 1): Partial<Record<Component, string>> => Object.fromEntries(keysOf(all).map((component) => [component, all[component]?.[index]]));
  return { ...facts, components: column(0), sources: column(1) };
}

/** A release of the monorepo: tag `<component>/<version>`, with its release notes. */
const tagged = (version: string, day: string): Row => [version, `release notes and tag of ${day}`];
const commit7e167ae = (version: string): Row => [version, 'release notes of 2026-09-11, built from monorepo commit 7e167ae'];

/**
 * The published sets, oldest first. There is no "latest": upstream supports no such channel, and a synth must give the
 * same bytes next month.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases
 */
export const releases: readonly Release[] = [
  release({ name: 'holocene-2024-12', date: '2024-12-17', follows: 'holocene', summary: 'History: the set for Holocene.' }, {
    'op-node': tagged('v1.10.2', '2024-12-17'),
    'op-geth': ['v1.101411.4', 'go.mod of op-node v1.10.2'],
    'op-reth': ['v1.1.5', 'named by operators beside op-node v1.10.2'],
    'op-batcher': tagged('v1.10.0', '2024-12-17'),
    'op-proposer': tagged('v1.9.5', '2024-11-08'),
    'op-challenger': tagged('v1.3.0', '2024-12-10'),
    'op-conductor': tagged('v0.2.0', '2024-11-07'),
  }),
  release({
    name: 'stable-v1.13', date: '2025-06-12', follows: 'isthmus',
    summary: 'History: the planned operator\'s "stable" row; follows Isthmus, and neither Jovian nor an L1 after Fusaka.',
  }, {
    'op-node': ['v1.13.3', 'planned operator, release notes and tag of 2025-05-21'],
    'op-geth': ['v1.101511.0', 'planned operator, go.mod of op-node v1.13.3'],
    'op-batcher': ['v1.12.0', 'planned operator, release notes and tag of 2025-04-03'],
    'op-proposer': ['v1.10.0', 'planned operator, release notes and tag of 2025-03-04'],
    'op-challenger': ['v1.5.1', 'planned operator, release notes and tag of 2025-06-12'],
    'op-conductor': tagged('v0.5.1', '2025-05-12'),
    'op-dispute-mon': tagged('v1.4.0', '2025-03-20'),
  }),
  release({
    name: 'jovian-2026-01', date: '2026-01-21', follows: 'jovian',
    summary: 'Jovian and the L1 after Fusaka; the last set in which op-geth is a supported choice.',
  }, {
    'op-node': tagged('v1.16.5', '2026-01-13'),
    'op-geth': ['v1.101605.0', 'go.mod of op-node v1.16.5'],
    'op-reth': ['v1.9.4', 'named by operators beside op-node v1.16.5'],
    'op-batcher': tagged('v1.16.3', '2025-12-19'),
    'op-proposer': tagged('v1.10.2', '2026-01-09'),
    'op-challenger': tagged('v1.9.0', '2026-01-21'),
    'op-conductor': tagged('v0.9.0', '2025-10-30'),
    'op-dispute-mon': tagged('v1.5.0', '2026-01-20'),
  }),
  release({ name: 'karst-2026-07', date: '2026-07-22', follows: 'karst', summary: 'The first set that fixes every known fault of the Karst upgrade.' }, {
    'op-node': tagged('v1.19.2', '2026-07-07'),
    'op-reth': tagged('v2.3.3', '2026-06-26'),
    'op-batcher': tagged('v1.16.10', '2026-06-05'),
    'op-proposer': tagged('v1.16.3', '2026-05-23'),
    'op-challenger': tagged('v1.9.4', '2026-07-22'),
    'op-conductor': tagged('v0.9.4', '2026-05-18'),
    'op-dispute-mon': ['v1.5.2', 'Upgrade 19 notice, tag of 2026-05-26'],
  }),
  release({
    name: 'karst-2026-09', date: '2026-09-25', follows: 'karst',
    summary: 'Karst, Upgrade 20 and an L1 after Glamsterdam; node, execution client and batcher built from one commit.',
  }, {
    'op-node': commit7e167ae('v1.19.7'),
    'kona-node': commit7e167ae('v1.7.0'),
    'op-reth': commit7e167ae('v2.4.4'),
    'op-batcher': commit7e167ae('v1.17.0'),
    'op-proposer': tagged('v1.16.6', '2026-09-25'),
    'op-challenger': tagged('v1.10.0', '2026-09-25'),
    'op-conductor': tagged('v0.9.4', '2026-05-18'),
    'op-dispute-mon': ['v1.6.0', 'Upgrade 20 notice'],
    'op-supernode': tagged('v1.0.1', '2026-08-20'),
    proxyd: tagged('v4.32.2', '2026-09-18'),
  }),
  release({ name: 'karst-2026-10', date: '2026-10-07', follows: 'karst', summary: 'The newest set known; its node and execution client are days old.' }, {
    'op-node': tagged('v1.19.9', '2026-10-07'),
    'kona-node': commit7e167ae('v1.7.0'),
    'op-reth': tagged('v2.6.0', '2026-10-07'),
    'op-batcher': ['v1.17.2', 'built from monorepo commit da6d325, as op-node v1.19.9 and op-reth v2.6.0'],
    'op-proposer': tagged('v1.16.6', '2026-09-25'),
    'op-challenger': tagged('v1.10.0', '2026-09-25'),
    'op-conductor': tagged('v0.9.4', '2026-05-18'),
    'op-dispute-mon': ['v1.6.0', 'Upgrade 20 notice'],
    'op-supernode': tagged('v1.0.1', '2026-08-20'),
    proxyd: tagged('v4.32.2', '2026-09-18'),
  }),
];

/** The set used when none is named: built and tested together, confirmed by upstream, and a few weeks old. */
export const defaultRelease = 'karst-2026-09';
