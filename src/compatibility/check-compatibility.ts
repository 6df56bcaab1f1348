import type { HardforkTimes } from './hardforks';
import { builtInChain } from './rules/built-in-chains';
import type { CompatibilityDiagnostic, Rule, Situation } from './rules/diagnostic';
import { engineKind, prunedGenesis } from './rules/engine-kind';
import { forkMaximum, forkMinimum } from './rules/fork-minimums';
import { opProgram, respectedGame, superGames } from './rules/games';
import { knownVersion } from './rules/known-versions';
import { l1ForkMinimum } from './rules/l1-forks';
import { pairing } from './rules/pairs';
import { withdrawn } from './rules/withdrawn';

const RULES: readonly Rule[] = [forkMinimum, forkMaximum, l1ForkMinimum, builtInChain, withdrawn, pairing, engineKind, prunedGenesis, respectedGame, opProgram, superGames, knownVersion];

/** Codes of what the rules find, by which a finding is accepted. */
export const compatibilityCodes = [
  'FORK_MINIMUM', 'FORK_IMPOSSIBLE', 'L1_FORK_MINIMUM', 'BUILT_IN_FORK_TIME', 'WITHDRAWN_VERSION', 'FAULTY_VERSION', 'UNSOUND_PAIR', 'ENGINE_KIND', 'PRUNED_GENESIS',
  'RESPECTED_GAME_NOT_PLAYED', 'GAME_MINIMUM', 'NEWER_THAN_MATRIX', 'UNKNOWN_VERSION',
] as const;

/** Applies every rule. A fork that is scheduled counts as needed; errors come first. */
export function diagnose(input: Omit<Situation, 'forks'> & { readonly forks: HardforkTimes }): readonly CompatibilityDiagnostic[] {
  const situation: Situation = { ...input, forks: scheduled(input.forks) };
  const found = RULES.flatMap((rule) => rule(situation));
  return [...found.filter(({ severity }) => severity === 'error'), ...found.filter(({ severity }) => severity === 'warning')];
}

/** Applies the rules that look at the games a challenger plays. */
export function diagnoseGames(challenger: Pick<Situation, 'versions' | 'respectedGameType' | 'gameTypes' | 'now'> & { readonly forks: HardforkTimes }): readonly CompatibilityDiagnostic[] {
  return [respectedGame, opProgram].flatMap((rule) => rule({ ...challenger, forks: scheduled(challenger.forks) }));
}

/** Applies the rules that look at one node by itself. */
export function diagnoseNode(node: Pick<Situation, 'versions' | 'engineKind' | 'prunedUnderDerivation'>): readonly CompatibilityDiagnostic[] {
  return [engineKind, prunedGenesis].flatMap((rule) => rule({ ...node, forks: {} }));
}

function scheduled(forks: HardforkTimes): Record<string, number> {
  return Object.fromEntries(Object.entries(forks).filter((entry): entry is [string, number] => entry[1] !== undefined));
}
