import { App, Duration, Size, type Chart } from 'cdk8s';
import {
  ConfigSource, Jwt, OpReplicaChart, OpStackChart, SecretValue, Signer, Storage, hardforks, releases,
  type ExecutionProps, type OpStackChartProps, type OptimismNetworkProps, type Release, type TxPool,
} from '../../src';
import { catalogueOf, cataloguedComponents, checkValue, type CataloguedComponent } from '../../src/compatibility';
import { manifestsOf } from '../../src/testing';
import { examples } from '../../examples';
import { anyVersion, ADDRESS, customNetwork, genesis, l1, rollup, sequencerKey, signer, warningsOf, type EmittedContainer } from '../support/fixtures';
import { untyped } from '../services/support';

type Container = Pick<EmittedContainer, 'name' | 'image' | 'command' | 'args' | 'env'>;
interface Template { readonly spec: { readonly containers: readonly Container[]; readonly initContainers?: readonly Container[] } }

/** What each program's own variables begin with; op-reth has none. */
const PREFIXES: Readonly<Partial<Record<CataloguedComponent, string>>> = {
  'op-node': 'OP_NODE_', 'kona-node': 'KONA_NODE_', 'op-geth': 'GETH_', 'op-batcher': 'OP_BATCHER_', 'op-proposer': 'OP_PROPOSER_', 'op-challenger': 'OP_CHALLENGER_',
  'op-dispute-mon': 'OP_DISPUTE_MON_',
};
/** The toolbox, and the production example's own image with a decompressor. */
const SHELLS = ['busybox', 'unpacker'];

/** The program and version that an image is of; `undefined` for an image that only has a shell. */
function programOf({ name, image }: Container): { component: CataloguedComponent; version: string } | undefined {
  const [, repository = '', version = ''] = /([^/:@]+)(?::([^/@]+))?(?:@sha256:[0-9a-f]{64})?$/.exec(image) ?? [];
  if (SHELLS.includes(repository)) return undefined;
  const component = cataloguedComponents.find((each) => each === repository);
  if (!component || !version) throw new Error(`container ${name} runs ${image}, which is no component`);
  return { component, version };
}

