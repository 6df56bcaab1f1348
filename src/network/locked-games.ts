import type { Lock } from './lock';

/**
 * Numbers of the game types that a factory has an implementation for, as the lock says. The games of another factory
 * say nothing of it, and what op-deployer wrote is what it had on its first day.
 *
 * @returns undefined when it is not known
 */
export function gamesOf(lock: Lock | undefined, factory: string | undefined): ReadonlySet<number> | undefined {
  const { games = {}, provenance = {}, disputeGameFactoryAddr } = { ...lock };
  if (factory === undefined || disputeGameFactoryAddr?.toLowerCase() !== factory.toLowerCase()) return undefined;
  const known = Object.keys(games).filter((type) => ![undefined, 'op-deployer'].includes(provenance[`games.${type}.implementationAddr`]));
  return known.length > 0 ? new Set(known.map(Number)) : undefined;
}
