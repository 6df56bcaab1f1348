import { Duration, Size } from 'cdk8s';
import type { Chart } from 'cdk8s';
import { resource, secretRef, type Spec } from './documents';
import { BatcherConstruct, ChallengerConstruct, ConfigSource, Jwt, OpNodeConstruct, OptimismNetworkConstruct, ProposerConstruct, SecretValue, Signer, Storage, type CompatibilityProps } from '../../../src';
import { ADDRESS, genesis, rollup } from '../../support/fixtures';

const secret = (name: string, key = 'key'): SecretValue => SecretValue.fromSecret(name, key);
const key = (name: string): Signer => Signer.privateKey(secret(name));
const network: Spec = { optimismNetworkRef: { name: 'net' } };
const amounts = (memory: string): Spec => ({ requests: { cpu: '300m', memory }, limits: { memory } });

/** Every field that becomes a prop with op-reth, each with a value that is no default. */
export const FULL: readonly Spec[] = [
  resource('OptimismNetwork', 'net', {
    chainID: 42069,
    l1ChainID: 11155111,
    l1RpcUrl: secretRef('l1', 'rpc'),
    l1BeaconUrl: 'https://beacon.example.com',
    l2RpcUrl: secretRef('l2', 'rpc'),
    l1RpcKind: 'alchemy',
    l1RpcRateLimit: 12.5,
    l1RpcTimeout: '1500ms',
    rollupConfig: { inline: JSON.stringify(rollup) },
    l2Genesis: { inline: genesis },
    l1ChainConfig: { inline: { chainId: 11155111 } },
    contractAddresses: { systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8, l2OutputOracleAddr: '', discoveryMethod: 'manual' },
    sharedConfig: {
      logging: { level: 'debug', format: 'json', color: true },
      metrics: { enabled: true, port: 7400, path: '/debug/metrics' },
      resources: amounts('3Gi'),
      security: { runAsNonRoot: true, runAsUser: 2000, fsGroup: 3000, seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/op.json' } },
    },
  }),
  resource('OptimismNetwork', 'known', {
    networkName: 'op-sepolia',
    l1RpcUrl: 'http://l1:8545',
    l1BeaconUrl: 'http://beacon:5052',
    rollupConfig: { autoDiscover: true },
    l2Genesis: { autoDiscover: true },
    l1ChainConfig: { configMapRef: { name: 'files', key: 'l1.json' } },
  }),
  resource('OpNode', 'builder', {
    ...network,
    nodeType: 'sequencer',
    opNode: {
      syncMode: 'consensus-layer',
      p2p: {
        enabled: true, listenPort: 9003, discovery: { enabled: true, bootnodes: ['enr:-a', 'enr:-b'] }, static: ['/ip4/10.0.0.1/tcp/9222/p2p/16Uiu2HAm'], peerScoring: { enabled: false },
        privateKey: secretRef('p2p'), sequencerKey: secretRef('sequencer-key'),
      },
      rpc: { enabled: true, host: '::', port: 9555, enableAdmin: false },
      sequencer: { enabled: true },
      engine: { jwtSecret: secretRef('jwt', 'hex'), endpoint: 'http://127.0.0.1:8661' },
    },
    opGeth: {
      dataDir: '/data/geth', storage: { size: '200Gi', storageClass: 'fast', accessMode: 'ReadWriteOncePod' }, gcMode: 'archive', cache: 2048,
      networking: {
        http: { enabled: true, host: '::', port: 8645, apis: ['web3', 'eth', 'net', 'debug'], cors: { origins: ['*'] } },
        ws: { enabled: true, host: '::', port: 8646, apis: 'web3,eth', origins: ['https://a.example.com'] },
        authrpc: { host: '127.0.0.1', port: 8661 },
        p2p: { port: 30304, maxPeers: 30, noDiscovery: true, netRestrict: '10.0.0.0/8', static: [`enode://${'a'.repeat(128)}@10.0.0.2:30303`] },
      },
      txpool: { locals: [ADDRESS.oracle], noLocals: true, journal: '/data/txs.rlp', lifetime: '90m', priceBump: 12, accountSlots: 17, globalSlots: 6000, globalQueue: 2000 },
      rollup: { disableTxPoolGossip: false, computePendingBlock: true },
    },
    resources: { opNode: amounts('2Gi'), opGeth: amounts('20Gi') },
  }),
  resource('OpNode', 'follower', { ...network, nodeType: 'replica', sequencerRef: { name: 'builder' }, opGeth: { networking: { ws: { enabled: false } } }, service: { type: 'NodePort', annotations: { 'example.com/a': 'b' } } }),
  resource('OpNode', 'distant', { ...network, nodeType: 'replica', l2RpcUrl: 'https://sequencer.example.com', opNode: { p2p: { privateKey: { generate: true } }, engine: { jwtSecret: { generate: true } } } }),
  resource('OpBatcher', 'poster', {
    ...network,
    sequencerRef: { name: 'builder', namespace: 'acme' },
    privateKey: secretRef('batcher-key'),
    batching: { maxChannelDuration: '20m', subSafetyMargin: '12', targetL1TxSize: '100000', targetNumFrames: 3, approxComprRatio: '0.4' },
    dataAvailability: { type: 'blobs', maxBlobsPerTx: '3' },
    throttling: { enabled: false, maxPendingTx: '10' },
    l1Transaction: { feeLimitMultiplier: '6', resubmissionTimeout: '50s', numConfirmations: 11, safeAbortNonceTooLowCount: 4 },
    rpc: { enabled: true, host: '127.0.0.1', port: 8549, enableAdmin: true },
    metrics: { enabled: true, host: '0.0.0.0', port: 7500 },
    resources: amounts('4Gi'),
  }),
  resource('OpProposer', 'proposer', {
    ...network,
    privateKey: secretRef('proposer-key'),
    proposal: { pollInterval: '15s', allowNonFinalized: true, outputInterval: '1200s' },
    disputeGame: { factoryAddr: ADDRESS.factory, gameType: '8' },
    sequencerRef: { name: 'builder' },
    l1Transaction: { feeLimitMultiplier: 7, resubmissionTimeout: '49s', numConfirmations: '5', safeAbortNonceTooLowCount: 2 },
    rpc: { host: '127.0.0.1', port: 8561, enableAdmin: true },
    metrics: { enabled: true, port: 7501 },
    resources: amounts('1Gi'),
  }),
  resource('OpChallenger', 'challenger', {
    ...network,
    privateKey: secretRef('challenger-key'),
    disputeGame: { factoryAddr: ADDRESS.factory, gameAllowlist: [ADDRESS.oracle] },
    faultProof: {
      traceType: ['cannon', 'cannon-kona'],
      prestatesUrl: 'https://prestates.example.com/acme',
      cannon: { server: '/usr/bin/op-program', prestate: '/prestates/a.bin.gz', rollupConfigPath: '/files/rollup.json', l2GenesisPath: '/files/genesis.json' },
      cannonKona: { server: '/usr/bin/kona', prestate: '/prestates/k.bin.gz', rollupConfigPath: '/files/kr.json', l2GenesisPath: '/files/kg.json' },
    },
    dataDir: '/data/games',
    storage: { storageClass: 'slow' },
    sequencerRef: { name: 'builder' },
    monitoring: { interval: '1m', numConfirmations: '5' },
    metrics: { enabled: true, port: 7600 },
    resources: amounts('8Gi'),
  }),
];

/** The rest: what op-geth alone has, files in ConfigMaps, and an oracle. */
export const FULL_GETH: readonly Spec[] = [
  resource('OptimismNetwork', 'net', {
    chainID: 42069, l1ChainID: 11155111, l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://beacon:5052',
    rollupConfig: { configMapRef: { name: 'files', key: 'rollup.json' } },
    l2Genesis: { configMapRef: { name: 'files', key: 'genesis.json' } },
    contractAddresses: { l2OutputOracleAddr: ADDRESS.oracle },
    sharedConfig: { metrics: { enabled: false }, security: { runAsNonRoot: false, seccompProfile: 'RuntimeDefault' } },
  }),
  resource('OpNode', 'builder', {
    ...network,
    nodeType: 'sequencer',
    opNode: { p2p: { enabled: false } },
    opGeth: { syncMode: 'full', stateScheme: 'hash', dbEngine: 'leveldb', txpool: { journalRemotes: true, accountQueue: 65 }, storage: { accessMode: 'ReadWriteOnce' } },
  }),
  resource('OpProposer', 'proposer', { ...network, privateKey: secretRef('proposer-key'), metrics: { enabled: true }, l2OutputOracleAddr: ADDRESS.oracle }),
];

/** The same as {@link FULL}, written by hand. */
export function fullByHand(chart: Chart, compatibility: CompatibilityProps): void {
  const net = new OptimismNetworkConstruct(chart, 'a', {
    name: 'net',
    compatibility,
    chainId: 42069,
    l1ChainId: 11155111,
    l1RpcUrl: secret('l1', 'rpc'),
    l1BeaconUrl: 'https://beacon.example.com',
    l2RpcUrl: secret('l2', 'rpc'),
    l1RpcKind: 'alchemy',
    l1RpcRateLimit: 12.5,
    l1RpcTimeout: Duration.millis(1500),
    rollupConfig: ConfigSource.inline(JSON.stringify(rollup)),
    l2Genesis: ConfigSource.inline(genesis),
    l1ChainConfig: ConfigSource.inline({ chainId: 11155111 }),
    contractAddresses: { systemConfigAddr: ADDRESS.systemConfig, optimismPortalAddr: ADDRESS.portal, disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 8 },
    sharedConfig: {
      logging: { level: 'debug', format: 'json', color: true },
      metrics: { enabled: true, port: 7400, path: '/debug/metrics' },
      resources: { requests: { cpu: '300m', memory: '3Gi' }, limits: { memory: '3Gi' } },
      security: { runAsNonRoot: true, runAsUser: 2000, fsGroup: 3000, seccompProfile: { localhostProfile: 'profiles/op.json' } },
    },
  });
  new OptimismNetworkConstruct(chart, 'known', {
    name: 'known', networkName: 'op-sepolia', l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://beacon:5052', l1ChainConfig: ConfigSource.fromConfigMap('files', 'l1.json'), compatibility,
  });
  const builder = new OpNodeConstruct(chart, 'b', {
    name: 'builder',
    network: net,
    nodeType: 'sequencer',
    p2pSequencerKey: secret('sequencer-key'),
    jwt: Jwt.fromSecret('jwt', 'hex'),
    storage: Storage.claim({ size: Size.gibibytes(200), storageClass: 'fast', accessModes: ['ReadWriteOncePod'] }),
    consensus: {
      syncMode: 'consensus-layer',
      p2p: {
        enabled: true, listenPort: 9003, discovery: { enabled: true, bootnodes: ['enr:-a', 'enr:-b'] }, static: ['/ip4/10.0.0.1/tcp/9222/p2p/16Uiu2HAm'], peerScoring: { enabled: false },
        privateKey: secret('p2p'),
      },
      rpc: { host: '::', port: 9555, enableAdmin: false },
      resources: { requests: { cpu: '300m', memory: '2Gi' }, limits: { memory: '2Gi' } },
    },
    execution: {
      dataDir: '/data/geth',
      gcMode: 'archive',
      cache: 2048,
      authrpcPort: 8661,
      http: { enabled: true, host: '::', port: 8645, apis: ['web3', 'eth', 'net', 'debug'], cors: ['*'] },
      ws: { enabled: true, host: '::', port: 8646, apis: ['web3', 'eth'], origins: ['https://a.example.com'] },
      p2p: { port: 30304, maxPeers: 30, noDiscovery: true, netRestrict: ['10.0.0.0/8'], static: [`enode://${'a'.repeat(128)}@10.0.0.2:30303`] },
      txpool: { locals: [ADDRESS.oracle], noLocals: true, journal: '/data/txs.rlp', lifetime: Duration.minutes(90), priceBump: 12, accountSlots: 17, globalSlots: 6000, globalQueue: 2000 },
      disableTxPoolGossip: false,
      computePendingBlock: true,
      resources: { requests: { cpu: '300m', memory: '20Gi' }, limits: { memory: '20Gi' } },
    },
  });
  new OpNodeConstruct(chart, 'c', { name: 'follower', network: net, nodeType: 'replica', sequencer: builder, execution: { ws: { enabled: false } }, service: { type: 'NodePort', annotations: { 'example.com/a': 'b' } } });
  new OpNodeConstruct(chart, 'd', { name: 'distant', network: net, nodeType: 'replica', sequencerUrl: 'https://sequencer.example.com' });
  new BatcherConstruct(chart, 'e', {
    name: 'poster',
    network: net,
    nodes: builder,
    signer: key('batcher-key'),
    batching: { maxChannelDuration: Duration.minutes(20), subSafetyMargin: 12, targetL1TxSize: 100_000, targetNumFrames: 3, approxComprRatio: 0.4 },
    dataAvailability: { type: 'blobs', maxBlobsPerTx: 3 },
    throttling: { enabled: false },
    maxPendingTx: 10,
    l1Transaction: { feeLimitMultiplier: 6, resubmissionTimeout: Duration.seconds(50), numConfirmations: 11, safeAbortNonceTooLowCount: 4 },
    rpc: { host: '127.0.0.1', port: 8549, enableAdmin: true },
    metrics: { enabled: true, port: 7500 },
    resources: { requests: { cpu: '300m', memory: '4Gi' }, limits: { memory: '4Gi' } },
  });
  new ProposerConstruct(chart, 'f', {
    name: 'proposer',
    network: net,
    nodes: builder,
    signer: key('proposer-key'),
    proposal: { pollInterval: Duration.seconds(15), allowNonFinalized: true, outputInterval: Duration.minutes(20) },
    disputeGame: { factoryAddr: ADDRESS.factory, gameType: 8 },
    l1Transaction: { feeLimitMultiplier: 7, resubmissionTimeout: Duration.seconds(49), numConfirmations: 5, safeAbortNonceTooLowCount: 2 },
    rpc: { host: '127.0.0.1', port: 8561, enableAdmin: true },
    metrics: { enabled: true, port: 7501 },
    resources: { requests: { cpu: '300m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  });
  new ChallengerConstruct(chart, 'g', {
    name: 'challenger',
    network: net,
    nodes: builder,
    signer: key('challenger-key'),
    disputeGame: { factoryAddr: ADDRESS.factory, gameAllowlist: [ADDRESS.oracle] },
    faultProof: {
      gameTypes: ['cannon', 'cannon-kona'],
      prestatesUrl: 'https://prestates.example.com/acme',
      cannon: { server: '/usr/bin/op-program', prestate: '/prestates/a.bin.gz', rollupConfigPath: '/files/rollup.json', l2GenesisPath: '/files/genesis.json' },
      cannonKona: { server: '/usr/bin/kona', prestate: '/prestates/k.bin.gz', rollupConfigPath: '/files/kr.json', l2GenesisPath: '/files/kg.json' },
    },
    dataDir: '/data/games',
    storage: Storage.claim({ size: Size.gibibytes(100), storageClass: 'slow' }),
    polling: { interval: Duration.minutes(1) },
    l1Transaction: { numConfirmations: 5 },
    metrics: { enabled: true, port: 7600 },
    resources: { requests: { cpu: '300m', memory: '8Gi' }, limits: { memory: '8Gi' } },
  });
}

/** What {@link FULL_GETH} needs beside the resources: versions that there is an oracle for. */
export const GETH_IMAGES = { release: 'stable-v1.13' } as const;

/** The same as {@link FULL_GETH}, written by hand. */
export function fullGethByHand(chart: Chart, compatibility: CompatibilityProps): void {
  const net = new OptimismNetworkConstruct(chart, 'a', {
    name: 'net', chainId: 42069, l1ChainId: 11155111, l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://beacon:5052', images: GETH_IMAGES, compatibility,
    rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json'),
    l2Genesis: ConfigSource.fromConfigMap('files', 'genesis.json'),
    contractAddresses: { l2OutputOracleAddr: ADDRESS.oracle },
    sharedConfig: { metrics: { enabled: false }, security: { runAsNonRoot: false, seccompProfile: 'RuntimeDefault' } },
  });
  const builder = new OpNodeConstruct(chart, 'b', {
    name: 'builder',
    network: net,
    nodeType: 'sequencer',
    consensus: { p2p: { enabled: false } },
    storage: Storage.claim({ size: Size.gibibytes(100) }),
    execution: { client: 'op-geth', syncMode: 'full', stateScheme: 'hash', dbEngine: 'leveldb', txpool: { journalRemotes: true, accountQueue: 65 } },
  });
  new ProposerConstruct(chart, 'c', { name: 'proposer', network: net, nodes: builder, signer: key('proposer-key'), metrics: { enabled: true }, l2OutputOracleAddr: ADDRESS.oracle });
}
