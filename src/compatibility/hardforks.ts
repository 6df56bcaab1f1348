/** The OP Stack's hardforks in their order. `lagoon` was called `interop` before op-node v1.19.1. */
export const hardforks = [
  'regolith',
  'canyon',
  'delta',
  'ecotone',
  'fjord',
  'granite',
  'holocene',
  'isthmus',
  'jovian',
  'karst',
  'lagoon',
] as const;

/** Name of an OP Stack hardfork. */
export type Hardfork = (typeof hardforks)[number];

/**
 * Activation times of a chain, in seconds since 1970 by the L2 block's timestamp; 0 means from genesis, absence means
 * not scheduled. `pectra_blob_schedule` is no fork of the L2 but a fix that some Sepolia chains time.
 */
export type HardforkTimes = Readonly<Partial<Record<Hardfork | 'pectra_blob_schedule', number>>>;

/** Forks of the derivation rules only, which the execution client's genesis does not name. */
export const derivationOnly: ReadonlySet<string> = new Set<Hardfork>(['delta']);
