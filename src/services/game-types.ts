import { keysOf } from '../kube';

/** Dispute games by the name that op-challenger knows them by. */
export const gameTypes = {
  cannon: { id: 0, vm: 'cannon', permissioned: false },
  permissioned: { id: 1, vm: 'cannon', permissioned: true },
  'super-permissioned': { id: 5, vm: 'cannon-kona', permissioned: true },
  'cannon-kona': { id: 8, vm: 'cannon-kona', permissioned: false },
  'super-cannon-kona': { id: 9, vm: 'cannon-kona', permissioned: false },
  alphabet: { id: 255, vm: undefined, permissioned: false },
  fast: { id: 254, vm: undefined, permissioned: false },
} as const;

/** A dispute game that op-challenger can play; `alphabet` and `fast` are for tests. */
export type GameType = keyof typeof gameTypes;

/** The name of a game type's number, where op-challenger plays it. */
export function gameTypeOf(id: number): GameType | undefined {
  return keysOf(gameTypes).find((name) => gameTypes[name].id === id);
}
