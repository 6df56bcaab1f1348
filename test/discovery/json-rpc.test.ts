import { startFaultProxy, type RpcAnswer, type RpcCall } from './support/fault-proxy';
import { perFile } from './support/per-file';
import { failureOf } from '../../src/discovery/failure';
import { batchingRpc, httpRpc, providerRpc, type Rpc } from '../../src/discovery/json-rpc';

const server = perFile(async () => startFaultProxy());
const elsewhere = perFile(async () => startFaultProxy());
beforeEach(() => {
  server().reset(() => ({ answer: echo }));
  elsewhere().reset(() => ({ answer: echo }));
});

/** Answers with what was asked. */
const echo = ({ method, params }: RpcCall): Omit<RpcAnswer, 'id'> => ({ result: [method, ...(params ?? [])] });
const target = (url = server().url, more: object = {}): Parameters<typeof httpRpc>[0] => ({ url, name: 'http://endpoint', headers: {}, timeout: 20_000, ...more });
const { signal } = new AbortController();
const ask = async (rpc: Rpc, ...params: readonly unknown[]): Promise<unknown> => rpc({ method: 'm', params }, signal);
/** What is asked at once, and what became of each. */
const askAll = async (rpc: Rpc, count: number): Promise<readonly unknown[]> => Promise.all(Array.from({ length: count }, async (_, index) => ask(rpc, index).catch((error: unknown) => failureOf(error).message)));
const failure = async (promise: Promise<unknown>): Promise<ReturnType<typeof failureOf>> => promise.then(() => Promise.reject(new Error('nothing was thrown')), (error: unknown) => failureOf(error));

/** What becomes of an error that a provider throws. */
const thrown = async (error: unknown): Promise<ReturnType<typeof failureOf>> => failure(ask(providerRpc({ request: async () => Promise.reject(error) }, 'the provider', 20_000)));

