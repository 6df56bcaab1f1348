import { textOf } from './input-file';
import { opDeployerSource } from './op-deployer';
import type { DiscoverOptions } from './options';
import type { BlockId } from './predeploys';
import { registrySource, type RegistryKey } from './registry';
import { explicitSource, knownChainSource, rollupConfigSource, type Source } from './source';
import { Problems } from '../errors';
import { isPlainObject } from '../kube';
import { parseObject, type JsonObject } from '../network/json';
import { findKnownChain, knownChains, type KnownChain } from '../network/known-chains';
import { readRollupConfig } from '../network/rollup-config';

/** Blocks that a chain begins with, as rollup.json has them. */
export interface Genesis {
  readonly l1: BlockId;
  readonly l2: BlockId;
}

/** What is said of a chain before anybody is asked. */
export interface Given {
  readonly sources: readonly Source[];
  readonly genesis?: Genesis;
}

/** What the user gives by hand and by files, and what the library knows of the chain. */
export function givenSources(problems: Problems, options: DiscoverOptions): Given {
  const { method = 'auto', registry, opDeployerState, rollupConfig, chainId } = options;
  const rollupText = rollupConfig === undefined ? undefined : textOf(problems, 'rollupConfig', rollupConfig);
  const rollup = rollupText === undefined ? undefined : parseObject(problems, 'rollupConfig', rollupText);
  const fromRollup = rollup && rollupGiven(problems, 'rollupConfig', rollup);
  const state = opDeployerState === undefined ? undefined : textOf(problems, 'opDeployerState', opDeployerState);
  const known = method === 'auto' || method === 'well-known' ? knownChain(problems, options) : undefined;
  const sources = [
    ...explicitSources(problems, options),
    ...(fromRollup?.sources ?? []),
    state === undefined ? undefined : opDeployerSource(problems, 'opDeployerState', state, chainId),
    registry === undefined ? undefined : registrySource(problems, 'registry', registry, registryKey(options)),
    known && knownChainSource(known),
  ];
  return { sources: sources.filter((source) => source !== undefined), ...(fromRollup?.genesis && { genesis: fromRollup.genesis }) };
}

/** What a rollup.json says, from a file or from an op-node. */
export function rollupGiven(problems: Problems, prop: string, rollup: JsonObject): Given {
  // Which forks an image knows is a question of those who run it: of a file that is sound, only the addresses count.
  const own = new Problems();
  const chain = readRollupConfig(own, prop, rollup, undefined);
  if (!chain) {
    problems.attempt(() => own.settle());
    return { sources: [] };
  }
  const genesis = genesisOf(rollup);
  return { sources: [rollupConfigSource(chain)], ...(genesis && { genesis }) };
}

function explicitSources(problems: Problems, { systemConfig, contractAddresses = {}, chainId, l1ChainId }: DiscoverOptions): readonly Source[] {
  const apart = { ...(systemConfig !== undefined && { systemConfigAddr: systemConfig }), ...(chainId !== undefined && { chainId }), ...(l1ChainId !== undefined && { l1ChainId }) };
  return [explicitSource(problems, '', apart), explicitSource(problems, 'contractAddresses', contractAddresses)];
}

/** Chains of a registry may be in no table of the library's. */
function knownChain(problems: Problems, { method, networkName, registry, chainId, systemConfig }: DiscoverOptions): KnownChain | undefined {
  if (networkName !== undefined) return registry === undefined ? findKnownChain(problems, 'networkName', networkName) : knownChains.find((chain) => chain.networkName === networkName);
  if (method !== 'well-known') return undefined;
  const found = knownChains.find((chain) => chain.chainId === chainId || chain.systemConfig.toLowerCase() === systemConfig?.toLowerCase());
  if (!found) problems.error('UNKNOWN_CHAIN', 'networkName', 'no built-in chain is named, nor one by its chain id or SystemConfig', 'Set networkName to one of knownChains, e.g. op-sepolia');
  return found;
}

function registryKey({ networkName, chainId, systemConfig, contractAddresses }: DiscoverOptions): RegistryKey {
  // addresses.json has no names.
  const known = knownChains.find((chain) => chain.networkName === networkName);
  return { networkName, chainId: chainId ?? known?.chainId, systemConfig: systemConfig ?? contractAddresses?.systemConfigAddr };
}

function genesisOf({ genesis }: JsonObject): Genesis | undefined {
  const l1 = isPlainObject(genesis) ? blockId(genesis.l1) : undefined;
  const l2 = isPlainObject(genesis) ? blockId(genesis.l2) : undefined;
  return l1 && l2 && { l1, l2 };
}

function blockId(value: unknown): BlockId | undefined {
  if (!isPlainObject(value) || typeof value.hash !== 'string' || typeof value.number !== 'number' || !Number.isSafeInteger(value.number) || value.number < 0) return undefined;
  return { number: value.number, hash: value.hash };
}
