import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, Chart, Duration } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import {
  BatcherConstruct, ConfigSource, OpNodeConstruct, OptimismNetworkConstruct, ProposerConstruct, SecretValue, hardforkSchedule, knownChains,
  type OptimismNetworkProps,
} from '../../src';
import { find, manifestsOf, type Manifest } from '../../src/testing';
import { ADDRESS, customNetwork, emitted, flagsOf, genesis, knownNetwork, newChart, podOf, problem, rollup, sequencerKey, signer, untyped, warningsOf, withNetwork } from '../support/fixtures';

const FILES = 'cdk8s-op-stack/network-files';
const SHA = createHash('sha256').update('file').digest('hex');
const l1Config = { chainId: 11155111, cancunTime: 0 };

type Texts = Readonly<Record<string, string>>;

function configMap(manifests: readonly Manifest[], name: string): { readonly data: Texts; readonly binaryData: Texts } {
  const { data, binaryData } = find(manifests, 'ConfigMap', name);
  return { data: Object(data), binaryData: Object(binaryData) };
}

/** Names of the ConfigMaps among what is emitted. */
const configMaps = (manifests: readonly Manifest[]): string[] => manifests.filter(({ kind }) => kind === 'ConfigMap').map((manifest) => String(Reflect.get(Object(manifest.metadata), 'name')));

