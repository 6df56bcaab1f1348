import { createPublicClient, http } from 'viem';
import { place, startAnvil } from './support/anvil';
import { startFaultProxy, type Fault, type Seen } from './support/fault-proxy';
import { isDeployless, nodeLike } from './support/l1-styles';
import { MULTICALL3, multicall3Code } from './support/multicall3';
import { placeChain } from './support/networks';
import { bytesOf, everythingIn, outcomeOf, rejection } from './support/outcome';
import { perFile } from './support/per-file';
import { quiet } from './support/quiet';
import { addressOf, type Contracts } from './support/releases';
import { SECRETS, secretsIn, withSecrets } from './support/secrets';
import { discoverContracts, type DiscoverOptions, type DiscoveryProgress, type Eip1193Provider, type Lock } from '../../src/discovery';
import { untyped } from '../support/fixtures';

quiet();
const anvil = perFile(async () => startAnvil());
const one = perFile(async () => startFaultProxy(anvil().url));
const two = perFile(async () => startFaultProxy(anvil().url));

let at: Contracts;
let whole: string;
beforeAll(async () => {
  await place(anvil().url, [[MULTICALL3, multicall3Code()]]);
  at = await placeChain(anvil().url, 'endpoints');
  whole = bytesOf(await read({ l1: anvil().url }));
});
beforeEach(() => {
  one().reset();
  two().reset();
});

const read = async (more: Partial<DiscoverOptions> = {}): Promise<Lock> => discoverContracts({ l1: one().url, systemConfig: at.SystemConfig, block: 'latest', ...more });
const ofChain = (id: number): Fault => ({ answer: ({ method }) => (method === 'eth_chainId' ? { result: `0x${id.toString(16)}` } : undefined) });
/** How long a promise takes to settle, in milliseconds. */
async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

describe('several endpoints', () => {
  it('are each asked for their chain, and one on the wrong chain is named', async () => {
    two().rule = () => ofChain(1);
    const error = await rejection(read({ l1: [one().url, two().url] }));
    expect(error).toMatchObject({ code: 'L1_CHAIN_MISMATCH' });
    expect(error.message).toContain(two().url);
    expect(error.message).toMatch(/chain 1\b.*chain 11155111/);
    expect([one(), two()].map(({ seen }) => seen.flatMap(({ calls }) => calls.map(({ method }) => method)))).toStrictEqual([['eth_chainId'], ['eth_chainId']]);
  });

  it('on the wrong chain are found wherever they stand', async () => {
    one().rule = () => ofChain(1);
    expect(await rejection(read({ l1: [one().url, two().url], l1ChainId: 11155111 }))).toMatchObject({ code: 'L1_CHAIN_MISMATCH', message: expect.stringContaining(one().url) });
  });

  it('do when the first does not answer, with a warning', async () => {
    one().rule = () => ({ drop: 'reset' });
    const { lock, warnings } = await outcomeOf({ l1: [one().url, two().url], systemConfig: at.SystemConfig, block: 'latest' });
    expect(bytesOf(lock)).toBe(whole);
    expect(warnings).toContainEqual({ code: 'ENDPOINT_SKIPPED', message: expect.stringContaining(one().url) });
  });

  it.each([1, 2, 3, 4])('take over when the first one fails after %i requests', async (count) => {
    one().rule = ({ index }) => (index < count ? undefined : { status: 503 });
    expect(bytesOf(await read({ l1: [one().url, two().url], retries: 0 }))).toBe(whole);
    expect(two().seen.length).toBeGreaterThan(1);
    // It is not asked first again: two requests at most were on their way together.
    expect(one().seen.length).toBeLessThanOrEqual(count + 2);
  });

  it('all fail: the error says so at once', async () => {
    one().rule = () => ({ status: 503 });
    two().rule = () => ({ status: 401 });
    expect(await rejection(read({ l1: [one().url, two().url], retries: 0 }))).toMatchObject({ code: expect.stringMatching(/^RPC_/) });
  });
});

/** The first endpoint takes single calls only, and not all requests with them. */
const refuses = (what: (request: Seen) => boolean, fault: Fault): void => {
  const node = nodeLike('geth', 'batch');
  one().rule = (request) => (what(request) ? fault : node(request));
};

