import type { Chain } from './chain';
import type { JsonObject } from './json';
import { derivationOnly, hardforks } from '../compatibility';
import type { Problems } from '../errors';
import { isPlainObject } from '../kube';

/** Reports where genesis.json, which the execution client reads, and rollup.json, which the consensus client reads, part ways. */
export function checkGenesis(problems: Problems, prop: string, genesis: JsonObject, rollup: JsonObject | undefined, chain: Chain | undefined): void {
  const { config } = genesis;
  if (!isPlainObject(config) || !isPlainObject(genesis.alloc)) {
    problems.error('INVALID_GENESIS', prop, 'the file has no "config" or no "alloc"', 'Give the genesis.json that op-deployer wrote for the L2');
    return;
  }
  if (!isPlainObject(config.optimism)) {
    problems.error('INVALID_GENESIS', `${prop}.config.optimism`, 'the genesis is not that of an OP Stack chain', "Give the L2's genesis.json, not the L1's");
  }
  if (!chain) return;
  if (config.chainId !== chain.chainId) {
    const there = rollup ? `rollup.json of chain ${chain.chainId}` : `and ${chain.chainId} is given`;
    problems.error('CHAIN_ID_MISMATCH', `${prop}.config.chainId`, `genesis.json is of chain ${JSON.stringify(config.chainId)}, ${there}`, 'Give both files of one chain');
  }
  if (!rollup) return;
  checkTimestamp(problems, prop, genesis.timestamp, rollup);
  for (const fork of hardforks) {
    if (derivationOnly.has(fork)) continue;
    const there = config[`${fork}Time`] ?? (fork === 'lagoon' ? config.interopTime : undefined) ?? undefined;
    const here = chain.hardforks[fork];
    if (there !== here) {
      problems.error('FORK_MISMATCH', `${prop}.config.${fork}Time`, `${fork} is at ${time(there)} in genesis.json and at ${time(here)} in rollup.json`, 'Give both files of one chain, or put the fork into both');
    }
  }
}

function checkTimestamp(problems: Problems, prop: string, timestamp: unknown, rollup: JsonObject): void {
  const inRollup = isPlainObject(rollup.genesis) ? rollup.genesis.l2_time : undefined;
  if (timestamp === undefined || Number(timestamp) === inRollup) return;
  problems.error('GENESIS_MISMATCH', `${prop}.timestamp`, `the genesis block is of ${Number(timestamp)}, and rollup.json says ${String(inRollup)}`, 'Give both files of one chain');
}

function time(value: unknown): string {
  return value === undefined ? 'no time' : JSON.stringify(value);
}
