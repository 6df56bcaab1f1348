import { gameGettersOf, gettersOf } from './contracts';
import { decodeGameArgs, type GameArgs } from './game-args';
import type { Ask } from './reader';
import { addressIn, addressOf, answerOf, first, type Answer, type Reading } from './reading';
import type { Address } from '../keys';

/**
 * Cannon, permissioned, Asterisc (2), super Cannon, super permissioned, OP Succinct, 7, Cannon Kona, super Cannon Kona,
 * ZK, fast, alphabet, Kailua.
 *
 * @see https://github.com/ethereum-optimism/optimism/blob/develop/packages/contracts-bedrock/src/dispute/lib/Types.sol
 */
const KNOWN_TYPES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 254, 255, 1337] as const;

/** A kind of game that a factory makes. */
export interface Game {
  readonly type: number;
  readonly implementation: Address;
  /** What the factory gives each game on its way; older factories have it in the implementation. */
  readonly args?: GameArgs;
}

type GameAddress = 'anchorStateRegistry' | 'weth' | 'proposer' | 'challenger';

/** The games that a factory makes, as far as the answers tell: the respected one first. */
export function gamesOf(reading: Reading, factory: Address, respected: number | undefined): readonly Game[] {
  return typesOf(respected).flatMap((type) => {
    const at = (getter: string): Ask => ({ contract: 'DisputeGameFactory', address: factory, getter, arg: type });
    const implementation = addressOf(reading, at('gameImpls'))?.value;
    const args = decodeGameArgs(answerOf(reading, at('gameArgs'))?.value);
    return implementation ? [{ type, implementation, ...(args && { args }) }] : [];
  });
}

/** Asks a factory for its games, and each implementation for what it knows of its games. */
export function gameAsks(reading: Reading, factory: Address, respected: number | undefined): readonly Ask[] {
  const types = typesOf(respected).flatMap((arg) => gameGettersOf('DisputeGameFactory').map((getter): Ask => ({ contract: 'DisputeGameFactory', address: factory, getter, arg })));
  const games = gamesOf(reading, factory, respected).flatMap(({ implementation }) => gettersOf('DisputeGame').map((getter): Ask => ({ contract: 'DisputeGame', address: implementation, getter })));
  return [...types, ...games];
}

/** Contracts and roles of a game; newer implementations answer zero for what the factory gives them. */
export function gameAddresses(reading: Reading, { implementation, args }: Game): Readonly<Partial<Record<GameAddress, Answer<Address>>>> {
  const address = (getter: GameAddress): Answer<Address> | undefined => {
    const given = addressIn(args?.[getter]);
    return given ? { value: given, from: 'DisputeGameFactory.gameArgs' } : addressOf(reading, { contract: 'DisputeGame', address: implementation, getter });
  };
  return { anchorStateRegistry: address('anchorStateRegistry'), weth: address('weth'), proposer: address('proposer'), challenger: address('challenger') };
}

/** The program that a game is played with. */
export function prestateOf(reading: Reading, { implementation, args }: Game): Answer<string> | undefined {
  return first([
    hashOf(args && { value: args.absolutePrestate, from: 'DisputeGameFactory.gameArgs' }),
    hashOf(answerOf(reading, { contract: 'DisputeGame', address: implementation, getter: 'absolutePrestate' })),
  ]);
}

/** Games over super roots are of no single chain, and have zero. */
export function gameChainId(reading: Reading, { implementation, args }: Game): Answer<bigint> | undefined {
  const own = answerOf(reading, { contract: 'DisputeGame', address: implementation, getter: 'l2ChainId' });
  const candidates = [args && { value: args.l2ChainId, from: 'DisputeGameFactory.gameArgs' as const }, own];
  return first(candidates.map((answer) => (typeof answer?.value === 'bigint' && answer.value !== 0n ? { value: answer.value, from: answer.from } : undefined)));
}

function typesOf(respected: number | undefined): readonly number[] {
  return [...new Set([...(respected === undefined ? [] : [respected]), ...KNOWN_TYPES])];
}

function hashOf(answer: Answer | undefined): Answer<string> | undefined {
  const { value, from } = answer ?? {};
  return typeof value === 'string' && from && BigInt(value) !== 0n ? { value: value.toLowerCase(), from } : undefined;
}