/** Flags and values of the arguments, or of the commands of a script. */
function flagsIn({ command = [], args = [] }: Container): [name: string, value: string | undefined][] {
  const words = command[0] === 'sh' ? command.slice(1).join(' ').split(/\s+/) : args;
  return words.flatMap((word): [string, string | undefined][] => {
    const [, name, value] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
}

/** Everything about a container's command line that the program of that version would not take as it is. */
function faultsOf(container: Container): string[] {
  const program = programOf(container);
  if (!program) return flagsIn({ ...container, command: [] }).map(([name]) => `the helper image takes no --${name}`);
  const { component, version } = program;
  const catalogue = catalogueOf(component, version);
  const given = new Set<string>();
  const script = container.command?.[0] === 'sh';
  const faults = flagsIn(container).flatMap(([name, value]) => {
    const flag = catalogue.flag(name);
    if (!flag || catalogue.certainty(name) !== 'known') return [`--${name} is ${catalogue.certainty(name)}`];
    if (given.has(flag.name)) return [`--${name} is given twice`];
    given.add(flag.name);
    if (flag.deprecated || flag.name !== name || catalogue.renamed(name)) return [`--${name} is deprecated`];
    if (value === undefined) return flag.type.startsWith('bool') ? [] : [`--${name} lacks its value`];
    if (flag.type === 'bool' && (component === 'op-reth' || component === 'kona-node')) return [`--${name} takes no value`];
    const wrong = checkValue(flag, value);
    return wrong === undefined ? [] : [`${wrong}, not ${value}`];
  });
  const prefix = PREFIXES[component];
  for (const { name, value } of container.env ?? []) {
    if (prefix === undefined || !name.startsWith(prefix)) continue;
    const flag = catalogue.flagOfEnv(name);
    if (!flag || catalogue.envCertainty(name) !== 'known') faults.push(`${name} is ${catalogue.envCertainty(name)}`);
    else if (flag.deprecated || flag.env[0] !== name) faults.push(`${name} is deprecated`);
    else if (value !== undefined && checkValue(flag, value) !== undefined) faults.push(`${name}: ${checkValue(flag, value)}`);
    if (flag && given.has(flag.name)) faults.push(`--${flag.name} is given twice`);
    if (flag) given.add(flag.name);
  }
  const missing = script ? [] : catalogue.flags().filter((flag) => flag.required && !given.has(flag.name)).map((flag) => `--${flag.name} is missing`);
  return [...faults, ...missing].map((fault) => `${container.name} (${component} ${version}): ${fault}`);
}

function containersOf(chart: Chart): Container[] {
  return manifestsOf(chart)
    .map(({ spec }) => untyped<{ template?: Template } | undefined>(spec)?.template)
    .flatMap((template) => (template ? [...(template.spec.initContainers ?? []), ...template.spec.containers] : []));
}

const at = (release: string): Release => releases.find(({ name }) => name === release)!;
const isOld = ({ name }: Release): boolean => name === 'holocene-2024-12';
const isModern = ({ follows }: Release): boolean => follows === 'jovian' || follows === 'karst';

/** A custom chain with every fork that the release can follow, from genesis. */
function chainOf(release: Release, over: Partial<OptimismNetworkProps> = {}, files: object = {}): OptimismNetworkProps {
  const later = hardforks.slice(hardforks.indexOf(release.follows) + 1);
  const without = (object: object, key: (fork: string) => string): object => Object.fromEntries(Object.entries(object).filter(([name]) => !later.some((fork) => key(fork) === name)));
  const oracle = isOld(release);
  return customNetwork({
    ...anyVersion,
    images: { release: release.name },
    contractAddresses: oracle ? { l2OutputOracleAddr: ADDRESS.oracle } : { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: isModern(release) ? 8 : 0 },
    rollupConfig: ConfigSource.inline({ ...without(rollup, (fork) => `${fork}_time`), ...files }),
    l2Genesis: ConfigSource.inline({ ...genesis, config: without(genesis.config, (fork) => `${fork}Time`) }),
    l1RpcKind: 'alchemy', l1RpcRateLimit: 50, l1RpcTimeout: Duration.seconds(20), l1BeaconFallbacks: ['https://blobs.example.com'],
    ...over,
  });
}

const txpool: TxPool = { locals: [ADDRESS.portal], noLocals: true, lifetime: Duration.hours(2), priceBump: 20, accountSlots: 32, globalSlots: 6000, globalQueue: 2000 };

const executionOf = (client: 'op-reth' | 'op-geth'): ExecutionProps => ({
  client,
  gcMode: 'full',
  cache: 8192,
  http: { cors: ['https://app.example.com'], apis: ['web3', 'eth', 'net', 'debug'] },
  ws: { apis: ['eth', 'net'] },
  p2p: { maxPeers: 30, noDiscovery: false, netRestrict: ['10.0.0.0/8'], nodeKey: SecretValue.fromSecret('node-key', 'key') },
  computePendingBlock: true,
  historicalRpc: 'http://l2geth:8545',
  ...(client === 'op-geth'
    ? { syncMode: 'full', stateScheme: 'path', dbEngine: 'pebble', txpool: { ...txpool, journalRemotes: true, accountQueue: 100, journal: '/data/op-geth/transactions.rlp' } }
    : { proofWindow: 1000, txpool }),
} as const);

/** A rollup of that release with many props set. */
function rollupOf(release: Release, execution: 'op-reth' | 'op-geth', consensus: 'op-node' | 'kona-node', plain: boolean): OpStackChartProps {
  const goNode = consensus === 'op-node';
  const consensusProps = { client: consensus, p2p: { peerScoring: { enabled: false } }, l1TrustRpc: true, ...(goNode ? { verifierL1Confs: 3, l1MaxConcurrency: 5, ...(isOld(release) ? {} : { l1CacheSize: 500 }) } : {}) } as const;
  const l1Transaction = {
    feeLimitMultiplier: 6, resubmissionTimeout: Duration.seconds(96), numConfirmations: 3, safeAbortNonceTooLowCount: 4, minBaseFee: 2, minTipCap: 2,
    feeLimitThreshold: 50, notInMempoolTimeout: Duration.minutes(4), sendTimeout: Duration.minutes(30), ...(isModern(release) ? { maxBaseFee: 500, maxTipCap: 50 } : {}),
  };
  const service = { l1Transaction, logging: { level: 'debug', format: 'json', color: true }, metrics: { port: 7400 } } as const;
  const modern = isModern(release);
  const tls = { secretName: 'signer-tls' };
  const remote = Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.portal, tls });
  return plain
    ? {
        network: chainOf(release),
        sequencer: { p2pSequencerKey: sequencerKey, execution: { client: execution }, consensus: { client: consensus } },
        replicas: { execution: { client: execution }, consensus: { client: consensus } },
        batcher: { signer: signer('batcher-key') },
        proposer: { signer: signer('proposer-key') },
        challenger: { signer: signer('challenger-key'), disputeGame: { factoryAddr: ADDRESS.factory }, faultProof: { prestatesUrl: 'https://prestates.example.com' } },
      }
    : {
        network: chainOf(release, { sharedConfig: { logging: { level: 'warn', format: 'text' } }, ...(goNode ? { altDa: { server: 'http://da:3100', daService: true, verifyOnRead: false } } : {}) }),
        sequencer: {
          ...(goNode ? { p2pSequencerKey: sequencerKey } : { p2pSigner: Signer.remote({ endpoint: 'http://signer:8080', address: ADDRESS.portal }) }),
          conductor: { rpcUrl: 'http://127.0.0.1:8547' },
          jwt: Jwt.fromSecret('jwt', 'jwt'),
          execution: executionOf(execution),
          consensus: { ...consensusProps, sequencing: { l1Confs: 5, maxSafeLag: 100, stopped: true } },
        },
        replicas: {
          execution: executionOf(execution),
          consensus: { ...consensusProps, ...(goNode ? { safeDb: true, syncMode: 'execution-layer' as const } : {}), p2p: { discovery: { enabled: true, bootnodes: ['enr:-x'] }, privateKey: SecretValue.fromSecret('p2p', 'key') } },
          p2pExposure: { type: 'nodePort', consensusPort: 30010, executionPort: 30020 },
          storage: Storage.claim({ size: Size.gibibytes(300) }),
        },
        batcher: {
          ...service,
          signer: remote,
          batching: { maxChannelDuration: Duration.hours(1), subSafetyMargin: 20, targetL1TxSize: 100_000, approxComprRatio: 0.5, compressor: 'ratio', compressionAlgo: 'brotli-10', batchType: 'span', ...(goNode ? {} : { targetNumFrames: 5 }) },
          dataAvailability: { type: goNode ? 'calldata' : 'auto' },
          throttling: { lowerThreshold: 2_000_000, txSizeLowerLimit: 160, blockSizeLowerLimit: 3000, blockSizeUpperLimit: 120_000, ...(modern ? { upperThreshold: 9_000_000, controllerType: 'pid', txSizeUpperLimit: 30_000, additionalEndpoints: ['http://builder:8545'] } : {}) },
          maxPendingTx: 5, pollInterval: Duration.seconds(4), checkRecentTxsDepth: 20, waitNodeSync: false, stopped: true, rpc: { enableAdmin: true },
        },
        proposer: {
          ...service,
          signer: Signer.mnemonic(SecretValue.fromSecret('words', 'mnemonic'), "m/44'/60'/0'/0/1"),
          proposal: { pollInterval: Duration.seconds(6), allowNonFinalized: true, outputInterval: Duration.hours(1) },
          disputeGame: isOld(release) ? undefined : { factoryAddr: ADDRESS.factory, gameType: release.name >= 'karst-2026-09' && release.follows === 'karst' ? 9 : 1 },
          waitNodeSync: false, rpc: { enableAdmin: true },
        },
        challenger: {
          ...service,
          signer: remote,
          disputeGame: { factoryAddr: ADDRESS.factory, gameAllowlist: [ADDRESS.portal] },
          faultProof: {
            prestatesUrl: 'https://prestates.example.com',
            gameTypes: modern ? ['cannon', 'cannon-kona', 'permissioned'] : ['cannon', 'permissioned', 'alphabet'],
            cannon: { server: '/bin/server', prestatesUrl: 'https://prestates.example.com/cannon', rollupConfigPath: '/r.json', l2GenesisPath: '/g.json' },
            ...(modern ? { cannonKona: { server: '/bin/kona', prestate: '/p.bin.gz', rollupConfigPath: '/r.json', l2GenesisPath: '/g.json' } } : {}),
          },
          ...(modern ? { superRootRpc: 'http://supernode:8545' } : {}),
          polling: { interval: Duration.seconds(24), gameWindow: Duration.days(14) },
          maxConcurrency: 4, maxPendingTx: 5, selectiveClaimResolution: true, additionalBondClaimants: [ADDRESS.portal],
        },
      };
}

