import { Option } from 'commander';
import { numberFrom, repeated, UsageError, type Definition } from '../definition';
import type { Io } from '../io';
import { jsonText } from '../json-text';
import { discoverContracts, readLock, refreshLock, verifyLock, writeLock, type DiscoverOptions, type DiscoveryBlock, type DiscoveryMethod } from '../../discovery';

const HOUR = 3_600_000;
const SECOND = 1000;
const METHODS: readonly DiscoveryMethod[] = ['auto', 'superchain-registry', 'well-known', 'manual'];

interface Options {
  readonly l1?: readonly string[];
  readonly l2?: readonly string[];
  readonly opNode?: readonly string[];
  readonly systemConfig?: string;
  readonly network?: string;
  readonly rollupConfig?: string;
  readonly opDeployerState?: string;
  readonly registry?: string;
  readonly method: DiscoveryMethod;
  readonly chainId?: number;
  readonly l1ChainId?: number;
  readonly block?: DiscoveryBlock;
  readonly cacheTimeout?: number;
  readonly frozen?: true;
  readonly verify?: true;
  readonly timeout?: number;
  readonly retries?: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** Reads the contracts of a chain from L1 into a lock file, or tells whether the file is still true. */
export const discover: Definition = {
  takes: (command) => {
    command
      .argument('<lock>', 'the lock file that is written, or looked at')
      .option('--l1 <url>', 'L1 endpoint; again for another one to fail over to; default: $L1_RPC_URL', repeated)
      .option('--l2 <url>', 'L2 endpoint, for its predeploys; default: the L2 is not asked', repeated)
      .option('--op-node <url>', 'op-node of the chain, which is asked for its rollup.json', repeated)
      .option('--system-config <address>', 'SystemConfig proxy')
      .option('--network <name>', 'built-in chain, e.g. op-sepolia')
      .option('--rollup-config <file>', 'rollup.json')
      .option('--op-deployer-state <file>', 'state.json of op-deployer')
      .option('--registry <path>', 'superchain-registry: a checkout, addresses.json, or a TOML file')
      .addOption(new Option('--method <method>', 'where to look').choices(METHODS).default('auto'))
      .option('--chain-id <id>', 'chain id that the L2 has to have', numberFrom(1))
      .option('--l1-chain-id <id>', 'chain id that the L1 has to have', numberFrom(1))
      .option('--block <block>', 'number, finalized, safe or latest; default: the newest that is final', blockOf)
      .option('--cache-timeout <hours>', 'read the chain only where the file is older; default: always', numberFrom(0))
      .option('--frozen', 'ask nobody: fail where the file is missing, of another chain, or older than 24 hours or --cache-timeout')
      .option('--verify', 'write nothing: say where the chain differs from the file, and fail if it does')
      .option('--timeout <seconds>', 'for all of it; default: 60', numberFrom(0))
      .option('--retries <n>', 'how often a request is tried again; default: 3', numberFrom(0))
      .option('--json', 'say the outcome as JSON on stdout')
      .option('--quiet', 'no progress on stderr');
  },
  examples: [
    ['discover acme.lock.json --l1 https://l1.example.com --rollup-config rollup.json', 'read a chain of your own'],
    ['discover acme.lock.json --frozen', 'in CI: is there a lock, and is it new enough?'],
    ['discover acme.lock.json --l1 https://l1.example.com --verify', 'in a nightly job: is it still true?'],
  ],
  action: (io) => async (file: string, given: Options) => {
    if (given.verify && given.frozen) throw new UsageError('--frozen asks nobody, and --verify asks the chain');
    const options = optionsOf(given, io);
    const say = (text: string, outcome: object): void => io.out(given.json ? jsonText(outcome) : `${text}\n`);
    if (given.verify) return verify(file, options, say);
    if (given.frozen || given.cacheTimeout !== undefined) {
      const { block } = await refreshLock(file, { ...options, frozen: given.frozen, ...(given.cacheTimeout !== undefined && { cacheTimeout: given.cacheTimeout * HOUR }) });
      say(`${file} is new enough`, { file, block });
      return 0;
    }
    const lock = await discoverContracts(options);
    const written = writeLock(file, lock);
    say(written ? `${file} is written` : `${file} says the same already`, { file, written, block: lock.block });
    return 0;
  },
};

async function verify(file: string, { l1, l2, block, ...requests }: DiscoverOptions, say: (text: string, outcome: object) => void): Promise<number> {
  if (l1 === undefined) throw new UsageError('--verify needs --l1');
  const verification = await verifyLock(readLock(file), { l1, l2, block, timeout: requests.timeout, retries: requests.retries, onProgress: requests.onProgress });
  const lines = verification.drift.map(({ path, old, new: now }) => `${path}: ${old ?? 'nothing'} is now ${now ?? 'nothing'}`);
  say(lines.length > 0 ? lines.join('\n') : `${file} is true at block ${verification.block.number}`, { file, ...verification });
  return lines.length > 0 ? 1 : 0;
}

function optionsOf({ opNode, systemConfig, network, rollupConfig, opDeployerState, registry, method, chainId, l1ChainId, block, retries, ...given }: Options, io: Io): DiscoverOptions {
  const fromEnv = method === 'auto' && !given.frozen ? io.env.L1_RPC_URL : undefined;
  return {
    l1: given.l1 ?? (fromEnv === undefined || fromEnv === '' ? undefined : fromEnv),
    l2: given.l2,
    opNode,
    systemConfig,
    networkName: network,
    rollupConfig,
    opDeployerState,
    registry,
    method,
    chainId,
    l1ChainId,
    block,
    timeout: given.timeout === undefined ? undefined : given.timeout * SECOND,
    retries,
    onProgress: given.quiet ? undefined : ({ message }) => io.err(`${message}\n`),
  };
}

function blockOf(text: string): DiscoveryBlock {
  return text === 'finalized' || text === 'safe' || text === 'latest' ? text : numberFrom(0)(text);
}
