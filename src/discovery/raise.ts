import type { DiscoveryCode } from './codes';
import { Problems } from '../errors';

/** Stops discovery with one problem. */
export function raise(code: DiscoveryCode, prop: string, message: string, hint: string): never {
  const problems = new Problems();
  problems.error(code, prop, message, hint);
  problems.settle();
  throw new Error('unreachable');
}
