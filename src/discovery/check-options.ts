import { checkEndpoints } from './endpoint';
import type { DiscoverOptions, RequestOptions, VerifyOptions } from './options';
import { Problems } from '../errors';

const METHODS: ReadonlySet<unknown> = new Set(['auto', 'superchain-registry', 'well-known', 'manual']);
const TAGS: ReadonlySet<unknown> = new Set(['finalized', 'safe', 'latest']);
const ENDPOINTS = ['l1', 'l2', 'opNode'] as const;
/** setTimeout takes no more. */
const MAX_MILLISECONDS = 2 ** 31 - 1;

/** Reports options that make no sense, before anybody is asked. */
export function checkOptions(problems: Problems, options: DiscoverOptions): void {
  const { method = 'auto', registry, networkName, chainId, l1ChainId } = options;
  if (!METHODS.has(method)) problems.error('INVALID_OPTION', 'method', 'there is no such method', `Use one of ${[...METHODS].join(', ')}`);
  for (const [prop, id] of [['chainId', chainId], ['l1ChainId', l1ChainId]] as const) {
    if (id !== undefined && !(Number.isSafeInteger(id) && id > 0)) problems.error('INVALID_OPTION', prop, 'this is no chain id', 'Give a whole number above zero');
  }
  for (const prop of ENDPOINTS) {
    checkEndpoints(problems, prop, options[prop]);
    if (method !== 'auto' && options[prop] !== undefined) problems.error('UNUSED_ENDPOINT', prop, `method ${method} asks no endpoint`, 'Leave the endpoint out, or use method auto');
  }
  if (method === 'superchain-registry' && registry === undefined) problems.error('INVALID_OPTION', 'registry', 'the path of the registry is missing', 'Give the path of a checkout, of its addresses.json, or of one TOML');
  if ((method === 'well-known' || method === 'manual') && registry !== undefined) problems.error('INVALID_OPTION', 'registry', `method ${method} reads no registry`, 'Leave it out, or use method superchain-registry');
  if (method === 'manual' && networkName !== undefined) problems.error('INVALID_OPTION', 'networkName', 'method manual looks nothing up', 'Leave it out, or use method well-known');
  if (options.l2 !== undefined && options.l1 === undefined) problems.error('INVALID_OPTION', 'l1', 'an L2 is given, and no L1, where its contracts are', 'Give l1 too');
  checkRequests(problems, options);
  checkBlock(problems, options.block);
}

/** As {@link checkOptions}. */
export function checkVerifyOptions(problems: Problems, options: VerifyOptions): void {
  checkEndpoints(problems, 'l1', options.l1);
  checkEndpoints(problems, 'l2', options.l2);
  checkRequests(problems, options);
  checkBlock(problems, options.block);
}

function checkRequests(problems: Problems, { timeout, requestTimeout, retries }: RequestOptions): void {
  for (const [prop, value] of [['timeout', timeout], ['requestTimeout', requestTimeout]] as const) {
    if (value !== undefined && !(value > 0 && value <= MAX_MILLISECONDS)) problems.error('INVALID_OPTION', prop, 'this is no time to wait', 'Give milliseconds, more than zero');
  }
  if (retries !== undefined && !(Number.isSafeInteger(retries) && retries >= 0)) problems.error('INVALID_OPTION', 'retries', 'this is no number of tries', 'Give a whole number, 0 to try once');
}

function checkBlock(problems: Problems, block: unknown): void {
  if (block === undefined || TAGS.has(block) || (Number.isSafeInteger(block) && Number(block) >= 0)) return;
  problems.error('INVALID_OPTION', 'block', 'this is neither the number of a block nor a tag', 'Give a number, finalized, safe or latest');
}