/** The pod of a node of a network, and everything that is emitted with it. */
function nodeOf(props: OptimismNetworkProps, read = emitted) {
  const { chart, network } = withNetwork(props);
  void new OpNodeConstruct(chart, 'node', { network, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545' });
  const manifests = read(chart);
  return { manifests, pod: podOf(manifests, 'acme-node') };
}

const chainWith = (alt_da: object) => withNetwork(customNetwork({ altDa: { server: 'http://da:3100' } }, { rollup: { alt_da } })).network.chain;

const checksum = (network: OptimismNetworkProps): string | undefined => nodeOf(network, manifestsOf).pod.metadata.annotations?.[FILES];

describe('a known chain', () => {
  it('needs its name only, and makes no object but its policy', () => {
    const { chart, network } = withNetwork({ ...knownNetwork, networkPolicies: false });
    expect(emitted(withNetwork().chart).map(({ kind }) => kind)).toEqual(['NetworkPolicy']);
    expect(chart.toJson()).toEqual([]);
    expect(network).toMatchObject({ configMap: undefined, genesisConfigMap: undefined, sequencerUrl: 'https://sepolia-sequencer.optimism.io' });
    expect(network.chain).toMatchObject({ networkName: 'op-sepolia', chainId: 11155420, l1ChainId: 11155111, blockTime: 2, seqWindowSize: 3600, hardforks: { ecotone: 1708534800, karst: 1781712001 } });
    expect(network.contracts).toEqual({ systemConfigAddr: '0x034edD2A225f7f429A63E0f1D2084B9E0A93b538', optimismPortalAddr: '0x16Fc5058F25648194471939df75CF27A2fdC48BC' });
  });

  it('reaches the clients by name, and no file with it', () => {
    const { pod } = nodeOf(knownNetwork);
    expect(flagsOf(pod.container('op-node'))).toMatchObject({ network: 'op-sepolia' });
    expect(flagsOf(pod.container('op-reth'))).toMatchObject({ chain: 'optimism-sepolia' });
    expect(Object.keys(flagsOf(pod.container('op-node')))).not.toContain('rollup.config');
    expect(pod.metadata.annotations).toBeUndefined();
  });

  it('agrees with ids that are given too', () => {
    expect(withNetwork({ ...knownNetwork, chainId: 11155420, l1ChainId: 11155111 }).network.chain.chainId).toBe(11155420);
  });

  it.each(['Acme', 'acme.prod', 'a'.repeat(64), '-acme', ''])('is in a namespace that there can be: not %j', (namespace) => {
    const chart = new Chart(new App(), 'acme', { namespace });
    expect(problem(() => new OptimismNetworkConstruct(chart, 'network', knownNetwork), 'INVALID_NAMESPACE')).toMatchObject({ path: 'acme/network', prop: 'namespace' });
  });

  it.each([
    ['INVALID_NAME', 'images.pullSecrets[1]', { pullSecrets: ['registry', 'My Registry'] }],
    ['INVALID_CHOICE', 'images.pullPolicy', { pullPolicy: untyped<'Always'>('Allways') }],
  ])('pulls images as the kubelet can: %s', (code, prop, images) => {
    expect(problem(() => withNetwork({ ...knownNetwork, images }), code)).toMatchObject({ path: 'acme/network', prop });
  });

  it('has a name of its own', () => {
    const chart = newChart();
    expect(() => new OptimismNetworkConstruct(chart, 'network', { ...knownNetwork, name: 'same' })).not.toThrow();
    expect(problem(() => new OptimismNetworkConstruct(chart, 'other', { ...knownNetwork, name: 'same' }), 'DUPLICATE_NAME').prop).toBe('name');
  });
});

describe('a custom chain', () => {
  it('is what its rollup.json says', () => {
    const { network } = withNetwork(customNetwork());
    expect(network.chain).toEqual({
      chainId: 42069, l1ChainId: 11155111, blockTime: 2, seqWindowSize: 3600, channelTimeout: 50,
      hardforks: hardforkSchedule({ rollupConfig: rollup }), systemConfig: ADDRESS.systemConfig, optimismPortal: ADDRESS.portal,
      batchInbox: '0x00E75b5B0D3A9C1f2B8c6d4E7F9A0b1c2D3e4f50', dataAvailability: 'eth-da', altDa: undefined,
    });
    expect(network.contracts).toEqual({ systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 });
    expect(network.sequencerUrl).toBeUndefined();
  });

  it('has its own channel timeout before Granite', () => {
    const forks = { granite_time: null, holocene_time: null, isthmus_time: null, jovian_time: null, karst_time: null };
    const config = { regolithTime: 0, canyonTime: 0, ecotoneTime: 0, fjordTime: 0 };
    const { network } = withNetwork(customNetwork({}, { rollup: forks, genesis: { config: { ...genesis.config, graniteTime: undefined, holoceneTime: null, isthmusTime: undefined, jovianTime: undefined, karstTime: undefined, ...config } } }));
    expect(network.chain.channelTimeout).toBe(300);
  });

  it('keeps its data outside L1 where rollup.json says so', () => {
    const facts = { da_challenge_contract_address: ADDRESS.oracle.toLowerCase(), da_challenge_window: 160, da_resolve_window: 170, da_commitment_type: 'GenericCommitment' };
    expect(chainWith(facts)).toMatchObject({ dataAvailability: 'alt-da', altDa: { challengeContract: ADDRESS.oracle, challengeWindow: 160, resolveWindow: 170, commitmentType: 'GenericCommitment' } });
    expect(chainWith({ ...facts, da_commitment_type: 'KeccakCommitment' }).altDa?.commitmentType).toBe('KeccakCommitment');
    expect(chainWith({}).altDa).toBeUndefined();
  });

  it('emits its files, which the node reads', () => {
    const { manifests, pod } = nodeOf(customNetwork({ l1ChainConfig: ConfigSource.inline(l1Config) }));
    const { data } = configMap(manifests, 'acme-network');
    expect(Object.keys(data)).toEqual(['l1-chain-config.json', 'rollup.json']);
    expect(JSON.parse(data['rollup.json'] ?? '')).toEqual(rollup);
    expect(JSON.parse(data['l1-chain-config.json'] ?? '')).toEqual(l1Config);
    expect(flagsOf(pod.container('op-node'))).toMatchObject({ 'rollup.config': '/network/rollup-config/rollup.json', 'rollup.l1-chain-config': '/network/l1-chain-config/l1-chain-config.json' });
    expect(flagsOf(pod.container('op-reth'))).toMatchObject({ chain: '/network/l2-genesis/genesis.json' });
    expect(Object.keys(flagsOf(pod.container('op-node')))).not.toContain('network');
  });

  it('packs its genesis, the same each time, and losslessly', () => {
    const text = `${JSON.stringify({ ...genesis, note: '\u00e9\u{1f600}' }, null, 1)}\n`;
    const bundle = () => configMap(emitted(withNetwork(customNetwork({ l2Genesis: ConfigSource.inline(text) })).chart), 'acme-network-genesis').binaryData;
    expect(Object.keys(bundle())).toEqual(['genesis.json.gz']);
    expect(bundle()).toEqual(bundle());
    expect(gunzipSync(Buffer.from(bundle()['genesis.json.gz'] ?? '', 'base64')).toString()).toBe(text);
  });

  it('has other names when it is told so', () => {
    const { chart, network } = withNetwork(customNetwork({ name: 'chain' }));
    expect(network.name).toBe('chain');
    expect(configMaps(emitted(chart))).toEqual(['chain', 'chain-genesis']);
    const second = newChart('b');
    expect(new OptimismNetworkConstruct(second, 'net', customNetwork()).name).toBe('b-net');
  });

  it.each([
    ['Upper', 'INVALID_NAME'],
    ['a'.repeat(53), 'NAME_TOO_LONG'],
  ])('is not named %s', (name, code) => {
    expect(problem(() => withNetwork(customNetwork({ name })), code)).toMatchObject({ path: 'acme/network', prop: 'name' });
  });

  it('shares no name with another', () => {
    const { chart } = withNetwork(customNetwork({ name: 'chain' }));
    expect(problem(() => new OptimismNetworkConstruct(chart, 'again', customNetwork({ name: 'chain-genesis' })), 'DUPLICATE_NAME')).toMatchObject({ path: 'acme/again', prop: 'name' });
  });
});

describe('where the files come from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-'));
  const write = (name: string, content: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  const files = [
    { prop: 'rollupConfig', volume: 'rollup-config', file: 'rollup.json', content: rollup, reader: 'op-node' },
    { prop: 'l2Genesis', volume: 'l2-genesis', file: 'genesis.json', content: genesis, reader: 'op-reth' },
    { prop: 'l1ChainConfig', volume: 'l1-chain-config', file: 'l1-chain-config.json', content: l1Config, reader: 'op-node' },
  ] as const;

  for (const { prop, volume, file, content, reader } of files) {
    const dir = `/network/${volume}`;
    const variable = `${volume.toUpperCase().replaceAll('-', '_')}_URL`;
    const from = (source: ConfigSource) => {
      const ids = { chainId: 42069, l1ChainId: 11155111 };
      const { pod, manifests } = nodeOf(customNetwork({ ...ids, l1ChainConfig: ConfigSource.inline(l1Config), [prop]: source }));
      const prepare = pod.container('prepare');
      return {
        names: configMaps(manifests),
        mounts: pod.container(reader).volumeMounts?.filter(({ name }) => name === volume),
        volumes: pod.spec.volumes,
        script: prepare.command?.[2] ?? '', env: prepare.env, prepared: prepare.volumeMounts,
      };
    };
    const readOnly = [{ name: volume, mountPath: dir, readOnly: true }];
    const packed = prop === 'l2Genesis';
    const ownVolumes: unknown[] = packed
      ? [{ name: volume, emptyDir: {} }, { name: `${volume}-packed`, configMap: { name: 'acme-network-genesis' } }]
      : [{ name: volume, configMap: { name: 'acme-network', items: [{ key: file, path: file }] } }];

    describe(`the source of ${prop}`, () => {
      it.each([
        ['inline', () => ConfigSource.inline(content)],
        ['as text', () => ConfigSource.inline(JSON.stringify(content))],
        ['from a file', () => ConfigSource.fromFile(write(file, content))],
      ])('%s is in the ConfigMap of the network', (_, source) => {
        const { mounts, volumes, script } = from(source());
        expect(mounts).toEqual(readOnly);
        expect(volumes).toEqual(expect.arrayContaining(ownVolumes));
        expect(script.includes(`gunzip -c /${volume}-packed/${file}.gz > ${dir}/${file}`)).toBe(packed);
        expect(script.includes(dir)).toBe(packed);
      });

      it('from a ConfigMap that exists', () => {
        const app = new App();
        const existing = ConfigMap.fromConfigMapName(new Chart(app, 'other'), 'existing', 'chain-files');
        for (const source of [ConfigSource.fromConfigMap('chain-files', 'the-key'), ConfigSource.fromConfigMap(existing, 'the-key')]) {
          const { mounts, volumes, script } = from(source);
          expect(mounts).toEqual(readOnly);
          expect(volumes).toContainEqual({ name: volume, configMap: { name: 'chain-files', items: [{ key: 'the-key', path: file }] } });
          expect(script).not.toContain(dir);
        }
      });

      it('from a claim that exists', () => {
        const { mounts, volumes, script } = from(ConfigSource.fromClaim('files', 'chain/x.json'));
        expect(mounts).toEqual([{ name: volume, mountPath: `${dir}/${file}`, subPath: 'chain/x.json', readOnly: true }]);
        expect(volumes).toContainEqual({ name: volume, persistentVolumeClaim: { claimName: 'files', readOnly: true } });
        expect(script).not.toContain(dir);
      });

      it.each([
        ['a URL', 'https://files.example.com/x.json', { value: 'https://files.example.com/x.json' }],
        ['a URL in a Secret', SecretValue.fromSecret('files', 'url'), { valueFrom: { secretKeyRef: { name: 'files', key: 'url' } } }],
      ])('from %s, with its checksum', (_, url, value) => {
        const { mounts, volumes, script, env, prepared } = from(ConfigSource.fromUrl(url, { sha256: SHA }));
        expect(mounts).toEqual(readOnly);
        expect(volumes).toContainEqual({ name: volume, emptyDir: {} });
        expect(prepared).toContainEqual({ name: volume, mountPath: dir });
        expect(env).toEqual([{ name: variable, ...value }]);
        expect(script).toContain(
          `wget -q -O ${dir}/${file}.part "$${variable}"\necho "${SHA}  ${dir}/${file}.part" | sha256sum -c -\nmv ${dir}/${file}.part ${dir}/${file}`,
        );
      });

      it('is emitted by nobody when it is not given here', () => {
        const own = prop === 'l2Genesis' ? ['acme-network'] : ['acme-network', 'acme-network-genesis'];
        expect(from(ConfigSource.fromClaim('files', 'x.json')).names).toEqual(own);
      });

      it('rolls the pods when it changes, and only then', () => {
        const all: OptimismNetworkProps = customNetwork({ chainId: 42069, l1ChainId: 11155111, l1ChainConfig: ConfigSource.inline(l1Config) });
        const sum = (source: ConfigSource, more: Partial<OptimismNetworkProps> = {}) => checksum({ ...all, [prop]: source, ...more });
        const before = sum(ConfigSource.inline(content));
        expect(before).toMatch(/^[0-9a-f]{16}(-[0-9a-f]{16}){2}$/);
        expect(sum(ConfigSource.fromFile(write(file, content)), { l1RpcKind: 'alchemy', l1RpcUrl: 'https://other' })).toBe(sum(ConfigSource.inline(JSON.stringify(content))));
        expect(sum(ConfigSource.inline({ ...content, note: 1 }))).not.toBe(before);
        const url = (path: string, sha256 = SHA) => sum(ConfigSource.fromUrl(`https://files/${path}`, { sha256 }));
        expect(url('a')).toBe(url('a'));
        expect(new Set([before, url('a'), url('b'), url('a', 'f'.repeat(64)), sum(ConfigSource.fromClaim('files', 'a')), sum(ConfigSource.fromConfigMap('files', 'a'))]).size).toBe(6);
      });
    });
  }

  it('there is no checksum where there is no file', () => {
    expect(checksum(knownNetwork)).toBeUndefined();
  });
});

