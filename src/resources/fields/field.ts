import type { Reader } from './readers';

/** A field that becomes a prop. */
export interface Honoured {
  /** The construct's prop that it sets. */
  readonly prop: string;
  readonly read: Reader;
  /** What to write, where the field must not be missing. @default it may be missing */
  readonly required?: string;
  /** The only client that has such a setting. @default both have it */
  readonly only?: 'op-reth' | 'op-geth';
}

/** A field that nothing can be made of. */
export interface Ignored {
  /** Why there is no prop. */
  readonly reason: string;
  /** Whether the value is what happens anyway, so that there is nothing to report. @default no value is */
  readonly holds?: (value: unknown) => boolean;
}

/** What becomes of one field. */
export type Field = Honoured | Ignored;

/** Fields by their path below `spec`, such as `opNode.p2p.listenPort`. */
export type Fields = Readonly<Record<string, Field>>;

/** A field that becomes a prop. */
export function to(prop: string, read: Reader, more: Pick<Honoured, 'required' | 'only'> = {}): Honoured {
  return { prop, read, ...more };
}

/** A field of which nothing is made, and why. */
export function none(reason: string, holds?: Ignored['holds']): Ignored {
  return { reason, holds };
}

/** A field that says what is so anyway, and nothing else. */
export const is = (...values: readonly unknown[]): Ignored['holds'] => (value) => values.includes(value);
