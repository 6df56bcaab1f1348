import { gameTypeOf, gameTypes, type GameType } from './game-types';

/** What the games are chosen by. */
export interface DefaultGamesOptions {
  /** Whether the version of op-challenger has a flag. */
  readonly has: (flag: string) => boolean;
  /** Numbers of the games that the factory has. @default not known */
  readonly inFactory?: ReadonlySet<number>;
  /** Number of the game that withdrawals are proved with. @default not known */
  readonly respected?: number;
}

/** The games that are played when none are named: those in use upstream, as far as the factory has them, and the one that counts. */
export function defaultGames({ has, inFactory, respected }: DefaultGamesOptions): readonly GameType[] {
  const usual: readonly GameType[] = [has('cannon-kona-server') ? 'cannon-kona' : 'cannon', 'permissioned'];
  if (!inFactory) return usual;
  const counting = respected === undefined ? undefined : gameTypeOf(respected);
  const games: readonly GameType[] = [...usual, 'super-cannon-kona', 'super-permissioned'];
  const played = games.filter((game) => {
    const { id, needs } = gameTypes[game];
    return inFactory.has(id) && (needs === undefined || has(needs));
  });
  return [...new Set([...played, ...(counting ? [counting] : [])])];
}
