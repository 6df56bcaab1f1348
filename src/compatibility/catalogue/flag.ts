/** All values of {@link FlagType}. */
export const flagTypes = [
  'string',
  'bool',
  'int',
  'uint',
  'float',
  'duration',
  'path',
  'stringSlice',
  'uint64slice',
  'bigint',
  'enum',
  'bool-or-value',
] as const;

/**
 * What a flag takes, in the words of the Go command line library. A `string` is also whatever the catalogue cannot say
 * more about (op-reth: a number or a word).
 *
 * - `bool-or-value`: works bare and with one of its values (`--storage.v2`, `--storage.v2 false`).
 * - `stringSlice`: comma separated, repeatable. `uint64slice`: the same with numbers.
 * - `bigint`: an integer without bounds, decimal or `0x`.
 */
export type FlagType = (typeof flagTypes)[number];

/** One command line flag, as one version of a program knows it. Names are without dashes. */
export interface Flag {
  /** The primary name, e.g. `l1.beacon-fallbacks`. */
  readonly name: string;
  /** Other accepted names, short ones included, e.g. `h`. Default: none. */
  readonly aliases: readonly string[];
  /** Environment variables that set it, most important first. Default: none. */
  readonly env: readonly string[];
  /** What it takes. */
  readonly type: FlagType;
  /** All values it takes (for a `stringSlice`: all elements), where they are known. */
  readonly values?: readonly string[];
  /** Whether the program refuses to start without it. */
  readonly required: boolean;
  /** Whether the program's help leaves it out. */
  readonly hidden: boolean;
  /** Whether the program takes it for compatibility only. */
  readonly deprecated: boolean;
}