const tested = ['holocene-2024-12', 'stable-v1.13', 'jovian-2026-01', 'karst-2026-07', 'karst-2026-09', 'karst-2026-10'].map(at);

const matrix = tested.flatMap((release) =>
  (['op-geth', 'op-reth'] as const).filter((execution) => release.components[execution]).flatMap((execution) =>
    (['op-node', 'kona-node'] as const).filter((consensus) => release.components[consensus]).flatMap((consensus) =>
      [true, false].map((plain) => ({ name: `${release.name} ${execution} ${consensus} ${plain ? 'plain' : 'with many props'}`, props: rollupOf(release, execution, consensus, plain) })))));

function faultsIn(make: () => Chart): string[] {
  let faults: string[] = ['not made'];
  warningsOf(() => {
    const containers = containersOf(make());
    expect(containers.length).toBeGreaterThan(2);
    faults = containers.flatMap(faultsOf);
  });
  return faults;
}

describe('no container has a flag or variable that its program does not take', () => {
  // What a playground is told comes from its recipe, and is compared with that.
  test.each(Object.entries(examples).filter(([name]) => !name.startsWith('playground-')))('example %s', (_, example) => expect(faultsIn(() => example(new App()))).toEqual([]));

  test.each(matrix)('$name', ({ props }) => expect(faultsIn(() => new OpStackChart(new App(), 'rollup', props))).toEqual([]));

  test.each([
    ['karst-2026-09', 'op-sepolia', 'op-reth'],
    ['karst-2026-10', 'op-mainnet', 'op-reth'],
    ['jovian-2026-01', 'hashkeychain-mainnet', 'op-geth'],
  ] as const)('%s: a replica of the built-in %s with %s', (release, networkName, client) => {
    expect(faultsIn(() => new OpReplicaChart(new App(), 'chain', { network: { networkName, ...l1, images: { release } }, node: { execution: { client } } }))).toEqual([]);
  });

  test('the matrix has every client, and every release that is published', () => {
    expect(tested.map(({ name }) => name)).toEqual(releases.map(({ name }) => name));
    for (const client of ['op-geth', 'op-reth', 'op-node', 'kona-node']) expect(matrix.filter(({ name }) => name.includes(` ${client} `)).length).toBeGreaterThan(2);
  });
});

