/** One field of a cron schedule: its bounds, and words that stand for the numbers from the least one on. */
type CronField = readonly [least: number, most: number, words: readonly string[]];

const MINUTE: CronField = [0, 59, []];
const HOUR: CronField = [0, 23, []];
const DAY: CronField = [1, 31, []];
const MONTH: CronField = [1, 12, ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']];
/** Sunday is 0 only. */
const WEEKDAY: CronField = [0, 6, ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']];
const FIELDS: readonly CronField[] = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];

const MACRO = /^@(?:hourly|daily|midnight|weekly|monthly|yearly|annually|every [+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+))$/;
const PART = /^(?:[*?]|(?<first>\w+)(?:-(?<last>\w+))?)(?:\/(?<step>\d+))?$/;

/**
 * Whether a CronJob can have the schedule: five fields or a macro. A time zone goes into `timeZone`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function isSchedule(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return MACRO.test(text) || (fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? '', field)));
}

function isField(text: string, field: CronField): boolean {
  return text.split(',').every((part) => {
    const { groups } = PART.exec(part) ?? {};
    if (groups === undefined) return false;
    const { first, last = first, step = '1' } = groups;
    return Number(step) > 0 && (first === undefined || isRange(numberOf(first, field), numberOf(last ?? first, field), field));
  });
}

/** Comparisons with NaN, which no number or word becomes, are false. */
function isRange(first: number, last: number, [least, most]: CronField): boolean {
  return least <= first && first <= last && last <= most;
}

function numberOf(text: string, [least, , words]: CronField): number {
  const index = words.indexOf(text.toLowerCase());
  if (index >= 0) return least + index;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
