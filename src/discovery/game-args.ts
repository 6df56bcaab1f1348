import { checksumAddress, type Address } from '../keys';

/** What a factory gives the games of a type on their way. @see https://github.com/ethereum-optimism/optimism/blob/develop/packages/contracts-bedrock/src/dispute/lib/LibGameArgs.sol */
export interface GameArgs {
  readonly absolutePrestate: string;
  readonly anchorStateRegistry: Address;
  readonly weth: Address;
  readonly l2ChainId: bigint;
  readonly proposer?: Address;
  readonly challenger?: Address;
}

/** Places of the fields, by the length of the whole in bytes: of permissionless, permissioned and ZK games. */
const LAYOUTS: ReadonlyMap<number, Readonly<Record<'anchorStateRegistry' | 'weth' | 'l2ChainId', number>> & { readonly proposer?: number; readonly challenger?: number }> = new Map([
  [124, { anchorStateRegistry: 52, weth: 72, l2ChainId: 92 }],
  [164, { anchorStateRegistry: 52, weth: 72, l2ChainId: 92, proposer: 124, challenger: 144 }],
  [172, { anchorStateRegistry: 100, weth: 120, l2ChainId: 140 }],
]);

/** Reads the packed arguments of a game; `undefined` for none, and for a layout that is not known. */
export function decodeGameArgs(packed: unknown): GameArgs | undefined {
  if (typeof packed !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(packed)) return undefined;
  const layout = LAYOUTS.get((packed.length - 2) / 2);
  if (!layout) return undefined;
  const bytes = (at: number, length: number): `0x${string}` => `0x${packed.slice(2 + at * 2, 2 + (at + length) * 2).toLowerCase()}`;
  const address = (at: number): Address => checksumAddress(bytes(at, 20));
  return {
    absolutePrestate: bytes(0, 32),
    anchorStateRegistry: address(layout.anchorStateRegistry),
    weth: address(layout.weth),
    l2ChainId: BigInt(bytes(layout.l2ChainId, 32)),
    ...(layout.proposer !== undefined && { proposer: address(layout.proposer) }),
    ...(layout.challenger !== undefined && { challenger: address(layout.challenger) }),
  };
}
