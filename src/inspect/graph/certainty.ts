import type { Certainty } from './model';

const RANKS = { no: 0, maybe: 1, yes: 2 } as const satisfies Record<Certainty, number>;

/** As sure as the least sure of them; `yes` for none. */
export function every(all: readonly Certainty[]): Certainty {
  return all.reduce((least, each) => (RANKS[each] < RANKS[least] ? each : least), 'yes');
}

/** As sure as the surest of them; `no` for none. */
export function some(all: readonly Certainty[]): Certainty {
  return all.reduce((most, each) => (RANKS[each] > RANKS[most] ? each : most), 'no');
}
