import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from './io';

/** What an action ends with: the exit code, 0 when left out. */
export type Outcome = number | undefined | void;

/** Runs a command: its arguments, then its options, of which commander does not know the types. */
// oxlint-disable-next-line typescript/no-explicit-any -- as in commander's own type
export type Action = (...given: any[]) => Outcome | Promise<Outcome>;

/** One command: what it takes, and what it does. */
export interface Definition {
  /** Adds arguments and options. */
  readonly takes: (command: Command) => void;
  /** Calls that work, each with what it does. */
  readonly examples: readonly (readonly [call: string, what: string])[];
  /** @param whole all commands with all that they take, for what describes them */
  readonly action: (io: Io, whole: () => Promise<Command>) => Action;
}

/** A fault of the command line that only shows when options are seen together. */
export class UsageError extends Error {}

/** For options that may be given again. */
export function repeated(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** For options that are a number of at least `least`. */
export function numberFrom(least: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value) || value < least) throw new InvalidArgumentError(`It is no number of at least ${least}.`);
    return value;
  };
}
