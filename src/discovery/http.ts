import { HttpRequestError, TimeoutError } from 'viem';

/** No answer of a discovery comes near to it; an endpoint that sends more has to be stopped. */
const MAX_ANSWER = 16 * 1024 * 1024;

/** One endpoint that is spoken to over HTTP. */
export interface HttpTarget {
  readonly url: string;
  /** What errors say in place of the URL. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds that a request may take. */
  readonly timeout: number;
}

/** What was answered, whatever its status, as long as it is JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends JSON and reads JSON. The errors are viem's, so that one classifier does for all; none of them knows the URL. */
export async function postJson(target: HttpTarget, body: unknown, signal: AbortSignal): Promise<HttpAnswer> {
  return exchange(target, bareUrl(target.url).href, { method: 'POST', body: JSON.stringify(body) }, signal);
}

/** Reads JSON from a path below the target's; a query of the target stays, since it may hold the key. */
export async function getJson(target: HttpTarget, path: string, signal: AbortSignal): Promise<HttpAnswer> {
  const url = bareUrl(target.url);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  return exchange(target, url.href, { method: 'GET' }, signal);
}

async function exchange(target: HttpTarget, url: string, request: RequestInit, signal: AbortSignal): Promise<HttpAnswer> {
  const limit = new AbortController();
  const stop = (): void => limit.abort();
  const timer = setTimeout(stop, target.timeout);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    // A redirect would carry headers, and the body, to where nobody sent them.
    const response = await fetch(url, { ...request, headers: headersOf(target), redirect: 'manual', signal: limit.signal });
    return { status: response.status, headers: response.headers, body: parsed(target, response, await textOf(target, response)) };
  } catch (error) {
    if (error instanceof HttpRequestError) throw error;
    if (limit.signal.aborted) throw new TimeoutError({ body: {}, url: target.name });
    throw failed(target, `it cannot be reached (${reasonOf(error)})`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** fetch refuses URLs with a user name. */
function bareUrl(url: string): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

function headersOf({ url, headers }: HttpTarget): Headers {
  const { username, password } = new URL(url);
  const all = new Headers({ 'content-type': 'application/json' });
  if (username || password) all.set('authorization', `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return all;
}

async function textOf(target: HttpTarget, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw failed(target, `its answer is longer than ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(target: HttpTarget, { status, headers, ok }: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An error page says what is wrong by its status; JSON that ends too early is a fault of the line.
    throw ok ? failed(target, 'its answer is no JSON') : failed(target, `it answers with HTTP status ${status}`, status, headers);
  }
}

function failed({ name }: HttpTarget, details: string, status?: number, headers?: Headers): HttpRequestError {
  return new HttpRequestError({ url: name, details, ...(status !== undefined && { status }), ...(headers && { headers }) });
}

/** undici hides the reason behind "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : 'unknown error';
}
