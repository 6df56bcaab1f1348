import type { DroppedChain } from '../known-chains';

const movedOn = {
  reason: 'Base left the OP Stack clients with its Azul upgrade: op-node and op-reth no longer follow it',
  instead: 'Run base-reth-node with base-consensus, as github.com/base/node describes',
};
const withdrawn = {
  reason: 'the chain was shut down or withdrawn, and the binaries no longer have it built in',
  instead: 'For an archive of it, give its rollup.json and genesis.json as a custom chain',
};
const leftOut = {
  reason: 'the registry lists it, but the binaries leave it out',
  instead: 'Give its rollup.json and genesis.json as a custom chain, or run the client that its operator publishes',
};

/** Chains that older binaries had built in, and what became of them. */
export const dropped: readonly DroppedChain[] = [
  { networkName: 'base-mainnet', chainId: 8453, removedOn: '2026-04-27', ...movedOn },
  { networkName: 'base-sepolia', chainId: 84532, removedOn: '2026-04-27', ...movedOn },
  { networkName: 'arena-z-mainnet', chainId: 7897, removedOn: '2026-05-26', ...withdrawn },
  { networkName: 'swell-mainnet', chainId: 1923, removedOn: '2026-05-26', ...withdrawn },
  { networkName: 'arena-z-sepolia', chainId: 9899, removedOn: '2026-05-26', ...withdrawn },
  { networkName: 'creator-chain-testnet-sepolia', chainId: 66665, removedOn: '2026-06-23', ...withdrawn },
  { networkName: 'ethernity-sepolia', chainId: 233, removedOn: '2026-06-23', ...withdrawn },
  { networkName: 'snax-mainnet', chainId: 2192, removedOn: '2025-11-17', ...withdrawn },
  { networkName: 'boba-mainnet', chainId: 288, ...leftOut },
  { networkName: 'celo-mainnet', chainId: 42220, ...leftOut },
  { networkName: 'boba-sepolia', chainId: 28882, ...leftOut },
];
