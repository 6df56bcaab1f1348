const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const NANOSECONDS = 1e9;

/** Nanoseconds of a duration as Go writes it, e.g. `1m30s`; its form has been checked. What is longer than a hundred days is as good as that. */
export function nanosecondsOf(duration: string): number {
  const parts = [...duration.matchAll(/([\d.]+)([a-zµ]+)/g)];
  const nanoseconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0) * NANOSECONDS, 0);
  return Math.min(Math.round(nanoseconds), Number.MAX_SAFE_INTEGER);
}

/** Seconds as Go reads them. */
export function goDuration(seconds: number): string {
  return `${seconds.toFixed(9).replace(/\.?0+$/, '')}s`;
}
