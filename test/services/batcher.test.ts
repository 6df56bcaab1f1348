import { App, Chart, Duration } from 'cdk8s';
import {
  BatcherConstruct, ConfigSource, OpNodeConstruct, OptimismNetworkConstruct, SecretValue, Signer,
  type BatcherProps, type OptimismNetworkProps,
} from '../../src';
import { yamlSerializer } from '../../src/testing';
import { anyVersion, ADDRESS, customNetwork, emitted, flagsOf, knownNetwork, newChart, podOf, problem, problemsOf, sequencerKey, signer, warningsOf, withNetwork } from '../support/fixtures';
import { casesOf, elsewhere, expectEffect, madeIn, problemAt, rollupOf, saying, sharedEffects, sharedProblems, sharedProps, workloadOf, type Effects, type Made, type ProblemCase } from './support';

expect.addSnapshotSerializer(yamlSerializer);

const key = signer('batcher-key');

/** Wired by URLs, so that nothing but the batcher has to be made. */
function batcher(props: Partial<BatcherProps> = {}, network: Partial<OptimismNetworkProps> = {}, files?: { rollup?: object; genesis?: object }): Made {
  const { chart, network: wired } = withNetwork(customNetwork({ ...(props.image && anyVersion), ...network }, files));
  const made = new BatcherConstruct(chart, 'batcher', { network: wired, signer: key, ...(props.nodes ? {} : { endpoints: elsewhere }), ...props });
  return madeIn(chart, made.name, 'op-batcher');
}

describe('what is emitted', () => {
  test('with the fewest props', () => {
    const { chart, network, sequencer } = rollupOf();
    const made = new BatcherConstruct(chart, 'batcher', { network, nodes: sequencer, signer: key });
    const manifests = workloadOf(emitted(chart), made.name);
    expect(manifests).toMatchSnapshot();
    expect(made.deployment.name).toBe('acme-batcher');
    expect(made.service?.name).toBe('acme-batcher');
  });

  test('with all props', () => {
    const all: Required<Omit<BatcherProps, 'network' | 'nodes'>> = {
      ...sharedProps,
      endpoints: { l2EthRpc: [SecretValue.fromSecret('l2', 'el'), 'http://el-2:8545'], rollupRpc: [SecretValue.fromSecret('l2', 'cl'), 'http://cl-2:9545'] },
      signer: Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.systemConfig, tls: { secretName: 'signer-tls', caKey: 'ca', certKey: 'cert', keyKey: 'key' } }),
      name: 'poster',
      batching: {
        maxChannelDuration: Duration.hours(5), subSafetyMargin: 20, targetL1TxSize: 100_000, targetNumFrames: 6, approxComprRatio: 0.4,
        compressor: 'ratio', compressionAlgo: 'brotli-10', batchType: 'span',
      },
      dataAvailability: { type: 'auto', maxBlobsPerTx: 6 },
      throttling: {
        enabled: true, lowerThreshold: 1_000_000, upperThreshold: 2_000_000, controllerType: 'pid', txSizeLowerLimit: 100, txSizeUpperLimit: 10_000,
        blockSizeLowerLimit: 1000, blockSizeUpperLimit: 100_000, additionalEndpoints: ['http://builder:8545', SecretValue.fromSecret('builder', 'rpc')],
      },
      maxPendingTx: 3,
      pollInterval: Duration.seconds(3),
      checkRecentTxsDepth: 50,
      waitNodeSync: false,
      stopped: true,
      rpc: { host: '0.0.0.0', port: 8600, enableAdmin: true },
      image: { version: 'v1.17.2', digest: `sha256:${'ab'.repeat(32)}` },
      podOverrides: { containers: [{ name: 'op-batcher', workingDir: '/tmp' }] },
      extraArgs: ['--txmgr.retry-interval=2s'],
    };
    const { manifests } = batcher(all);
    expect(workloadOf(manifests)).toMatchSnapshot();
  });
});

