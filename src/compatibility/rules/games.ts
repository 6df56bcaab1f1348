import { olderThan, when, type Rule } from './diagnostic';
import type { Component } from '../components';
import { keysOf } from '../../kube/plain';

/** Super-root games, which Upgrade 20 makes the respected ones: 5 permissioned, 9 permissionless. */
const SUPER_GAMES: ReadonlySet<number> = new Set([5, 9]);

/** What Upgrade 20 asks for. @see https://docs.optimism.io/notices/upgrade-20 */
export const upgrade20: Readonly<Partial<Record<Component, string>>> = {
  'op-node': 'v1.19.6',
  'op-challenger': 'v1.9.5',
  'op-proposer': 'v1.16.4',
  'op-dispute-mon': 'v1.6.0',
};

/** A chain that respects super-root games, and components that do not know them. */
export const superGames: Rule = ({ versions, respectedGameType }) => {
  if (respectedGameType === undefined || !SUPER_GAMES.has(respectedGameType)) return [];
  return keysOf(upgrade20).flatMap((component) => {
    const minimum = upgrade20[component];
    const version = minimum && olderThan(versions, component, minimum);
    if (version === undefined) return [];
    return {
      severity: 'error' as const,
      code: 'GAME_MINIMUM',
      component,
      version,
      minimum,
      message: `${component} ${version} does not know games of type ${respectedGameType}, which the chain respects since Upgrade 20`,
      hint: `Use ${minimum} or newer`,
    };
  });
};

/** A challenger that does not play the games that withdrawals are proved with. */
export const respectedGame: Rule = ({ versions, respectedGameType, gameTypes }) => {
  if (respectedGameType === undefined || gameTypes === undefined || gameTypes.includes(respectedGameType)) return [];
  return [{
    severity: 'error',
    code: 'RESPECTED_GAME_NOT_PLAYED',
    component: 'op-challenger',
    version: versions['op-challenger'],
    message: `withdrawals are proved with games of type ${respectedGameType}, and the challenger plays ${gameTypes.join(', ') || 'none'}`,
    hint: `Play games of type ${respectedGameType} too`,
  }];
};

/** Games that are proved with op-program, whose last fork is Jovian. */
const OP_PROGRAM_GAME = 0;

/** A challenger that would prove the state of a chain with a program that cannot follow it. */
export const opProgram: Rule = ({ versions, forks, gameTypes, now }) => {
  const forkTime = forks.karst;
  if (forkTime === undefined || !gameTypes?.includes(OP_PROGRAM_GAME)) return [];
  return [{
    severity: 'error',
    code: 'FORK_IMPOSSIBLE',
    component: 'op-challenger',
    version: versions['op-challenger'],
    fork: 'karst',
    forkTime,
    message: `games of type ${OP_PROGRAM_GAME} are proved with op-program, no version of which can follow karst, active ${when(forkTime, now)}; its last fork is jovian`,
    hint: 'Play games of type 8, cannon-kona',
  }];
};
