import { Chart } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { Construct, type IConstruct } from 'constructs';
import type { Chain } from './chain';
import { ChainNumbers } from './chain-numbers';
import type { ConfigSource } from './config-source';
import type { ContractAddresses } from './contract-addresses';
import type { Lock } from './lock';
import { gamesOf } from './locked-games';
import { NetworkFile } from './network-file';
import type { OptimismNetworkProps } from './network-props';
import { resolveChain } from './resolve-chain';
import { checkGiven, givenContracts } from './resolve-contracts';
import { VersionGuard, checkAllowed } from './version-guard';
import { imagesOf, type ResolvedImages } from '../compatibility';
import { Problems } from '../errors';
import { SecretRegistry, checkEndpoint, checkNoLiteralKeys, secretRefs, type PlacedRef, type Url } from '../keys';
import { checkChoice, checkConfigSize, checkMetadata, checkName, checkNamespaceName, checkPorts, checkResources, checkSecurity, claimName, configMap, defaultName, finishObjects, gzip, partOf, type Identity } from '../kube';
import { checkPolicies, defaultDeny } from '../policies';
import { PROFILES } from '../sizing';

/** The sequencer of an app, as the network knows it. */
export interface SequencerEntry {
  readonly path: string;
  /** Whether an op-conductor decides when it may sequence. */
  readonly conductor: boolean;
}

/**
 * A rollup's chain: ids, L1 endpoints, rollup configuration, genesis, contract addresses, images and defaults. Nodes and
 * services take it and are wired from it. For a custom chain it makes the ConfigMaps that carry its files.
 *
 * @example
 * const network = new OptimismNetworkConstruct(chart, 'network', {
 *   networkName: 'op-sepolia',
 *   l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
 *   l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
 * });
 * @throws OpStackError when the facts given contradict each other, or something is missing
 */
export class OptimismNetworkConstruct extends Construct {
  /** Name of the ConfigMaps, and beginning of the NetworkPolicy's. */
  readonly name: string;
  /** What is known of the chain. */
  readonly chain: Chain;
  /** Image of every component. */
  readonly images: ResolvedImages;
  /** The L1 contracts: those given, and those that the chain's configuration names. */
  readonly contracts: ContractAddresses;
  /** ConfigMap with rollup.json and the L1's chain config; absent for a known chain or other sources. */
  readonly configMap?: k8s.KubeConfigMap;
  /** ConfigMap with the compressed genesis.json; absent for a known chain or other sources. */
  readonly genesisConfigMap?: k8s.KubeConfigMap;
  /** Denies every pod of the chart what no other policy allows; absent where `networkPolicies` is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;
  /** Bytes of genesis.json, where synth can know them. @internal */
  readonly genesisBytes?: number;
  /** The props as given. @internal */
  readonly props: OptimismNetworkProps;
  /** The versions that the rollup's workloads run. @internal */
  readonly versions: VersionGuard;
  /** What the chain's alerts are computed from. @internal */
  readonly numbers: ChainNumbers;
  /** @internal */
  readonly rollupFile?: NetworkFile;
  /** @internal */
  readonly genesisFile?: NetworkFile;
  /** @internal */
  readonly l1ConfigFile?: NetworkFile;
  private readonly lock?: Lock;
  private readonly sequencers: SequencerEntry[] = [];

