/**
 * Splits a command line into words as a POSIX shell does, with quotes and backslashes and without any expansion, which
 * is what Compose does with an entrypoint. Undefined when a quote is not closed.
 */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i]!;
    if (quote === "'" ? letter !== "'" : letter === '\\') {
      // Between double quotes a backslash is itself unless it has something to escape.
      const next = line[i + 1];
      const escapes = quote === undefined || (quote === '"' && next !== undefined && '"\\$`'.includes(next));
      if (letter === '\\' && quote !== "'" && escapes) {
        if (next === undefined) return undefined;
        word = (word ?? '') + next;
        i++;
      } else {
        word = (word ?? '') + letter;
      }
    } else if (letter === quote) {
      quote = undefined;
    } else if (quote === undefined && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= '';
    } else if (quote === undefined && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