const from = (key: string): SecretValue => SecretValue.fromSecret('l1-endpoints', key);

describe('L1 endpoints', () => {
  it.each<[Partial<OptimismNetworkProps>, string]>([
    [{ l1RpcUrl: 'https://eth-sepolia.g.alchemy.com/v2/aBcD1234eFgH5678iJkL' }, 'l1RpcUrl'],
    [{ l1BeaconUrl: 'https://user:pass@beacon' }, 'l1BeaconUrl'],
    [{ l1BeaconFallbacks: ['https://a', 'https://b/?token=aBcD'] }, 'l1BeaconFallbacks[1]'],
    [{ l2RpcUrl: 'https://l2/?key=aBcD' }, 'l2RpcUrl'],
  ])('%j with an API key: a warning that does not repeat it', (props, prop) => {
    const warnings = warningsOf(() => void withNetwork({ ...knownNetwork, ...props }));
    expect(warnings).toEqual([{ code: 'URL_HOLDS_SECRET', message: expect.stringContaining(`[acme/network] ${prop}: the URL seems to hold an API key`) }]);
    expect(warnings[0]?.message).not.toMatch(/aBcD|pass@/);
  });

  it('with API keys are taken from Secrets, alone and in lists', () => {
    const { container } = nodeOf({ ...knownNetwork, l1RpcUrl: from('rpc'), l1BeaconUrl: from('beacon'), l1BeaconFallbacks: ['https://a', from('archive')], altDa: { server: from('da') } }).pod;
    const sources = container('op-node').env?.filter(({ value }) => value === undefined).map(({ name, valueFrom }) => [name, valueFrom]);
    expect(sources).toEqual([
      ['OP_NODE_L1_ETH_RPC', 'rpc'], ['OP_NODE_L1_BEACON', 'beacon'], ['FLAG_L1_BEACON_FALLBACKS_1', 'archive'], ['OP_NODE_ALTDA_DA_SERVER', 'da'],
    ].map(([name, key]) => [name, { secretKeyRef: { name: 'l1-endpoints', key } }]));
    expect(flagsOf(container('op-node'))['l1.beacon-fallbacks']).toBe('https://a,$(FLAG_L1_BEACON_FALLBACKS_1)');
  });

  it.each<[string, Partial<OptimismNetworkProps>]>([
    ['altDa.server', { altDa: { server: 'https://da/?key=x' } }],
    ['l2Genesis', { chainId: 42069, l1ChainId: 11155111, l2Genesis: ConfigSource.fromUrl('https://files/?token=x', { sha256: SHA }) }],
  ])('%s with an API key', (prop, props) => {
    expect(warningsOf(() => void withNetwork(customNetwork(props))).map(({ message }) => message)).toEqual([expect.stringContaining(`${prop}: the URL seems`)]);
  });
});

