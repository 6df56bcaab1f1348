import { checkOrder, forkTimes } from './fork-times';
import { parseObject } from './json';
import { findKnownChain } from './known-chains';
import type { HardforkTimes } from '../compatibility';
import { Problems } from '../errors';

/**
 * When a chain's hardforks activate, in seconds since 1970; 0 means from genesis, absence not scheduled.
 *
 * @param source name of a built-in chain, or the contents of a rollup.json
 * @throws OpStackError when the name is unknown or a time is malformed
 * @example
 * hardforkSchedule({ networkName: 'op-mainnet' }).karst // 1783526401
 */
export function hardforkSchedule(source: { readonly networkName: string } | { readonly rollupConfig: string | object }): HardforkTimes {
  const problems = new Problems();
  const times = 'networkName' in source ? findKnownChain(problems, 'networkName', source.networkName)?.hardforks : ofRollup(problems, source.rollupConfig);
  problems.settle();
  return times ?? {};
}

function ofRollup(problems: Problems, rollup: string | object): HardforkTimes | undefined {
  const object = parseObject(problems, 'rollupConfig', typeof rollup === 'string' ? rollup : JSON.stringify(rollup));
  if (!object) return undefined;
  const times = forkTimes(problems, 'rollupConfig', object, undefined);
  checkOrder(problems, 'rollupConfig', times);
  return times;
}
