import { askL1, type L1Answers } from './ask-l1';
import { checkOptions } from './check-options';
import { secretsIn } from './endpoint';
import { givenSources, type Genesis, type Given } from './given';
import { lockOf, merge, reportConflicts, type Merged } from './merge';
import { connect, nodeAt, type Node } from './node';
import { askOpNode } from './op-node';
import type { DiscoverOptions, DiscoveryBlock, Endpoints } from './options';
import { startOf, type Start } from './places';
import { checkGenesis, predeploySource, type BlockId } from './predeploys';
import { addressIn } from './reading';
import { withSession, type Session } from './session';
import { idSource, type Source } from './source';
import { batchInboxOf, chainSource } from './values';
import { Problems } from '../errors';
import type { Address } from '../keys';
import type { Lock, LockedBlock, LockedValues } from '../network/lock';
import type { Leaf } from '../network/lock-leaves';

/** What the endpoints say. */
interface Asked {
  readonly sources: readonly Source[];
  readonly block?: LockedBlock;
}

/** What is known of the chain before it is asked. */
type Known = { readonly [K in 'chainId' | 'l1ChainId' | 'systemConfigAddr' | 'optimismPortalAddr' | 'l1StandardBridgeAddr' | 'batchInboxAddr']: LockedValues[K] | undefined };

/** What the chain has to begin with, and where it is read. */
interface Expected {
  readonly genesis: Genesis | undefined;
  readonly block?: DiscoveryBlock | undefined;
}

/** What `discoverContracts` does; it brings viem with it. */
export async function gather(options: DiscoverOptions): Promise<Lock> {
  const problems = new Problems();
  checkOptions(problems, options);
  problems.settle();
  const given = givenSources(problems, options);
  problems.settle();
  return withSession(options, secretsIn([options.l1, options.l2, options.opNode]), async (session) => {
    session.tell('sources', givenText(given.sources));
    const { sources, block } = await ask(session, problems, options, given);
    const merged = merge(sources);
    if (!block && options.method !== 'manual') warnOfNothingRead(problems, merged);
    const lock = lockOf(problems, merged, block);
    problems.settle();
    return lock!;
  });
}

/** Names the sources that say something, as `provenance` in the lock does. */
function givenText(sources: readonly Source[]): string {
  const kinds = new Set(sources.flatMap((source) => [...source.values()].map(({ kind }) => kind)));
  return kinds.size === 0 ? 'nothing is given but endpoints' : `sources: ${[...kinds].join(', ')}`;
}

/** Asks whoever can be asked, once what is given agrees on which chain it is. */
async function ask(session: Session, problems: Problems, options: DiscoverOptions, given: Given): Promise<Asked> {
  const { l1, l2, opNode, block } = options;
  const followed = opNode === undefined ? undefined : await askOpNode(nodeAt(session, 'opNode', opNode), problems);
  const before = [...given.sources, ...(followed?.sources ?? [])];
  const genesis = followed?.genesis ?? given.genesis;
  const known = knownBefore(problems, before);
  if (l1 !== undefined && !known.systemConfigAddr) problems.error('INCOMPLETE_LOCK', 'systemConfig', 'no source has the SystemConfig, from which the other contracts are found', 'Give systemConfig, networkName, rollupConfig or opNode');
  problems.settle();
  const [ofL1, ofL2] = await Promise.all([
    l1 !== undefined && known.systemConfigAddr ? contractsOf(session, problems, l1, startOf(known.systemConfigAddr, known), { ...known, genesis, block }) : undefined,
    l2 === undefined ? undefined : l2Of(session, problems, l2, { ...known, genesis }),
  ]);
  return { sources: [...before, ...(ofL1?.sources ?? []), ...(ofL2?.sources ?? [])], ...(ofL1?.block && { block: ofL1.block }) };
}

/** What the sources together say of the chain; reports that they are of different ones. */
function knownBefore(problems: Problems, sources: readonly Source[]): Known {
  const { found, conflicts } = merge(sources);
  reportConflicts(problems, conflicts.filter(({ path }) => path === 'chainId' || path === 'l1ChainId'));
  const value = (path: keyof Known): Leaf | undefined => found.get(path)?.value;
  const id = (path: keyof Known): number | undefined => Number(value(path) ?? 0) || undefined;
  const address = (path: keyof Known): Address | undefined => addressIn(value(path));
  return {
    chainId: id('chainId'),
    l1ChainId: id('l1ChainId'),
    systemConfigAddr: address('systemConfigAddr'),
    optimismPortalAddr: address('optimismPortalAddr'),
    l1StandardBridgeAddr: address('l1StandardBridgeAddr'),
    batchInboxAddr: address('batchInboxAddr'),
  };
}

async function contractsOf(session: Session, problems: Problems, l1: Endpoints, start: Start, { l1ChainId, batchInboxAddr, genesis, block }: Known & Expected): Promise<Asked> {
  const { node, chainId } = await connect(session, problems, 'l1', l1, l1ChainId);
  const [answers] = await Promise.all([askL1(node, problems, start, block), checkStart(node, problems, genesis?.l1)]);
  if (!batchInboxAddr) warnOfBatchInbox(problems, answers);
  return { sources: [idSource('l1ChainId', chainId, 'L1.eth_chainId'), chainSource(answers.reading, answers.places)], block: answers.block };
}

async function l2Of(session: Session, problems: Problems, l2: Endpoints, { chainId: expected, genesis }: Known & Expected): Promise<Asked> {
  const { node, chainId } = await connect(session, problems, 'l2', l2, expected);
  const [predeploys] = await Promise.all([predeploySource(node), checkStart(node, problems, genesis?.l2)]);
  return { sources: [idSource('chainId', chainId, 'L2.eth_chainId'), predeploys] };
}

async function checkStart(node: Node, problems: Problems, start: BlockId | undefined): Promise<void> {
  if (!start || (await checkGenesis(node, start)) === 'checked') return;
  problems.warn('GENESIS_NOT_CHECKED', node.prop, `the ${node.prop.toUpperCase()} no longer has block ${start.number}, so it is not proved to be that of rollup.json`, 'Use a node that keeps old headers');
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
