import { when, type Rule } from './diagnostic';
import type { Hardfork } from '../hardforks';
import { compareVersions } from '../version';

interface Row {
  readonly fork: Hardfork;
  /** First op-node whose built-in configuration has the fork's time for these chains. */
  readonly minimum: string;
  readonly networks: readonly string[];
}

/**
 * Chains whose fork times came into the built-in configurations later than the fork's own minimum version.
 *
 * @see https://github.com/ethereum-optimism/optimism/releases (op-node v1.16.2, v1.19.3, v1.19.6)
 */
export const builtInChains: readonly Row[] = [
  { fork: 'jovian', minimum: 'v1.16.2', networks: ['bob-mainnet', 'lyra-mainnet', 'mint-mainnet', 'orderly-mainnet', 'polynomial-mainnet'] },
  { fork: 'fjord', minimum: 'v1.16.4', networks: ['cyber-mainnet'] },
  { fork: 'granite', minimum: 'v1.16.4', networks: ['funki-mainnet'] },
  { fork: 'karst', minimum: 'v1.19.3', networks: ['mode-mainnet', 'mode-sepolia', 'metal-mainnet', 'metal-sepolia', 'zora-mainnet', 'zora-sepolia'] },
  { fork: 'karst', minimum: 'v1.19.6', networks: ['worldchain-mainnet', 'worldchain-sepolia'] },
];

/** A release whose built-in configuration cannot have the chain's fork time, and would stay on the old rules. */
export const builtInChain: Rule = ({ versions, forks, network, now }) => {
  const version = versions['op-node'];
  if (version === undefined || network === undefined) return [];
  return builtInChains.flatMap(({ fork, minimum, networks }) => {
    const forkTime = forks[fork];
    if (forkTime === undefined || !networks.includes(network) || compareVersions(version, minimum) >= 0) return [];
    return {
      severity: 'error' as const,
      code: 'BUILT_IN_FORK_TIME',
      component: 'op-node' as const,
      version,
      fork,
      forkTime,
      minimum,
      message: `op-node ${version} has no ${fork} time for ${network} built in, active ${when(forkTime, now)}`,
      hint: `Use ${minimum} or newer, or add --override.${fork}=${forkTime} to both clients`,
    };
  });
};