const sequencer = (network: OptimismNetworkConstruct, id: string, conductor?: { rpcUrl: string }) =>
  new OpNodeConstruct(Chart.of(network), id, { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, conductor });

describe('two sequencers', () => {
  const conductor = { rpcUrl: 'http://conductor:8547' };

  it.each([
    ['without conductors', undefined, undefined],
    ['one with a conductor', conductor, undefined],
  ])('%s fork the chain, which synth says', (_, a, b) => {
    const { chart, network } = withNetwork(customNetwork());
    sequencer(network, 'a', a);
    sequencer(network, 'b', b);
    expect(network.node.validate()).toEqual([
      'sequencer: acme/a and acme/b would both build blocks of chain 42069. Keep one, or give each of them a conductor. (TWO_SEQUENCERS)',
      'See https://unpkg.com/cdk8s-op-stack/docs/troubleshooting/codes/TWO_SEQUENCERS.md',
    ]);
    expect(() => App.of(chart).synthYaml()).toThrow(/TWO_SEQUENCERS/);
  });

  it('are fine with conductors, and one is fine without', () => {
    const { network } = withNetwork(customNetwork());
    sequencer(network, 'a', conductor);
    sequencer(network, 'b', conductor);
    expect(network.node.validate()).toEqual([]);
    const single = withNetwork(customNetwork());
    sequencer(single.network, 'a');
    expect(single.network.node.validate()).toEqual([]);
  });
});

