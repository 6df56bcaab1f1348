/**
 * The candidates that `name` may be a slip of, best first.
 *
 * Names are compared without regard to case and to the kind of separator (`.`, `-`, `_`), by the number of letters that
 * were added, dropped, replaced or swapped with their neighbour; a third of the name's length may differ, at least one
 * letter and at most four.
 *
 * @param max how many to return; default 3
 */
export function nearest(candidates: Iterable<string>, name: string, max = 3): readonly string[] {
  const wanted = plain(name);
  const reach = Math.min(4, Math.max(1, Math.floor(wanted.length / 3)), wanted.length - 1);
  const close = [...new Set(candidates)]
    .filter((candidate) => Math.abs(candidate.length - wanted.length) <= reach)
    .map((candidate) => ({ candidate, cost: distance(plain(candidate), wanted) }))
    .filter(({ cost }) => cost <= reach);
  close.sort((a, b) => a.cost - b.cost || (a.candidate < b.candidate ? -1 : 1));
  return close.slice(0, max).map(({ candidate }) => candidate);
}

/** The question about names that are near; `undefined` when there are none. */
export function didYouMean(near: readonly string[]): string | undefined {
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined;
}

/**
 * The remedy for a `name` that is none of those there are: what it may be a slip of, and all of them.
 *
 * @param what what they are called, e.g. `releases`
 */
export function oneOf(what: string, names: readonly string[], name: string): string {
  const all = `The ${what} are ${names.join(', ')}`;
  const meant = didYouMean(nearest(names, name));
  return meant ? `${meant} ${all}` : all;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[._]/g, '-');
}

/** Optimal string alignment: Levenshtein with swaps of neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
