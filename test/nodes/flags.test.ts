import { SecretValue, type OptimismNetworkProps } from '../../src';
import { anyVersion, customNetwork, knownNetwork, problem, problemsOf, rollup, genesis, sequencerKey, warningsOf } from '../support/fixtures';
import { custom, makeNode, secretOf, see, type NodeSpec } from './support/node';

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});

/** A chain with no fork after Isthmus, so that old versions can follow it. */
function oldNetwork(images: NonNullable<OptimismNetworkProps['images']>, over: Partial<OptimismNetworkProps> = {}): OptimismNetworkProps {
  const { jovianTime: _jovian, karstTime: _karst, ...untilIsthmus } = genesis.config;
  return customNetwork({ ...anyVersion, images, ...over }, { rollup: { ...rollup, jovian_time: undefined, karst_time: undefined }, genesis: { config: untilIsthmus } });
}

const argsOf = (container: string, spec: NodeSpec, network: OptimismNetworkProps = custom): readonly string[] => {
  const { chart, node } = makeNode(spec, network);
  return see(chart, node.name).container(container).args ?? [];
};

describe('extraArgs', () => {
  test('are added to the flags of their client', () => {
    expect(argsOf('op-node', { consensus: { extraArgs: ['--p2p.peers.hi=40', '--p2p.ban.peers', '--l1.http-poll-interval', '6s'] } }).slice(-3)).toEqual(['--p2p.peers.hi=40', '--p2p.ban.peers', '--l1.http-poll-interval=6s']);
    expect(argsOf('op-reth', { execution: { extraArgs: ['--rpc.gascap=7'] } }).at(-1)).toBe('--rpc.gascap=7');
  });

  test.each<[string, NodeSpec, string, string]>([
    ['op-node', { consensus: { extraArgs: ['--verifier.l1-confs=9'], verifierL1Confs: 2 } }, 'verifier.l1-confs', '9'],
    ['op-reth', { execution: { extraArgs: ['--http.api=eth'] } }, 'http.api', 'eth'],
    ['op-geth', { execution: { client: 'op-geth', extraArgs: ['--cache=1'] } }, 'cache', '1'],
  ])('replace what %s is told by the construct, with a warning', (container, spec, name, value) => {
    const seen: { args: readonly string[] } = { args: [] };
    const warnings = warningsOf(() => {
      seen.args = argsOf(container, spec);
    });
    expect(seen.args.filter((arg) => arg.startsWith(`--${name}=`))).toEqual([`--${name}=${value}`]);
    expect(warnings.map(({ code }) => code)).toEqual(['FLAG_OVERRIDDEN']);
    expect(warnings[0]?.message).toContain(`.extraArgs: --${name} replaces`);
  });

  test('replace by an alias too', () => {
    const args = argsOf('op-node', { consensus: { extraArgs: ['--l1.beacon-archiver=http://archive:5052'] } }, { ...custom, l1BeaconFallbacks: ['http://first:5052'] });
    expect(args.filter((arg) => arg.includes('beacon-'))).toEqual(['--l1.beacon-archiver=http://archive:5052']);
    expect(argsOf('op-reth', { execution: { extraArgs: ['--rollup.sequencer-http=http://elsewhere:8545'] } }).filter((arg) => arg.includes('rollup.sequencer'))).toEqual(['--rollup.sequencer-http=http://elsewhere:8545']);
  });

  test.each<[string, NodeSpec, string]>([
    ['consensus.extraArgs', { consensus: { extraArgs: ['--l2=http://elsewhere:8551'] } }, 'same pod'],
    ['consensus.extraArgs', { consensus: { extraArgs: ['--l2.jwt-secret=/tmp/jwt'] } }, 'Jwt'],
    ['consensus.extraArgs', { consensus: { extraArgs: ['--rollup.config=/tmp/rollup.json'] } }, 'network'],
    ['consensus.extraArgs', { consensus: { extraArgs: ['--p2p.priv.path=/tmp/key'] } }, 'SecretValue'],
    ['consensus.extraArgs', { nodeType: 'sequencer', consensus: { extraArgs: ['--sequencer.enabled=false'] } }, 'nodeType'],
    ['consensus.extraArgs', { consensus: { client: 'kona-node', extraArgs: ['--mode=sequencer'] } }, 'nodeType'],
    ['consensus.extraArgs', { consensus: { client: 'kona-node', extraArgs: ['--l2-chain-id=10'] } }, 'network'],
    ['consensus.env.OP_NODE_L2_ENGINE_RPC', { consensus: { env: { OP_NODE_L2_ENGINE_RPC: 'http://elsewhere:8551' } } }, 'same pod'],
    ['execution.extraArgs', { execution: { extraArgs: ['--authrpc.addr=0.0.0.0'] } }, 'pod'],
    ['execution.extraArgs', { execution: { extraArgs: ['--authrpc.port=9999'] } }, 'wired'],
    ['execution.extraArgs', { execution: { extraArgs: ['--chain=optimism'] } }, 'network'],
    ['execution.extraArgs', { execution: { extraArgs: ['--datadir=/tmp'] } }, 'volume'],
    ['execution.extraArgs', { execution: { client: 'op-geth', extraArgs: ['--networkid=1'] } }, 'network'],
    ['execution.extraArgs', { execution: { client: 'op-geth', extraArgs: ['--authrpc.jwtsecret=/tmp/jwt'] } }, 'Jwt'],
  ])('%s cannot replace the wiring: %j', (prop, spec, reason) => {
    expect(problem(() => makeNode(spec), 'FIXED_FLAG')).toMatchObject({ path: expect.stringMatching(/^acme\//), prop, message: expect.stringContaining(reason), hint: 'Use the typed prop for it' });
  });

  test.each<[string, NodeSpec, OptimismNetworkProps, string]>([
    ['a second sequencer', { consensus: { extraArgs: ['--sequencer.enabled'] } }, custom, 'consensus.extraArgs'],
    ['a second sequencer by a variable', { consensus: { env: { OP_NODE_SEQUENCER_ENABLED: 'true' } } }, custom, 'consensus.env.OP_NODE_SEQUENCER_ENABLED'],
    ['a replica with the key that signs blocks', { consensus: { env: { OP_NODE_P2P_SEQUENCER_KEY: sequencerKey } } }, custom, 'consensus.env.OP_NODE_P2P_SEQUENCER_KEY'],
    ['a kona-node with the key that signs blocks', { consensus: { client: 'kona-node', extraArgs: ['--p2p.sequencer.key=/tmp/key'] } }, custom, 'consensus.extraArgs'],
    ['a sequencer that forwards to itself', { nodeType: 'sequencer', execution: { extraArgs: ['--rollup.sequencer=http://acme-sequencer:8545'] } }, custom, 'execution.extraArgs'],
    ['the same by an alias', { nodeType: 'sequencer', execution: { extraArgs: ['--rollup.sequencer-http=http://acme-sequencer:8545'] } }, custom, 'execution.extraArgs'],
    ['the same with op-geth', { nodeType: 'sequencer', execution: { client: 'op-geth', extraArgs: ['--rollup.sequencerhttp=http://acme-sequencer:8545'] } }, custom, 'execution.extraArgs'],
    ['a file beside the name of a chain', { consensus: { extraArgs: ['--rollup.config=/tmp/rollup.json'] } }, knownNetwork, 'consensus.extraArgs'],
    ['the name of a chain beside its files', { consensus: { extraArgs: ['--network=op-mainnet'] } }, custom, 'consensus.extraArgs'],
  ])('what is left out is not the user\'s either: %s', (_, spec, network, prop) => {
    expect(problem(() => makeNode(spec, network), 'FIXED_FLAG')).toMatchObject({ prop, message: expect.stringContaining('may not be set here: ') });
  });

  test('a flag that the version does not have is refused, with the nearest names', () => {
    expect(problem(() => makeNode({ consensus: { image: { version: 'v1.19.0' }, extraArgs: ['--p2p.peers.high=40'] } }), 'UNKNOWN_FLAG')).toMatchObject({
      path: 'acme/replica', prop: 'consensus.extraArgs', message: 'op-node v1.19.0 has no flag --p2p.peers.high', hint: expect.stringContaining('Did you mean --p2p.peers.hi'),
    });
    expect(problem(() => makeNode({ execution: { extraArgs: ['--http.apis=eth'] } }), 'UNKNOWN_FLAG').hint).toContain('--http.api');
  });

  test('several faults are reported together', () => {
    const codes = problemsOf(() => makeNode({ consensus: { image: { version: 'v1.19.0' }, extraArgs: ['--nonsense', 'stray', '--l2=x'] }, execution: { extraArgs: ['--http.port=many', '--rpc.gascap=1', '--rpc.gascap=2'] } }, { ...custom, ...anyVersion })).map(({ code }) => code);
    expect(codes).toHaveLength(4);
    expect(new Set(codes)).toEqual(new Set(['UNKNOWN_FLAG', 'FIXED_FLAG', 'INVALID_FLAG_VALUE', 'DUPLICATE_FLAG']));
  });
});

describe('env', () => {
  test('is literal or from a Secret, and replaces the flag that it sets', () => {
    const spec: NodeSpec = { consensus: { env: { TZ: 'UTC', OP_NODE_VERIFIER_L1_CONFS: '9', OP_NODE_P2P_NETRESTRICT: SecretValue.fromSecret('nets', 'cidrs') }, verifierL1Confs: 2 } };
    const { chart, node } = makeNode(spec);
    const { container, flags } = see(chart, node.name);
    expect(container('op-node').env).toEqual(expect.arrayContaining([{ name: 'TZ', value: 'UTC' }, { name: 'OP_NODE_VERIFIER_L1_CONFS', value: '9' }]));
    expect(secretOf(container('op-node'), 'OP_NODE_P2P_NETRESTRICT')).toBe('nets/cidrs');
    expect(flags('op-node')).not.toHaveProperty(['verifier.l1-confs']);
    expect(warningsOf(() => makeNode(spec)).map(({ code }) => code)).toEqual(['FLAG_OVERRIDDEN']);
  });

  test('a variable that the version does not read is refused', () => {
    expect(problem(() => makeNode({ consensus: { image: { version: 'v1.19.0' }, env: { OP_NODE_P2P_PEERS_HIGH: '40' } } }), 'UNKNOWN_ENV')).toMatchObject({ path: 'acme/replica', prop: 'consensus.env.OP_NODE_P2P_PEERS_HIGH' });
  });
});

describe('flags that changed between versions', () => {
  const fallbacks = { l1BeaconFallbacks: ['http://a:5052', 'http://b:5052'] };

  test.each([
    ['v1.13.3', 'l1.beacon-fallbacks'],
    ['v1.19.0', 'l1.beacon-fallbacks'],
  ])('op-node %s takes blobs from --%s', (version, name) => {
    const args = argsOf('op-node', {}, oldNetwork({ components: { 'op-node': { version } } }, fallbacks));
    expect(args.filter((arg) => arg.startsWith('--l1.beacon-'))).toEqual([`--${name}=http://a:5052,http://b:5052`]);
  });

  test.each([
    ['v1.101511.0', 'rollup.disabletxpoolgossip'],
    ['v1.101702.3', 'rollup.txpool.disable-gossip'],
  ])('op-geth %s keeps transactions to itself by --%s', (version, name) => {
    const args = argsOf('op-geth', { execution: { client: 'op-geth' } }, oldNetwork({ components: { 'op-geth': { version } } }));
    expect(args.filter((arg) => /gossip/.test(arg))).toEqual([`--${name}`]);
  });

  test('op-geth takes its transaction pool flag by the old name as well', () => {
    const args = argsOf('op-geth', { execution: { client: 'op-geth', extraArgs: ['--rollup.disabletxpoolgossip=false'] } });
    expect(args.filter((arg) => /gossip/.test(arg))).toEqual(['--rollup.disabletxpoolgossip=false']);
  });

  test('a typed prop that an old version has no flag for is refused by the name of the prop', () => {
    expect(problem(() => makeNode({ consensus: { followSource: 'http://deriver:9545' } }, oldNetwork({ components: { 'op-node': { version: 'v1.13.3' } } })), 'FLAG_NOT_IN_VERSION')).toMatchObject({
      path: 'acme/replica', prop: 'consensus.followSource', message: 'op-node v1.13.3 has no flag --l2.follow.source',
    });
    expect(problem(() => makeNode({ nodeType: 'sequencer', consensus: { sequencing: { recover: true }, image: { version: 'v1.12.2' } } }, oldNetwork({})), 'FLAG_NOT_IN_VERSION').prop).toBe('consensus.sequencing.recover');
  });

  test('the image of one node can be newer than that of the network', () => {
    const { chart, node } = makeNode({ consensus: { image: { version: 'v1.19.9', digest: `sha256:${'c'.repeat(64)}` } } });
    expect(see(chart, node.name).container('op-node').image).toMatch(/\/op-node:v1\.19\.9@sha256:c{64}$/);
  });
});
