import type { Problems } from '../errors';
import { checkAddress } from '../keys';
import type { Chain, ContractAddresses, KnownChain } from '../network';
import type { Lock, LockedValues, Provenance } from '../network/lock';
import { leavesOf, type Leaf } from '../network/lock-leaves';

/**
 * What kinds of sources there are, the most trusted first. What op-deployer wrote is what was true on the day of the
 * deployment, so the chain itself stands before it; rollup.json stands before the chain, whose own batch inbox is wrong
 * on some chains.
 */
export const sourceKinds = ['explicit', 'lock', 'rollup-config', 'on-chain', 'op-deployer', 'known-chain'] as const;

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
export function sourceOf(kind: Exclude<SourceKind, 'lock' | 'on-chain'>, values: Partial<LockedValues> | ContractAddresses): Source {
  return new Map(leavesOf(values).map(([path, value]) => [path, { value, kind, from: kind }]));
}

/** What the user gives by hand; reports addresses that are none or may be mistyped, before anything is asked of them. */
export function explicitSource(problems: Problems, prop: string, values: Partial<LockedValues> | ContractAddresses): Source {
  const source = sourceOf('explicit', values);
  for (const [path, { value }] of source) {
    if (path.endsWith('Addr')) checkAddress(problems, `${prop}.${path}`, String(value));
  }
  return source;
}

/**
 * What was read on chain; the batch inbox never is.
 *
 * @param getters by the path of each value, the contract and its getter, e.g. `SystemConfig.gasLimit`
 */
export function onChainSource(values: Partial<Omit<LockedValues, 'batchInboxAddr'>>, getters: Readonly<Record<string, `${string}.${string}`>>): Source {
  return new Map(leavesOf(values).map(([path, value]) => {
    const getter = getters[path];
    if (getter === undefined) throw new Error(`no getter is named for ${path}`);
    return [path, { value, kind: 'on-chain', from: `on-chain:${getter}` }];
  }));
}

/** What an earlier discovery found. */
export function lockSource({ schema: _schema, block: _block, provenance, ...values }: Lock): Source {
  return new Map(leavesOf(values).map(([path, value]) => [path, { value, kind: 'lock', from: provenance[path]! }]));
}

/** What rollup.json says; its batcher and gas limit are those of the first block, and not taken. */
export function rollupConfigSource({ chainId, l1ChainId, systemConfig, optimismPortal, batchInbox }: Chain): Source {
  return sourceOf('rollup-config', { chainId, l1ChainId, systemConfigAddr: systemConfig, optimismPortalAddr: optimismPortal, batchInboxAddr: batchInbox });
}

/** What this library knows of a chain that the binaries have built in. */
export function knownChainSource({ chainId, l1ChainId, systemConfig, optimismPortal, l1StandardBridge, batchInbox }: KnownChain): Source {
  return sourceOf('known-chain', { chainId, l1ChainId, systemConfigAddr: systemConfig, optimismPortalAddr: optimismPortal, l1StandardBridgeAddr: l1StandardBridge, batchInboxAddr: batchInbox });
}
