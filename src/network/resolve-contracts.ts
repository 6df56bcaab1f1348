import type { Chain } from './chain';
import { checkContracts, contractNames, type ContractAddresses } from './contract-addresses';
import type { Lock } from './lock';
import { isLock } from './lock-schema';
import type { Problems } from '../errors';
import { isPlainObject } from '../kube';

/** The L1 contracts that the user gives, and the lock that they stand in. */
export interface GivenContracts {
  readonly addresses: ContractAddresses;
  /** Absent when addresses are given by themselves. */
  readonly lock?: Lock;
}

const DISCOVER = 'Run `cdk8s-op-stack discover` for this chain';

/** Tells a lock from addresses given by themselves; reports what is neither. */
export function givenContracts(problems: Problems, prop: string, given: ContractAddresses | Lock = {}): GivenContracts {
  if (!isPlainObject(given)) {
    problems.error('INVALID_CONTRACTS', prop, 'these are no addresses', "Give readLock('acme.lock.json'), or each address by its name");
    return { addresses: {} };
  }
  if (!('schema' in given)) return { addresses: given };
  const report = (at: string, message: string): void => problems.error('INVALID_LOCK', `${prop}.${at}`, message, `${DISCOVER}, and give what readLock returns, unchanged`);
  if (!isLock(report, given)) return { addresses: {} };
  const known = contractNames.filter((name) => given[name] !== undefined);
  return { addresses: Object.fromEntries(known.map((name) => [name, given[name]])), lock: given };
}

/** Reports addresses that are none, and what contradicts the chain's own configuration. */
export function checkGiven(problems: Problems, prop: string, { addresses, lock }: GivenContracts, chain: Chain | undefined): void {
  checkContracts(problems, prop, addresses, chain);
  if (!lock || !chain) return;
  const ids = [['chainId', 'CHAIN_ID_MISMATCH'], ['l1ChainId', 'L1_CHAIN_ID_MISMATCH']] as const;
  for (const [name, code] of ids) {
    if (lock[name] !== chain[name]) problems.error(code, `${prop}.${name}`, `the lock is of chain ${lock[name]}, and the chain's configuration says ${chain[name]}`, `${DISCOVER}, or give the lock that is of it`);
  }
  if (lock.batchInboxAddr !== undefined && chain.batchInbox !== undefined && lock.batchInboxAddr !== chain.batchInbox) {
    problems.error('CONTRACT_MISMATCH', `${prop}.batchInboxAddr`, `${lock.batchInboxAddr} is in the lock, and the chain's configuration says ${chain.batchInbox}`, `${DISCOVER} with the rollup.json of today`);
  }
}
