import type { CheckFinding, Condition } from './condition';
import { subjectOf } from './chain-of';
import type { Program } from '../programs';
import { isLockOf, isStale, LOCK_LIFETIME } from '../../discovery/cache';
import type { Drift } from '../../discovery/verify';
import type { Chain } from '../../network/chain';
import type { Lock } from '../../network/lock';

/** What is known of a chain's contracts. */
export interface ContractFacts {
  /** @default none was given */
  readonly lock?: Lock;
  readonly chain?: Chain;
  readonly programs: readonly Program[];
  /** What the chain says of the lock: where it differs, or why that is not known. @default it was not asked */
  readonly verified?: { readonly drift: readonly Drift[] } | { readonly failure: string };
  /** Seconds since 1970. */
  readonly now: number;
}

const FACTORY = 'game-factory-address';

/** Whether the chain's contracts were found, are still where they were, and are those that the programs are told of. */
export function contractsDiscovered({ lock, chain, programs, verified, now }: ContractFacts): Condition {
  const type = 'ContractsDiscovered';
  const unknown = (reason: string, message: string, findings: readonly CheckFinding[] = []): Condition => ({ type, status: 'Unknown', reason, message, findings });
  if (!lock) return unknown('NoLock', 'no lock was given: write one with cdk8s-op-stack discover, and give it with --lock');
  const wrong = (reason: string, message: string, findings: readonly CheckFinding[] = []): Condition => ({ type, status: 'False', reason, message, findings });
  if (chain && !isLockOf(lock, { chainId: chain.chainId, l1ChainId: chain.l1ChainId })) return wrong('OtherChain', `the lock is of chain ${lock.chainId} on L1 ${lock.l1ChainId}, and this is chain ${chain.chainId} on L1 ${chain.l1ChainId}`);
  if (chain && !isLockOf(lock, { systemConfigAddr: chain.systemConfig })) return wrong('OtherChain', `the lock is of the SystemConfig ${lock.systemConfigAddr}, and the chain's is ${chain.systemConfig}`);
  const conflicts = programs.flatMap((program) => factoryConflict(program, lock));
  const drift = verified && 'drift' in verified ? verified.drift.map(driftFinding) : [];
  if (drift.length > 0) return wrong('Drifted', `${drift.length} of the lock's values are others on chain`, [...drift, ...conflicts]);
  if (conflicts.length > 0) return wrong('OtherContracts', 'programs are told of other contracts than the lock holds', conflicts);
  if (verified && 'failure' in verified) return unknown('NotVerified', `the lock could not be compared with the chain: ${verified.failure}`);
  if (!lock.disputeGameFactoryAddr && !lock.l2OutputOracleAddr) return wrong('Incomplete', 'the lock holds neither a dispute game factory nor an output oracle: read the chain with cdk8s-op-stack discover --l1');
  if (verified) return { type, status: 'True', reason: 'Verified', message: 'the lock is what the chain says', findings: [] };
  return { type, status: 'True', reason: 'Discovered', message: ageOf(lock, now), findings: staleness(lock, now) };
}

function factoryConflict(program: Program, { disputeGameFactoryAddr: locked }: Lock): readonly CheckFinding[] {
  const told = program.setting(FACTORY);
  if (locked === undefined || told === undefined || told.toLowerCase() === locked.toLowerCase()) return [];
  return [{ severity: 'error', code: 'OTHER_CONTRACT', subject: subjectOf(program), message: `--${FACTORY} is ${told}, and the lock has ${locked}` }];
}

function driftFinding({ path, old, new: now }: Drift): CheckFinding {
  return { severity: 'error', code: 'DRIFT', subject: path, message: `${String(old ?? 'nothing')} is now ${String(now ?? 'nothing')}` };
}

function ageOf({ block }: Lock, now: number): string {
  if (!block) return 'the lock was not read on chain: give --l1 to compare it';
  return `the lock was read ${hours(now - block.timestamp)} ago, at block ${block.number}: give --l1 to compare it`;
}

function staleness(lock: Lock, now: number): readonly CheckFinding[] {
  if (!isStale(lock, now)) return [];
  return [{ severity: 'warning', code: 'LOCK_STALE', subject: 'lock', message: `it is older than ${hours(LOCK_LIFETIME)}. Give --l1, or read the chain anew with cdk8s-op-stack discover` }];
}

function hours(seconds: number): string {
  return seconds < 2 * 86_400 ? `${Math.floor(seconds / 3600)} hours` : `${Math.floor(seconds / 86_400)} days`;
}