describe('the check itself', () => {
  const good: Container = {
    name: 'proposer',
    image: 'mirror.example.com:5000/images/op-proposer:v1.16.3@sha256:'.concat('0'.repeat(64)),
    args: ['--l1-eth-rpc=http://l1', '--poll-interval=12s', '--wait-node-sync'],
    env: [{ name: 'OP_PROPOSER_NUM_CONFIRMATIONS', value: '3' }, { name: 'TZ', value: 'UTC' }, { name: 'FLAG_X', valueFrom: {} }],
  };

  test('finds nothing in a container that is right', () => expect(faultsOf(good)).toEqual([]));

  test.each<[string, Partial<Container>, string]>([
    ['a flag that the version has lost', { args: ['--l1-eth-rpc=x', '--l2oo-address=0x'] }, '--l2oo-address is unknown'],
    ['a flag that it never had', { args: ['--l1-eth-rpc=x', '--batch-type=1'] }, '--batch-type is unknown'],
    ['a deprecated flag', { args: ['--l1-eth-rpc=x', '--l2-output-hd-path=m'] }, '--l2-output-hd-path is deprecated'],
    ['a value of the wrong type', { args: ['--l1-eth-rpc=x', '--poll-interval=12'] }, '--poll-interval takes a duration with its unit, such as 250ms, 12s or 1h30m, not 12'],
    ['no value', { args: ['--l1-eth-rpc=x', '--poll-interval'] }, '--poll-interval lacks its value'],
    ['a flag twice', { args: ['--l1-eth-rpc=x', '--l1-eth-rpc=y'] }, '--l1-eth-rpc is given twice'],
    ['a flag that is a variable too', { env: [{ name: 'OP_PROPOSER_L1_ETH_RPC', valueFrom: {} }] }, '--l1-eth-rpc is given twice'],
    ['no required flag', { args: [] }, '--l1-eth-rpc is missing'],
    ['a variable that it does not read', { env: [{ name: 'OP_PROPOSER_L2OO', value: 'x' }] }, 'OP_PROPOSER_L2OO is unknown'],
    ['a variable with a wrong value', { env: [{ name: 'OP_PROPOSER_GAME_TYPE', value: 'kona' }] }, 'OP_PROPOSER_GAME_TYPE: --game-type takes a whole number that is not negative'],
  ])('finds %s', (_, over, fault) => expect(faultsOf({ ...good, ...over })).toEqual([`proposer (op-proposer v1.16.3): ${fault}`]));

  test('finds an alias, a value given to a switch, and a flag in a script', () => {
    const challenger = { name: 'c', image: 'x/op-challenger:v1.9.0', args: ['--trace-type=cannon', '--l1-eth-rpc=x', '--l1-beacon=x', '--datadir=/d'] };
    expect(faultsOf(challenger)).toEqual(['c (op-challenger v1.9.0): --trace-type is deprecated']);
    expect(faultsOf({ name: 'r', image: 'x/op-reth:v2.4.4', args: ['node', '--http=true'] })).toEqual(['r (op-reth v2.4.4): --http takes no value']);
    expect(faultsOf({ name: 'g', image: 'x/op-geth:v1.101605.0', command: ['sh', '-c', 'geth init --datadirs=/d'] })).toEqual(['g (op-geth v1.101605.0): --datadirs is unknown']);
  });

  test.each(['registry.example.com/mystery:v1.0.0', 'op-node', 'x/op-nodes:v1'])('does not pass over %s', (image) => {
    expect(() => faultsOf({ name: 'x', image })).toThrow('which is no component');
  });
});
