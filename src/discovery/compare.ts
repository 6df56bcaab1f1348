import { askL1, type L1Answers } from './ask-l1';
import { checkVerifyOptions } from './check-options';
import { secretsIn } from './endpoint';
import { connect } from './node';
import type { VerifyOptions } from './options';
import { startOf } from './places';
import { predeploySource } from './predeploys';
import { withSession } from './session';
import type { Source } from './source';
import { chainSource } from './values';
import type { Drift, Verification } from './verify';
import { Problems } from '../errors';
import type { Lock } from '../network/lock';
import { leavesOf } from '../network/lock-leaves';

/** The source of a chain id that an endpoint gave; whether endpoints still give it is found out when they are connected. */
const CHAIN_ID = /^on-chain:L[12]\.eth_chainId$/;

/** What `verifyLock` does; it brings viem with it. */
export async function compare(lock: Lock, options: VerifyOptions): Promise<Verification> {
  const problems = new Problems();
  checkVerifyOptions(problems, options);
  problems.settle();
  const { l1, l2, block } = options;
  return withSession(options, secretsIn([l1, l2]), async (session) => {
    const askedL1 = async (): Promise<L1Answers> => {
      const { node } = await connect(session, problems, 'l1', l1, lock.l1ChainId);
      return askL1(node, problems, startOf(lock.systemConfigAddr, lock), block);
    };
    const askedL2 = async (): Promise<Source | undefined> => (l2 === undefined ? undefined : predeploySource((await connect(session, problems, 'l2', l2, lock.chainId)).node));
    const [answers, predeploys] = await Promise.all([askedL1(), askedL2()]);
    problems.settle();
    return { drift: driftOf(lock, chainSource(answers.reading, answers.places), predeploys), block: answers.block };
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
    return source === undefined ? block !== undefined : source !== 'explicit' && (now.has(path) || (source.startsWith('on-chain:') && !CHAIN_ID.test(source)));
  };
  const paths = [...new Set([...locked.keys(), ...now.keys()])].filter(isCompared);
  paths.sort();
  return paths.flatMap((path): Drift[] => {
    const old = locked.get(path);
    const found = now.get(path)?.value;
    return old === found ? [] : [{ path, ...(old !== undefined && { old }), ...(found !== undefined && { new: found }) }];
  });
}
