import { Duration } from 'cdk8s';
import { OpNodeConstruct, ProposerConstruct, SecretValue, Signer, type OptimismNetworkProps, type ProposerProps } from '../../src';
import { yamlSerializer } from '../../src/testing';
import { ADDRESS, customNetwork, emitted, problem, sequencerKey, signer, warningsOf, withNetwork } from '../support/fixtures';
import { casesOf, elsewhere, expectEffect, madeIn, problemAt, rollupOf, saying, sharedEffects, sharedProblems, sharedProps, workloadOf, type Effects, type Made, type ProblemCase } from './support';

expect.addSnapshotSerializer(yamlSerializer);

const key = signer('proposer-key');

function proposer(props: Partial<ProposerProps> = {}, network: Partial<OptimismNetworkProps> = {}): Made {
  const { chart, network: wired } = withNetwork(customNetwork(network));
  const made = new ProposerConstruct(chart, 'proposer', { network: wired, signer: key, endpoints: elsewhere, ...props });
  return madeIn(chart, made.name, 'op-proposer');
}

describe('what is emitted', () => {
  test('with the fewest props', () => {
    const { chart, network, sequencer } = rollupOf();
    const made = new ProposerConstruct(chart, 'proposer', { network, nodes: sequencer, signer: key });
    expect(workloadOf(emitted(chart), made.name)).toMatchSnapshot();
    expect([made.deployment.name, made.service?.name]).toEqual(['acme-proposer', 'acme-proposer']);
  });

  test('with all props', () => {
    const all: Required<Omit<ProposerProps, 'network' | 'nodes' | 'l2OutputOracleAddr'>> = {
      ...sharedProps,
      endpoints: { l2EthRpc: ['http://el:8545'], rollupRpc: [SecretValue.fromSecret('l2', 'cl')] },
      signer: Signer.mnemonic(SecretValue.fromSecret('words', 'mnemonic'), "m/44'/60'/0'/0/1"),
      name: 'claims',
      proposal: { pollInterval: Duration.seconds(6), allowNonFinalized: true, outputInterval: Duration.hours(1) },
      disputeGame: { factoryAddr: ADDRESS.oracle, gameType: 9, superRootRpcs: [SecretValue.fromSecret('supernode', 'rpc'), 'http://supernode-2:8545'] },
      waitNodeSync: false,
      rpc: { host: '127.0.0.1', port: 8561, enableAdmin: true },
      image: { version: 'v1.16.6', digest: `sha256:${'cd'.repeat(32)}` },
      podOverrides: { hostname: 'claims' },
      extraArgs: ['--active-sequencer-check-duration=5s'],
    };
    expect(workloadOf(proposer(all).manifests)).toMatchSnapshot();
  });
});

describe('every prop', () => {
  const effects: Effects<Omit<ProposerProps, 'network' | 'nodes' | 'l2OutputOracleAddr'>> = {
    ...sharedEffects('OP_PROPOSER'),
    name: ['claims', { fields: [['metadata.name', 'claims']] }],
    signer: [signer('other-key'), { env: { OP_PROPOSER_PRIVATE_KEY: 'other-key/key' } }],
    endpoints: [{ l2EthRpc: ['http://a:1', 'http://b:2'], rollupRpc: ['http://a:3', 'http://b:4'] }, { flags: { 'rollup-rpc': 'http://a:3,http://b:4' } }],
    proposal: {
      of: {
        pollInterval: [Duration.seconds(6), { flags: { 'poll-interval': '6s' } }],
        allowNonFinalized: [true, { flags: { 'allow-non-finalized': true } }],
        outputInterval: [Duration.hours(1), { flags: { 'proposal-interval': '3600s' } }],
      },
    },
    disputeGame: [{ factoryAddr: ADDRESS.oracle, gameType: 5, superRootRpcs: ['http://supernode:8545'] }, {
      flags: { 'game-factory-address': ADDRESS.oracle, 'game-type': '5', 'superroot-rpcs': 'http://supernode:8545' },
    }],
    waitNodeSync: [false, { flags: { 'wait-node-sync': 'false' } }],
    rpc: {
      of: {
        host: ['10.0.0.1', { flags: { 'rpc.addr': '10.0.0.1' } }],
        port: [8600, { flags: { 'rpc.port': '8600' }, fields: [['spec.template.spec.containers.0.ports.0.containerPort', 8600]] }],
        enableAdmin: [true, { flags: { 'rpc.enable-admin': true } }],
      },
    },
  };
  const without = proposer();

  test.each(casesOf(effects))('$prop', (each) => {
    let made = without;
    warningsOf(() => { made = proposer(each.props); });
    expect(each.effect).not.toEqual({});
    expectEffect(each, made, without);
  });

  test('each prop of disputeGame is a flag by itself', () => {
    const game: Required<NonNullable<ProposerProps['disputeGame']>> = { factoryAddr: ADDRESS.oracle, gameType: 0, superRootRpcs: ['http://supernode:8545'] };
    expect(proposer({ disputeGame: { factoryAddr: game.factoryAddr } }).flags).toMatchObject({ 'game-factory-address': ADDRESS.oracle, 'game-type': '8' });
    expect(proposer({ disputeGame: { gameType: game.gameType } }).flags).toMatchObject({ 'game-factory-address': ADDRESS.factory, 'game-type': '0' });
    expect(proposer({ disputeGame: { gameType: 9, superRootRpcs: game.superRootRpcs } }).flags).toMatchObject({ 'game-type': '9', 'superroot-rpcs': 'http://supernode:8545' });
  });

  test('the defaults: half an hour between proposals to the factory of the network', () => {
    expect(without.flags).toMatchObject({ 'game-factory-address': ADDRESS.factory, 'game-type': '8', 'proposal-interval': '1800s', 'rollup-rpc': 'https://cl.example.com' });
    expect(without.flags).not.toHaveProperty('l2-eth-rpc');
  });
});