describe('an endpoint that takes little', () => {
  it.each([
    ['status 400', { status: 400, text: 'batches are not supported' }],
    ['status 413', { status: 413 }],
    ['an error for all', { text: '{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch requests are not allowed"}}' }],
  ] as const)('is asked for each getter alone where it takes no batches (%s)', async (_name, fault) => {
    refuses(({ calls }) => calls.length > 1, fault);
    expect(bytesOf(await read({ retries: 0 }))).toBe(whole);
  });

  it('is asked for less at once where it takes small batches only', async () => {
    refuses(({ calls }) => calls.length > 20, { status: 413 });
    expect(bytesOf(await read({ retries: 0 }))).toBe(whole);
  });

  it.each([
    ['it wants an address', -32602, 'missing value for required argument "to"'], ['it knows the limit of EIP-3860', -32000, 'max initcode size exceeded: code size 49153, limit 49152'],
    ['it takes no contract creation', -32000, 'contract creation not allowed'], ['it has a limit of gas', -32000, 'intrinsic gas too low: have 0, want 53000'], ['it finds the code too large', -32000, 'max code size exceeded'],
  ] as const)('does where calls without a contract are refused since %s', async (_name, code, message) => {
    one().rule = () => ({ answer: (call) => (isDeployless(call) ? { error: { code, message } } : undefined) });
    expect(bytesOf(await read({ retries: 0 }))).toBe(whole);
  });

  it('does where it has no Multicall3 on its chain', async () => {
    const bare = await startAnvil();
    try {
      await placeChain(bare.url, 'endpoints');
      one().rule = () => ({ answer: (call) => (isDeployless(call) ? { error: { code: -32602, message: 'to is required' } } : undefined) });
      const own = await startFaultProxy(bare.url);
      own.rule = one().rule;
      const { block: _block, ...lock } = await read({ l1: own.url, retries: 0 });
      await own.stop();
      expect(JSON.parse(whole)).toMatchObject(lock);
    } finally {
      await bare.stop();
    }
  });
});

describe('an endpoint with headers', () => {
  it('is sent its own, and no other is', async () => {
    await read({ l1: [{ url: one().url, headers: { 'x-key': SECRETS.header } }, two().url] });
    expect(one().seen.length).toBeGreaterThan(3);
    expect(one().seen.every(({ headers }) => headers['x-key'] === SECRETS.header)).toBe(true);
    expect(two().seen.some(({ headers }) => 'x-key' in headers)).toBe(false);
  });

  it('is sent a user name of its URL as such, and its path and query', async () => {
    expect(bytesOf(await read({ l1: withSecrets(one().url) }))).toBe(whole);
    const [first] = one().seen;
    expect(first!.headers.authorization).toBe(`Basic ${Buffer.from(`${SECRETS.user}:${SECRETS.password}`).toString('base64')}`);
    expect(first!.path).toBe(`/v2/${SECRETS.path}?apikey=${SECRETS.query}`);
  });

  it('is not followed to where it redirects', async () => {
    one().rule = () => ({ status: 307, headers: { location: two().url } });
    await rejection(read({ l1: { url: one().url, headers: { 'x-key': SECRETS.header } }, retries: 0 }));
    expect(two().seen).toHaveLength(0);
  });
});

const provider = (): Eip1193Provider => untyped(createPublicClient({ transport: http(one().url) }));
const failing = (error: unknown): Eip1193Provider => ({ request: async () => Promise.reject(error) });
const throwing = (thrown: unknown): Eip1193Provider => ({ request: () => { throw thrown; } });