  constructor(scope: Construct, id: string, given: OptimismNetworkProps) {
    super(scope, id);
    // Where no compiler looks, nothing may be given at all.
    const props = { ...given };
    this.props = props;
    this.name = props.name ?? defaultName(this);

    const problems = new Problems(this);
    checkNames(problems, this, this.name);
    checkProps(problems, props);
    SecretRegistry.of(this).claim(problems, this, refsOf(props, ''));
    this.images = imagesOf(props.images ?? {}, problems);
    const read = (prop: 'rollupConfig' | 'l2Genesis' | 'l1ChainConfig'): string | undefined => props[prop]?.read(problems, prop);
    const texts = { rollup: read('rollupConfig'), genesis: read('l2Genesis'), l1: read('l1ChainConfig') };
    const contracts = givenContracts(problems, 'contractAddresses', props.contractAddresses);
    const chain = resolveChain(problems, props, texts, this.images.find('op-node'), contracts.lock);
    checkGiven(problems, 'contractAddresses', contracts, chain);
    const packed = texts.genesis === undefined ? undefined : gzip(texts.genesis);
    if (packed) checkConfigSize(problems, 'l2Genesis', packed.length);
    // These two share a ConfigMap.
    const [rollupBytes, l1Bytes] = [Buffer.byteLength(texts.rollup ?? ''), Buffer.byteLength(texts.l1 ?? '')];
    checkConfigSize(problems, l1Bytes > rollupBytes ? 'l1ChainConfig' : 'rollupConfig', rollupBytes + l1Bytes);
    problems.settle();

    // `settle` has thrown when there is no chain.
    this.chain = chain!;
    this.contracts = { systemConfigAddr: this.chain.systemConfig, optimismPortalAddr: this.chain.optimismPortal, ...contracts.addresses };
    this.lock = contracts.lock;

    this.genesisBytes = texts.genesis === undefined ? undefined : Buffer.byteLength(texts.genesis);

    const identity: Identity = { name: 'op-network', instance: this.name, component: 'network', partOf: partOf(this) };
    const plain = { ...entry('rollup.json', texts.rollup), ...entry('l1-chain-config.json', texts.l1) };
    if (Object.keys(plain).length) this.configMap = configMap(this, 'Default', { name: this.name, identity, data: plain });
    if (packed) this.genesisConfigMap = configMap(this, 'genesis', { name: `${this.name}-genesis`, identity, binaryData: { 'genesis.json.gz': packed } });

    const file = (volume: string, name: string, source: ConfigSource | undefined, text: string | undefined, compressed = false): NetworkFile | undefined =>
      source && new NetworkFile(volume, name, source, text, { configMap: compressed ? `${this.name}-genesis` : this.name, compressed });
    this.rollupFile = file('rollup-config', 'rollup.json', props.rollupConfig, texts.rollup);
    this.genesisFile = file('l2-genesis', 'genesis.json', props.l2Genesis, texts.genesis, true);
    this.l1ConfigFile = file('l1-chain-config', 'l1-chain-config.json', props.l1ChainConfig, texts.l1);

    this.numbers = new ChainNumbers(this.chain);
    this.networkPolicy = defaultDeny(this, props.networkPolicies, `${this.name}-default-deny`, identity);

    this.versions = new VersionGuard(this.chain, this.contracts, props.compatibility);
    finishObjects(this, props);

    this.node.addValidation({ validate: () => this.validate() });
  }

  /** Endpoint to which replicas send transactions when the app has no sequencer of its own. */
  get sequencerUrl(): Url | undefined {
    return this.props.l2RpcUrl ?? this.chain.sequencerUrl;
  }

  /** Pod annotations that change with the chain's files, so that pods are replaced when one does. @internal */
  get fileChecksums(): Record<string, string> {
    const files = [this.rollupFile, this.genesisFile, this.l1ConfigFile].filter((file) => file !== undefined);
    return files.length ? { 'cdk8s-op-stack/network-files': files.map((file) => file.checksum).join('-') } : {};
  }

  /** Numbers of the game types that a factory has, as far as the lock knows it. @internal */
  gamesOf(factory: string | undefined): ReadonlySet<number> | undefined {
    return gamesOf(this.lock, factory);
  }

  /** Pod annotation that changes with the versions of the Secrets: those that all workloads share, and a workload's own. @internal */
  secretVersions(own: string | undefined): Record<string, string> {
    const versions = [this.props.sharedConfig?.secretVersion, own].filter((version) => version !== undefined);
    return versions.length ? { 'cdk8s-op-stack/secret-version': versions.join(' ') } : {};
  }

  /** The Secrets that the network's props refer to, as the props of a construct that has this network. @internal */
  secretRefs(): PlacedRef[] {
    return [...refsOf(this.props, 'network')];
  }

  /** Counts the chain's sequencers. @internal */
  registerSequencer(sequencer: SequencerEntry): void {
    this.sequencers.push(sequencer);
  }

