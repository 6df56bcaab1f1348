/** The words in the order of their UTF-16 code units, which no locale changes. */
export function sorted(words: Iterable<string>): string[] {
  const list = [...words];
  list.sort();
  return list;
}
