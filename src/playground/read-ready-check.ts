import type { GoObject } from './go-object';
import type { HostExecution, PlaygroundReadyCheck } from './model';

/** @see https://docs.docker.com/reference/dockerfile/#healthcheck */
const DOCKER = { intervalSeconds: 30, timeoutSeconds: 30, startPeriodSeconds: 0, retries: 3 } as const;
const NANOSECONDS = 1e9;

/** Docker's forms of a check: what stands before the words of the command. */
const FORMS: Readonly<Record<string, readonly string[]>> = { CMD: [], 'CMD-SHELL': ['/bin/sh', '-c'] };

/** How a service is checked; undefined when it is not, or when Docker's `NONE` says that it shall not be. */
export function readReadyCheck(service: GoObject, hostExecution: HostExecution | undefined): PlaygroundReadyCheck | undefined {
  const check = service.object('ready_check');
  if (!check) return undefined;
  const [form, ...words] = check.strings('test');
  const url = check.string('query_url') || undefined;
  if (form === 'NONE') return undefined;
  const before = form !== undefined && Object.hasOwn(FORMS, form) ? FORMS[form] : undefined;
  if (form !== undefined && (!before || words.length === 0)) {
    check.problems.error('INVALID_READY_CHECK', check.at('test'), `"${[form, ...words].join(' ')}" is no check of Docker's`, 'Begin it with "CMD" or "CMD-SHELL", and let the command follow');
    return undefined;
  }
  if (form === undefined && url === undefined) {
    if (hostExecution === undefined) check.problems.error('INVALID_READY_CHECK', check.path, 'the check has neither a test nor a query_url', 'Give the service a URL or a command in the recipe');
    return undefined;
  }
  return {
    command: before && [...before, ...words],
    url,
    intervalSeconds: seconds(check, 'interval') || DOCKER.intervalSeconds,
    timeoutSeconds: seconds(check, 'timeout') || DOCKER.timeoutSeconds,
    startPeriodSeconds: seconds(check, 'start_period') || DOCKER.startPeriodSeconds,
    retries: notNegative(check, 'retries') || DOCKER.retries,
  };
}

function seconds(check: GoObject, key: string): number {
  return notNegative(check, key) / NANOSECONDS;
}

function notNegative(check: GoObject, key: string): number {
  const value = check.integer(key);
  if (value < 0) check.problems.error('INVALID_NUMBER', check.at(key), `${value} is below zero`, 'Use a whole number from 0 on; 0 is Docker\'s default');
  return Math.max(0, value);
}