const daService = (networkName: string, service?: boolean) =>
  flagsOf(nodeOf({ ...knownNetwork, networkName, altDa: { server: 'http://da:3100', daService: service } }).pod.container('op-node'))['altda.da-service'];

/** A replica, a batcher and a proposer of a network. */
function workloads(props: OptimismNetworkProps) {
  const { chart, network } = withNetwork(props);
  const endpoints = { l2EthRpc: ['http://el:8545'], rollupRpc: ['http://cl:9545'] };
  void new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica' });
  void new BatcherConstruct(chart, 'batcher', { network, endpoints, signer: signer('batcher-key') });
  void new ProposerConstruct(chart, 'proposer', { network, endpoints, signer: signer('proposer-key') });
  const manifests = emitted(chart);
  return { network, manifests, replica: podOf(manifests, 'acme-replica'), batcher: podOf(manifests, 'acme-batcher'), proposer: podOf(manifests, 'acme-proposer') };
}

describe('every prop reaches something', () => {
  const altDa = { server: 'http://da:3100', daService: true, verifyOnRead: false };
  const everything: Required<OptimismNetworkProps> = {
    networkName: 'automata-mainnet',
    chainId: 65536,
    l1ChainId: 1,
    l1RpcUrl: 'https://l1.example.com',
    l1BeaconUrl: 'https://beacon.example.com',
    l1BeaconFallbacks: ['https://archive-a', 'https://archive-b'],
    l1RpcKind: 'erigon',
    l1RpcRateLimit: 12,
    l1RpcTimeout: Duration.seconds(7),
    l2RpcUrl: 'https://sequencer.example.com',
    rollupConfig: ConfigSource.inline({ ...rollup, l1_chain_id: 1, l2_chain_id: 65536 }),
    l2Genesis: ConfigSource.inline({ ...genesis, config: { ...genesis.config, chainId: 65536 } }),
    l1ChainConfig: ConfigSource.inline({ config: { chainId: 1 } }),
    contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 },
    altDa,
    images: { release: 'karst-2026-10' },
    profile: 'small',
    sharedConfig: {
      secretVersion: '9',
      logging: { level: 'debug', format: 'json', color: true },
      metrics: { enabled: true, port: 7311, path: '/stats' },
      resources: { requests: { cpu: '111m' } },
      security: { runAsNonRoot: true, runAsUser: 1234, fsGroup: 2345, seccompProfile: { localhostProfile: 'op.json' } },
    },
    compatibility: { allow: ['NEWER_THAN_MATRIX'], now: 1790000000 },
    networkPolicies: { metricsFrom: [{ namespace: 'observability' }] },
    name: 'renamed',
    labels: { owner: 'infra' },
    annotations: { 'example.com/link': 'x' },
  };
  const { networkName, rollupConfig: _rollupConfig, l2Genesis: _l2Genesis, ...common } = everything;
  const { networkName: _networkName, ...custom } = everything;

  const { manifests, network, replica, batcher, proposer } = workloads(custom);
  const [opNode, opReth, opBatcher, opProposer] = [replica.container('op-node'), replica.container('op-reth'), batcher.container('op-batcher'), proposer.container('op-proposer')].map((container) => ({ ...container, flags: flagsOf(container) }));

  /** Where each prop shows. */
  const reaches: { readonly [P in keyof Required<OptimismNetworkProps>]: () => void } = {
    networkName: () => expect(flagsOf(workloads({ ...common, networkName }).replica.container('op-node')).network).toBe('automata-mainnet'),
    chainId: () => expect(network.chain.chainId).toBe(65536),
    l1ChainId: () => expect(network.chain.l1ChainId).toBe(1),
    l1RpcUrl: () => expect([opNode?.flags.l1, opBatcher?.flags['l1-eth-rpc'], opProposer?.flags['l1-eth-rpc']]).toEqual(Array(3).fill('https://l1.example.com')),
    l1BeaconUrl: () => expect(opNode?.flags['l1.beacon']).toBe('https://beacon.example.com'),
    l1BeaconFallbacks: () => expect(opNode?.flags['l1.beacon-fallbacks']).toBe('https://archive-a,https://archive-b'),
    l1RpcKind: () => expect(opNode?.flags['l1.rpckind']).toBe('erigon'),
    l1RpcRateLimit: () => expect(opNode?.flags['l1.rpc-rate-limit']).toBe('12'),
    l1RpcTimeout: () => expect([opBatcher?.flags['network-timeout'], opProposer?.flags['network-timeout']]).toEqual(['7s', '7s']),
    l2RpcUrl: () => expect(opReth?.flags['rollup.sequencer']).toBe('https://sequencer.example.com'),
    rollupConfig: () => expect(opNode?.flags['rollup.config']).toBe('/network/rollup-config/rollup.json'),
    l2Genesis: () => expect(opReth?.flags.chain).toBe('/network/l2-genesis/genesis.json'),
    l1ChainConfig: () => expect(opNode?.flags['rollup.l1-chain-config']).toBe('/network/l1-chain-config/l1-chain-config.json'),
    contractAddresses: () => expect(opProposer?.flags).toMatchObject({ 'game-factory-address': ADDRESS.factory, 'game-type': '8' }),
    altDa: () => {
      const flags = { 'altda.enabled': true, 'altda.da-server': 'http://da:3100', 'altda.da-service': true, 'altda.verify-on-read': 'false' };
      expect(opNode?.flags).toMatchObject(flags);
      expect(opBatcher?.flags).toMatchObject(flags);
    },
    images: () => expect([opNode?.image, opReth?.image, opBatcher?.image].map((image) => image?.split(':')[1])).toEqual(['v1.19.9', 'v2.6.0', 'v1.17.2']),
    profile: () => expect([opReth, opNode, opBatcher, opProposer]).toMatchObject(['16Gi', '2Gi', '4Gi', '512Mi'].map((memory) => ({ resources: { limits: { memory } } }))),
    sharedConfig: () => {
      for (const pod of [replica, batcher, proposer]) expect(pod.metadata.annotations).toMatchObject({ 'cdk8s-op-stack/secret-version': '9' });
      for (const program of [opNode, opBatcher, opProposer]) expect(program?.flags).toMatchObject({ 'log.level': 'debug', 'log.format': 'json', 'log.color': true, 'metrics.enabled': true, 'metrics.port': '7311' });
      expect(opReth?.flags).toMatchObject({ 'log.stdout.filter': 'debug', 'log.stdout.format': 'json', color: 'always' });
      for (const program of [opBatcher, opProposer]) expect(program).toMatchObject({ resources: { requests: { cpu: '111m' } } });
      for (const pod of [replica, batcher, proposer]) {
        expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1234, runAsGroup: 1234, fsGroup: 2345, seccompProfile: { type: 'Localhost', localhostProfile: 'op.json' } });
      }
    },
    compatibility: () => expect(find(manifests, 'StatefulSet', 'acme-replica')).toMatchObject({ metadata: { annotations: { 'cdk8s-op-stack/accepted-risks': 'NEWER_THAN_MATRIX' } } }),
    networkPolicies: () => expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'acme-batcher'))).toContain('"kubernetes.io/metadata.name":"observability"'),
    name: () => expect(configMap(manifests, 'renamed').data).toHaveProperty(['rollup.json']),
    labels: () => expect(find(manifests, 'ConfigMap', 'renamed').metadata).toMatchObject({ labels: { owner: 'infra', 'app.kubernetes.io/name': 'op-network' } }),
    annotations: () => expect(find(manifests, 'NetworkPolicy', 'renamed-default-deny').metadata).toMatchObject({ annotations: { 'example.com/link': 'x' } }),
  };
  it.each(Object.entries(reaches))('%s', (_, check) => {
    expect.hasAssertions();
    check();
  });

  it('commitments are the server\'s own on a chain of generic commitments', () => {
    const generic = knownChains.find(({ altDa: facts }) => facts?.commitmentType === 'GenericCommitment')!;
    expect(daService(generic.networkName)).toBe(true);
    expect(daService(generic.networkName, false)).toBe('false');
    expect(daService('automata-mainnet')).toBeUndefined();
  });
});