describe('every prop', () => {
  const effects: Effects<Omit<BatcherProps, 'network' | 'nodes'>> = {
    ...sharedEffects('OP_BATCHER'),
    name: ['poster', { fields: [['metadata.name', 'poster'], ['spec.selector.matchLabels', { 'app.kubernetes.io/name': 'op-batcher', 'app.kubernetes.io/instance': 'poster' }]] }],
    signer: [signer('other-key'), { env: { OP_BATCHER_PRIVATE_KEY: 'other-key/key' } }],
    endpoints: [
      { l2EthRpc: ['http://a:1', 'http://b:2'], rollupRpc: ['http://a:3', 'http://b:4'] },
      { flags: { 'l2-eth-rpc': 'http://a:1,http://b:2', 'rollup-rpc': 'http://a:3,http://b:4' } },
    ],
    batching: {
      of: {
        maxChannelDuration: [Duration.hours(5), { flags: { 'max-channel-duration': '1500' } }],
        subSafetyMargin: [15, { flags: { 'sub-safety-margin': '15' } }],
        targetL1TxSize: [90_000, { flags: { 'max-l1-tx-size-bytes': '90000' } }],
        targetNumFrames: [5, { flags: { 'target-num-frames': '5' } }],
        approxComprRatio: [0.4, { flags: { 'approx-compr-ratio': '0.4' } }],
        compressor: ['ratio', { flags: { compressor: 'ratio' } }],
        compressionAlgo: ['brotli-11', { flags: { 'compression-algo': 'brotli-11' } }],
        batchType: ['span', { flags: { 'batch-type': '1' } }],
      },
    },
    dataAvailability: {
      of: {
        type: ['calldata', { flags: { 'data-availability-type': 'calldata' } }],
        maxBlobsPerTx: [6, { flags: { 'target-num-frames': '6' } }],
      },
    },
    throttling: {
      of: {
        enabled: [false, { flags: { 'throttle.unsafe-da-bytes-lower-threshold': '0' } }],
        lowerThreshold: [1_000_000, { flags: { 'throttle.unsafe-da-bytes-lower-threshold': '1000000' } }],
        upperThreshold: [9_000_000, { flags: { 'throttle.unsafe-da-bytes-upper-threshold': '9000000' } }],
        controllerType: ['linear', { flags: { 'throttle.controller-type': 'linear' } }],
        txSizeLowerLimit: [200, { flags: { 'throttle.tx-size-lower-limit': '200' } }],
        txSizeUpperLimit: [30_000, { flags: { 'throttle.tx-size-upper-limit': '30000' } }],
        blockSizeLowerLimit: [3000, { flags: { 'throttle.block-size-lower-limit': '3000' } }],
        blockSizeUpperLimit: [120_000, { flags: { 'throttle.block-size-upper-limit': '120000' } }],
        additionalEndpoints: [
          ['http://builder:8545', SecretValue.fromSecret('builder', 'rpc')],
          { flags: { 'throttle.additional-endpoints': 'http://builder:8545,$(FLAG_THROTTLE_ADDITIONAL_ENDPOINTS_1)' }, env: { FLAG_THROTTLE_ADDITIONAL_ENDPOINTS_1: 'builder/rpc' } },
        ],
      },
    },
    maxPendingTx: [0, { flags: { 'max-pending-tx': '0' } }],
    pollInterval: [Duration.seconds(2), { flags: { 'poll-interval': '2s' } }],
    checkRecentTxsDepth: [64, { flags: { 'check-recent-txs-depth': '64' } }],
    waitNodeSync: [false, { flags: { 'wait-node-sync': 'false' } }],
    stopped: [true, { flags: { stopped: true, 'rpc.enable-admin': true } }],
    rpc: {
      of: {
        host: ['10.0.0.1', { flags: { 'rpc.addr': '10.0.0.1' } }],
        port: [8600, { flags: { 'rpc.port': '8600' }, fields: [['spec.template.spec.containers.0.ports.0', { name: 'rpc', containerPort: 8600, protocol: 'TCP' }]] }],
        enableAdmin: [true, { flags: { 'rpc.enable-admin': true } }],
      },
    },
  };
  const without = batcher();

  test.each(casesOf(effects))('$prop', (each) => {
    let made = without;
    warningsOf(() => { made = batcher(each.props.stopped === true ? { ...each.props, rpc: { enableAdmin: true } } : each.props); });
    expect(each.effect).not.toEqual({});
    expectEffect(each, made, without);
  });

  test('a prop that is undefined is one that is left out', () => {
    const nothing = { rpc: { host: undefined, port: undefined, enableAdmin: undefined }, logging: { level: undefined, format: undefined }, metrics: { enabled: undefined, port: undefined }, security: { runAsUser: undefined } };
    const network = { sharedConfig: { logging: { level: 'debug' }, metrics: { port: 7301 }, security: { runAsUser: 2000 } } } as const;
    expect(batcher(nothing, network).manifests).toEqual(batcher({}, network).manifests);
    expect(batcher(nothing).manifests).toEqual(without.manifests);
  });

  test('an empty list is one that is left out', () => {
    expect(batcher({ throttling: { additionalEndpoints: [] } }).manifests).toEqual(without.manifests);
  });

  test('the default of a channel is ten minutes, and a part of an L1 block counts as a whole one', () => {
    expect(without.flags['max-channel-duration']).toBe('50');
    expect(batcher({ batching: { maxChannelDuration: Duration.seconds(61) } }).flags['max-channel-duration']).toBe('6');
    expect(batcher({ batching: { batchType: 'singular' } }).flags['batch-type']).toBe('0');
  });
});

