import type { CheckPlan } from './plan';
import type { PlaygroundReadyCheck } from '../model';

/** Images are pulled and databases opened meanwhile, and Kubernetes restarts what Compose would give up on. */
const STARTUP_SECONDS = 300;

/**
 * A check as Kubernetes has it.
 *
 * @param rewrite puts the numbers and addresses that hold here into a text
 */
export function planCheck({ command, url, intervalSeconds, timeoutSeconds, startPeriodSeconds, retries }: PlaygroundReadyCheck, rewrite: (text: string) => string): CheckPlan | undefined {
  const handler = command ? ({ kind: 'exec', command: command.map(rewrite) } as const) : url === undefined ? undefined : urlHandler(rewrite(url));
  if (!handler) return undefined;
  const periodSeconds = wholeSeconds(intervalSeconds);
  return {
    handler,
    periodSeconds,
    timeoutSeconds: wholeSeconds(timeoutSeconds),
    failureThreshold: Math.max(1, retries),
    startupFailureThreshold: Math.max(Math.ceil(startPeriodSeconds / periodSeconds) + retries, Math.ceil(STARTUP_SECONDS / periodSeconds)),
  };
}

/** The tool asks without minding the status, and a JSON-RPC server refuses GET at its root: there, to listen is enough. */
function urlHandler(text: string): CheckPlan['handler'] | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return undefined;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const path = url.pathname + url.search;
  return path === '/' || url.protocol !== 'http:' ? { kind: 'tcp', port } : { kind: 'http', port, path };
}

function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
