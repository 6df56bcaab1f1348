import { olderThan, when, type Rule } from './diagnostic';
import type { Component } from '../components';
import type { Hardfork } from '../hardforks';

interface Row {
  readonly fork: Hardfork | 'pectra_blob_schedule';
  readonly component: Component;
  /** Lowest version that follows the fork on Ethereum's superchain. */
  readonly minimum: string;
  /** Lowest version that has the fork's rules, for chains on other L1s and custom ones, where it is lower. */
  readonly rules?: string;
}

/**
 * Lowest version of each component for each fork.
 *
 * @see https://docs.optimism.io/op-stack/protocol/network-upgrades and the upgrade notices of ethereum-optimism/optimism
 */
export const forkMinimums: readonly Row[] = [
  { fork: 'ecotone', component: 'op-node', minimum: 'v1.7.0', rules: 'v1.6.0' },
  { fork: 'ecotone', component: 'op-geth', minimum: 'v1.101308.2', rules: 'v1.101308.0' },
  { fork: 'fjord', component: 'op-node', minimum: 'v1.7.7', rules: 'v1.7.6' },
  { fork: 'fjord', component: 'op-geth', minimum: 'v1.101315.2', rules: 'v1.101315.1' },
  { fork: 'granite', component: 'op-node', minimum: 'v1.9.1', rules: 'v1.9.0' },
  { fork: 'granite', component: 'op-geth', minimum: 'v1.101408.0', rules: 'v1.101315.3' },
  { fork: 'granite', component: 'op-challenger', minimum: 'v1.1.0' },
  { fork: 'holocene', component: 'op-node', minimum: 'v1.10.2', rules: 'v1.10.0' },
  { fork: 'holocene', component: 'op-geth', minimum: 'v1.101411.4', rules: 'v1.101411.2' },
  { fork: 'holocene', component: 'op-batcher', minimum: 'v1.10.0' },
  { fork: 'pectra_blob_schedule', component: 'op-node', minimum: 'v1.12.0' },
  { fork: 'pectra_blob_schedule', component: 'op-geth', minimum: 'v1.101503.0' },
  { fork: 'isthmus', component: 'op-node', minimum: 'v1.13.2', rules: 'v1.13.0' },
  { fork: 'isthmus', component: 'op-geth', minimum: 'v1.101503.4', rules: 'v1.101503.2' },
  { fork: 'isthmus', component: 'op-batcher', minimum: 'v1.12.0' },
  { fork: 'jovian', component: 'op-node', minimum: 'v1.16.1' },
  { fork: 'jovian', component: 'op-geth', minimum: 'v1.101603.4' },
  { fork: 'jovian', component: 'op-reth', minimum: 'v1.9.1' },
  { fork: 'jovian', component: 'kona-node', minimum: 'v1.2.2' },
  { fork: 'jovian', component: 'op-batcher', minimum: 'v1.16.2' },
  { fork: 'jovian', component: 'op-challenger', minimum: 'v1.7.0' },
  { fork: 'jovian', component: 'op-conductor', minimum: 'v0.9.0' },
  { fork: 'karst', component: 'op-node', minimum: 'v1.19.1' },
  { fork: 'karst', component: 'op-reth', minimum: 'v2.3.3' },
  // Release notes of kona-node v1.6.1 (2026-06-26): mandatory, with the times of Karst on Ethereum.
  { fork: 'karst', component: 'kona-node', minimum: 'v1.6.1' },
  { fork: 'karst', component: 'op-challenger', minimum: 'v1.9.3' },
  { fork: 'karst', component: 'op-dispute-mon', minimum: 'v1.5.2' },
];

const MAINNET = 1;

/** A component that is too old for a fork that the chain has scheduled. */
export const forkMinimum: Rule = ({ versions, forks, l1, network, now }) =>
  forkMinimums.flatMap((row) => {
    const forkTime = forks[row.fork];
    const minimum = network !== undefined && l1 === MAINNET ? row.minimum : (row.rules ?? row.minimum);
    const version = olderThan(versions, row.component, minimum);
    if (version === undefined || forkTime === undefined) return [];
    return {
      severity: 'error' as const,
      code: 'FORK_MINIMUM',
      component: row.component,
      version,
      fork: row.fork,
      forkTime,
      minimum,
      message: `${row.component} ${version} cannot follow ${row.fork}, active ${when(forkTime, now)}`,
      hint: `Use ${minimum} or newer`,
    };
  });

/** The last fork that a client can follow at all. */
export const forkMaximums: readonly { readonly component: Component; readonly last: Hardfork; readonly first: Hardfork; readonly hint: string }[] = [
  { component: 'op-geth', last: 'jovian', first: 'karst', hint: 'Move to op-reth: op-geth has been without support since 2026-05-31 and will not get it' },
];

/** A client that no version of can follow a fork that the chain has scheduled. */
export const forkMaximum: Rule = ({ versions, forks, now }) =>
  forkMaximums.flatMap(({ component, last, first, hint }) => {
    const version = versions[component];
    const forkTime = forks[first];
    if (!(component in versions) || forkTime === undefined) return [];
    return {
      severity: 'error' as const,
      code: 'FORK_IMPOSSIBLE',
      component,
      version,
      fork: first,
      forkTime,
      message: `no version of ${component} can follow ${first}, active ${when(forkTime, now)}; its last fork is ${last}`,
      hint,
    };
  });