const throttlingFlags = ({ flags }: Made): object => Object.fromEntries(Object.entries(flags).filter(([name]) => name.includes('throttl')));

describe('throttling by version', () => {
  const throttling = { lowerThreshold: 900_000, txSizeLowerLimit: 160, blockSizeLowerLimit: 2100, blockSizeUpperLimit: 140_000, additionalEndpoints: ['http://builder:8545'] };
  const old = { 'throttle-threshold': '900000', 'throttle-tx-size': '160', 'throttle-block-size': '2100', 'throttle-always-block-size': '140000', 'additional-throttling-endpoints': 'http://builder:8545' };
  const fresh = {
    'throttle.unsafe-da-bytes-lower-threshold': '900000', 'throttle.tx-size-lower-limit': '160', 'throttle.block-size-lower-limit': '2100',
    'throttle.block-size-upper-limit': '140000', 'throttle.additional-endpoints': 'http://builder:8545',
  };

  test.each([['v1.14.0', old], ['v1.15.0', fresh]])('op-batcher %s', (version, flags) => {
    expect(throttlingFlags(batcher({ image: { version }, throttling }))).toEqual(flags);
  });

  test('off is a threshold of 0 under either name', () => {
    expect(throttlingFlags(batcher({ image: { version: 'v1.14.0' }, throttling: { ...throttling, enabled: false } }))).toEqual({ 'throttle-threshold': '0' });
    expect(throttlingFlags(batcher({ image: { version: 'v1.15.0' }, throttling: { ...throttling, enabled: false } }))).toEqual({ 'throttle.unsafe-da-bytes-lower-threshold': '0' });
  });

  test.each(['upperThreshold', 'txSizeUpperLimit'] as const)('%s came with v1.15.0', (name) => {
    const make = (version: string) => () => batcher({ image: { version }, throttling: { [name]: 20_000_000 } });
    expect(problem(make('v1.14.0'), 'FLAG_NOT_IN_VERSION').prop).toBe(`throttling.${name}`);
    expect(throttlingFlags(make('v1.15.0')())).not.toEqual({});
  });

  test('a lower threshold alone is not held against an upper one that the version does not have', () => {
    expect(batcher({ image: { version: 'v1.14.0' }, throttling: { lowerThreshold: 20_000_000 } }).flags['throttle-threshold']).toBe('20000000');
    expect(problem(() => batcher({ throttling: { lowerThreshold: 20_000_000 } }), 'THROTTLING_RANGE').prop).toBe('throttling.upperThreshold');
  });
});

