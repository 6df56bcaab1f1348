const UNITS = [['days', 86_400], ['h', 3600], ['min', 60], ['s', 1]] as const;

/** A time as people write it: `12 h`, `90 s`; at most one decimal. */
export function spoken(seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds >= 2 * each) ?? ['s', 1];
  return `${Number((seconds / size).toFixed(1))} ${unit}`;
}

/** A part of a whole in percent. */
export const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
