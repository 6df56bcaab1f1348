import { keysOf } from '../kube/plain';

interface GameFacts {
  /** Number in the contracts. */
  readonly id: number;
  /** Machine that it is played with; the games for tests need none. */
  readonly vm?: 'cannon' | 'cannonKona';
  readonly permissioned?: boolean;
  /** Whether super roots are claimed, which op-node serves since v1.19.6, and not output roots. */
  readonly superRoots?: boolean;
  /** Flag without which op-challenger is too old to play it. */
  readonly needs?: string;
}

const facts = {
  cannon: { id: 0, vm: 'cannon' },
  permissioned: { id: 1, vm: 'cannon', permissioned: true },
  'super-permissioned': { id: 5, vm: 'cannonKona', permissioned: true, superRoots: true, needs: 'super-cannon-kona-rollup-config' },
  'cannon-kona': { id: 8, vm: 'cannonKona', needs: 'cannon-kona-server' },
  'super-cannon-kona': { id: 9, vm: 'cannonKona', superRoots: true, needs: 'super-cannon-kona-rollup-config' },
  alphabet: { id: 255 },
  fast: { id: 254 },
} as const satisfies Readonly<Record<string, GameFacts>>;

/** A dispute game that op-challenger can play; `alphabet` and `fast` are for tests. */
export type GameType = keyof typeof facts;

/** Dispute games by the name that op-challenger knows them by. */
export const gameTypes: Readonly<Record<GameType, GameFacts>> = facts;

/** The name of a game type's number, where op-challenger plays it. */
export function gameTypeOf(id: number): GameType | undefined {
  return keysOf(gameTypes).find((name) => gameTypes[name].id === id);
}