describe('signers', () => {
  test.each<[string, Signer, object, object]>([
    ['a private key', signer('batcher-key'), { OP_BATCHER_PRIVATE_KEY: 'batcher-key/key' }, {}],
    ['a mnemonic', Signer.mnemonic(SecretValue.fromSecret('words', 'mnemonic'), "m/44'/60'/0'/0/2"), { OP_BATCHER_MNEMONIC: 'words/mnemonic' }, { 'hd-path': "m/44'/60'/0'/0/2" }],
    ['a remote signer', Signer.remote({ endpoint: 'http://signer:8080', address: ADDRESS.portal }), {}, { 'signer.endpoint': 'http://signer:8080', 'signer.address': ADDRESS.portal, 'signer.tls.enabled': 'false' }],
    [
      'a remote signer whose URL is secret', Signer.remote({ endpoint: SecretValue.fromSecret('signer', 'url'), address: ADDRESS.portal }),
      { OP_BATCHER_SIGNER_ENDPOINT: 'signer/url' }, { 'signer.address': ADDRESS.portal },
    ],
  ])('%s', (_, given, env, flags) => {
    const made = batcher({ signer: given });
    expect(made.env).toEqual({ OP_BATCHER_L1_ETH_RPC: 'l1-endpoints/rpc', GOMEMLIMIT: '3686MiB', GOMAXPROCS: '2', ...env });
    expect(made.flags).toMatchObject(flags);
    expect(made.flags).not.toHaveProperty('private-key');
    expect(made.flags).not.toHaveProperty('mnemonic');
  });

  test('the certificate of a remote signer is mounted read-only', () => {
    const { pod, container, flags } = batcher({ signer: Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.portal, tls: { secretName: 'signer-tls' } }) });
    expect(pod.spec.volumes).toEqual([
      { name: 'signer-tls', secret: { secretName: 'signer-tls', defaultMode: 0o440, items: [{ key: 'ca.crt', path: 'ca.crt' }, { key: 'tls.crt', path: 'tls.crt' }, { key: 'tls.key', path: 'tls.key' }] } },
    ]);
    expect(container.volumeMounts).toEqual([{ name: 'signer-tls', mountPath: '/signer-tls', readOnly: true }]);
    expect(flags).toMatchObject({ 'signer.tls.enabled': true, 'signer.tls.ca': '/signer-tls/ca.crt', 'signer.tls.cert': '/signer-tls/tls.crt', 'signer.tls.key': '/signer-tls/tls.key' });
  });
});

const altDaFlags = (flags: Record<string, string | true>): object => Object.fromEntries(Object.entries(flags).filter(([name]) => name.startsWith('altda.')));

describe('alt-DA', () => {
  const altDa = { server: 'http://da:3100', verifyOnRead: false };
  const generic = { alt_da: { da_challenge_contract_address: ADDRESS.oracle, da_challenge_window: 300, da_resolve_window: 300, da_commitment_type: 'GenericCommitment' } };

  test.each([['keccak commitments', {}, {}], ['generic commitments', generic, { 'altda.da-service': true }]])('node and batcher agree: %s', (_, rollupJson, more) => {
    const { chart, network, sequencer } = rollupOf({ altDa }, { rollup: rollupJson });
    const made = new BatcherConstruct(chart, 'batcher', { network, nodes: sequencer, signer: key });
    const manifests = emitted(chart);
    const posts = flagsOf(podOf(manifests, made.name).container('op-batcher'));
    const reads = flagsOf(podOf(manifests, sequencer.name).container('op-node'));
    expect(altDaFlags(posts)).toEqual({ 'altda.enabled': true, 'altda.da-server': 'http://da:3100', 'altda.verify-on-read': 'false', ...more });
    expect(altDaFlags(reads)).toEqual(altDaFlags(posts));
    expect(posts['data-availability-type']).toBe('calldata');
  });
});

const withoutForksFrom = (fork: string): object => Object.fromEntries(['ecotone', 'fjord', 'granite', 'holocene', 'isthmus', 'jovian', 'karst'].slice(['ecotone', 'fjord'].indexOf(fork)).map((name) => [`${name}_time`, undefined]));

describe('where the batches go by default', () => {
  const genesisBefore = { config: { chainId: 42069, regolithTime: 0, canyonTime: 0, optimism: {} } };

  test('calldata before Ecotone, blobs from then on', () => {
    expect(batcher({}, {}, { rollup: withoutForksFrom('ecotone'), genesis: genesisBefore }).flags['data-availability-type']).toBe('calldata');
    expect(batcher().flags['data-availability-type']).toBe('blobs');
  });

  test.each<[string, Partial<BatcherProps>, string]>([
    ['blobs', { dataAvailability: { type: 'blobs' } }, 'dataAvailability.type'],
    ['auto', { dataAvailability: { type: 'auto' } }, 'dataAvailability.type'],
    ['brotli', { batching: { compressionAlgo: 'brotli' } }, 'batching.compressionAlgo'],
  ])('what the chain cannot read yet is refused: %s', (_, props, prop) => {
    expect(problem(() => batcher(props, {}, { rollup: withoutForksFrom('ecotone'), genesis: genesisBefore }), 'NEEDS_FORK').prop).toBe(prop);
  });

  test('span batches need Delta', () => {
    const files = { rollup: { ...withoutForksFrom('ecotone'), delta_time: undefined }, genesis: genesisBefore };
    expect(problem(() => batcher({ batching: { batchType: 'span' } }, {}, files), 'NEEDS_FORK').prop).toBe('batching.batchType');
  });
});

