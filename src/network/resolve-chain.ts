import type { Chain } from './chain';
import { checkGenesis } from './genesis';
import { parseObject } from './json';
import { findKnownChain } from './known-chains';
import type { Lock } from './lock';
import type { OptimismNetworkProps } from './network-props';
import { readRollupConfig } from './rollup-config';
import { catalogueOf, type Image } from '../compatibility';
import type { Problems } from '../errors';
import { isPlainObject } from '../kube';

/** L1s that op-node knows without a file: Ethereum, Sepolia, Holesky, Hoodi. */
const KNOWN_L1S: ReadonlySet<number> = new Set([1, 11155111, 17000, 560048]);

/** The texts of a custom chain's files, as far as synth can know them. */
export interface ChainTexts {
  readonly rollup?: string;
  readonly genesis?: string;
  readonly l1?: string;
}

/** Finds out which chain it is, and reports whatever the given facts disagree on. */
export function resolveChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts, node: Image | undefined, lock?: Lock): Chain | undefined {
  const chain = props.networkName === undefined ? customChain(problems, props, texts, node, lock) : knownChain(problems, props, props.networkName);
  if (!chain) return undefined;
  checkId(problems, 'chainId', props.chainId, chain.chainId);
  checkId(problems, 'l1ChainId', props.l1ChainId, chain.l1ChainId);
  checkBeacon(problems, props, chain);
  checkL1(problems, props, texts.l1, chain, node);
  return chain;
}

/** An op-node before v1.14.1 has no flag for the file, and needs none. */
function checkL1(problems: Problems, props: OptimismNetworkProps, text: string | undefined, { l1ChainId }: Chain, node: Image | undefined): void {
  const needed = !KNOWN_L1S.has(l1ChainId) && catalogueOf('op-node', node?.version).has('rollup.l1-chain-config');
  if (needed && !props.l1ChainConfig) {
    problems.error('MISSING_L1_CHAIN_CONFIG', 'l1ChainConfig', `the binaries do not know an L1 with chain id ${l1ChainId}`, "Give that L1's chain config: ConfigSource.fromFile('l1-chain-config.json')");
  }
  const file = text === undefined ? undefined : parseObject(problems, 'l1ChainConfig', text);
  // op-node takes the chain config itself, or a genesis.json with it.
  const config = isPlainObject(file?.config) ? file.config : file;
  if (config && config.chainId !== l1ChainId) {
    problems.error('L1_CHAIN_ID_MISMATCH', 'l1ChainConfig.chainId', `the file is of chain ${JSON.stringify(config.chainId)}, and the L1 is chain ${l1ChainId}`, 'Give the chain config of the L1');
  }
}

function knownChain(problems: Problems, props: OptimismNetworkProps, name: string): Chain | undefined {
  for (const file of ['rollupConfig', 'l2Genesis'] as const) {
    if (props[file]) {
      problems.error('NETWORK_AND_FILES', file, 'networkName and a file are given together, and op-node would ignore the file', 'Give either the name of a built-in chain, or the files of a custom one');
    }
  }
  return findKnownChain(problems, 'networkName', name);
}

function customChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts, node: Image | undefined, lock?: Lock): Chain | undefined {
  if (!props.rollupConfig) {
    problems.error('MISSING_ROLLUP_CONFIG', 'rollupConfig', 'neither a known chain nor a rollup.json is given', "Set networkName to a built-in chain, or rollupConfig to ConfigSource.fromFile('rollup.json'); a running op-node gives it with optimism_rollupConfig");
  }
  if (!props.l2Genesis) {
    problems.error('MISSING_L2_GENESIS', 'l2Genesis', 'a custom chain needs its genesis.json, and no RPC can give it', "Set l2Genesis to ConfigSource.fromFile('genesis.json'), from op-deployer inspect genesis");
  }
  const rollup = texts.rollup === undefined ? undefined : parseObject(problems, 'rollupConfig', texts.rollup);
  const genesis = texts.genesis === undefined ? undefined : parseObject(problems, 'l2Genesis', texts.genesis);
  const chain = rollup ? readRollupConfig(problems, 'rollupConfig', rollup, node) : unseenChain(problems, props, texts, lock);
  if (genesis) checkGenesis(problems, 'l2Genesis', genesis, rollup, chain);
  return chain;
}

/** A chain whose rollup.json is only seen in the cluster: its ids have to be told, or stand in its lock. */
function unseenChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts, lock?: Lock): Chain | undefined {
  if (!props.rollupConfig || texts.rollup !== undefined) return undefined;
  const { chainId = lock?.chainId, l1ChainId = lock?.l1ChainId } = props;
  const ids = { chainId, l1ChainId };
  for (const prop of ['chainId', 'l1ChainId'] as const) {
    if (ids[prop] === undefined) {
      problems.error('MISSING_CHAIN_ID', prop, 'rollup.json is not read at synth, so the id is not known', `Set ${prop}`);
    }
  }
  if (chainId === undefined || l1ChainId === undefined) return undefined;
  return { chainId, l1ChainId, hardforks: {} };
}

function checkId(problems: Problems, prop: 'chainId' | 'l1ChainId', given: number | undefined, known: number): void {
  if (given === undefined || given === known) return;
  const code = prop === 'chainId' ? 'CHAIN_ID_MISMATCH' : 'L1_CHAIN_ID_MISMATCH';
  problems.error(code, prop, `${given} is given, and the chain's own configuration says ${known}`, 'Give the configuration of the chain that you mean, or leave the id out');
}

function checkBeacon(problems: Problems, props: OptimismNetworkProps, chain: Chain): void {
  // Without a block time nothing of rollup.json is known, and Ecotone is years old.
  const unseen = chain.blockTime === undefined;
  if (props.l1BeaconUrl !== undefined || (chain.hardforks.ecotone === undefined && !unseen)) return;
  problems.error('MISSING_L1_BEACON', 'l1BeaconUrl', 'from Ecotone on, batches are in blobs, and op-node does not start without a beacon endpoint', "Set l1BeaconUrl, e.g. SecretValue.fromSecret('l1-endpoints', 'beacon')");
}