describe('a call', () => {
  it('is answered with its result, null included', async () => {
    expect(await ask(httpRpc(target()), 1, 'a')).toStrictEqual(['m', 1, 'a']);
    server().rule = () => ({ answer: () => ({ result: null }) });
    expect(await ask(httpRpc(target()))).toBeNull();
  });

  it('is not refused by an error that is null', async () => {
    server().rule = () => ({ text: '{"jsonrpc":"2.0","id":1,"result":"0x1","error":null}' });
    expect(await ask(httpRpc(target()))).toBe('0x1');
  });

  it('carries the headers, and the user name of the URL in one of them', async () => {
    await ask(httpRpc(target(server().url.replace('//', '//us%40er:pass@'), { headers: { 'x-key': 'abc' } })));
    expect(server().seen[0]?.headers).toMatchObject({ 'x-key': 'abc', authorization: `Basic ${Buffer.from('us@er:pass').toString('base64')}`, 'content-type': 'application/json' });
  });

  it('is not carried to where nobody sent it', async () => {
    server().rule = () => ({ status: 307, headers: { location: elsewhere().url } });
    expect(await failure(ask(httpRpc(target())))).toMatchObject({ code: 'RPC_UNAVAILABLE', passing: false, message: 'it answers with HTTP status 307' });
    expect(elsewhere().seen).toStrictEqual([]);
  });

  it('takes no answer without end', async () => {
    server().rule = () => ({ text: `"${'a'.repeat(17 * 1024 * 1024)}"` });
    expect(await failure(ask(httpRpc(target(undefined, { timeout: 20_000 }))))).toMatchObject({ code: 'RPC_UNAVAILABLE', message: expect.stringContaining('longer than') });
  });

  it.each([
    ['nothing', ''], ['a text', 'ok'], ['a list', '[]'], ['a number', '7'], ['no result', '{"jsonrpc":"2.0","id":1}'], ['an error without a code', '{"jsonrpc":"2.0","id":1,"error":"no"}'],
  ])('that is answered with %s may be tried again', async (_what, text) => {
    server().rule = () => ({ text });
    expect(await failure(ask(httpRpc(target())))).toMatchObject({ code: 'RPC_UNAVAILABLE', passing: true, endpoint: 'http://endpoint' });
  });

  it('ends with its time, with the signal, and at once when that came before', async () => {
    // What is given up may still arrive, which no other test shall see.
    elsewhere().rule = () => ({ drop: 'hang' });
    expect(await failure(ask(httpRpc(target(elsewhere().url, { timeout: 20 }))))).toMatchObject({ code: 'RPC_TIMEOUT' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const timeout = 60_000;
    expect(await failure(httpRpc(target(elsewhere().url, { timeout }))({ method: 'm', params: [] }, controller.signal))).toMatchObject({ code: 'RPC_TIMEOUT' });
    const asked = elsewhere().seen.length;
    expect(await failure(httpRpc(target(elsewhere().url, { timeout }))({ method: 'm', params: [] }, controller.signal))).toMatchObject({ code: 'RPC_TIMEOUT' });
    expect(await failure(providerRpc({ request: async () => new Promise(() => undefined) }, 'it', timeout)({ method: 'm', params: [] }, controller.signal))).toMatchObject({ code: 'RPC_TIMEOUT' });
    expect(elsewhere().seen).toHaveLength(asked);
  });
});

describe('calls at once', () => {
  it('are one request, up to fifty', async () => {
    expect(await askAll(batchingRpc(target()), 120)).toStrictEqual(Array.from({ length: 120 }, (_, index) => ['m', index]));
    expect(server().seen.map(({ calls }) => calls.length)).toStrictEqual([50, 50, 20]);
  });

  it('are told apart by their ids, in whatever order they are answered', async () => {
    server().rule = ({ calls }) => ({ text: JSON.stringify([2, 0, 1].map((index) => ({ id: calls[index]!.id, ...echo(calls[index]!) }))) });
    expect(await askAll(batchingRpc(target()), 3)).toStrictEqual([['m', 0], ['m', 1], ['m', 2]]);
  });

  it('fail each by itself', async () => {
    server().rule = ({ calls }) => ({ text: JSON.stringify([{ id: calls[0]!.id, result: 'ok' }, { id: calls[1]!.id, error: { code: 3, message: 'execution reverted' } }]) });
    expect(await askAll(batchingRpc(target()), 3)).toStrictEqual(['ok', 'it answers with error 3: execution reverted', 'its answer is none to JSON-RPC']);
  });

  it.each([
    ['one error for all', { text: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch too large"}}' }],
    ['status 400', { status: 400, text: 'no' }],
    ['status 413', { status: 413, text: '{}' }],
  ])('are made alone where a batch is refused with %s', async (_what, fault) => {
    server().rule = ({ calls }) => (calls.length > 1 ? fault : { answer: echo });
    expect(await askAll(batchingRpc(target()), 20)).toStrictEqual(Array.from({ length: 20 }, (_, index) => ['m', index]));
    expect(server().seen).toHaveLength(21);
  });

  it.each([['status 429', { status: 429, text: 'no' }], ['status 503', { status: 503, text: 'no' }], ['a broken line', { drop: 'reset' }]] as const)('are not made alone where all would fail (%s)', async (_what, fault) => {
    server().rule = () => fault;
    await askAll(batchingRpc(target()), 20);
    expect(server().seen).toHaveLength(1);
  });
});

describe('a provider', () => {
  it('gets method and parameters', async () => {
    expect(await ask(providerRpc({ request: async ({ method, params }) => Promise.resolve([method, params]) }, 'it', 20_000), 1)).toStrictEqual(['m', [1]]);
  });

  it.each([
    ['a code', Object.assign(new Error('execution reverted'), { code: 3 }), { message: 'it answers with error 3: execution reverted', passing: false }],
    ['a code below', new Error('wrapped', { cause: { code: -32005, message: 'limit' } }), { code: 'RPC_RATE_LIMITED' }],
    ['details', Object.assign(new Error('RPC Request failed. URL: https://host/key'), { code: -32602, details: 'no' }), { message: 'it answers with error -32602: no' }],
    ['a status', Object.assign(new Error('HTTP request failed'), { status: 401 }), { code: 'RPC_UNAUTHORIZED', message: 'it answers with HTTP status 401' }],
    ['a timeout', Object.assign(new Error('took too long'), { name: 'TimeoutError' }), { code: 'RPC_TIMEOUT', endpoint: 'the provider' }],
    ['a code in letters', Object.assign(new Error('no network'), { code: 'SERVER_ERROR' }), { code: 'RPC_UNAVAILABLE', message: 'it fails (no network)', passing: true }],
    ['nothing', undefined, { code: 'RPC_UNAVAILABLE' }],
  ])('may say what is wrong by %s', async (_how, error, expected) => {
    expect(await thrown(error)).toMatchObject(expected);
  });

  it('is not waited for without end, and not for a chain of causes without end', async () => {
    expect(await failure(ask(providerRpc({ request: async () => new Promise(() => undefined) }, 'it', 20)))).toMatchObject({ code: 'RPC_TIMEOUT' });
    const endless: { cause?: unknown } = {};
    endless.cause = endless;
    expect(await thrown(endless)).toMatchObject({ code: 'RPC_UNAVAILABLE' });
  });
});