describe('several sequencers', () => {
  test('give lists of equal length and order', () => {
    const { chart, network } = withNetwork(customNetwork());
    const nodes = ['a', 'b', 'c'].map((id) =>
      new OpNodeConstruct(chart, id, { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, conductor: { rpcUrl: `http://conductor-${id}:8547` }, execution: { http: { port: id === 'b' ? 18545 : 8545 } } }));
    new BatcherConstruct(chart, 'batcher', { network, nodes, signer: key });
    const { flags } = madeIn(chart, 'acme-batcher', 'op-batcher');
    expect(flags['l2-eth-rpc']).toBe('http://acme-a:8545,http://acme-b:18545,http://acme-c:8545');
    expect(flags['rollup-rpc']).toBe('http://acme-a:9545,http://acme-b:9545,http://acme-c:9545');
  });
});

const annotation = (made: Made): unknown => made.pod.metadata.annotations?.['cdk8s-op-stack/network-files'];

describe('the workload', () => {
  test('is one pod that is gone before the next one starts', () => {
    const { workload } = batcher();
    expect(workload).toMatchObject({ kind: 'Deployment', spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  });

  test('is asked for its health over its RPC, which no Service leads to', () => {
    const { container, manifests } = batcher();
    expect(container.livenessProbe).toMatchObject({ httpGet: { port: 'rpc', path: '/healthz' } });
    expect(manifests.filter(({ kind }) => kind === 'Service')).toMatchObject([{ spec: { ports: [{ name: 'metrics', port: 7300, targetPort: 'metrics' }] } }]);
  });

  test.each(['127.0.0.1', 'localhost', '::1'])('with its RPC on %s the metrics port is asked', (host) => {
    const { container } = batcher({ rpc: { host } });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) expect(container[probe]).toMatchObject({ tcpSocket: { port: 'metrics' } });
  });

  test('without metrics there is no Service, and on loopback nothing to ask', () => {
    const { manifests, container } = batcher({ metrics: { enabled: false } });
    expect(manifests.filter(({ kind }) => kind === 'Service')).toEqual([]);
    expect(container.ports).toEqual([{ name: 'rpc', containerPort: 8548, protocol: 'TCP' }]);
    const silent = batcher({ metrics: { enabled: false }, rpc: { host: '127.0.0.1' } });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) expect(silent.container).not.toHaveProperty(probe);
  });

  test('starts anew when the chain files change, because it reads the rollup configuration once', () => {
    const [before, after] = [batcher(), batcher({}, {}, { rollup: { max_sequencer_drift: 601 } })];
    expect(annotation(before)).toMatch(/^[0-9a-f]{16}-[0-9a-f]{16}$/);
    expect(annotation(after)).not.toBe(annotation(before));
  });

  test('takes resources, logs, metrics and security from the network, and its own over them', () => {
    const sharedConfig: OptimismNetworkProps['sharedConfig'] = {
      resources: { requests: { cpu: '300m' }, limits: { memory: '3Gi' } }, logging: { level: 'error', format: 'json' }, metrics: { port: 7000 }, security: { runAsUser: 2000 },
    };
    const made = batcher({ resources: { limits: { memory: '5Gi' } }, logging: { level: 'debug' }, security: { fsGroup: 3000 } }, { sharedConfig });
    expect(made.container.resources).toEqual({ requests: { cpu: '300m', memory: '1Gi' }, limits: { cpu: '2', memory: '5Gi' } });
    expect(made.flags).toMatchObject({ 'log.level': 'debug', 'log.format': 'json', 'metrics.port': '7000' });
    expect(made.pod.spec.securityContext).toMatchObject({ runAsUser: 2000, fsGroup: 3000 });
  });

  test('an L1 URL as text is a flag, and the network timeout is passed on', () => {
    const { flags, env } = batcher({}, { l1RpcUrl: 'http://l1:8545', l1RpcTimeout: Duration.seconds(30) });
    expect(flags).toMatchObject({ 'l1-eth-rpc': 'http://l1:8545', 'network-timeout': '30s' });
    expect(env).not.toHaveProperty('OP_BATCHER_L1_ETH_RPC');
  });
});

