import { HttpRequestError, RpcRequestError, TimeoutError } from 'viem';
import type { DiscoveryCode } from './codes';

/** Why nothing is known, in words that may still hold secrets of a URL. */
export interface RpcFailure {
  readonly code: Extract<DiscoveryCode, 'RPC_UNAVAILABLE' | 'RPC_RATE_LIMITED' | 'RPC_UNAUTHORIZED' | 'RPC_TIMEOUT' | 'STATE_UNAVAILABLE'>;
  /** What the endpoint does. */
  readonly message: string;
  /** Name of the endpoint. */
  readonly endpoint: string;
  /** Whether the next try may go better. */
  readonly passing: boolean;
}

type Answered = Pick<RpcRequestError, 'status' | 'headers' | 'details'> & { readonly code?: number; readonly url: string };

/** Codes by which providers say that they were asked too often. */
const RATE_LIMITED: ReadonlySet<unknown> = new Set([429, -32005, -32007]);
/** Codes of failures that may pass: unknown and internal errors. */
const PASSING: ReadonlySet<unknown> = new Set([-1, -32603]);
const UNAUTHORIZED: ReadonlySet<unknown> = new Set([401, 403, 4100]);
const PASSING_STATUS: ReadonlySet<unknown> = new Set([408, 500, 502, 503, 504]);
const REFUSING_STATUS: ReadonlySet<unknown> = new Set([400, 405, 411, 413, 415, 422]);
const NO_STATE = /missing trie node|header not found|header for hash|(?:state|block|data).{0,40}(?:not available|unavailable|not found|pruned|missing)|pruned|historical state|unknown block|no state|archive|BlockOutOfRange/i;
const METHOD_NOT_FOUND = -32601;
/** Servers can say a lot. */
const MAX_DETAILS = 200;

/** What kept an answer from coming. */
export function failureOf(error: unknown): RpcFailure {
  const cause = inChain(error, (each) => each instanceof TimeoutError || each instanceof HttpRequestError || each instanceof RpcRequestError);
  if (cause instanceof TimeoutError) return { code: 'RPC_TIMEOUT', message: 'it does not answer in time', endpoint: nameIn(cause), passing: true };
  if (cause instanceof RpcRequestError || cause instanceof HttpRequestError) return failureOfAnswer(cause);
  return { code: 'RPC_UNAVAILABLE', message: 'its answer cannot be read', endpoint: '', passing: false };
}

/** Whether a node has no such method. */
export function isMethodMissing(error: unknown): boolean {
  const cause = inChain(error, (each) => each instanceof RpcRequestError);
  return cause instanceof RpcRequestError && (cause.code === METHOD_NOT_FOUND || /method.{0,60}(?:not found|does not exist|not available|not supported)/i.test(cause.details));
}

/** Whether an endpoint does not take a request of that kind or size, and a smaller or simpler one may do. */
export function isRefusal(error: unknown): boolean {
  const cause = inChain(error, (each) => each instanceof TimeoutError || each instanceof HttpRequestError || each instanceof RpcRequestError);
  if (cause instanceof HttpRequestError) return REFUSING_STATUS.has(cause.status);
  if (cause instanceof RpcRequestError) return failureOf(cause).code === 'RPC_UNAVAILABLE';
  return cause === undefined;
}

/** Seconds or a date, as milliseconds from now. */
export function retryAfterOf(error: unknown, now: number): number | undefined {
  const cause = inChain(error, (each) => each instanceof HttpRequestError || each instanceof RpcRequestError);
  const header = cause instanceof HttpRequestError || cause instanceof RpcRequestError ? cause.headers?.get('retry-after') : undefined;
  if (header === undefined || header === null) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return wait > 0 ? wait : undefined;
}

function failureOfAnswer(error: HttpRequestError | RpcRequestError): RpcFailure {
  const answered: Answered = error;
  const { status, details, url: endpoint } = answered;
  const code = answered.code;
  const said = code === undefined ? details : `it answers with error ${code}: ${shortened(details)}`;
  if (status === 429 || RATE_LIMITED.has(code) || /rate.?limit|too many requests|request limit/i.test(details)) return { code: 'RPC_RATE_LIMITED', message: said, endpoint, passing: true };
  if (UNAUTHORIZED.has(status) || UNAUTHORIZED.has(code)) return { code: 'RPC_UNAUTHORIZED', message: said, endpoint, passing: false };
  if (code !== undefined && NO_STATE.test(details)) return { code: 'STATE_UNAVAILABLE', message: said, endpoint, passing: false };
  const silent = code === undefined && status === undefined;
  return { code: 'RPC_UNAVAILABLE', message: said, endpoint, passing: silent || PASSING.has(code) || PASSING_STATUS.has(status) };
}

function shortened(text: string): string {
  // What a server sends may hold control characters, and would be written into terminals and logs.
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain.length > MAX_DETAILS ? `${plain.slice(0, MAX_DETAILS)}…` : plain;
}

function nameIn({ message }: TimeoutError): string {
  return /^URL: (.+)$/m.exec(message)?.[1] ?? '';
}

function inChain(error: unknown, holds: (error: unknown) => boolean): unknown {
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 16; depth += 1) {
    if (holds(at)) return at;
    at = typeof at === 'object' && 'cause' in at ? at.cause : undefined;
  }
  return undefined;
}
