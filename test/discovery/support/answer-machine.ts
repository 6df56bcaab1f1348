import { concatHex, encodeAbiParameters, encodeFunctionData, numberToHex, parseAbiItem, size, slice, type AbiFunction, type Hex } from 'viem';
import { untyped } from '../../support/fixtures';

/** What a contract of the tests answers to one getter: bytes to return, or to revert with. */
export interface RawAnswer {
  readonly data: Hex;
  readonly reverts: boolean;
  /** Bytes that are returned; more than there are when it is about their number. */
  readonly size: number;
}

/**
 * By the signature of a getter, e.g. `gasLimit() view returns (uint64)`, its result; of a getter with one argument, a map
 * from argument to result. The results of a getter that returns several stand in a tuple.
 */
export type Getters = Readonly<Record<string, unknown>>;

/** What is answered to a getter that the contract does not have. */
export type Fallback = 'revert' | 'empty';

export const returning = (data: Hex, length = size(data)): RawAnswer => ({ data, reverts: false, size: length });
export const reverting = (data: Hex): RawAnswer => ({ data, reverts: true, size: size(data) });

interface Entry extends RawAnswer {
  readonly callData: Hex;
}

const LOAD_SELECTOR = '0x60003560e01c';
const FALLBACK: Readonly<Record<Fallback, Hex>> = { revert: '0x600080fd', empty: '0x600080f3' };
const HANDLER_SIZE = 15;

/** Runtime code of a contract that answers these getters and no others; it stands for what no compiler here can build. */
export function machineCode(getters: Getters, fallback: Fallback = 'revert'): Hex {
  const entries = Object.entries(getters).flatMap(([signature, result]) => entriesOf(signature, result));
  const cases = entries.reduce((total, { callData }) => total + caseSize(callData), 0);
  const handlers = size(LOAD_SELECTOR) + cases + size(FALLBACK[fallback]);
  const data = handlers + entries.length * HANDLER_SIZE;
  return concatHex([
    LOAD_SELECTOR,
    ...entries.map(({ callData }, index) => caseOf(callData, handlers + index * HANDLER_SIZE)),
    FALLBACK[fallback],
    ...entries.map((entry, index) => handlerOf(entry, data + entries.slice(0, index).reduce((total, each) => total + size(each.data), 0))),
    ...entries.map((entry) => entry.data),
  ]);
}

function entriesOf(signature: string, result: unknown): readonly Entry[] {
  const item = abiItemOf(signature);
  const results: readonly (readonly [readonly unknown[], unknown])[] = result instanceof Map ? [...result].map(([argument, each]) => [[argument], each]) : [[[], result]];
  return results.map(([args, each]) => ({ callData: encodeFunctionData({ abi: [item], args }), ...answerOf(item, each) }));
}

function answerOf({ outputs }: AbiFunction, result: unknown): RawAnswer {
  if (isRaw(result)) return result;
  return returning(encodeAbiParameters(outputs, outputs.length === 1 ? [result] : untyped<readonly unknown[]>(result)));
}

function isRaw(result: unknown): result is RawAnswer {
  return typeof result === 'object' && result !== null && 'reverts' in result;
}

const abiItemOf = (signature: string): AbiFunction => untyped(parseAbiItem(`function ${signature}`));

const caseSize = (callData: Hex): number => (size(callData) > 4 ? 49 : 11);

/** Jumps when the selector, and the argument if there is one, are those. */
function caseOf(callData: Hex, to: number): Hex {
  const selector = concatHex(['0x8063', slice(callData, 0, 4), '0x14']);
  const argument: Hex = size(callData) > 4 ? concatHex(['0x7f', slice(callData, 4, 36), '0x6004351416']) : '0x';
  return concatHex([selector, argument, '0x61', numberToHex(to, { size: 2 }), '0x57']);
}

function handlerOf({ reverts, size: length }: RawAnswer, from: number): Hex {
  return concatHex(['0x5b62', numberToHex(length, { size: 3 }), '0x8061', numberToHex(from, { size: 2 }), '0x600039', '0x6000', reverts ? '0xfd' : '0xf3']);
}
