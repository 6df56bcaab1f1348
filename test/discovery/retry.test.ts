import * as fc from 'fast-check';
import { HttpRequestError, RpcRequestError } from 'viem';
import { backoff } from '../../src/discovery/backoff';
import { nodeAt } from '../../src/discovery/node';
import { retrying, withSession, type Session } from '../../src/discovery/session';
import { startFaultProxy } from './support/fault-proxy';
import { rejection } from './support/outcome';

const failing = (status?: number, headers: Record<string, string> = {}): HttpRequestError => new HttpRequestError({ url: 'http://l1', details: 'no', headers: new Headers(headers), ...(status !== undefined && { status }) });
const inSession = async <T>(run: (session: Session) => Promise<T>, options: Parameters<typeof withSession>[0] = {}): Promise<T> => withSession(options, [], run);

const never = async (): Promise<never> => new Promise(() => undefined);

describe('the wait before a new try', () => {
  const tries = fc.integer({ min: 1, max: 40 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('doubles, is spread over its upper half, and has an end', () => {
    expect([1, 2, 3, 4].map((each) => [backoff(each, 0), backoff(each, 1)])).toStrictEqual([[75, 150], [150, 300], [300, 600], [600, 1200]]);
    fc.assert(fc.property(tries, share, (each, spread) => backoff(each, spread) <= 5000 && backoff(each, spread) >= 75));
    fc.assert(fc.property(tries, share, share, (each, a, b) => (a < b ? backoff(each, a) <= backoff(each, b) : true)));
  });

  it('is as long as the server asks, up to ten seconds', () => {
    expect([backoff(1, 0, 2000), backoff(1, 0, 86_400_000), backoff(1, 1, 10)]).toStrictEqual([2000, 10_000, 150]);
  });
});

describe('trying again', () => {
  it('ends with the first success', async () => {
    let tries = 0;
    const answer = await inSession(async (session) => retrying(session, async () => {
      tries += 1;
      if (tries < 3) throw failing(503);
      return Promise.resolve('done');
    }));
    expect([answer, tries]).toStrictEqual(['done', 3]);
  });

  it('comes back at once with all that failed at once', async () => {
    const server = await startFaultProxy();
    server.rule = ({ index }) => ({ answer: () => (index === 0 ? { error: { code: 429, message: 'slow down' } } : { result: '0x' }) });
    try {
      await inSession(async (session) => {
        const node = nodeAt(session, 'l1', server.url);
        await Promise.all(Array.from({ length: 30 }, async (_, id) => node.request({ method: 'eth_call', params: [id] }, 'batching')));
      });
      expect(server.seen.length).toBeLessThan(5);
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['as often as is allowed', failing(503), 2, 3],
    ['not at all when nothing would change', failing(401), 2, 1],
    ['not when the node has answered', new RpcRequestError({ body: {}, url: 'http://l1', error: { code: 3, message: 'execution reverted' } }), 2, 1],
    ['not when it is not allowed', failing(503), 0, 1],
    ['not when the server asks for more time than there is', failing(429, { 'retry-after': '9' }), 2, 1],
  ])('happens %s', async (_title, error, retries, expected) => {
    let tries = 0;
    const attempt = async (): Promise<never> => {
      tries += 1;
      return Promise.reject(error);
    };
    await expect(inSession(async (session) => retrying(session, attempt), { retries, timeout: 5000 })).rejects.toBe(error);
    expect(tries).toBe(expected);
  });
});

describe('a session', () => {
  it('ends with its time, whatever it waits for', async () => {
    expect(await rejection(inSession(never, { timeout: 20 }))).toMatchObject({ code: 'RPC_TIMEOUT', prop: 'timeout' });
  });

  it('ends with the signal, also with one that came before', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    expect(await rejection(inSession(never, { signal: controller.signal }))).toMatchObject({ code: 'DISCOVERY_ABORTED' });
    expect(await rejection(inSession(never, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'DISCOVERY_ABORTED' });
  });

  it('stops its requests when it is over, and leaves nothing at the signal', async () => {
    const { signal } = new AbortController();
    const removed = jest.spyOn(signal, 'removeEventListener');
    const own = await inSession(async (session) => Promise.resolve(session.signal), { signal });
    expect(own.aborted).toBe(true);
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it('takes secrets out of what it tells', async () => {
    const told: string[] = [];
    await withSession({ onProgress: ({ message }) => void told.push(message) }, ['https://rpc.example/v2/0123456789abcdef'], async (session) => {
      session.tell('block', 'key 0123456789abcdef, https://other.example/v3/fedcba9876543210?x=1');
      return Promise.resolve();
    });
    expect(told).toStrictEqual(['key <redacted>, https://other.example']);
  });
});
