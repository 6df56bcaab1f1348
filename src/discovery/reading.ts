import type { Ask } from './reader';
import { checksumAddress, type Address } from '../keys';

/** What getters have answered so far; one that is in it without a value was asked and is not there. */
export type Reading = ReadonlyMap<string, unknown>;

/** A getter's answer, and the contract and getter that gave it. */
export interface Answer<T = unknown> {
  readonly value: T;
  /** E.g. `SystemConfig.gasLimit`. */
  readonly from: `${string}.${string}`;
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

export const keyOf = ({ address, getter, arg }: Omit<Ask, 'contract'>): string => `${address}.${getter}(${arg ?? ''})`;

export function answerOf(reading: Reading, ask: Ask): Answer | undefined {
  const value = reading.get(keyOf(ask));
  return value === undefined ? undefined : { value, from: `${ask.contract}.${ask.getter}` };
}

/** An address that a getter answered; zero stands for none. */
export function addressOf(reading: Reading, ask: Ask): Answer<Address> | undefined {
  const answer = answerOf(reading, ask);
  const address = addressIn(answer?.value);
  return answer && address && { value: address, from: answer.from };
}

export function addressIn(value: unknown): Address | undefined {
  return typeof value === 'string' && ADDRESS.test(value) && BigInt(value) !== 0n ? checksumAddress(value) : undefined;
}

/** The first that is there. */
export function first<T>(candidates: Iterable<T | undefined>): T | undefined {
  for (const candidate of candidates) if (candidate !== undefined) return candidate;
  return undefined;
}
