import type { Chain } from './chain';
import { checkGenesis } from './genesis';
import { parseObject } from './json';
import { findKnownChain } from './known-chains';
import type { OptimismNetworkProps } from './network-props';
import { readRollupConfig } from './rollup-config';
import type { Image } from '../compatibility';
import type { Problems } from '../errors';

/** L1s that op-node knows without a file: Ethereum, Sepolia, Holesky, Hoodi. */
const KNOWN_L1S: ReadonlySet<number> = new Set([1, 11155111, 17000, 560048]);

/** The texts of a custom chain's files, as far as synth can know them. */
export interface ChainTexts {
  readonly rollup?: string;
  readonly genesis?: string;
}

/** Finds out which chain it is, and reports whatever the given facts disagree on. */
export function resolveChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts, node: Image | undefined): Chain | undefined {
  const chain = props.networkName === undefined ? customChain(problems, props, texts, node) : knownChain(problems, props, props.networkName);
  if (!chain) return undefined;
  checkId(problems, 'chainId', props.chainId, chain.chainId);
  checkId(problems, 'l1ChainId', props.l1ChainId, chain.l1ChainId);
  checkBeacon(problems, props, chain);
  if (!KNOWN_L1S.has(chain.l1ChainId) && !props.l1ChainConfig) {
    problems.error('MISSING_L1_CHAIN_CONFIG', 'l1ChainConfig', `the binaries do not know an L1 with chain id ${chain.l1ChainId}`, "Give that L1's chain config: ConfigSource.fromFile('l1-chain-config.json')");
  }
  return chain;
}

function knownChain(problems: Problems, props: OptimismNetworkProps, name: string): Chain | undefined {
  for (const file of ['rollupConfig', 'l2Genesis'] as const) {
    if (props[file]) {
      problems.error('NETWORK_AND_FILES', file, 'networkName and a file are given together, and op-node would ignore the file', 'Give either the name of a built-in chain, or the files of a custom one');
    }
  }
  return findKnownChain(problems, 'networkName', name);
}

function customChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts, node: Image | undefined): Chain | undefined {
  if (!props.rollupConfig) {
    problems.error('MISSING_ROLLUP_CONFIG', 'rollupConfig', 'neither a known chain nor a rollup.json is given', "Set networkName to a built-in chain, or rollupConfig to ConfigSource.fromFile('rollup.json'); a running op-node gives it with optimism_rollupConfig");
  }
  if (!props.l2Genesis) {
    problems.error('MISSING_L2_GENESIS', 'l2Genesis', 'a custom chain needs its genesis.json, and no RPC can give it', "Set l2Genesis to ConfigSource.fromFile('genesis.json'), from op-deployer inspect genesis");
  }
  const rollup = texts.rollup === undefined ? undefined : parseObject(problems, 'rollupConfig', texts.rollup);
  const genesis = texts.genesis === undefined ? undefined : parseObject(problems, 'l2Genesis', texts.genesis);
  const chain = rollup ? readRollupConfig(problems, 'rollupConfig', rollup, node) : unseenChain(problems, props, texts);
  if (genesis) checkGenesis(problems, 'l2Genesis', genesis, rollup, chain);
  return chain;
}

/** A chain whose rollup.json is only seen in the cluster: its ids have to be told. */
function unseenChain(problems: Problems, props: OptimismNetworkProps, texts: ChainTexts): Chain | undefined {
  if (!props.rollupConfig || texts.rollup !== undefined) return undefined;
  for (const prop of ['chainId', 'l1ChainId'] as const) {
    if (props[prop] === undefined) {
      problems.error('MISSING_CHAIN_ID', prop, 'rollup.json is not read at synth, so the id is not known', `Set ${prop}`);
    }
  }
  if (props.chainId === undefined || props.l1ChainId === undefined) return undefined;
  return { chainId: props.chainId, l1ChainId: props.l1ChainId, hardforks: {} };
}

function checkId(problems: Problems, prop: 'chainId' | 'l1ChainId', given: number | undefined, known: number): void {
  if (given === undefined || given === known) return;
  const code = prop === 'chainId' ? 'CHAIN_ID_MISMATCH' : 'L1_CHAIN_ID_MISMATCH';
  problems.error(code, prop, `${given} is given, and the chain's own configuration says ${known}`, 'Give the configuration of the chain that you mean, or leave the id out');
}

function checkBeacon(problems: Problems, props: OptimismNetworkProps, chain: Chain): void {
  const unseen = Object.keys(chain.hardforks).length === 0;
  if (props.l1BeaconUrl !== undefined || (chain.hardforks.ecotone === undefined && !unseen)) return;
  problems.error('MISSING_L1_BEACON', 'l1BeaconUrl', 'from Ecotone on, batches are in blobs, and op-node does not start without a beacon endpoint', "Set l1BeaconUrl, e.g. SecretValue.fromSecret('l1-endpoints', 'beacon')");
}
