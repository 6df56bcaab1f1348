/** One option of a command. */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** What stands for its value in the usage text. */
  readonly value?: string;
  readonly what: string;
}

/** A fault of the command line itself. */
export class UsageError extends Error {}

/** The options of a command as lines of its usage text. */
export function describeOptions(options: Readonly<Record<string, Option>>): string {
  const rows = Object.entries(options).map(([name, { value, what }]) => [`--${name}${value ? ` ${value}` : ''}`, what] as const);
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return rows.map(([flag, what]) => `  ${flag.padEnd(width)}  ${what}`).join('\n');
}

/** @throws UsageError for what is no number of at least `least` */
export function numberOf(name: string, text: string | undefined, least = 0): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || value < least) throw new UsageError(`--${name}: "${text}" is no number of at least ${least}`);
  return value;
}
