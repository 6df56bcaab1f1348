import { sourceKinds, type Found, type Source } from './source';
import type { Problems } from '../errors';
import { LOCK_SCHEMA, type Lock, type LockedBlock } from '../network/lock';
import { objectOf } from '../network/lock-leaves';
import { isLock } from '../network/lock-schema';

/** Two sources that say different things of one value. */
export interface Conflict {
  readonly path: string;
  readonly taken: Found;
  readonly dropped: Found;
}

export interface Merged {
  readonly found: Source;
  readonly conflicts: readonly Conflict[];
}

/** Values of which a second one means another chain, and not another opinion. */
const ID_CODES: Readonly<Record<string, string>> = { chainId: 'L2_CHAIN_MISMATCH', l1ChainId: 'L1_CHAIN_MISMATCH' };
/** Without these it is not known which chain the lock is of. */
const REQUIRED = ['chainId', 'l1ChainId', 'systemConfigAddr'] as const;
const BYTES_32 = /^0x[0-9a-f]{64}$/;

/** Takes each value from the most trusted source that has it, whatever the order in which the sources are given. */
export function merge(sources: readonly Source[]): Merged {
  const found = new Map<string, Found>();
  const conflicts: Conflict[] = [];
  const all = sources.flatMap((source) => [...source]);
  for (const [path, next] of sourceKinds.flatMap((kind) => all.filter(([, each]) => each.kind === kind))) {
    const taken = found.get(path);
    if (!taken) found.set(path, next);
    else if (taken.value !== next.value) conflicts.push({ path, taken, dropped: next });
  }
  return { found, conflicts };
}

/** Warns of each conflict with both values; reports sources that are of different chains. */
export function reportConflicts(problems: Problems, conflicts: readonly Conflict[]): void {
  for (const { path, taken, dropped } of conflicts) {
    const code = ID_CODES[path];
    if (code) problems.error(code, path, `${named(taken)}, and ${named(dropped)}`, 'Give sources of one chain');
    else problems.warn('CONTRACT_CONFLICT', path, `${named(taken)} and is taken, ${named(dropped)} and is not`, 'Correct the one that is wrong, or leave it out');
  }
}

/**
 * The lock of what the sources say together; reports what keeps it from being one.
 *
 * @param block that values were read at on chain; absent when none was
 */
export function lockOf(problems: Problems, { found, conflicts }: Merged, block?: LockedBlock): Lock | undefined {
  reportConflicts(problems, conflicts);
  const missing = REQUIRED.filter((path) => !found.has(path));
  for (const path of missing) {
    problems.error('INCOMPLETE_LOCK', path, 'no source has it', 'Give it explicitly, or by a source that has it: rollup.json, the state.json of op-deployer, a built-in chain');
  }
  if (missing.length > 0) return undefined;
  const values = objectOf([...found].map(([path, { value }]) => [path, value]));
  const provenance = Object.fromEntries([...found].map(([path, { from }]) => [path, from]));
  const lock: unknown = { ...values, schema: LOCK_SCHEMA, provenance, ...(block && { block }) };
  const report = (at: string, message: string): void => problems.error('INVALID_VALUE', at, message, 'Correct it where it comes from');
  return isLock(report, lock) ? lock : undefined;
}

function named({ value, from }: Found): string {
  return `${shown(String(value))} is from ${from}`;
}

/** A prestate in full would look like a private key, and be taken out of the message. */
function shown(value: string): string {
  return BYTES_32.test(value) ? `${value.slice(0, 10)}…${value.slice(-8)}` : value;
}
