import type { Fault, Field } from '../field';

const DURATION = /^(?=\d)(?:0|(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?)$/;
/** Milliseconds in a year, a week, a day, an hour, a minute, a second and a millisecond. */
const UNITS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1];

/**
 * A duration of Prometheus in milliseconds; `undefined` when the text is none.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function durationOf({ text }: Field): number | undefined {
  const amounts = DURATION.exec(text ?? '')?.slice(1);
  return amounts?.reduce((sum, amount, index) => sum + Number(amount ?? 0) * (UNITS[index] ?? 0), 0);
}

/** What is wrong with the form of each duration that is there. */
export function* durationFaults(fields: readonly Field[]): Iterable<Fault> {
  for (const field of fields) {
    if (field.text !== undefined && durationOf(field) === undefined) {
      yield field.fault(`"${field.text}" is not a duration; write one such as 30s, 5m or 1h30m`);
    }
  }
}
