import { Size } from 'cdk8s';
import { sizesOf, type Profile } from './profiles';

/** How much a chain's data was at some day. */
export interface ChainSize {
  /** A built-in chain, e.g. `op-mainnet`. */
  readonly networkName: string;
  /** Whether the node keeps the recent states alone, or all of them. */
  readonly history: 'full' | 'archive';
  /** The client whose database was measured. @default any */
  readonly client?: 'op-reth' | 'op-geth';
  /** The figure as it is published. */
  readonly figure: string;
  /** Tebibytes of the volume, which leave room to grow. */
  readonly tebibytes: number;
  /** Day of the figure. Chains grow: a year later it is too small. */
  readonly asOf: string;
  /** Who published the figure. */
  readonly source: string;
}

const OP_DOCS = { asOf: '2026-06-16', source: 'docs/public-docs of ethereum-optimism/optimism at 4c8b174' } as const;

/** Published sizes of built-in chains. */
export const chainSizes: readonly ChainSize[] = [
  { networkName: 'op-mainnet', history: 'full', figure: '1 to 2 TB', tebibytes: 2, ...OP_DOCS },
  { networkName: 'op-mainnet', history: 'archive', client: 'op-geth', figure: '14 TB', tebibytes: 16, ...OP_DOCS },
];

/** A built-in chain of which no size is published. */
const KNOWN_CHAIN = 1;

export interface ChainStorage {
  /** Absent for a custom chain. */
  readonly networkName?: string;
  readonly history: 'archive' | 'full' | 'minimal';
  readonly client: 'op-reth' | 'op-geth';
  readonly profile?: Profile;
}

/** Size of a node's volume: what is published of a built-in chain, and for a custom one what the profile says. */
export function chainStorage({ networkName, history, client, profile }: ChainStorage): Size {
  if (networkName === undefined) return Size.gibibytes(sizesOf(profile).execution.storage);
  const rows = chainSizes.filter((row) => row.networkName === networkName);
  const exact = rows.find((row) => row.history === history && (row.client ?? client) === client);
  // An archive of which nothing is known has at least what a full node has.
  const least = history === 'archive' ? rows.find((row) => row.history === 'full') : undefined;
  return Size.tebibytes((exact ?? least)?.tebibytes ?? KNOWN_CHAIN);
}
