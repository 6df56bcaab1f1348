import { askL1 } from './ask-l1';
import { checkVerifyOptions } from './check-options';
import { endpointsOf, lineOf, secretsIn } from './endpoint';
import { connect } from './node';
import type { VerifyOptions } from './options';
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
