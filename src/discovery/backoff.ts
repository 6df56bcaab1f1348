/** Milliseconds before the first new try; each later one waits twice as long. */
const FIRST = 150;
const LONGEST = 5_000;
/** However long a server asks to wait: a key that is used up would else hold everything up for a day. */
const LONGEST_ASKED = 10_000;

/**
 * Milliseconds to wait before the next try. It lies between a half and the whole, so that clients which failed
 * together do not come back together.
 *
 * @param tries so far that failed, from 1
 * @param spread where between them, from 0 to 1
 * @param asked milliseconds that the server asks to wait
 */
export function backoff(tries: number, spread: number, asked = 0): number {
  const own = Math.min(FIRST * 2 ** (tries - 1), LONGEST) * (0.5 + spread / 2);
  return Math.max(own, Math.min(asked, LONGEST_ASKED));
}
