import { askL1, type L1Answers } from './ask-l1';
import { checkOptions } from './check-options';
import { endpointsOf, lineOf, secretsIn } from './endpoint';
import { givenSources, type Genesis, type Given } from './given';
import { lockOf, merge, reportConflicts, type Merged } from './merge';
import { connect, nodeOf, type Node } from './node';
import { askOpNode } from './op-node';
import type { DiscoverOptions } from './options';
import { checkGenesis, predeploySource } from './predeploys';
import { addressIn } from './reading';
import { withSession, type Session } from './session';
import { idSource, type Source } from './source';
import { batchInboxOf, chainSource } from './values';
import { Problems } from '../errors';
import type { Lock, LockedBlock } from '../network/lock';

/** What the endpoints say. */
interface Asked {
  readonly sources: readonly Source[];
  readonly block?: LockedBlock;
}

/** What `discoverContracts` does; it brings viem with it. */
export async function gather(options: DiscoverOptions): Promise<Lock> {
  const problems = new Problems();
  checkOptions(problems, options);
  problems.settle();
  const { l1, l2, opNode } = options;
  const given = givenSources(problems, options);
  problems.settle();
  return withSession(options, secretsIn([l1, l2, opNode].flatMap(endpointsOf)), async (session) => {
    session.tell('sources', `${given.sources.length} sources are given`);
    const { sources, block } = await ask(session, problems, options, given);
    const merged = merge(sources);
    if (!block && options.method !== 'manual') warnOfNothingRead(problems, merged);
    const lock = lockOf(problems, merged, block);
    problems.settle();
    return lock!;
  });
}

/** Asks whoever can be asked; sources in which they all agree on the chain come first. */
async function ask(session: Session, problems: Problems, options: DiscoverOptions, given: Given): Promise<Asked> {
  const { l1, l2, opNode } = options;
  const line = (endpoint: Parameters<typeof lineOf>[0]): ReturnType<typeof lineOf> => lineOf(endpoint, session.requestTimeout);
  const followed = opNode === undefined ? undefined : await askOpNode(nodeOf(session, 'opNode', endpointsOf(opNode).map(line)), problems);
  const before = [...given.sources, ...(followed?.sources ?? [])];
  const genesis = followed?.genesis ?? given.genesis;
  const { found, conflicts } = merge(before);
  reportConflicts(problems, conflicts.filter(({ path }) => path === 'chainId' || path === 'l1ChainId'));
  const address = (path: string): ReturnType<typeof addressIn> => addressIn(found.get(path)?.value);
  const id = (path: string): number | undefined => Number(found.get(path)?.value ?? 0) || undefined;
  const systemConfig = address('systemConfigAddr');
  if (l1 !== undefined && !systemConfig) problems.error('INCOMPLETE_LOCK', 'systemConfig', 'no source has the SystemConfig, from which the other contracts are found', 'Give systemConfig, networkName, rollupConfig or opNode');
  problems.settle();
  const portal = address('optimismPortalAddr');
  const bridge = address('l1StandardBridgeAddr');
  const hints = { ...(portal && { OptimismPortal: portal }), ...(bridge && { L1StandardBridge: bridge }) };
  const askedL1 = async (): Promise<Asked> => {
    if (l1 === undefined || !systemConfig) return { sources: [] };
    const { node, chainId } = await connect(session, problems, 'l1', endpointsOf(l1).map(line), id('l1ChainId'));
    const [answers] = await Promise.all([askL1(node, problems, { systemConfig, hints }, options.block), checkStart(node, problems, genesis, 'l1')]);
    if (!found.has('batchInboxAddr')) warnOfBatchInbox(problems, answers);
    return { sources: [idSource('l1ChainId', chainId, 'L1.eth_chainId'), chainSource(answers.reading, answers.places)], block: answers.block };
  };
  const askedL2 = async (): Promise<Asked> => {
    if (l2 === undefined) return { sources: [] };
    const { node, chainId } = await connect(session, problems, 'l2', endpointsOf(l2).map(line), id('chainId'));
    const [predeploys] = await Promise.all([predeploySource(node), checkStart(node, problems, genesis, 'l2')]);
    return { sources: [idSource('chainId', chainId, 'L2.eth_chainId'), predeploys] };
  };
  const [ofL1, ofL2] = await Promise.all([askedL1(), askedL2()]);
  return { sources: [...before, ...ofL1.sources, ...ofL2.sources], ...(ofL1.block && { block: ofL1.block }) };
}

async function checkStart(node: Node, problems: Problems, genesis: Genesis | undefined, side: 'l1' | 'l2'): Promise<void> {
  if (!genesis || (await checkGenesis(node, genesis[side])) === 'checked') return;
  problems.warn('GENESIS_NOT_CHECKED', side, `the ${side.toUpperCase()} no longer has block ${genesis[side].number}, so it is not proved to be that of rollup.json`, 'Use a node that keeps old headers');
}

function warnOfNothingRead(problems: Problems, { found }: Merged): void {
  const which = found.get('chainId')?.value ?? 'whose id is not known';
  problems.warn('NOT_READ_ON_CHAIN', 'l1', `nothing of the chain ${which} was read on chain: its addresses may have changed since, and what only the chain knows is missing`, 'Give l1 with method auto to read the chain');
}

/** op-node takes it from rollup.json; what SystemConfig says is wrong on some chains, so it is only told. */
function warnOfBatchInbox(problems: Problems, { reading, places }: L1Answers): void {
  const onChain = batchInboxOf(reading, places);
  const told = onChain === undefined ? '' : `; it says ${onChain} itself, which is wrong on some chains`;
  problems.warn('BATCH_INBOX_UNKNOWN', 'batchInboxAddr', `no source has the batch inbox of the chain of SystemConfig ${places.get('SystemConfig')?.address}${told}`, 'Give rollupConfig, opNode, networkName or registry');
}
