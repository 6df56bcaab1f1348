const SPACE = /[ \t\n\r]*/y;
/** Between the quotes stands anything from the space on but quotes and backslashes, and escapes. */
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * Where a text stops being JSON: the index of the first token that cannot stand there, the text's length when it ends
 * too early. JSON.parse says it in some versions of Node only, and for some faults only.
 */
export function faultIn(text: string): number {
  let at = 0;
  const eat = (token: RegExp): boolean => {
    token.lastIndex = at;
    const found = token.test(text);
    if (found) at = token.lastIndex;
    return found;
  };
  const skipping = (token: RegExp): boolean => eat(SPACE) && eat(token);
  const items = (end: RegExp, item: () => boolean): boolean => {
    if (skipping(end)) return true;
    while (item()) {
      if (skipping(end)) return true;
      if (!skipping(/,/y)) return false;
    }
    return false;
  };
  const member = (): boolean => skipping(STRING) && skipping(/:/y) && value();
  const value = (): boolean => {
    if (skipping(/\{/y)) return items(/\}/y, member);
    if (skipping(/\[/y)) return items(/\]/y, value);
    return skipping(STRING) || skipping(SCALAR);
  };
  if (value()) eat(SPACE);
  return at;
}
