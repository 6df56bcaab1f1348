import type { Problems } from '../errors';
import { checksumAddress } from '../keys';
import type { Chain, ContractAddresses, KnownChain } from '../network';
import type { LockedValues, Provenance } from '../network/lock';
import { leavesOf, type Leaf } from '../network/lock-leaves';

/**
 * What kinds of sources there are, the most trusted first. What op-deployer wrote is what was true on the day of the
 * deployment, so the chain itself stands before it; rollup.json stands before the chain, whose own batch inbox is wrong
 * on some chains.
 */
export const sourceKinds = ['explicit', 'rollup-config', 'on-chain', 'op-deployer', 'superchain-registry', 'known-chain'] as const;

export type SourceKind = (typeof sourceKinds)[number];

/** A single value, and where it comes from. */
export interface Found {
  readonly value: Leaf;
  readonly kind: SourceKind;
  readonly from: Provenance;
}

/** What one source says, by the dotted path of each value in the lock. */
export type Source = ReadonlyMap<string, Found>;

/** The source of a kind that tells nothing more of where its values come from. */
export function sourceOf(kind: Exclude<SourceKind, 'on-chain'>, values: Partial<LockedValues> | ContractAddresses): Source {
  return new Map(leavesOf(values).map(([path, value]) => [path, { value, kind, from: kind }]));
}

/** What the user gives by hand; reports addresses that are none or mistyped, before anything is asked of them. */
export function explicitSource(problems: Problems, prop: string, values: Partial<LockedValues> | ContractAddresses): Source {
  const source = new Map<string, Found>();
  for (const [path, found] of sourceOf('explicit', values)) {
    const value = path.endsWith('Addr') ? addressAt(problems, prop === '' ? path : `${prop}.${path}`, String(found.value)) : found.value;
    if (value !== undefined) source.set(path, { ...found, value });
  }
  return source;
}

/** What an endpoint says of itself. */
export function idSource(path: 'chainId' | 'l1ChainId', value: number, from: `${string}.${string}`): Source {
  return new Map([[path, { value, kind: 'on-chain', from: `on-chain:${from}` }]]);
}

/** What rollup.json says; its batcher and gas limit are those of the first block, and not taken. */
export function rollupConfigSource({ chainId, l1ChainId, systemConfig, optimismPortal, batchInbox }: Chain): Source {
  return sourceOf('rollup-config', { chainId, l1ChainId, systemConfigAddr: systemConfig, optimismPortalAddr: optimismPortal, batchInboxAddr: batchInbox });
}

/** What this library knows of a chain that the binaries have built in. */
export function knownChainSource({ chainId, l1ChainId, systemConfig, optimismPortal, l1StandardBridge, batchInbox }: KnownChain): Source {
  return sourceOf('known-chain', { chainId, l1ChainId, systemConfigAddr: systemConfig, optimismPortalAddr: optimismPortal, l1StandardBridgeAddr: l1StandardBridge, batchInboxAddr: batchInbox });
}

/** An address in capitals or in small letters alone has no checksum that could be wrong. */
function addressAt(problems: Problems, prop: string, value: string): string | undefined {
  const right = /^0x[0-9a-fA-F]{40}$/.test(value) && !/^0x0+$/.test(value) ? checksumAddress(value) : undefined;
  if (right === undefined) problems.error('ADDRESS_MALFORMED', prop, 'this is no address of a contract', 'Write 0x and 40 hex digits, not all of them zero');
  else if (value !== right && value !== value.toLowerCase()) problems.error('ADDRESS_MALFORMED', prop, `the checksum of ${value} is wrong: a digit was mistyped, or its capitals were changed`, `Copy it again from its source; if the digits are right, it is ${right}`);
  else return right;
  return undefined;
}
