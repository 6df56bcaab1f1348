import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { codeOf, textOf } from './input-file';
import type { Found, Source } from './source';
import { Problems } from '../errors';
import { checksumAddress } from '../keys';
import { isPlainObject } from '../kube';
import { parseObject, type JsonObject } from '../network/json';
import type { Leaf } from '../network/lock-leaves';

/** Which chain of the registry is meant; what is not known is not compared. */
export interface RegistryKey {
  /** `<file>-<superchain>`, e.g. `op-mainnet`. */
  readonly networkName?: string | undefined;
  readonly chainId?: number | undefined;
  readonly systemConfig?: string | undefined;
}

/** One chain, as the registry has it: addresses and roles by the name that the registry gives them. */
interface Entry {
  readonly at: string;
  readonly networkName?: string;
  readonly chainId?: unknown;
  readonly l1ChainId?: number;
  readonly batchInbox?: unknown;
  readonly addresses: JsonObject;
}

const HINT = 'Give a checkout of ethereum-optimism/superchain-registry, its addresses.json, or the TOML of one chain';
const CONFIGS = join('superchain', 'configs');
/** L1s of the registry's folders, for files that are alone. */
const L1S: ReadonlyMap<string, number> = new Map([['mainnet', 1], ['sepolia', 11155111]]);
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const ZERO = /^0x0+$/;

/** Implementations and games are left out: they are replaced without a word to the registry. */
const FIELDS: readonly (readonly [field: string, path: string])[] = [
  ['SystemConfigProxy', 'systemConfigAddr'],
  ['OptimismPortalProxy', 'optimismPortalAddr'],
  ['DisputeGameFactoryProxy', 'disputeGameFactoryAddr'],
  ['L2OutputOracleProxy', 'l2OutputOracleAddr'],
  ['L1CrossDomainMessengerProxy', 'l1CrossDomainMessengerAddr'],
  ['L1StandardBridgeProxy', 'l1StandardBridgeAddr'],
  ['L1ERC721BridgeProxy', 'l1Erc721BridgeAddr'],
  ['OptimismMintableERC20FactoryProxy', 'optimismMintableErc20FactoryAddr'],
  ['AnchorStateRegistryProxy', 'anchorStateRegistryAddr'],
  ['DelayedWETHProxy', 'delayedWethAddr'],
  ['SuperchainConfig', 'superchainConfigAddr'],
  ['ProxyAdmin', 'proxyAdminAddr'],
  ['BatchSubmitter', 'settings.batcherAddr'],
  ['UnsafeBlockSigner', 'settings.unsafeBlockSignerAddr'],
  ['Proposer', 'settings.proposerAddr'],
  ['Challenger', 'settings.challengerAddr'],
  ['SystemConfigOwner', 'settings.systemConfigOwnerAddr'],
  ['ProxyAdminOwner', 'settings.proxyAdminOwnerAddr'],
  ['Guardian', 'settings.guardianAddr'],
];

/**
 * What the superchain-registry says of a chain. It is read from files of the user's, who can refresh them; nothing is
 * fetched.
 *
 * @param path of a checkout, of its addresses.json, or of one chain's TOML
 */
export function registrySource(problems: Problems, prop: string, path: string, key: RegistryKey): Source | undefined {
  const entries = entriesAt(problems, prop, path);
  if (!entries) return undefined;
  const fitting = entries.filter((entry) => fits(entry, key));
  const [found, ...others] = fitting;
  if (!found || others.length > 0) {
    problems.error('UNKNOWN_CHAIN', prop, found ? `${fitting.length} chains of the registry could be meant` : 'the registry does not have the chain', 'Give networkName, as in op-mainnet, or chainId, and a registry that has the chain');
    return undefined;
  }
  return sourceOfEntry(problems, prop, found);
}

/** A file may be named otherwise than its chain, so the chain id counts where the name does not fit. */
function fits({ networkName, chainId, addresses }: Entry, key: RegistryKey): boolean {
  if (key.networkName !== undefined && key.networkName.toLowerCase() === networkName?.toLowerCase()) return true;
  if (key.chainId !== undefined && typeof chainId === 'number') return key.chainId === chainId;
  if (key.systemConfig !== undefined) return String(addresses.SystemConfigProxy).toLowerCase() === key.systemConfig.toLowerCase();
  return key.networkName === undefined || networkName === undefined;
}

