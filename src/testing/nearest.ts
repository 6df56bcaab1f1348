import { sorted } from './sorted';

/**
 * The candidate that `word` was most likely meant to be: equal but for case, else the fewest edits away, at most a
 * third of its length.
 *
 * @returns `undefined` when none is near
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const farthest = Math.max(1, Math.floor(word.length / 3));
  const ranked = sorted(candidates).map((candidate) => ({ candidate, edits: distance(word, candidate) }));
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked.find(({ edits }) => edits === least && edits <= farthest)?.candidate;
}

/** The remedy for a word that names nothing: the name that was meant, or what there is. */
export function suggestion(word: string, names: readonly string[], otherwise = 'use one of'): string {
  const meant = nearest(word, names);
  return meant === undefined ? `${otherwise} ${names.join(', ') || 'none'}` : `did you mean "${meant}"?`;
}

/**
 * The fewest insertions, deletions, replacements and swaps of neighbours; a difference of case alone counts nothing.
 */
function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j++) {
      const isSwap = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1),
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        isSwap ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(from.length, to.length);
}