  /** Reports a construct whose pods cannot mount the chain's files, because they are in another namespace. @internal */
  checkReach(problems: Problems, construct: IConstruct): void {
    const { namespace } = Chart.of(this);
    if (!(this.configMap ?? this.genesisConfigMap) || Chart.of(construct).namespace === namespace) return;
    const where = namespace ? `namespace ${namespace}` : 'no given namespace';
    problems.error('OTHER_NAMESPACE', 'network', `the chain's files are in ConfigMaps of ${where}, which the pods cannot mount`, 'Make the network once more in the chart of those pods');
  }

  private validate(): string[] {
    const problems = new Problems(this);
    const free = this.sequencers.filter(({ conductor }) => !conductor);
    if (this.sequencers.length > 1 && free.length > 0) {
      const paths = this.sequencers.map(({ path }) => path).join(' and ');
      problems.error('TWO_SEQUENCERS', 'sequencer', `${paths} would both build blocks of chain ${this.chain.chainId}`, 'Keep one, or give each of them a conductor');
    }
    this.versions.report(problems);
    return problems.messages();
  }
}

/** A source of a file is a class of its own, which may hold a URL from a Secret. */
function* refsOf(props: OptimismNetworkProps, prop: string): Generator<PlacedRef> {
  yield* secretRefs(props, prop);
  for (const file of ['rollupConfig', 'l2Genesis', 'l1ChainConfig'] as const) yield* secretRefs(props[file]?.origin, prop ? `${prop}.${file}` : file);
}

function entry(name: string, text: string | undefined): Record<string, string> {
  return text === undefined ? {} : { [name]: text };
}

function checkNames(problems: Problems, network: OptimismNetworkConstruct, name: string): void {
  checkName(problems, 'name', name);
  checkNamespaceName(problems, 'namespace', Chart.of(network).namespace);
  claimName(problems, network, name, `${name}-genesis`, `${name}-default-deny`);
}

function checkProps(problems: Problems, props: OptimismNetworkProps): void {
  if ((props.l1RpcUrl as unknown) === undefined) {
    problems.error('MISSING_L1_RPC', 'l1RpcUrl', 'no L1 endpoint is given', "Set it to a URL, or to SecretValue.fromSecret('l1-endpoints', 'rpc')");
  }
  checkEndpoint(problems, 'l1RpcUrl', props.l1RpcUrl, ['https', 'http', 'wss', 'ws']);
  checkEndpoint(problems, 'l1BeaconUrl', props.l1BeaconUrl, ['https', 'http']);
  checkEndpoint(problems, 'l2RpcUrl', props.l2RpcUrl, ['https', 'http']);
  checkEndpoint(problems, 'altDa.server', props.altDa?.server, ['https', 'http']);
  for (const [index, url] of (props.l1BeaconFallbacks ?? []).entries()) {
    checkEndpoint(problems, `l1BeaconFallbacks[${index}]`, url, ['https', 'http']);
  }
  if (props.l1RpcRateLimit !== undefined && !(props.l1RpcRateLimit >= 0)) {
    problems.error('INVALID_NUMBER', 'l1RpcRateLimit', `${props.l1RpcRateLimit} is not a rate`, 'Give requests a second, 0 for no limit');
  }
  const { metrics, resources, security } = props.sharedConfig ?? {};
  checkMetadata(problems, props);
  checkChoice(problems, 'profile', props.profile, PROFILES);
  checkSecurity(problems, 'sharedConfig.security', security);
  checkResources(problems, 'sharedConfig.resources', resources);
  if (metrics?.port !== undefined) checkPorts(problems, [{ name: 'metrics', port: metrics.port, prop: 'sharedConfig.metrics.port' }]);
  checkPolicies(problems, 'networkPolicies', props.networkPolicies);
  checkAllowed(problems, 'compatibility.allow', props.compatibility?.allow);
  checkNoLiteralKeys(problems, '', props);
}

/** Reports at once that a construct was not told its network: nothing else of it can be looked at. */
export function requireNetwork(problems: Problems, network: OptimismNetworkConstruct | undefined): void {
  if (network instanceof OptimismNetworkConstruct) return;
  problems.error('MISSING_NETWORK', 'network', 'the construct is not told its network', 'Set network to the OptimismNetworkConstruct of the chain');
  problems.settle();
}
