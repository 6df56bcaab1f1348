import { nearest } from '../errors';

/** The name that `word` was most likely meant to be; `undefined` when none is near. */
export function meantBy(word: string, names: Iterable<string>): string | undefined {
  return nearest(names, word, 1)[0];
}

/** The remedy for a word that names nothing: the name that was meant, or what there is. */
export function suggestion(word: string, names: readonly string[], otherwise = 'use one of'): string {
  const meant = meantBy(word, names);
  return meant === undefined ? `${otherwise} ${names.join(', ') || 'none'}` : `did you mean "${meant}"?`;
}