describe('an output oracle', () => {
  const old = { image: { version: 'v1.10.2' }, l2OutputOracleAddr: ADDRESS.oracle };

  test('is proposed to by op-proposer v1.10.2, at intervals of its own', () => {
    const { flags } = proposer(old);
    expect(flags).toMatchObject({ 'l2oo-address': ADDRESS.oracle, 'rollup-rpc': 'https://cl.example.com' });
    for (const flag of ['game-factory-address', 'game-type', 'proposal-interval']) expect(flags).not.toHaveProperty(flag);
  });

  test('may be the network\'s', () => {
    expect(proposer({ image: old.image }, { contractAddresses: { l2OutputOracleAddr: ADDRESS.oracle } }).flags['l2oo-address']).toBe(ADDRESS.oracle);
  });

  test.each(['v1.16.0', 'v1.16.3', 'v1.16.6'])('is refused by op-proposer %s', (version) => {
    expect(problem(() => proposer({ ...old, image: { version } }), 'ORACLE_NOT_IN_VERSION')).toMatchObject({ prop: 'l2OutputOracleAddr', path: 'acme/proposer' });
  });
});

const superGame = (version: string, disputeGame: object = {}): Made => proposer({ image: { version }, disputeGame: { gameType: 9, ...disputeGame } });

describe('super roots', () => {
  test('come from the node itself since v1.16.4, in place of output roots', () => {
    const { chart, network } = withNetwork(customNetwork());
    const nodes = ['a', 'b'].map((id) => new OpNodeConstruct(chart, id, { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey, conductor: { rpcUrl: 'http://conductor:8547' } }));
    new ProposerConstruct(chart, 'proposer', { network, nodes, signer: key, disputeGame: { gameType: 5 } });
    const { flags } = madeIn(chart, 'acme-proposer', 'op-proposer');
    expect(flags['superroot-rpcs']).toBe('http://acme-a:9545,http://acme-b:9545');
    expect(flags).not.toHaveProperty('rollup-rpc');
  });

  test.each([
    ['v1.10.2', 'supervisor-rpcs'],
    ['v1.16.0', 'supervisor-rpcs'],
    ['v1.16.3', 'supernode-rpcs'],
    ['v1.16.6', 'superroot-rpcs'],
  ])('op-proposer %s calls the flag --%s', (version, flag) => {
    const { flags } = superGame(version, { superRootRpcs: ['http://supernode:8545'] });
    expect(flags[flag]).toBe('http://supernode:8545');
    expect(flags).not.toHaveProperty('rollup-rpc');
  });

  test('have to be given a source before v1.16.4', () => {
    expect(problem(() => superGame('v1.16.3'), 'MISSING_SUPER_ROOTS').prop).toBe('disputeGame.superRootRpcs');
    expect(superGame('v1.16.6').flags['superroot-rpcs']).toBe('https://cl.example.com');
  });

  test('a game that is not known here claims what it is given a source for', () => {
    expect(proposer({ disputeGame: { gameType: 10 } }).flags).toHaveProperty('rollup-rpc');
    expect(proposer({ disputeGame: { gameType: 10, superRootRpcs: ['http://supernode:8545'] } }).flags).not.toHaveProperty('rollup-rpc');
  });
});

