import { inspect } from 'node:util';
import { OpStackError } from '../../../src';
import { discoverContracts, type DiscoverOptions, type Lock } from '../../../src/discovery';
import { lockText } from '../../../src/network/lock-text';

/** The OpStackError that a promise is rejected with; fails when it is not rejected, or with another error. */
export async function rejection(promise: Promise<unknown>): Promise<OpStackError> {
  const outcome = await promise.then((value) => ({ value }), (error: unknown) => ({ error }));
  if ('value' in outcome) throw new Error(`nothing was thrown, but given: ${inspect(outcome.value)}`);
  if (outcome.error instanceof OpStackError) return outcome.error;
  throw outcome.error;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** What a discovery gives, and what it warns of. */
export interface Outcome {
  readonly lock: Lock;
  readonly warnings: readonly Warning[];
}

/** Runs a discovery, and takes the warnings from the process's own. */
export async function outcomeOf(options: DiscoverOptions): Promise<Outcome> {
  const warnings: Warning[] = [];
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation((message: string | Error, given?: unknown) => {
    const code = typeof given === 'object' && given !== null && 'code' in given ? String(given.code) : '';
    warnings.push({ code, message: String(message) });
  });
  try {
    return { lock: await discoverContracts(options), warnings };
  } finally {
    spy.mockRestore();
  }
}

/** A lock as it is written to its file. */
export const bytesOf = (lock: Lock): string => lockText(lock);

/** All that a log may show of an error, its causes included. */
export function everythingIn(error: unknown): string {
  const own = [String(error), inspect(error, { depth: 12, showHidden: true }), JSON.stringify(error)];
  if (!(error instanceof Error)) return own.join('\n');
  return [...own, error.stack, error.message, JSON.stringify(Object.getOwnPropertyDescriptors(error)), error.cause === undefined ? '' : everythingIn(error.cause)].join('\n');
}