describe('a provider', () => {
  it('does as an endpoint does', async () => {
    expect(bytesOf(await read({ l1: provider() }))).toBe(whole);
  });

  it('does beside a URL, too', async () => {
    expect(bytesOf(await read({ l1: [provider(), two().url] }))).toBe(whole);
  });

  it('that fails is an endpoint that fails', async () => {
    expect(await rejection(read({ l1: failing(new Error('no connection')), retries: 0 }))).toMatchObject({ code: 'RPC_UNAVAILABLE' });
    expect(await rejection(read({ l1: failing(Object.assign(new Error('slow down'), { code: -32005 })), retries: 0 }))).toMatchObject({ code: 'RPC_RATE_LIMITED' });
    expect(await rejection(read({ l1: { request: async () => new Promise(() => undefined) }, retries: 0, requestTimeout: 50 }))).toMatchObject({ code: 'RPC_TIMEOUT' });
  });

  it('that throws what is no error is one, too', async () => {
    for (const thrown of ['text', undefined, null, { code: 'ECONNRESET' }]) expect(await rejection(read({ l1: throwing(thrown), retries: 0 }))).toMatchObject({ code: 'RPC_UNAVAILABLE' });
  });
});

describe('secrets of endpoints', () => {
  const echo = `denied for ${SECRETS.user} ${SECRETS.password} /v2/${SECRETS.path}?apikey=${SECRETS.query} ${SECRETS.header}`;
  const troubles: readonly (readonly [string, Fault])[] = [
    ['401', { status: 401, text: echo }], ['429', { status: 429, text: echo }], ['503', { status: 503, text: echo }], ['reset', { drop: 'reset' }], ['hang', { drop: 'hang' }], ['truncated', { truncate: 5 }], ['web page', { text: echo }],
    ['error', { answer: () => ({ error: { code: -32000, message: echo, data: echo } }) }], ['missing method', { answer: () => ({ error: { code: -32601, message: echo } }) }],
    ['internal error', { answer: () => ({ error: { code: -32603, message: encodeURIComponent(echo), data: { echo } } }) }],
    ['status text of JSON', { status: 500, text: JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -32000, message: echo } }) }],
    ['redirect', { status: 302, headers: { location: `http://127.0.0.1:1/${SECRETS.path}` } }],
  ];
  const parts = ['every request', 'calls'] as const;

  it.each(troubles.flatMap(([name, fault]) => parts.map((part) => ({ name, fault, part }))))('stay out of everything an error shows ($name at $part)', async ({ fault, part }) => {
    one().rule = ({ calls }) => (part === 'every request' || calls.some(({ method }) => method === 'eth_call') ? fault : undefined);
    const error = await rejection(read({ l1: { url: withSecrets(one().url), headers: { authorization: `Bearer ${SECRETS.header}` } }, retries: 0, requestTimeout: 60 }));
    expect(secretsIn(everythingIn(error))).toStrictEqual([]);
    expect(error.cause).toBeUndefined();
  });

  it.each(['l2', 'opNode'] as const)('stay out where they are those of %s', async (prop) => {
    two().rule = () => ({ answer: () => ({ error: { code: -32000, message: echo } }) });
    expect(secretsIn(everythingIn(await rejection(read({ [prop]: { url: withSecrets(two().url), headers: { 'x-key': SECRETS.header } }, retries: 0 }))))).toStrictEqual([]);
  });

  it('stay out of warnings, progress and the lock', async () => {
    const told: DiscoveryProgress[] = [];
    two().rule = () => ({ status: 401, text: echo });
    const { lock, warnings } = await outcomeOf({ l1: [withSecrets(two().url), withSecrets(one().url)], systemConfig: at.SystemConfig, block: 'latest', onProgress: (each) => void told.push(each) });
    expect(secretsIn(JSON.stringify([lock, warnings, told]))).toStrictEqual([]);
    expect(warnings).toHaveLength(1);
    expect(told.length).toBeGreaterThan(2);
    expect(bytesOf(lock)).toBe(whole);
  });

  it('stay out when the URL is none', async () => {
    for (const l1 of [`htp://${SECRETS.user}:${SECRETS.password}@host/${SECRETS.path}`, SECRETS.path, `http://host:99999/${SECRETS.path}`, `//${SECRETS.path}`]) {
      expect(secretsIn(everythingIn(await rejection(read({ l1 }))))).toStrictEqual([]);
    }
  });
});

