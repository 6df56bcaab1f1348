import { Lazy } from 'cdk8s';

/** A value that is only known when everything is made. */
export function lazily<T>(produce: () => T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- cdk8s gives a token of any type, and resolves it when it prints
  return Lazy.any({ produce }) as T;
}
