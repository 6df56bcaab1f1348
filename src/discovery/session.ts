import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff';
import { failureOf, retryAfterOf, type RpcFailure } from './failure';
import type { DiscoveryProgress, RequestOptions } from './options';
import { raise } from './raise';
import { redactor, withoutPaths } from '../errors/redact';

const TIMEOUT = 60_000;
const REQUEST_TIMEOUT = 10_000;
const RETRIES = 3;

/** What all requests of one discovery share. */
export interface Session {
  /** Ends every request, when the time is up or the user stops. */
  readonly signal: AbortSignal;
  readonly retries: number;
  /** Milliseconds that a request may take. */
  readonly requestTimeout: number;
  /** Where in its spread a wait lies, from 0 to 1: the same for all calls, so that those which failed at once come back at once. */
  readonly spread: number;
  /** Milliseconds until the time is up. */
  readonly left: () => number;
  /** Takes the secrets of the endpoints out of a text. */
  readonly redact: (text: string) => string;
  readonly tell: (step: DiscoveryProgress['step'], message: string) => void;
}

/** Runs a discovery, and stops it when its time is up or the user's signal comes, whatever it is waiting for. */
export async function withSession<T>({ timeout = TIMEOUT, requestTimeout = REQUEST_TIMEOUT, retries = RETRIES, signal, onProgress }: RequestOptions, secrets: readonly string[], run: (session: Session) => Promise<T>): Promise<T> {
  const end = Date.now() + timeout;
  const known = redactor(secrets);
  const redact = (text: string): string => withoutPaths(known(text));
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  // Each request listens, and there may be a hundred at a time.
  setMaxListeners(0, controller.signal);
  const timer = setTimeout(abort, timeout);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const session: Session = {
    signal: controller.signal,
    retries,
    requestTimeout: Math.min(requestTimeout, timeout),
    spread: Math.random(),
    left: () => end - Date.now(),
    redact,
    tell: (step, message) => onProgress?.({ step, message: redact(message) }),
  };
  try {
    return await Promise.race([run(session), aborted(controller.signal)]);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    if (signal?.aborted) return raise('DISCOVERY_ABORTED', 'signal', 'discovery was stopped before it was done', 'Run it again: nothing was written');
    return raise('RPC_TIMEOUT', 'timeout', `discovery is not done after ${timeout} ms`, 'Use endpoints that answer faster, or allow more time with timeout');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    // Requests that nobody waits for any longer end too.
    abort();
  }
}

/** Tries again what failed for a passing reason, as long as there is time. */
export async function retrying<T>(session: Session, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (session.signal.aborted || tries > session.retries || !failureOf(error).passing) throw error;
      const wait = backoff(tries, session.spread, retryAfterOf(error, Date.now()));
      if (wait >= session.left()) throw error;
      await sleep(wait, undefined, { signal: session.signal });
    }
  }
}

const HINTS: Readonly<Record<RpcFailure['code'], string>> = {
  RPC_UNAVAILABLE: 'Check that the URL is right and the node runs and can be reached from here, or give a second endpoint',
  RPC_RATE_LIMITED: 'Wait, use a plan with more requests, or give a second endpoint',
  RPC_UNAUTHORIZED: 'Check the key in the URL or in the headers, and that it may be used from here',
  RPC_TIMEOUT: 'Use a node that answers faster, or allow more time with requestTimeout',
  STATE_UNAVAILABLE: 'Read at a newer block, or use an archive node',
};

/** Stops discovery because an endpoint gives no answer. The error of the client is not its cause: it would show the whole URL. */
export function raiseRpc({ redact }: Session, prop: string, error: unknown): never {
  const { code, message, endpoint } = failureOf(error);
  return raise(code, prop, redact(endpoint ? `${endpoint} gives no answer: ${message}` : message), HINTS[code]);
}

async function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
