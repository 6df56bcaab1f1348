import type { Case } from './kubernetes-cases';
import { batcher, batcherPod, challengerPod, configMap, deployment, image, NOW, object, opGeth, opNode, opReth, pod, proposerPod, replica, secretEnv, sequencer, statefulSet, type Program } from './objects';
import type { Manifest } from '../../../../src/testing';

const DIGEST = (digit: string): string => `@sha256:${digit.repeat(64)}`;
const LATER = NOW + 86_400;
const signer = (address: string): object => batcherPod({ env: [], args: ['--signer.endpoint=https://signer', `--signer.address=${address}`] });
const reth = (...args: readonly string[]): Manifest => deployment('node', opReth({ args: ['node', ...args] }));
const node = (...args: readonly string[]): Manifest => deployment('node', opNode({ args }));
const posts = (...args: readonly string[]): Manifest => deployment('batcher', batcherPod({ args }));
const challenges = (...args: readonly string[]): Manifest => deployment('challenger', challengerPod({ args }));
const files = (rollup: object, genesis?: object): Manifest => configMap('files', { 'rollup.json': { l2_chain_id: 1, ...rollup }, ...(genesis && { 'genesis.json': { config: { chainId: 1, ...genesis } } }) });
const conductor = (...args: readonly string[]): Manifest => statefulSet('conductor', { name: 'op-conductor', image: image('op-conductor', 'v0.9.4'), args });
const geth = (version: string): Manifest => deployment('node', opGeth(version));
const mounted = (secretName: string): object => pod({ volumes: [{ name: 'keys', secret: { secretName } }] });
const keyed = (flag: string, secret: string, client: (over?: Program) => object): Manifest => deployment('node', client({ args: [flag], volumeMounts: [{ name: 'keys', mountPath: '/keys' }] }), mounted(secret));
const rolling = (rollingUpdate: object): object => ({ spec: { strategy: { type: 'RollingUpdate', rollingUpdate } } });
const scaler = (target: string): Manifest => object('autoscaling/v2', 'HorizontalPodAutoscaler', 'scaler', { spec: { scaleTargetRef: { kind: 'Deployment', name: target } } });

