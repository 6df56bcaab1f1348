import { parseArgs } from 'node:util';
import { UsageError, describeOptions, numberOf, type Option } from './options';
import type { Io } from './io';
import { discoverContracts, readLock, refreshLock, verifyLock, writeLock, type DiscoverOptions, type DiscoveryBlock, type DiscoveryMethod } from '../discovery';

const HOUR = 3_600_000;
const SECOND = 1000;
const METHODS: readonly DiscoveryMethod[] = ['auto', 'superchain-registry', 'well-known', 'manual'];

const OPTIONS = {
  l1: { type: 'string', multiple: true, value: 'URL', what: 'L1 endpoint; again for another one to fail over to; default: $L1_RPC_URL' },
  l2: { type: 'string', multiple: true, value: 'URL', what: 'L2 endpoint, for its predeploys; default: the L2 is not asked' },
  'op-node': { type: 'string', multiple: true, value: 'URL', what: 'op-node of the chain, which is asked for its rollup.json' },
  'system-config': { type: 'string', value: 'ADDRESS', what: 'SystemConfig proxy' },
  network: { type: 'string', value: 'NAME', what: 'built-in chain, e.g. op-sepolia' },
  'rollup-config': { type: 'string', value: 'FILE', what: 'rollup.json' },
  'op-deployer-state': { type: 'string', value: 'FILE', what: 'state.json of op-deployer' },
  registry: { type: 'string', value: 'PATH', what: 'superchain-registry: a checkout, addresses.json, or a TOML file' },
  method: { type: 'string', value: 'METHOD', what: `${METHODS.join(', ')}; default: auto` },
  'chain-id': { type: 'string', value: 'ID', what: 'chain id that the L2 has to have' },
  'l1-chain-id': { type: 'string', value: 'ID', what: 'chain id that the L1 has to have' },
  block: { type: 'string', value: 'BLOCK', what: 'number, finalized, safe or latest; default: the newest that is final' },
  'cache-timeout': { type: 'string', value: 'HOURS', what: 'read the chain only where the file is older; default: always' },
  frozen: { type: 'boolean', what: 'ask nobody: fail where the file is missing, of another chain, or older than 24 hours or --cache-timeout' },
  verify: { type: 'boolean', what: 'write nothing: say where the chain differs from the file, and fail if it does' },
  timeout: { type: 'string', value: 'SECONDS', what: 'for all of it; default: 60' },
  retries: { type: 'string', value: 'N', what: 'how often a request is tried again; default: 3' },
  json: { type: 'boolean', what: 'say the outcome as JSON on stdout' },
  quiet: { type: 'boolean', what: 'no progress on stderr' },
} as const satisfies Readonly<Record<string, Option>>;

type Values = ReturnType<typeof parse>['values'];

/** What the command is for, and how it is called. */
export const discoverUsage = `cdk8s-op-stack discover <file> [options]

Reads the contracts of a chain from L1 and writes them to a lock file, which synth reads.

  cdk8s-op-stack discover acme.lock.json --l1 https://l1.example.com --rollup-config rollup.json
  cdk8s-op-stack discover acme.lock.json --frozen
  cdk8s-op-stack discover acme.lock.json --l1 https://l1.example.com --verify

${describeOptions(OPTIONS)}`;

/** @returns the exit code: 1 where `--verify` found a difference */
export async function discover(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError(file === undefined ? 'the lock file is not named' : `there is one lock file too many: ${rest.join(', ')}`);
  if (values.verify && values.frozen) throw new UsageError('--frozen asks nobody, and --verify asks the chain');
  const options = optionsOf(values, io);
  const say = (text: string, outcome: object): void => io.out(values.json ? `${JSON.stringify(outcome, null, 2)}\n` : `${text}\n`);
  if (values.verify) return verify(file, options, say);
  if (values.frozen || values['cache-timeout'] !== undefined) {
    const hours = numberOf('cache-timeout', values['cache-timeout']);
    const { block } = await refreshLock(file, { ...options, frozen: values.frozen, ...(hours !== undefined && { cacheTimeout: hours * HOUR }) });
    say(`${file} is new enough`, { file, block });
    return 0;
  }
  const lock = await discoverContracts(options);
  const written = writeLock(file, lock);
  say(written ? `${file} is written` : `${file} says the same already`, { file, written, block: lock.block });
  return 0;
}

async function verify(file: string, { l1, l2, block, ...requests }: DiscoverOptions, say: (text: string, outcome: object) => void): Promise<number> {
  if (l1 === undefined) throw new UsageError('--verify needs --l1');
  const verification = await verifyLock(readLock(file), { l1, l2, block, timeout: requests.timeout, retries: requests.retries, onProgress: requests.onProgress });
  const lines = verification.drift.map(({ path, old, new: now }) => `${path}: ${old ?? 'nothing'} is now ${now ?? 'nothing'}`);
  say(lines.length > 0 ? lines.join('\n') : `${file} is true at block ${verification.block.number}`, { file, ...verification });
  return lines.length > 0 ? 1 : 0;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function optionsOf(values: Values, io: Io): DiscoverOptions {
  const { method } = values;
  const known = METHODS.find((each) => each === (method ?? 'auto'));
  if (!known) throw new UsageError(`--method: "${method}" is none of ${METHODS.join(', ')}`);
  const fromEnv = known === 'auto' && !values.frozen ? io.env.L1_RPC_URL : undefined;
  const timeout = numberOf('timeout', values.timeout);
  return {
    l1: values.l1 ?? (fromEnv === undefined || fromEnv === '' ? undefined : fromEnv),
    l2: values.l2,
    opNode: values['op-node'],
    systemConfig: values['system-config'],
    networkName: values.network,
    rollupConfig: values['rollup-config'],
    opDeployerState: values['op-deployer-state'],
    registry: values.registry,
    method: known,
    chainId: numberOf('chain-id', values['chain-id'], 1),
    l1ChainId: numberOf('l1-chain-id', values['l1-chain-id'], 1),
    block: blockOf(values.block),
    timeout: timeout === undefined ? undefined : timeout * SECOND,
    retries: numberOf('retries', values.retries),
    onProgress: values.quiet ? undefined : ({ message }) => io.err(`${message}\n`),
  };
}

function blockOf(text: string | undefined): DiscoveryBlock | undefined {
  if (text === undefined || text === 'finalized' || text === 'safe' || text === 'latest') return text;
  return numberOf('block', text);
}
