import { createPublicClient, custom, http, HttpRequestError, parseAbi, RpcRequestError, TimeoutError, type Transport } from 'viem';
import { classify } from '../../src/discovery/classify';
import { failureOf, isMethodMissing, isRefusal, retryAfterOf } from '../../src/discovery/failure';

const url = 'http://l1.example';
const address = '0x034edD2A225f7f429A63E0f1D2084B9E0A93b538';
const abi = parseAbi(['function owner() view returns (address)', 'function version() view returns (string)']);
const rpcError = (code: number, message: string, more: object = {}): RpcRequestError => new RpcRequestError({ body: {}, url, error: { code, message, ...more } });
const httpError = (status?: number, headers?: Record<string, string>): HttpRequestError => new HttpRequestError({ url, details: 'no', ...(status !== undefined && { status }), ...(headers && { headers: new Headers(headers) }) });
const transport = (answer: () => unknown): Transport => custom({ request: async () => Promise.resolve(answer()) }, { retryCount: 0 });
const throwing = (error: unknown) => (): never => {
  throw error;
};

/** What viem makes of an answer to a single call, and to a call among others. */
async function errorOf(answer: () => unknown, how: 'single' | 'multicall' = 'single', functionName: 'owner' | 'version' = 'owner'): Promise<unknown> {
  const client = createPublicClient({ transport: transport(answer), ccipRead: false });
  if (how === 'single') return client.readContract({ address, abi, functionName }).then(() => undefined, (error: unknown) => error);
  const [outcome] = await client.multicall({ deployless: true, contracts: [{ address, abi, functionName }] });
  return outcome.error;
}

const word = (value: number): string => value.toString(16).padStart(64, '0');

/** The answer of aggregate3 with one call in it. */
const aggregated = (success: boolean, data: string): string => {
  const bytes = data.slice(2);
  return `0x${[0x20, 1, 0x20, success ? 1 : 0, 0x40, bytes.length / 2].map(word).join('')}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0')}`;
};

describe('a getter that is missing', () => {
  it.each([
    ['geth, without data', rpcError(-32000, 'execution reverted')],
    ['geth, with data', rpcError(3, 'execution reverted', { data: '0x' })],
    ['a reason', rpcError(3, 'execution reverted: no such function', { data: '0x08c379a0' })],
    ['Nethermind', rpcError(-32015, 'VM execution error.', { data: 'Reverted 0x' })],
    ['Erigon', rpcError(-32000, 'execution reverted')],
    ['Besu', rpcError(-32000, 'Execution reverted (0x)')],
    ['a contract of before Byzantium', rpcError(-32000, 'invalid opcode: INVALID')],
    ['Parity', rpcError(-32000, 'VM: bad instruction fe')],
    ['a contract that burns all gas', rpcError(-32000, 'out of gas')],
    ['a request to elsewhere', rpcError(3, 'execution reverted', { data: '0x556f1830' })],
  ])('is known from a revert of %s', async (_who, error) => {
    expect(classify(await errorOf(throwing(error)))).toBe('absent');
  });

  it('is known from an empty answer', async () => {
    expect(classify(await errorOf(() => '0x'))).toBe('absent');
    expect(classify(await errorOf(() => aggregated(true, '0x'), 'multicall'))).toBe('absent');
  });

  it('is known from a revert among other calls', async () => {
    expect(classify(await errorOf(() => aggregated(false, '0x'), 'multicall'))).toBe('absent');
    expect(classify(await errorOf(() => aggregated(false, '0x08c379a0'), 'multicall'))).toBe('absent');
  });

  it('is known from an answer of another shape', async () => {
    expect(classify(await errorOf(() => `0x${'f'.repeat(64)}`, 'single', 'version'))).toBe('absent');
    expect(classify(await errorOf(() => aggregated(true, `0x${'f'.repeat(64)}`), 'multicall', 'version'))).toBe('absent');
    expect(classify(await errorOf(() => '0x01'))).toBe('absent');
  });
});