export const rollupCases: Readonly<Record<string, Case>> = {
  SEQUENCER_RESTART: {
    finds: [[sequencer()], [sequencer({ image: image('op-node', 'v1.19.8') })]],
    passes: [[sequencer(), replica()], [sequencer({}, { metadata: { labels: { a: 'b' } } }), replica({ image: image('op-node', 'v1.19.8') })]],
  },
  BATCHER_NOT_RESTARTED: {
    finds: [[sequencer(), batcher()], [sequencer({ image: image('op-node', 'v1.19.8') }), batcher()]],
    passes: [[sequencer(), batcher()], [sequencer({ image: image('op-node', 'v1.19.8') }), batcher({}, { image: image('op-batcher', 'v1.17.1') })]],
  },
  SEQUENCER_REMOVED: { finds: [[sequencer()], [sequencer({}, { spec: { replicas: 0 } })]], passes: [[replica()], [replica({}, { spec: { replicas: 0 } })]] },
  SEQUENCERS_AT_ONCE: {
    finds: [[sequencer()], [sequencer(), statefulSet('second', [opNode({ args: ['--sequencer.enabled'] }), opReth()])]],
    passes: [[sequencer()], [sequencer(), statefulSet('second', [opNode({ args: ['--sequencer.enabled', '--conductor.enabled', '--sequencer.stopped'] }), opReth()])]],
  },
  SEQUENCER_ROLE_CHANGED: {
    finds: [[statefulSet('n', opNode())], [statefulSet('n', opNode({ env: [{ name: 'OP_NODE_SEQUENCER_ENABLED', value: 'true' }] }))]],
    passes: [[statefulSet('n', opNode())], [statefulSet('n', opNode({ args: ['--sequencer.enabled=false'] }))]],
  },
  RAFT_BOOTSTRAP: { finds: [[conductor()], [conductor('--raft.bootstrap')]], passes: [[conductor('--raft.bootstrap')], [conductor('--raft.bootstrap=false')]] },
  SEQUENCER_FORWARDS: {
    finds: [[sequencer()], [statefulSet('sequencer', [opNode({ args: ['--sequencer.enabled'] }), opReth({ args: ['node', '--rollup.sequencer=http://sequencer:8545'] })])]],
    passes: [[replica()], [statefulSet('replica', [opNode(), opReth({ args: ['node', '--rollup.sequencer=http://sequencer:8545'] })])]],
  },
  SIGNER_MOVED: {
    finds: [[batcher()], [statefulSet('batcher', batcherPod())]],
    passes: [[batcher()], [deployment('poster', batcherPod({ env: [secretEnv('OP_BATCHER_PRIVATE_KEY', 'other-key')] }))]],
  },
  SIGNER_STOPPED: {
    finds: [[batcher()], [batcher({ spec: { replicas: 0 } })]],
    passes: [[batcher(), replica()], [deployment('poster', batcherPod({ env: [secretEnv('OP_BATCHER_PRIVATE_KEY', 'other-key')] })), batcher({ spec: { replicas: 0 } })]],
  },
  SIGNER_SHARED: {
    finds: [[batcher(), deployment('proposer', proposerPod())], [batcher(), deployment('proposer', proposerPod({ env: [secretEnv('OP_PROPOSER_PRIVATE_KEY', 'batcher-key')] }))]],
    passes: [[deployment('a', signer('0xAA'))], [deployment('a', signer('0xAA')), deployment('b', signer('0xBB'))]],
  },
  SIGNER_REPLICAS: { finds: [[batcher()], [batcher({ spec: { replicas: 2 } })]], passes: [[batcher()], [batcher({ spec: { replicas: 0 } })]] },
  CHALLENGER_REPLICAS: {
    finds: [[deployment('c', challengerPod())], [deployment('c', challengerPod(), { spec: { replicas: 2 } })]],
    passes: [[deployment('c', challengerPod(), { spec: { replicas: 3 } })], [deployment('c', challengerPod(), { spec: { replicas: 2 } })]],
  },
  SIGNER_SCALED: { finds: [[batcher()], [batcher(), scaler('batcher')]], passes: [[deployment('node', opReth())], [deployment('node', opReth()), scaler('node')]] },
  SIGNER_OVERLAPS: {
    finds: [[batcher()], [batcher({ spec: { strategy: { type: 'RollingUpdate' } } })]],
    passes: [[batcher(rolling({ maxSurge: 0, maxUnavailable: 1 }))], [batcher(rolling({ maxSurge: 0, maxUnavailable: 1 }), { args: ['--log.level=debug'] })]],
  },
  SIGNER_KEY_CHANGED: {
    finds: [[deployment('b', signer('0xAA'))], [deployment('b', signer('0xBB'))]],
    passes: [[deployment('b', signer('0xAA'))], [deployment('b', signer('0xaa'))]],
  },
  EXECUTION_DOWNGRADE: { finds: [[geth('v1.101702.1')], [geth('v1.101605.0')]], passes: [[geth('v1.101609.2')], [geth('v1.101701.0')]] },
  VERSION_DOWNGRADE: { finds: [[replica()], [replica({ image: image('op-node', 'v1.19.6') })]], passes: [[replica()], [replica({ image: image('op-node', 'v1.19.10') })]] },
  EXECUTION_STEP_SKIPPED: { finds: [[geth('v1.101411.4')], [geth('v1.101500.0')]], passes: [[geth('v1.101411.8')], [geth('v1.101500.0')]] },
  EXECUTION_CLIENT_SWAPPED: {
    finds: [[geth('v1.101602.3')], [deployment('node', opReth({ name: 'execution' }))]],
    passes: [[geth('v1.101602.3')], [deployment('node', opGeth('v1.101602.3', { image: 'mirror.example.com/op-geth:v1.101602.3' }))]],
  },
  CONSENSUS_CLIENT_SWAPPED: {
    finds: [[replica()], [statefulSet('replica', [{ name: 'op-node', image: image('kona-node', 'v1.7.0') }, opReth()])]],
    passes: [[replica()], [replica({ image: 'mirror.example.com/op-node:v1.19.7' })]],
  },
  DIGEST_CHANGED: {
    finds: [[replica({ image: image('op-node', `v1.19.7${DIGEST('1')}`) })], [replica({ image: image('op-node', `v1.19.7${DIGEST('2')}`) })]],
    passes: [[replica({ image: image('op-node', `v1.19.7${DIGEST('1')}`) })], [replica({ image: image('op-node', `v1.19.8${DIGEST('2')}`) })]],
  },
  VERSION_UNKNOWN: { finds: [[replica()], [replica({ image: image('op-node', 'latest') })]], passes: [[replica({ image: image('op-node', 'latest') })], [replica()]] },
  DATA_DIR_CHANGED: { finds: [[reth('--datadir=/data')], [reth('--datadir', '/data/reth')]], passes: [[reth('--datadir=/data')], [reth('--datadir', '/data', '--color=never')]] },
  STATE_LAYOUT_CHANGED: { finds: [[geth('v1.101602.3')], [deployment('node', opGeth('v1.101602.3', { env: [{ name: 'GETH_STATE_SCHEME', value: 'hash' }] }))]], passes: [[node()], [node('--db.engine=pebble')]] },
  STARTS_STOPPED: { finds: [[posts()], [posts('--stopped')]], passes: [[posts('--stopped')], [posts('--stopped=true', '--log.level=debug')]] },
  HISTORY_CHANGED: { finds: [[reth('--full')], [reth()]], passes: [[reth('--full')], [reth('--full=true', '--http')]] },
  SYNC_MODE_CHANGED: { finds: [[node()], [node('--syncmode=execution-layer')]], passes: [[node('--syncmode=execution-layer')], [deployment('node', opNode({ env: [{ name: 'OP_NODE_SYNCMODE', value: 'execution-layer' }] }))]] },
  CHAIN_CHANGED: { finds: [[node('--network=op-sepolia')], [node('--rollup.config=/rollup.json')]], passes: [[posts('--network=a')], [deployment('batcher', { name: 'op-batcher', image: 'example.com/other', args: ['--network=b'] })]] },
  FORK_OVERRIDDEN: { finds: [[node()], [node('--override.karst=1')]], passes: [[node()], [node('--l1.rpckind=alchemy')]] },
  ENGINE_KIND_CHANGED: { finds: [[node('--l2.enginekind=geth')], [deployment('node', opNode({ env: [{ name: 'OP_NODE_L2_ENGINE_KIND', value: 'reth' }] }))]], passes: [[node('--l2.enginekind=reth')], [deployment('node', opNode({ env: [{ name: 'OP_NODE_L2_ENGINE_KIND', value: 'reth' }] }))]] },
  SAFE_DB_CHANGED: { finds: [[node('--safedb.path=/a')], [node('--safedb.path=/b')]], passes: [[node('--safedb.path=/a')], [node('--p2p.peerstore.path=/b', '--safedb.path=/a')]] },
  PRESTATE_CHANGED: { finds: [[challenges('--prestates-url=https://a.example.com')], [challenges('--prestates-url=https://b.example.com')]], passes: [[challenges('--max-concurrency=1')], [challenges('--max-concurrency=2')]] },
  GAME_TYPE_CHANGED: { finds: [[challenges('--game-types=permissioned')], [challenges('--game-types=permissioned,cannon-kona')]], passes: [[challenges('--game-types=permissioned', '--game-window=1h')], [challenges('--game-types=permissioned', '--game-window=2h')]] },
  BATCH_FORMAT_CHANGED: { finds: [[posts('--data-availability-type=calldata')], [posts('--data-availability-type=blobs')]], passes: [[posts('--poll-interval=6s')], [posts('--poll-interval=3s')]] },
  ALT_DA_CHANGED: { finds: [[posts()], [posts('--altda.enabled')]], passes: [[posts()], [posts('--throttle.threshold=1')]] },
  CHAIN_FILE_CHANGED: { finds: [[files({ seq_window_size: 3600 })], [files({ seq_window_size: 7200 })]], passes: [[files({ karst_time: LATER })], [files({ karst_time: LATER + 1 })]] },
  FORK_TIME_CHANGED: { finds: [[files({})], [files({ karst_time: LATER })]], passes: [[files({ karst_time: LATER, block_time: 2 })], [files({ karst_time: LATER, block_time: 1 })]] },
  FORK_TIME_PASSED: { finds: [[files({ karst_time: NOW - 10 })], [files({ karst_time: LATER })]], passes: [[files({ karst_time: NOW + 1 })], [files({ karst_time: LATER })]] },
  GENESIS_NOT_READ: {
    finds: [[geth('v1.101702.3'), files({}, {})], [geth('v1.101702.3'), files({}, { jovianTime: LATER })]],
    passes: [[reth(), files({}, {})], [reth(), deployment('fresh', opGeth('v1.101702.3')), files({}, { jovianTime: LATER })]],
  },
  FORK_TIMES_DISAGREE: { finds: [[files({}, {})], [files({ karst_time: LATER }, { karstTime: LATER + 2 })]], passes: [[files({}, {})], [files({ karst_time: LATER }, { karstTime: LATER })]] },
  PEER_ID_CHANGED: {
    finds: [[keyed('--p2p-secret-key=/keys/el', 'one', opReth)], [keyed('--p2p-secret-key=/keys/el', 'two', opReth)]],
    passes: [[keyed('--p2p-secret-key=/keys/el', 'one', opReth)], [keyed('--p2p-secret-key=/keys/el', 'one', (over) => opReth({ ...over, image: image('op-reth', 'v2.5.0') }))]],
  },
  JWT_CHANGED: {
    finds: [[keyed('--l2.jwt-secret=/keys/jwt', 'one', opNode)], [keyed('--l2.jwt-secret=/keys/jwt', 'two', opNode)]],
    passes: [[keyed('--l2.jwt-secret=/keys/jwt', 'one', opNode)], [deployment('node', opNode({ env: [{ name: 'OP_NODE_L2_ENGINE_AUTH', value: '/keys/jwt' }], volumeMounts: [{ name: 'keys', mountPath: '/keys' }] }), mounted('one'))]],
  },
};
