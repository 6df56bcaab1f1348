import { askL1 } from './ask-l1';
import { checkVerifyOptions } from './check-options';
import { endpointsOf, lineOf, secretsIn } from './endpoint';
import { connect } from './node';
import type { VerifyOptions } from './options';
import { predeploySource } from './predeploys';
import { withSession } from './session';
import type { Source } from './source';
import { chainSource } from './values';
import { Problems } from '../errors';
import type { Lock, LockedBlock } from '../network/lock';
import { leavesOf, type Leaf } from '../network/lock-leaves';

/** A value that is another one on chain than in the lock. */
export interface Drift {
  /** Dotted path of the value in the lock, e.g. `settings.gasLimit`. */
  readonly path: string;
  /** What the lock says. @default the lock says nothing of it */
  readonly old?: Leaf;
  /** What the chain says. @default the chain no longer has it */
  readonly new?: Leaf;
}

export interface Verification {
  /** What differs, sorted by path; empty when the lock is still true. */
  readonly drift: readonly Drift[];
  /** Block that the chain was read at. */
  readonly block: LockedBlock;
}

/**
 * Reads the chain of a lock anew and says what differs. Values that were given by hand are not compared, nor predeploys
 * when no `l2` is given.
 *
 * @example
 * const { drift } = await verifyLock(readLock('acme.lock.json'), { l1: process.env.L1_RPC_URL! });
 * for (const { path, old, new: now } of drift) console.error(`${path}: ${old} is now ${now}`);
 * process.exitCode = drift.length > 0 ? 1 : 0;
 *
 * @throws OpStackError with one of `discoveryCodes`
 */
export async function verifyLock(lock: Lock, options: VerifyOptions): Promise<Verification> {
  const problems = new Problems();
  checkVerifyOptions(problems, options);
  problems.settle();
  const { l1, l2 } = options;
  const { systemConfigAddr: systemConfig, optimismPortalAddr: portal, l1StandardBridgeAddr: bridge } = lock;
  const hints = { ...(portal && { OptimismPortal: portal }), ...(bridge && { L1StandardBridge: bridge }) };
  return withSession(options, secretsIn([l1, l2].flatMap(endpointsOf)), async (session) => {
    const line = (endpoint: Parameters<typeof lineOf>[0]): ReturnType<typeof lineOf> => lineOf(endpoint, session.requestTimeout);
    const [answers, predeploys] = await Promise.all([
      connect(session, problems, 'l1', endpointsOf(l1).map(line), lock.l1ChainId).then(async ({ node }) => askL1(node, problems, { systemConfig, hints }, options.block)),
      l2 === undefined ? undefined : connect(session, problems, 'l2', endpointsOf(l2).map(line), lock.chainId).then(async ({ node }) => predeploySource(node)),
    ]);
    problems.settle();
    const drift = driftOf(lock, chainSource(answers.reading, answers.places), predeploys);
    return { drift, block: answers.block };
  });
}

/** What the chain says otherwise. A lock of which nothing was read on chain is not blamed for what it does not hold. */
export function driftOf(lock: Lock, chain: Source, predeploys: Source | undefined): readonly Drift[] {
  const { schema: _schema, block, provenance, ...values } = lock;
  const locked = new Map(leavesOf(values));
  const now = new Map([...chain, ...(predeploys ?? [])]);
  const hasPredeploys = lock.predeploys !== undefined;
  const isCompared = (path: string): boolean => {
    if (path.startsWith('predeploys.')) return hasPredeploys && predeploys !== undefined;
    const source = provenance[path];
    return source === undefined ? block !== undefined : source !== 'explicit' && (now.has(path) || source.startsWith('on-chain:'));
  };
  const paths = [...new Set([...locked.keys(), ...now.keys()])].filter(isCompared);
  paths.sort();
  return paths.flatMap((path): Drift[] => {
    const old = locked.get(path);
    const found = now.get(path)?.value;
    return old === found ? [] : [{ path, ...(old !== undefined && { old }), ...(found !== undefined && { new: found }) }];
  });
}
