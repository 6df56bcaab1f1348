import type { Problems } from '../errors';

/** Reports what is no whole number of at least `least`. */
export function checkCount(problems: Problems, prop: string, value: number | undefined, least = 1): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  problems.error('INVALID_COUNT', prop, `${value} is not a whole number of at least ${least}`, `Give a whole number from ${least} on`);
}