describe('time', () => {
  it.each([
    ['an endpoint that hangs', { drop: 'hang' }],
    ['a server that asks to wait for an hour', { status: 429, headers: { 'retry-after': '3600' } }],
    ['a server that asks to wait until next year', { status: 429, headers: { 'retry-after': new Date(Date.now() + 365 * 86_400_000).toUTCString() } }],
    ['an endpoint that answers a little at a time', { delay: 150 }],
  ] as const)('is up after `timeout`, with %s', async (_title, fault) => {
    one().rule = () => fault;
    const took = await timed(async () => rejection(read({ timeout: 350, retries: 100 })));
    expect(took).toBeLessThan(3000);
  });

  it('ends with an error that says what it is', async () => {
    one().rule = () => ({ drop: 'hang' });
    expect(await rejection(read({ timeout: 150 }))).toMatchObject({ code: 'RPC_TIMEOUT' });
  });

  it('is waited for as the server asks, and no longer', async () => {
    one().rule = ({ index }) => (index === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined);
    let bytes = '';
    const took = await timed(async () => {
      bytes = bytesOf(await read());
    });
    expect(bytes).toBe(whole);
    expect(took).toBeGreaterThan(990);
    expect(took).toBeLessThan(8000);
  });

  it('between tries grows', async () => {
    one().rule = () => ({ status: 503 });
    await rejection(read({ retries: 3 }));
    const starts = one().seen.map(({ start }) => start);
    const waits = starts.slice(1).map((start, index) => start - starts[index]!);
    expect(waits).toHaveLength(3);
    for (const [index, least] of [75, 150, 300].entries()) expect(waits[index]).toBeGreaterThan(least - 5);
    for (const [index, most] of [150, 300, 600].entries()) expect(waits[index]).toBeLessThan(most + 1000);
  });

  it.each([401, 404])('is not lost on what will not pass (status %i)', async (status) => {
    one().rule = () => ({ status });
    await rejection(read({ retries: 5 }));
    expect(one().seen).toHaveLength(1);
  });

  it('of the user: a signal stops it at once, and nothing is asked after that', async () => {
    const controller = new AbortController();
    one().rule = ({ index }) => {
      if (index === 2) setImmediate(() => controller.abort());
      return { delay: 40 };
    };
    const took = await timed(async () => expect(await rejection(read({ signal: controller.signal }))).toMatchObject({ code: 'DISCOVERY_ABORTED' }));
    expect(took).toBeLessThan(3000);
    const count = one().seen.length;
    await new Promise((resolve) => void setTimeout(resolve, 250));
    expect(one().seen).toHaveLength(count);
  });

  it('of the user: a signal that came before means no request', async () => {
    expect(await rejection(read({ signal: AbortSignal.abort(new Error(SECRETS.password)) }))).toMatchObject({ code: 'DISCOVERY_ABORTED' });
    expect(one().seen).toHaveLength(0);
  });

  it('that is up leaves no listener behind on the signal', async () => {
    const controller = new AbortController();
    const add = jest.spyOn(controller.signal, 'addEventListener');
    const remove = jest.spyOn(controller.signal, 'removeEventListener');
    await read({ signal: controller.signal });
    expect(remove.mock.calls.length).toBeGreaterThanOrEqual(add.mock.calls.length);
  });
});

describe('determinism', () => {
  it('two discoveries give the same bytes, in whatever order answers come', async () => {
    one().rule = ({ index }) => ({ delay: (index * 7) % 23 });
    expect(bytesOf(await read())).toBe(whole);
    two().rule = (request) => ({ ...nodeLike('geth', 'batch')(request), delay: (request.index * 13) % 29 });
    expect(bytesOf(await read({ l1: two().url }))).toBe(whole);
  });

  it('what else is on chain does not matter', async () => {
    await place(anvil().url, [[addressOf('something else'), '0x00']]);
    expect(bytesOf(await read())).toBe(whole);
  });

  it('a lock is plain JSON, and frozen is nothing of the options', async () => {
    const contractAddresses = Object.freeze({ optimismPortalAddr: at.OptimismPortal });
    const lock = await read(Object.freeze({ contractAddresses }));
    expect(JSON.parse(JSON.stringify(lock))).toStrictEqual(lock);
    expect(lock.provenance.optimismPortalAddr).toBe('explicit');
  });
});
