import { batchingRpc, httpRpc, providerRpc, type Rpc } from './json-rpc';
import type { Eip1193Provider, Endpoint, Endpoints, EndpointWithHeaders } from './options';
import type { Problems } from '../errors';
import { endpointOf } from '../errors/redact';
import { isPlainObject } from '../kube';

/** One endpoint, ready to be asked. */
export interface Line {
  /** What messages call it: scheme and host. */
  readonly name: string;
  /** Each call in a request of its own. */
  readonly single: Rpc;
  /** Calls that are made at once, in one request. */
  readonly batching: Rpc;
}

/** Props that hold endpoints. */
export type EndpointProp = 'l1' | 'l2' | 'opNode' | 'beacon';

/** Every text of the endpoints that may hold a secret. */
export function secretsIn(all: readonly (Endpoints | undefined)[]): readonly string[] {
  return all.flatMap(endpointsOf).filter((endpoint) => !isProvider(endpoint)).flatMap((endpoint) => {
    const { url, headers } = withHeaders(endpoint);
    return [url, ...Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)])];
  });
}

/** Reports what is no endpoint, without repeating it. */
export function checkEndpoints(problems: Problems, prop: EndpointProp, endpoints: Endpoints | undefined): void {
  const all = endpointsOf(endpoints);
  if (endpoints !== undefined && all.length === 0) problems.error('INVALID_OPTION', prop, 'the list of endpoints is empty', 'Give at least one, or leave it out');
  for (const [index, endpoint] of all.entries()) {
    const at = all.length > 1 ? `${prop}[${index}]` : prop;
    if (isProvider(endpoint)) continue;
    const { url, headers } = withHeaders(endpoint);
    if (!/^https?:\/\/[^/]/i.test(url.trim()) || !URL.canParse(url)) problems.error('INVALID_OPTION', at, 'this is no http or https URL, and no provider', 'Write it like https://host:port');
    if (!areHeaders(headers)) problems.error('INVALID_OPTION', `${at}.headers`, 'a name or a value of the headers cannot be sent', 'Write text without line breaks');
  }
}

/** @param timeout milliseconds that a request may take */
export function linesOf(endpoints: Endpoints | undefined, timeout: number): readonly Line[] {
  return endpointsOf(endpoints).map((endpoint) => lineOf(endpoint, timeout));
}

function lineOf(endpoint: Endpoint, timeout: number): Line {
  if (isProvider(endpoint)) {
    const rpc = providerRpc(endpoint, 'the provider', timeout);
    return { name: 'the provider', single: rpc, batching: rpc };
  }
  const { url, headers } = withHeaders(endpoint);
  const name = endpointOf(url) ?? 'the endpoint';
  const target = { url, headers, name, timeout };
  return { name, single: httpRpc(target), batching: batchingRpc(target) };
}

/** The endpoints of a prop, each by itself. */
function endpointsOf(endpoints: Endpoints | undefined): readonly Endpoint[] {
  if (endpoints === undefined) return [];
  return isList(endpoints) ? endpoints : [endpoints];
}

function isList(endpoints: Endpoints): endpoints is readonly Endpoint[] {
  return Array.isArray(endpoints);
}

function isProvider(endpoint: unknown): endpoint is Eip1193Provider {
  return typeof endpoint === 'object' && endpoint !== null && 'request' in endpoint && typeof endpoint.request === 'function';
}

/** What is none, as JavaScript can give it, becomes an empty URL. */
function withHeaders(endpoint: unknown): EndpointWithHeaders {
  if (typeof endpoint === 'string') return { url: endpoint, headers: {} };
  if (!isPlainObject(endpoint) || typeof endpoint.url !== 'string') return { url: '', headers: {} };
  const headers = isPlainObject(endpoint.headers) ? endpoint.headers : {};
  return { url: endpoint.url, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])) };
}

function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    return [...new Headers(headers)].length >= 0;
  } catch {
    return false;
  }
}