describe('the workload', () => {
  test('is one pod that is gone before the next one starts', () => {
    expect(proposer().workload).toMatchObject({ kind: 'Deployment', spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  });

  test('with its RPC on loopback the metrics port is asked', () => {
    expect(proposer().container.readinessProbe).toMatchObject({ httpGet: { port: 'rpc', path: '/healthz' } });
    expect(proposer({ rpc: { host: '127.0.0.1' } }).container.readinessProbe).toMatchObject({ tcpSocket: { port: 'metrics' } });
  });

  test('without metrics there is no Service', () => {
    expect(proposer({ metrics: { enabled: false } }).manifests.map(({ kind }) => kind)).not.toContain('Service');
  });
});

describe('problems', () => {
  test.each<ProblemCase>([
    ...sharedProblems('OP_PROPOSER', 'v1.16.3'),
    { code: 'PORT_CLASH', prop: 'metrics.port', hint: /another port/, props: { metrics: { port: 8560 } } },
    { code: 'INVALID_ADDRESS', prop: 'disputeGame.factoryAddr', hint: /40 hex digits/, props: { disputeGame: { factoryAddr: '0x12' } } },
    { code: 'ADDRESS_CHECKSUM', prop: 'l2OutputOracleAddr', hint: /Write it as 0x/, props: { l2OutputOracleAddr: ADDRESS.oracle.toLowerCase() } },
    { code: 'INVALID_COUNT', prop: 'disputeGame.gameType', hint: /from 0 on/, props: { disputeGame: { gameType: -1 } } },
    { code: 'INVALID_URL', prop: 'disputeGame.superRootRpcs[0]', hint: /http:\/\//, props: { disputeGame: { gameType: 9, superRootRpcs: ['supernode'] } } },
    { code: 'TWO_PROPOSAL_TARGETS', prop: 'disputeGame.factoryAddr', hint: /keep that one/, props: { disputeGame: { factoryAddr: ADDRESS.factory }, l2OutputOracleAddr: ADDRESS.oracle } },
    { code: 'TWO_PROPOSAL_TARGETS', prop: 'disputeGame.factoryAddr', hint: /keep that one/, network: { contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, l2OutputOracleAddr: ADDRESS.oracle } } },
    { code: 'MISSING_FACTORY', prop: 'disputeGame.factoryAddr', hint: /contractAddresses\.disputeGameFactoryAddr/, network: { contractAddresses: {} } },
    { code: 'MISSING_GAME_TYPE', prop: 'disputeGame.gameType', hint: /respectedGameType\(\)/, network: { contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory } } },
    { code: 'ORACLE_NOT_IN_VERSION', prop: 'l2OutputOracleAddr', hint: /v1\.10\.2/, props: { l2OutputOracleAddr: ADDRESS.oracle } },
    { code: 'OUTPUT_ROOT_GAME', prop: 'disputeGame.superRootRpcs', hint: /type 5 or 9/, props: { disputeGame: { superRootRpcs: ['http://supernode:8545'] } } },
    { code: 'OUTPUT_ROOT_GAME', prop: 'disputeGame.superRootRpcs', hint: /type 5 or 9/, props: { image: { version: 'v1.10.2' }, l2OutputOracleAddr: ADDRESS.oracle, disputeGame: { superRootRpcs: ['http://supernode:8545'] } } },
    { code: 'MISSING_SUPER_ROOTS', prop: 'disputeGame.superRootRpcs', hint: /op-supernode/, props: { image: { version: 'v1.16.3' }, disputeGame: { gameType: 5 } } },
  ])('$code at $prop', (each) => expect(problemAt(each, () => proposer(each.props, each.network))).toEqual(saying(each, 'acme/proposer')));

  test.each([[0, 8, ['GAME_NOT_RESPECTED']], [8, 8, []], [undefined, 8, []], [0, undefined, []]])('games of type %s where %s is respected warn of %j', (gameType, respectedGameType, codes) => {
    const contractAddresses = { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType };
    expect(warningsOf(() => proposer({ disputeGame: { gameType } }, { contractAddresses })).map(({ code }) => code)).toEqual(codes);
  });

  test('a source of super roots that seems to hold a key warns', () => {
    const warnings = warningsOf(() => proposer({ disputeGame: { gameType: 9, superRootRpcs: ['https://supernode.example.com?token=1'] } }, { contractAddresses: { disputeGameFactoryAddr: ADDRESS.factory, respectedGameType: 9 } }));
    expect(warnings).toMatchObject([{ code: 'URL_HOLDS_SECRET' }]);
    expect(warnings[0]!.message).toContain('[acme/proposer] disputeGame.superRootRpcs[0]:');
  });
});
