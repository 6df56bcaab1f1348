import { decodeFunctionData, encodeAbiParameters, encodeErrorResult, multicall3Abi, parseAbi, type Hex } from 'viem';
import { startFaultProxy } from './support/fault-proxy';
import { perFile } from './support/per-file';
import { rejection } from './support/outcome';
import { nodeAt } from '../../src/discovery/node';
import { readerOf, type Ask } from '../../src/discovery/reader';
import { withSession } from '../../src/discovery/session';
import { checksumAddress } from '../../src/keys';
import { isPlainObject } from '../../src/kube';

const contract = checksumAddress(`0x${'a'.repeat(40)}`);
const owner = checksumAddress(`0x${'b'.repeat(40)}`);
const word = encodeAbiParameters([{ type: 'address' }], [owner]);
const MULTICALL3 = '0xca11bde05977b3631167028862be2a173976ca11';
const ask: Ask = { contract: 'SystemConfig', address: contract, getter: 'owner' };
const trap = perFile(async () => startFaultProxy());

class Failure extends Error {
  constructor(readonly code: number, message: string, readonly data?: Hex) {
    super(message);
  }
}

/** Where a call goes: to nobody, where it makes many without a contract. */
type Target = 'nobody' | 'multicall3' | 'contract';
type Answers = Readonly<Record<Target, (data: Hex) => Hex>>;

/** What is read of a node, and how it was asked. */
async function read(answers: Answers, asks: readonly Ask[] = [ask]): Promise<{ readonly values: readonly unknown[]; readonly targets: readonly Target[] }> {
  const targets: Target[] = [];
  const request = async ({ method, params }: { method: string; params?: readonly unknown[] }): Promise<unknown> => {
    const [call, block] = params ?? [];
    if (method !== 'eth_call' || !isPlainObject(call) || block !== '0x7') throw new Error(`unexpected ${method}`);
    const target: Target = typeof call.to !== 'string' ? 'nobody' : call.to.toLowerCase() === MULTICALL3 ? 'multicall3' : 'contract';
    targets.push(target);
    return Promise.resolve(answers[target](`0x${String(call.data).slice(2)}`));
  };
  const values = await withSession({ retries: 0 }, [], async (session) => readerOf(nodeAt(session, 'l1', { request }), 7n)(asks));
  return { values, targets };
}
const fail = (code: number, message: string, data?: Hex) => (): never => {
  throw new Failure(code, message, data);
};
const refuses = fail(-32602, 'missing required field "to"');
const results = (...all: readonly (readonly [success: boolean, data: Hex])[]) => (): Hex => encodeAbiParameters([{ type: 'tuple[]', components: [{ name: 'success', type: 'bool' }, { name: 'returnData', type: 'bytes' }] }], [all.map(([success, returnData]) => ({ success, returnData }))]);
/** What aggregate3 is asked for. */
function callsIn(data: Hex): readonly unknown[] {
  const [calls]: readonly unknown[] = decodeFunctionData({ abi: multicall3Abi, data }).args;
  return Array.isArray(calls) ? calls : [];
}
const never = fail(0, 'not to be asked');

describe('getters are read', () => {
  it('all in one call without a contract, where the node allows it', async () => {
    expect(await read({ nobody: results([true, word], [false, '0x'], [true, '0x']), multicall3: never, contract: never }, [ask, { ...ask, getter: 'guardian' }, { ...ask, getter: 'version' }])).toStrictEqual({ values: [owner.toLowerCase(), undefined, undefined], targets: ['nobody'] });
  });

  it('through Multicall3 where it does not, with all that was asked', async () => {
    const asked: Hex[] = [];
    const { values, targets } = await read({ nobody: refuses, multicall3: (data) => (asked.push(data), results([true, word])()), contract: never });
    expect({ values, targets }).toStrictEqual({ values: [owner.toLowerCase()], targets: ['nobody', 'multicall3'] });
    expect(callsIn(asked[0]!)).toMatchObject([{ target: contract, allowFailure: true, callData: '0x8da5cb5b' }]);
  });

  it.each([
    ['is not there', (): Hex => '0x'],
    ['is another contract', (): Hex => '0x12'],
    ['fails as a whole', fail(3, 'execution reverted', '0x')],
    ['runs out of gas', fail(-32000, 'out of gas')],
  ])('one by one where Multicall3 %s', async (_what, multicall3) => {
    expect(await read({ nobody: refuses, multicall3, contract: () => word })).toStrictEqual({ values: [owner.toLowerCase()], targets: ['nobody', 'multicall3', 'contract'] });
  });

  it('in the way that has worked, from then on', async () => {
    const asks = Array.from({ length: 300 }, () => ask);
    const { values, targets } = await read({ nobody: refuses, multicall3: (data) => results(...callsIn(data).map(() => [true, word] as const))(), contract: never }, asks);
    expect(values).toStrictEqual(asks.map(() => owner.toLowerCase()));
    expect(targets).toStrictEqual(['nobody', 'multicall3', 'multicall3', 'multicall3']);
  });

  it.each([
    ['a limit', -32005, 'limit exceeded', 'RPC_RATE_LIMITED'],
    ['a state that is gone', -32000, 'missing trie node', 'STATE_UNAVAILABLE'],
  ])('in no other way where %s would stop that too', async (_what, code, message, expected) => {
    expect(await rejection(read({ nobody: fail(code, message), multicall3: never, contract: never }))).toMatchObject({ code: expected });
  });

  it('never as missing where the node has failed', async () => {
    expect(await rejection(read({ nobody: refuses, multicall3: () => '0x', contract: fail(-32603, 'execution reverted') }))).toMatchObject({ code: 'RPC_UNAVAILABLE' });
    expect(await read({ nobody: refuses, multicall3: () => '0x', contract: fail(-32000, 'execution reverted') })).toMatchObject({ values: [undefined] });
  });

  it('without a request to where the contract would have it', async () => {
    const abi = parseAbi(['error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData)']);
    const data = encodeErrorResult({ abi, args: [contract, [`${trap().url}/{sender}/{data}`, trap().url], '0x1234', '0x12345678', '0x'] });
    expect(await read({ nobody: refuses, multicall3: () => '0x', contract: fail(3, 'execution reverted', data) })).toMatchObject({ values: [undefined] });
    expect(await read({ nobody: results([false, data]), multicall3: never, contract: never })).toMatchObject({ values: [undefined] });
    expect(trap().seen).toStrictEqual([]);
  });
});
