import { inspect } from 'node:util';
import { OpStackError } from '../../src';

/** The OpStackError that `make` throws; fails when it throws none. */
export function thrownBy(make: () => unknown): OpStackError {
  try {
    make();
  } catch (error) {
    if (error instanceof OpStackError) return error;
    throw error;
  }
  throw new Error('no OpStackError was thrown');
}

/** All that a log may show of an error. */
export function everythingOf(error: OpStackError): string {
  return [String(error), error.stack, JSON.stringify(error), inspect(error, { depth: 9 })].join('\n');
}