describe('problems', () => {
  test.each<ProblemCase>([
    ...sharedProblems('OP_BATCHER', 'v1.16.10'),
    { code: 'INVALID_PORT', prop: 'rpc.port', hint: /1 to 65535/, props: { rpc: { port: 0 } } },
    { code: 'PORT_CLASH', prop: 'metrics.port', hint: /another port/, props: { metrics: { port: 8548 } } },
    { code: 'INVALID_COUNT', prop: 'batching.subSafetyMargin', hint: /from 1 on/, props: { batching: { subSafetyMargin: 0 } } },
    { code: 'STOPPED_FOR_GOOD', prop: 'stopped', hint: /enableAdmin: true/, props: { stopped: true } },
    { code: 'STOPPED_FOR_GOOD', prop: 'stopped', hint: /enableAdmin: true/, props: { stopped: true, rpc: { enableAdmin: false } } },
    { code: 'INVALID_COUNT', prop: 'batching.targetL1TxSize', hint: /from 2 on/, props: { batching: { targetL1TxSize: 1 } } },
    { code: 'INVALID_COUNT', prop: 'batching.targetNumFrames', hint: /from 1 on/, props: { batching: { targetNumFrames: 0 } } },
    { code: 'INVALID_COUNT', prop: 'dataAvailability.maxBlobsPerTx', hint: /from 1 on/, props: { dataAvailability: { maxBlobsPerTx: 1.5 } } },
    { code: 'INVALID_COUNT', prop: 'maxPendingTx', hint: /from 0 on/, props: { maxPendingTx: -1 } },
    { code: 'INVALID_COUNT', prop: 'checkRecentTxsDepth', hint: /from 0 on/, props: { checkRecentTxsDepth: -1 } },
    { code: 'INVALID_COUNT', prop: 'checkRecentTxsDepth', hint: /at most 128/, props: { checkRecentTxsDepth: 129 } },
    { code: 'INVALID_COUNT', prop: 'throttling.lowerThreshold', hint: /from 0 on/, props: { throttling: { lowerThreshold: -1 } } },
    { code: 'INVALID_COUNT', prop: 'throttling.blockSizeUpperLimit', hint: /from 0 on/, props: { throttling: { blockSizeUpperLimit: 0.5 } } },
    { code: 'INVALID_NUMBER', prop: 'batching.approxComprRatio', hint: /up to 1/, props: { batching: { approxComprRatio: 4 } } },
    { code: 'THROTTLING_RANGE', prop: 'throttling.upperThreshold', hint: /above lowerThreshold/, props: { throttling: { lowerThreshold: 5, upperThreshold: 5 } } },
    { code: 'INVALID_URL', prop: 'throttling.additionalEndpoints[0]', hint: /http:\/\//, props: { throttling: { additionalEndpoints: ['builder:8545'] } } },
    { code: 'CHANNEL_TOO_LONG', prop: 'batching.maxChannelDuration', hint: /Shorten it/, props: { batching: { maxChannelDuration: Duration.hours(12) } } },
    { code: 'MARGIN_TOO_LONG', prop: 'batching.subSafetyMargin', hint: /timed out/, props: { batching: { subSafetyMargin: 50 } } },
    { code: 'FRAMES_MISMATCH', prop: 'dataAvailability.maxBlobsPerTx', hint: /keep one/, props: { batching: { targetNumFrames: 2 }, dataAvailability: { maxBlobsPerTx: 3 } } },
    { code: 'FRAMES_MISMATCH', prop: 'dataAvailability.maxBlobsPerTx', hint: /post blobs/, props: { dataAvailability: { type: 'calldata', maxBlobsPerTx: 3 } } },
    { code: 'TOO_MANY_BLOBS', prop: 'dataAvailability.maxBlobsPerTx', hint: /at most 6/, props: { dataAvailability: { maxBlobsPerTx: 7 } } },
    { code: 'ALT_DA_BLOBS', prop: 'dataAvailability.type', hint: /calldata/, props: { dataAvailability: { type: 'auto' } }, network: { altDa: { server: 'http://da:3100' } } },
  ])('$code at $prop', (each) => expect(problemAt(each, () => batcher(each.props, each.network))).toEqual(saying(each, 'acme/batcher')));

  test('a node without HTTP is reported beside the rest', () => {
    const { chart, network } = rollupOf();
    const replica = new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencerUrl: 'http://sequencer:8545', execution: { http: { enabled: false } }, readiness: { when: 'serving' } });
    const codes = problemsOf(() => new BatcherConstruct(chart, 'batcher', { network, nodes: replica, signer: key, maxPendingTx: -1 })).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['RPC_DISABLED', 'NOT_A_SEQUENCER', 'INVALID_COUNT']));
  });

  test('a node without a namespace has no name in another', () => {
    const app = new App();
    const network = new OptimismNetworkConstruct(new Chart(app, 'acme'), 'network', knownNetwork);
    const sequencer = new OpNodeConstruct(new Chart(app, 'node'), 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
    const make = (namespace?: string) => () => new BatcherConstruct(new Chart(app, namespace ?? 'none', { namespace }), 'batcher', { network, nodes: sequencer, signer: key });
    expect(problem(make('batching'), 'OTHER_NAMESPACE')).toMatchObject({ path: 'batching/batcher', prop: 'nodes' });
    expect(make()).not.toThrow();
  });

  test('a batcher works for a sequencer of its own network, and by nodes or endpoints', () => {
    const { chart, network, sequencer } = rollupOf();
    const replica = new OpNodeConstruct(chart, 'replica', { network, nodeType: 'replica', sequencer });
    const other = withNetwork(customNetwork()).network;
    const found = problemsOf(() => new BatcherConstruct(chart, 'batcher', { network: other, nodes: [replica], endpoints: elsewhere, signer: key }));
    expect(found.map(({ code, prop, path }) => [code, prop, path])).toEqual([
      ['NOT_A_SEQUENCER', 'nodes', 'acme/batcher'],
      ['OTHER_NETWORK', 'nodes', 'acme/batcher'],
      ['NODES_AND_ENDPOINTS', 'endpoints', 'acme/batcher'],
    ]);
  });

  test('two batchers of one name would overwrite each other', () => {
    const { chart, network } = withNetwork(customNetwork());
    const props = { network, signer: key, endpoints: elsewhere, name: 'poster' };
    new BatcherConstruct(chart, 'one', props);
    expect(problem(() => new BatcherConstruct(chart, 'two', props), 'DUPLICATE_NAME')).toMatchObject({ path: 'acme/two', prop: 'name' });
  });

  test.each<[string, string, Partial<BatcherProps>]>([
    ['endpoints.rollupRpc[0]', 'URL_HOLDS_SECRET', { endpoints: { l2EthRpc: ['http://el'], rollupRpc: ['https://user:pass@cl.example.com'] } }],
    ['throttling.additionalEndpoints[0]', 'URL_HOLDS_SECRET', { throttling: { additionalEndpoints: ['https://builder.example.com?apikey=1'] } }],
    ['extraArgs', 'FLAG_OVERRIDDEN', { extraArgs: ['--sub-safety-margin=7'], batching: { subSafetyMargin: 8 } }],
  ])('%s warns with %s', (prop, code, props) => {
    const warnings = warningsOf(() => batcher(props));
    expect(warnings).toMatchObject([{ code }]);
    expect(warnings[0]!.message).toContain(`[acme/batcher] ${prop}:`);
  });

  test('all problems come together, and nothing is made', () => {
    const chart = newChart();
    const { network } = withNetwork(customNetwork());
    const codes = problemsOf(() => new BatcherConstruct(chart, 'batcher', { network, signer: key, maxPendingTx: -1, rpc: { port: 70_000 } })).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['INVALID_COUNT', 'INVALID_PORT', 'MISSING_L2']));
    expect(chart.toJson()).toEqual([]);
  });

  test('a chain whose files are only seen in the cluster is not judged by them', () => {
    const unseen: Partial<OptimismNetworkProps> = { chainId: 42069, l1ChainId: 11155111, rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json'), l2Genesis: ConfigSource.fromConfigMap('files', 'genesis.json') };
    const { flags } = batcher({ batching: { maxChannelDuration: Duration.hours(13), batchType: 'span' } }, unseen);
    expect(flags).toMatchObject({ 'max-channel-duration': '3900', 'batch-type': '1', 'data-availability-type': 'blobs' });
  });
});
