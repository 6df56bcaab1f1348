import { HttpRequestError, RpcRequestError, TimeoutError } from 'viem';
import { isRefusal } from './failure';
import { postJson, type HttpAnswer, type HttpTarget } from './http';
import type { Eip1193Provider } from './options';
import { isPlainObject } from '../kube';

/** One call of a node. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** Makes one call; throws viem's RpcRequestError when the node answers with an error, and its HTTP errors when it does not answer. */
export type Rpc = (call: RpcCall, signal: AbortSignal) => Promise<unknown>;

/** A batch that providers refuse less often than one of a hundred. */
const BATCH_SIZE = 50;
/** Milliseconds within which calls are made at once: those that failed at once come back a little apart. */
const GATHERING = 5;
/** Requests at a time where each call is made alone. */
const ALONE_AT_A_TIME = 8;

/** Makes each call in a request of its own. */
export function httpRpc(target: HttpTarget): Rpc {
  return async (call, signal) => resultOf(target, await postJson(target, envelope(call, 1), signal));
}

type Settle = { readonly resolve: (result: unknown) => void; readonly reject: (error: unknown) => void };
type Waiting = { readonly call: RpcCall; readonly signal: AbortSignal } & Settle;

/** Makes calls that are asked for at once in one request. An endpoint that takes no batches is asked for each alone. */
export function batchingRpc(target: HttpTarget): Rpc {
  const alone = httpRpc(target);
  let queue: Waiting[] = [];
  const flush = (): void => {
    const waiting = queue;
    queue = [];
    for (let from = 0; from < waiting.length; from += BATCH_SIZE) void send(waiting.slice(from, from + BATCH_SIZE));
  };
  const send = async (batch: readonly Waiting[]): Promise<void> => {
    if (batch.length === 1) return aside(batch);
    try {
      const { status, headers, body } = await postJson(target, batch.map(({ call }, id) => envelope(call, id)), batch[0]!.signal);
      if (!Array.isArray(body)) throw errorOf(target, { status, headers, body });
      const byId = new Map<unknown, unknown>(body.map((answer: unknown) => [isPlainObject(answer) ? answer.id : undefined, answer]));
      for (const [id, each] of batch.entries()) settle(each, () => resultOf(target, { status, headers, body: byId.get(id) }));
    } catch (error) {
      if (isRefusal(error)) await aside(batch);
      else for (const { reject } of batch) reject(error);
    }
  };
  const aside = async (batch: readonly Waiting[]): Promise<void> => {
    const rest = [...batch];
    const worker = async (): Promise<void> => {
      for (let next = rest.shift(); next; next = rest.shift()) {
        const { call, signal, resolve, reject } = next;
        await alone(call, signal).then(resolve, reject);
      }
    };
    await Promise.all(Array.from({ length: ALONE_AT_A_TIME }, worker));
  };
  return async (call, signal) => new Promise((resolve, reject) => {
    if (queue.length === 0) setTimeout(flush, GATHERING);
    queue.push({ call, signal, resolve, reject });
  });
}

/** Asks a provider of the user; its errors become those of {@link httpRpc}. */
export function providerRpc(provider: Eip1193Provider, name: string, timeout: number): Rpc {
  return async ({ method, params }, signal) => {
    const timedOut = new TimeoutError({ body: {}, url: name });
    let stop: (() => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      stop = () => reject(timedOut);
      timer = setTimeout(stop, timeout);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
    });
    try {
      return await Promise.race([provider.request({ method, params }), limit]);
    } catch (error) {
      if (error === timedOut) throw timedOut;
      throw providerError(name, error);
    } finally {
      clearTimeout(timer);
      if (stop) signal.removeEventListener('abort', stop);
    }
  };
}

/**
 * What a provider throws is an answer of the node when it has a code, and maybe another library's error around it. It is
 * looked at by its fields, since that library may be another copy of viem, and made anew, since it may know the URL.
 */
function providerError(name: string, error: unknown): Error {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 8; at = 'cause' in at ? at.cause : undefined, depth += 1) {
    const { name: kind, code, status, data, details, message }: Partial<Record<'name' | 'code' | 'status' | 'data' | 'details' | 'message', unknown>> = at;
    const said = String(details ?? message);
    const http = typeof status === 'number' ? { status, headers: new Headers() } : undefined;
    if (kind === 'TimeoutError') return new TimeoutError({ body: {}, url: name });
    if (typeof code === 'number') return rpcError(name, { code, message: said, data }, http);
    if (http) return new HttpRequestError({ url: name, details: `it answers with HTTP status ${http.status}`, ...http });
  }
  return new HttpRequestError({ url: name, details: `it fails (${error instanceof Error ? error.message : 'unknown error'})` });
}

function envelope({ method, params }: RpcCall, id: number): object {
  return { jsonrpc: '2.0', id, method, params };
}

function resultOf(target: HttpTarget, answer: HttpAnswer): unknown {
  if (isPlainObject(answer.body) && (answer.body.error ?? undefined) === undefined && answer.body.result !== undefined) return answer.body.result;
  throw errorOf(target, answer);
}

function errorOf({ name }: HttpTarget, { status, headers, body }: HttpAnswer): Error {
  const ok = status >= 200 && status < 300;
  const error = isPlainObject(body) && isPlainObject(body.error) ? body.error : undefined;
  if (error && typeof error.code === 'number') return rpcError(name, { code: error.code, message: String(error.message), data: error.data }, ok ? {} : { status, headers });
  if (ok) return new HttpRequestError({ url: name, details: 'its answer is none to JSON-RPC' });
  return new HttpRequestError({ url: name, details: `it answers with HTTP status ${status}`, status, headers });
}

function rpcError(name: string, error: { readonly code: number; readonly message: string; readonly data: unknown }, http: { readonly status?: number; readonly headers?: Headers } = {}): RpcRequestError {
  return new RpcRequestError({ body: {}, error, url: name, ...http });
}

function settle({ resolve, reject }: Settle, make: () => unknown): void {
  try {
    resolve(make());
  } catch (error) {
    reject(error);
  }
}
