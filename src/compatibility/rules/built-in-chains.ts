import { olderThan, when, type Rule } from './diagnostic';
import type { Component } from '../components';
import type { Hardfork } from '../hardforks';
import { keysOf } from '../../kube/plain';

interface Row {
  readonly fork: Hardfork;
  /** First version of each component whose built-in configuration is right for these chains. */
  readonly minimums: Readonly<Partial<Record<Component, string>>>;
  readonly networks: readonly string[];
  /** What is wrong with older ones, as a clause. @default they do not have the fork's time */
  readonly fault?: string;
}

/**
 * Chains whose built-in configurations came, or were put right, later than the fork's own minimum version. Both clients
 * have one, and so each of them decides when a fork begins.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases (op-node v1.16.2, v1.16.4, v1.19.3, v1.19.6; op-reth v2.4.3; kona-node v1.7.0)
 * @see https://github.com/ethereum-optimism/op-geth/releases (v1.101603.5, v1.101604.0)
 */
export const builtInChains: readonly Row[] = [
  { fork: 'jovian', minimums: { 'op-node': 'v1.16.2', 'op-geth': 'v1.101603.5' }, networks: ['bob-mainnet', 'lyra-mainnet', 'mint-mainnet', 'orderly-mainnet', 'polynomial-mainnet'] },
  { fork: 'fjord', minimums: { 'op-node': 'v1.16.4', 'op-geth': 'v1.101604.0' }, networks: ['cyber-mainnet'] },
  { fork: 'granite', minimums: { 'op-node': 'v1.16.4', 'op-geth': 'v1.101604.0' }, networks: ['funki-mainnet'] },
  {
    fork: 'karst', minimums: { 'op-node': 'v1.19.3' }, networks: ['mode-mainnet', 'mode-sepolia', 'metal-mainnet', 'metal-sepolia', 'zora-mainnet', 'zora-sepolia'],
    fault: 'has the wrong gas rule for Karst (keep_karst_upgrade_gas) built in',
  },
  { fork: 'karst', minimums: { 'op-node': 'v1.19.6', 'kona-node': 'v1.7.0', 'op-reth': 'v2.4.3' }, networks: ['worldchain-mainnet', 'worldchain-sepolia'] },
];

/** A release whose built-in configuration of the chain is not right, and would leave it when the fork begins. */
export const builtInChain: Rule = ({ versions, forks, network, now }) =>
  builtInChains
    .filter(({ networks }) => network !== undefined && networks.includes(network))
    .flatMap(({ fork, minimums, fault = `has no ${fork} time built in` }) =>
      keysOf(minimums).flatMap((component) => {
        const forkTime = forks[fork];
        const minimum = minimums[component];
        const version = minimum && olderThan(versions, component, minimum);
        if (version === undefined || forkTime === undefined) return [];
        return {
          severity: 'error' as const,
          code: 'BUILT_IN_FORK_TIME',
          component,
          version,
          fork,
          forkTime,
          minimum,
          message: `${component} ${version} ${fault} for ${network}, active ${when(forkTime, now)}`,
          hint: `Use ${minimum} or newer`,
        };
      }),
    );
