/** A sorted copy: by code units, so that it is the same on every machine. */
export function inOrder<T>(items: Iterable<T>, key: (item: T) => string): readonly T[] {
  const copy = [...items];
  copy.sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  return copy;
}
