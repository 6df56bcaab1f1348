import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { untyped } from '../../support/fixtures';

export interface RpcCall {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly method: string;
  readonly params?: readonly unknown[];
}

export interface RpcAnswer {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** One HTTP request that the proxy has seen. */
export interface Seen {
  /** Counts from 0. */
  readonly index: number;
  /** The calls of a batch, or the one call. */
  readonly calls: readonly RpcCall[];
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds. */
  readonly start: number;
  end: number;
}

/** What the proxy does with a request; nothing means that it passes it on unchanged. */
export interface Fault {
  /** Milliseconds before anything else is done. */
  readonly delay?: number;
  /** Never answers, or breaks the connection. */
  readonly drop?: 'hang' | 'reset';
  /** Answers itself, with this status. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  /** Answers each call itself; what it gives no answer for is passed on. */
  readonly answer?: (call: RpcCall) => Omit<RpcAnswer, 'id'> | undefined;
  /** Changes each answer that comes back. */
  readonly map?: (answer: RpcAnswer, call: RpcCall) => RpcAnswer;
  /** Bytes after which the answer breaks off. */
  readonly truncate?: number;
}

/** Decides on a request. */
export type Rule = (request: Seen) => Fault | undefined;

/** An endpoint that is in trouble. */
export interface FaultProxy {
  readonly url: string;
  readonly seen: readonly Seen[];
  rule: Rule;
  /** Forgets what it has seen, and takes a new rule. */
  readonly reset: (rule?: Rule) => void;
  readonly stop: () => Promise<void>;
}

const pass: Rule = () => undefined;

/** Starts a proxy before an upstream; without one it has to answer all by itself. */
export async function startFaultProxy(upstream?: string): Promise<FaultProxy> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    answerTo(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = untyped<AddressInfo>(server.address());
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}`,
    seen,
    rule: pass,
    reset: (rule = pass) => {
      seen.length = 0;
      proxy.rule = rule;
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return proxy;

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What is no JSON-RPC is seen, too: a contract may make a client ask for anything.
    const body = await text(request);
    const parsed = request.method === 'POST' ? untyped<RpcCall | readonly RpcCall[]>(JSON.parse(body)) : [];
    const calls: readonly RpcCall[] = Array.isArray(parsed) ? parsed : [parsed];
    const entry: Seen = { index: seen.length, calls, path: request.url ?? '', headers: request.headers, start: performance.now(), end: Number.POSITIVE_INFINITY };
    seen.push(entry);
    await carryOut(proxy.rule(entry) ?? {}, { upstream, entry, batch: Array.isArray(parsed), response });
  }
}

/** How many of the requests had to wait for another one's answer: the longest chain in which each began after the one before had ended. */
export function roundTrips(seen: readonly Seen[]): number {
  const byEnd = [...seen];
  byEnd.sort((a, b) => a.end - b.end);
  let count = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const { start, end } of byEnd) {
    if (start < busyUntil) continue;
    count += 1;
    busyUntil = end;
  }
  return count;
}

interface Exchange {
  readonly upstream: string | undefined;
  readonly entry: Seen;
  readonly batch: boolean;
  readonly response: ServerResponse;
}

async function carryOut({ delay, drop, status, headers, text: own, answer, map, truncate }: Fault, { upstream, entry, batch, response }: Exchange): Promise<void> {
  const { calls } = entry;
  if (delay !== undefined) await sleep(delay);
  if (drop === 'hang') return;
  if (drop === 'reset') {
    entry.end = performance.now();
    response.destroy();
    return;
  }
  if (status !== undefined || own !== undefined) {
    entry.end = performance.now();
    response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers }).end(own ?? '');
    return;
  }
  const given = new Map(calls.flatMap((call) => {
    const each = answer?.(call);
    return each ? [[call.id, { jsonrpc: '2.0', id: call.id, ...each } satisfies RpcAnswer]] : [];
  }));
  const rest = calls.filter(({ id }) => !given.has(id));
  const passed = new Map((await forward(upstream, rest)).map((each) => [each.id, each]));
  const answers = calls.map((call) => given.get(call.id) ?? passed.get(call.id) ?? failed(call)).map((each, index) => map?.(each, calls[index]!) ?? each);
  const body = Buffer.from(JSON.stringify(batch ? answers : answers[0]));
  // What the client does next begins after this moment, even when it is seen before the answer is all written.
  entry.end = performance.now();
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length, ...headers });
  if (truncate === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, truncate), () => response.destroy());
}

async function forward(upstream: string | undefined, calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> {
  if (calls.length === 0 || !upstream) return [];
  const answer = await fetch(upstream, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(calls) });
  return untyped<readonly RpcAnswer[]>(await answer.json());
}

const failed = ({ id, method }: RpcCall): RpcAnswer => ({ jsonrpc: '2.0', id, error: { code: -32601, message: `the method ${method} does not exist/is not available` } });