describe('a node that failed', () => {
  const failures: readonly (readonly [string, Error])[] = [
    ['an internal error, which viem takes for a revert', rpcError(-32603, 'Internal error')],
    ['an internal error that speaks of reverts', rpcError(-32603, 'execution reverted')],
    ['a limit', rpcError(-32005, 'limit exceeded')],
    ['a state that is gone', rpcError(-32000, 'missing trie node 1234')],
    ['a block that is not there', rpcError(-32000, 'header not found')],
    ['a method that is not there', rpcError(-32601, 'the method eth_call does not exist')],
    ['status 429', httpError(429)],
    ['status 503', httpError(503)],
    ['a broken line', httpError()],
    ['a timeout', new TimeoutError({ body: {}, url })],
  ];
  it.each(failures)('is told from a missing getter: %s', async (_what, error) => {
    expect(classify(await errorOf(throwing(error)))).toBe('rpc');
    expect(classify(await errorOf(throwing(error), 'multicall'))).toBe('rpc');
  });

  it('has failed for each call of a multicall, whatever it said', async () => {
    expect(classify(await errorOf(throwing(rpcError(3, 'execution reverted', { data: '0x' })), 'multicall'))).toBe('rpc');
    expect(classify(await errorOf(() => '0x', 'multicall'))).toBe('rpc');
    expect(classify(await errorOf(() => '0x12', 'multicall'))).toBe('rpc');
  });

  it('is what everything else is', async () => {
    expect(classify(new Error('execution reverted'))).toBe('rpc');
    expect(classify('execution reverted')).toBe('rpc');
    const refused = createPublicClient({ transport: http('http://127.0.0.1:1', { retryCount: 0 }), ccipRead: false });
    expect(classify(await refused.readContract({ address, abi, functionName: 'owner' }).catch((error: unknown) => error))).toBe('rpc');
  });
});

describe('what kept an answer from coming', () => {
  it.each([
    ['RPC_TIMEOUT', true, new TimeoutError({ body: {}, url })],
    ['RPC_RATE_LIMITED', true, httpError(429)],
    ['RPC_RATE_LIMITED', true, rpcError(-32005, 'limit')],
    ['RPC_RATE_LIMITED', true, rpcError(-32007, '50/second request limit reached')],
    ['RPC_RATE_LIMITED', true, rpcError(429, 'slow down')],
    ['RPC_RATE_LIMITED', true, rpcError(-32000, 'Too Many Requests')],
    ['RPC_UNAUTHORIZED', false, httpError(401)],
    ['RPC_UNAUTHORIZED', false, httpError(403)],
    ['STATE_UNAVAILABLE', false, rpcError(-32000, 'missing trie node deadbeef (path ) state 0x12 is not available')],
    ['STATE_UNAVAILABLE', false, rpcError(-32000, 'header not found')],
    ['STATE_UNAVAILABLE', false, rpcError(-32000, 'required historical state unavailable (reexec=128)')],
    ['RPC_UNAVAILABLE', true, httpError()],
    ['RPC_UNAVAILABLE', true, httpError(502)],
    ['RPC_UNAVAILABLE', true, rpcError(-32603, 'Internal error')],
    ['RPC_UNAVAILABLE', false, httpError(404)],
    ['RPC_UNAVAILABLE', false, rpcError(-32602, 'invalid argument 0')],
  ] as const)('is %s, passing: %s', async (code, passing, error) => {
    expect(failureOf(error)).toMatchObject({ code, passing, endpoint: url });
    expect(failureOf(await errorOf(throwing(error)))).toMatchObject({ code, passing });
  });

  it('is quoted without control characters, and not at length', () => {
    expect(failureOf(rpcError(-32602, `\u001b[31m${'no '.repeat(999)}\n`)).message).toMatch(/^it answers with error -32602: \[31mno no.{190,200}…$/);
  });

  it('is a refusal only where a simpler request may do', async () => {
    expect([httpError(400), httpError(413), rpcError(-32602, 'missing field "to"'), rpcError(3, 'out of gas')].map(isRefusal)).toStrictEqual([true, true, true, true]);
    expect(isRefusal(await errorOf(() => '0x', 'multicall'))).toBe(true);
    expect([httpError(), httpError(401), httpError(503), new TimeoutError({ body: {}, url }), rpcError(-32005, 'limit'), rpcError(-32000, 'header not found')].map(isRefusal)).toStrictEqual([false, false, false, false, false, false]);
  });

  it('is a missing method where the node says so', () => {
    expect([rpcError(-32601, 'Method not found'), rpcError(-32000, 'the method optimism_rollupConfig does not exist/is not available'), rpcError(-32000, 'execution reverted'), httpError(404)].map(isMethodMissing)).toStrictEqual([true, true, false, false]);
  });

  it('may come with a time to wait', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect([httpError(429, { 'retry-after': '2' }), httpError(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' })].map((error) => retryAfterOf(error, now))).toStrictEqual([2000, 5000]);
    expect([httpError(429), httpError(429, { 'retry-after': 'soon' }), httpError(429, { 'retry-after': 'Thu, 01 Jan 2025 00:00:00 GMT' }), rpcError(-32005, 'limit')].map((error) => retryAfterOf(error, now))).toStrictEqual([undefined, undefined, undefined, undefined]);
  });
});
