import type { Component } from './components';
import type { Hardfork } from './hardforks';

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
  /** Where the versions and the claim that they fit together come from. */
  readonly sources: readonly string[];
}

const RELEASE_PAGES = 'ethereum-optimism/optimism release notes and docs/public-docs/releases';
const TOOLBOX = { toolbox: '1.37.0' } as const;

/**
 * The published sets, oldest first. There is no "latest": upstream supports no such channel, and a synth must give the
 * same bytes next month.
 */
export const releases: readonly Release[] = [
  {
    name: 'holocene-2024-12',
    date: '2024-12-17',
    summary: 'History: the set for Holocene.',
    follows: 'holocene',
    components: {
      'op-node': 'v1.10.2',
      'op-geth': 'v1.101411.4',
      'op-reth': 'v1.1.5',
      'op-batcher': 'v1.10.0',
      'op-proposer': 'v1.9.5',
      'op-challenger': 'v1.3.0',
      'op-conductor': 'v0.2.0',
      ...TOOLBOX,
    },
    sources: ['op-node v1.10.2 go.mod and release notes', RELEASE_PAGES],
  },
  {
    name: 'stable-v1.13',
    date: '2025-06-12',
    summary: 'History: the planned operator\'s "stable" row; follows Isthmus, and neither Jovian nor an L1 after Fusaka.',
    follows: 'isthmus',
    components: {
      'op-node': 'v1.13.3',
      'op-geth': 'v1.101511.0',
      'op-batcher': 'v1.12.0',
      'op-proposer': 'v1.10.0',
      'op-challenger': 'v1.5.1',
      'op-conductor': 'v0.5.1',
      'op-dispute-mon': 'v1.4.0',
      ...TOOLBOX,
    },
    sources: ['k/op-stack-operator specification', 'op-node v1.13.3 go.mod', RELEASE_PAGES],
  },
  {
    name: 'jovian-2026-01',
    date: '2026-01-21',
    summary: 'Jovian and the L1 after Fusaka; the last set in which op-geth is a supported choice.',
    follows: 'jovian',
    components: {
      'op-node': 'v1.16.5',
      'op-geth': 'v1.101605.0',
      'op-reth': 'v1.9.4',
      'op-batcher': 'v1.16.3',
      'op-proposer': 'v1.10.2',
      'op-challenger': 'v1.9.0',
      'op-conductor': 'v0.9.0',
      'op-dispute-mon': 'v1.5.0',
      ...TOOLBOX,
    },
    sources: ['op-node v1.16.5 go.mod and release notes', RELEASE_PAGES],
  },
  {
    name: 'karst-2026-07',
    date: '2026-07-22',
    summary: 'The first set that fixes every known fault of the Karst upgrade.',
    follows: 'karst',
    components: {
      'op-node': 'v1.19.2',
      'op-reth': 'v2.3.3',
      'op-batcher': 'v1.16.10',
      'op-proposer': 'v1.16.3',
      'op-challenger': 'v1.9.4',
      'op-conductor': 'v0.9.4',
      'op-dispute-mon': 'v1.5.2',
      ...TOOLBOX,
    },
    sources: ['Upgrade 19 notice', RELEASE_PAGES],
  },
  {
    name: 'karst-2026-09',
    date: '2026-09-25',
    summary: 'Karst, Upgrade 20 and an L1 after Glamsterdam; node, execution client and batcher built from one commit.',
    follows: 'karst',
    components: {
      'op-node': 'v1.19.7',
      'kona-node': 'v1.7.0',
      'op-reth': 'v2.4.4',
      'op-batcher': 'v1.17.0',
      'op-proposer': 'v1.16.6',
      'op-challenger': 'v1.10.0',
      'op-conductor': 'v0.9.4',
      'op-dispute-mon': 'v1.6.0',
      'op-supernode': 'v1.0.1',
      proxyd: 'v4.32.2',
      ...TOOLBOX,
    },
    sources: ['monorepo commit 7e167ae (op-node v1.19.7, op-reth v2.4.4, op-batcher v1.17.0, kona-node v1.7.0)', 'Upgrade 20 notice', RELEASE_PAGES],
  },
  {
    name: 'karst-2026-10',
    date: '2026-10-07',
    summary: 'The newest set known; its node and execution client are days old.',
    follows: 'karst',
    components: {
      'op-node': 'v1.19.9',
      'kona-node': 'v1.7.0',
      'op-reth': 'v2.6.0',
      'op-batcher': 'v1.17.2',
      'op-proposer': 'v1.16.6',
      'op-challenger': 'v1.10.0',
      'op-conductor': 'v0.9.4',
      'op-dispute-mon': 'v1.6.0',
      'op-supernode': 'v1.0.1',
      proxyd: 'v4.32.2',
      ...TOOLBOX,
    },
    sources: ['monorepo commit da6d325 (op-node v1.19.9, op-reth v2.6.0, op-batcher v1.17.2)', RELEASE_PAGES],
  },
];

/** The set used when none is named: built and tested together, confirmed by upstream, and a few weeks old. */
export const defaultRelease = 'karst-2026-09';