function entriesAt(problems: Problems, prop: string, path: string): readonly Entry[] | undefined {
  try {
    if (!statSync(path).isDirectory()) return path.endsWith('.json') ? ofAddresses(problems, prop, path) : ofTomls(problems, prop, [path]);
    const configs = isFolder(join(path, CONFIGS)) ? join(path, CONFIGS) : path;
    const files = filesBelow(configs).filter((file) => file.endsWith('.toml') && basename(file) !== 'superchain.toml');
    if (files.length > 0) return ofTomls(problems, prop, files);
    problems.error('INVALID_REGISTRY', prop, `there are no chains below ${path}`, HINT);
  } catch (error) {
    problems.error('FILE_NOT_READ', prop, `${path} cannot be read (${codeOf(error)})`, HINT);
  }
  return undefined;
}

function ofAddresses(problems: Problems, prop: string, path: string): readonly Entry[] | undefined {
  const text = textOf(problems, prop, path);
  const chains = text === undefined ? undefined : parseObject(problems, prop, text);
  return chains && Object.entries(chains).flatMap(([id, addresses]) => (isPlainObject(addresses) ? [{ at: id, chainId: Number(id), addresses }] : []));
}

function ofTomls(problems: Problems, prop: string, paths: readonly string[]): readonly Entry[] | undefined {
  const l1s = new Map<string, number | undefined>();
  const entries = paths.flatMap((path): Entry[] => {
    const folder = dirname(path);
    if (!l1s.has(folder)) l1s.set(folder, l1Of(folder));
    const chain = tomlOf(problems, prop, path);
    const l1ChainId = l1s.get(folder);
    if (!chain) return [];
    return [{
      at: path,
      networkName: `${basename(path, '.toml')}-${basename(folder)}`,
      chainId: chain.chain_id,
      ...(l1ChainId !== undefined && { l1ChainId }),
      batchInbox: chain.batch_inbox_addr,
      addresses: { ...objectIn(chain.addresses), ...objectIn(chain.roles) },
    }];
  });
  return entries.length > 0 ? entries : undefined;
}

function l1Of(folder: string): number | undefined {
  const file = join(folder, 'superchain.toml');
  // Whose L1 it is can also be told from the folder, so that a file which is missing or broken stops nobody.
  const l1 = isFile(file) ? objectIn(tomlOf(new Problems(), '', file)?.l1).chain_id : undefined;
  return typeof l1 === 'number' ? l1 : L1S.get(basename(folder));
}

function tomlOf(problems: Problems, prop: string, path: string): JsonObject | undefined {
  const text = textOf(problems, prop, path);
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    problems.error('INVALID_REGISTRY', prop, `${path} is no valid TOML`, HINT);
    return undefined;
  }
}

function sourceOfEntry(problems: Problems, prop: string, { at, chainId, l1ChainId, batchInbox, addresses }: Entry): Source {
  const found = new Map<string, Found>();
  const add = (path: string, value: Leaf): unknown => found.set(path, { value, kind: 'superchain-registry', from: 'superchain-registry' });
  if (typeof chainId === 'number') add('chainId', chainId);
  if (l1ChainId !== undefined) add('l1ChainId', l1ChainId);
  const fields = [...FIELDS.map(([field, path]) => [field, path, addresses[field]] as const), ['batch_inbox_addr', 'batchInboxAddr', batchInbox] as const];
  for (const [field, path, value] of fields) {
    if (value === undefined || value === null || value === '' || (typeof value === 'string' && ZERO.test(value))) continue;
    if (typeof value === 'string' && ADDRESS.test(value)) add(path, checksumAddress(value));
    else problems.error('INVALID_REGISTRY', prop, `${field} of ${at} is no address`, HINT);
  }
  return found;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
  });
}

function objectIn(value: unknown): JsonObject {
  return isPlainObject(value) ? value : {};
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
