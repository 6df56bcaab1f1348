import { dirname, join } from 'node:path';
import { slice, type Hex } from 'viem';
import { untyped } from '../../support/fixtures';

/** Where Multicall3 is on every chain that has it. @see https://github.com/mds1/multicall3 */
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';

const CONSTRUCTOR_SIZE = 0x20;

/** The contract's code; viem carries it for calls without a contract. */
export function multicall3Code(): Hex {
  const { multicall3Bytecode } = untyped<{ readonly multicall3Bytecode: Hex }>(require(join(dirname(require.resolve('viem')), 'constants/contracts.js')));
  return slice(multicall3Bytecode, CONSTRUCTOR_SIZE);
}
