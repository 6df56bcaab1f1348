import type { Chain } from './chain';
import { checkCoactivation, checkOrder, checkUpgradeGas, forkTimes } from './fork-times';
import type { JsonObject } from './json';
import type { Image } from '../compatibility';
import type { Problems } from '../errors';
import { checksumAddress } from '../keys/address';
import { isPlainObject } from '../kube/plain';

/** Channel timeout in L1 blocks from Granite on, whatever rollup.json says. @see https://specs.optimism.io/protocol/granite/derivation.html */
const GRANITE_CHANNEL_TIMEOUT = 50;

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const HASH = /^0x[0-9a-fA-F]{64}$/;
const ZERO = /^0x0+$/;

const positive = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const address = (value: unknown): boolean => typeof value === 'string' && ADDRESS.test(value) && !ZERO.test(value);
const hash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value) && !ZERO.test(value);

/** What op-node refuses to start without. @see https://github.com/ethereum-optimism/optimism/blob/develop/op-node/rollup/types.go */
const REQUIRED: readonly (readonly [field: string, holds: (value: unknown) => boolean, what: string])[] = [
  ['l2_chain_id', positive, 'a chain id'],
  ['l1_chain_id', positive, 'a chain id'],
  ['block_time', positive, 'a number of seconds above zero'],
  ['seq_window_size', (value) => Number(value) >= 2 && positive(value), 'a number of L1 blocks of at least 2'],
  ['channel_timeout', positive, 'a number of L1 blocks above zero'],
  ['batch_inbox_address', address, 'an address'],
  ['deposit_contract_address', address, 'an address (the OptimismPortal)'],
  ['l1_system_config_address', address, 'an address (the SystemConfig)'],
  ['genesis.l1.hash', hash, 'a block hash'],
  ['genesis.l2.hash', hash, 'a block hash'],
  ['genesis.l2_time', positive, 'a timestamp'],
  ['genesis.system_config.batcherAddr', address, 'an address'],
  ['genesis.system_config.gasLimit', positive, 'a gas limit above zero'],
];

/** The value at a dotted path. */
function at(object: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), object);
}

/**
 * Reads the chain's facts from rollup.json and reports what op-node would refuse, ignore or misread.
 *
 * @param node the op-node image that reads the file; its version decides which fork keys it knows
 */
export function readRollupConfig(problems: Problems, prop: string, rollup: JsonObject, node: Image | undefined): Chain | undefined {
  let sound = true;
  for (const [field, holds, what] of REQUIRED) {
    if (holds(at(rollup, field))) continue;
    sound = false;
    problems.error('INVALID_ROLLUP_CONFIG', `${prop}.${field}`, `this is not ${what}`, 'Give the rollup.json that op-deployer wrote for this chain');
  }
  if (rollup.l1_chain_id === rollup.l2_chain_id && rollup.l1_chain_id !== undefined) {
    problems.error('CHAIN_ID_MISMATCH', `${prop}.l2_chain_id`, `L1 and L2 have one chain id, ${JSON.stringify(rollup.l1_chain_id)}`, 'Give the L2 its own chain id');
  }
  const times = forkTimes(problems, prop, rollup, node);
  checkOrder(problems, prop, times);
  checkCoactivation(problems, prop, times, Number(at(rollup, 'genesis.l2_time')), node);
  checkUpgradeGas(problems, prop, rollup, node);
  if (!sound) return undefined;
  const text = (field: string): string => String(at(rollup, field));
  return {
    chainId: Number(rollup.l2_chain_id),
    l1ChainId: Number(rollup.l1_chain_id),
    blockTime: Number(rollup.block_time),
    seqWindowSize: Number(rollup.seq_window_size),
    channelTimeout: times.granite === undefined ? Number(rollup.channel_timeout) : GRANITE_CHANNEL_TIMEOUT,
    hardforks: times,
    systemConfig: checksumAddress(text('l1_system_config_address')),
    optimismPortal: checksumAddress(text('deposit_contract_address')),
    batchInbox: checksumAddress(text('batch_inbox_address')),
    dataAvailability: isPlainObject(rollup.alt_da) ? 'alt-da' : 'eth-da',
    altDa: altDa(rollup.alt_da),
  };
}

function altDa(facts: unknown): Chain['altDa'] {
  if (!isPlainObject(facts) || !address(facts.da_challenge_contract_address)) return undefined;
  return {
    challengeContract: checksumAddress(String(facts.da_challenge_contract_address)),
    challengeWindow: Number(facts.da_challenge_window),
    resolveWindow: Number(facts.da_resolve_window),
    commitmentType: facts.da_commitment_type === 'GenericCommitment' ? 'GenericCommitment' : 'KeccakCommitment',
  };
}
