import { App, Chart } from 'cdk8s';
import { BatcherConstruct, ChallengerConstruct, OpNodeConstruct, OpReplicaChart, OpStackChart, ProposerConstruct, type OpNodeProps } from '../../src';
import { knownNetwork, newChart, problem, problemsOf, signer, untyped, withNetwork } from '../support/fixtures';

const endpoints = { l2EthRpc: ['http://el:8545'], rollupRpc: ['http://cl:9545'] };

function replica(over: object): () => unknown {
  return () => {
    const { chart, network } = withNetwork(knownNetwork);
    return new OpNodeConstruct(chart, 'replica', untyped<OpNodeProps>({ network, nodeType: 'replica', ...over }));
  };
}

describe('what no compiler has looked at', () => {
  it.each<[string, object, RegExp, RegExp]>([
    ['nodeType', { nodeType: 'validator' }, /"validator" is none of sequencer, replica/, /^Choose one of them$/],
    ['nodeType', { nodeType: undefined }, /the role of the node is not given/, /sequencer or replica/],
    ['execution.client', { execution: { client: 'reth' } }, /"reth" is none of op-reth, op-geth/, /./],
    ['consensus.client', { consensus: { client: 'opnode' } }, /"opnode" is none of op-node, kona-node/, /^Did you mean op-node\?$/],
    ['consensus.syncMode', { consensus: { syncMode: 'snap' } }, /none of execution-layer, consensus-layer/, /./],
    ['execution.gcMode', { execution: { gcMode: 'achive' } }, /"achive"/, /^Did you mean archive\?$/],
    ['execution.syncMode', { execution: { syncMode: 7 } }, /^this is none of snap, full$/, /./],
    ['execution.stateScheme', { execution: { stateScheme: 'tree' } }, /path, hash/, /./],
    ['execution.dbEngine', { execution: { dbEngine: 'rocksdb' } }, /pebble, leveldb/, /./],
    ['readiness.when', { readiness: { when: 'syncd' } }, /serving, synced/, /^Did you mean synced\?$/],
    ['service.type', { service: { type: 'ExternalName' } }, /ClusterIP, NodePort, LoadBalancer/, /./],
    ['p2pExposure.type', { p2pExposure: { type: 'nodeport', consensusPort: 30000, executionPort: 30001 } }, /nodePort, loadBalancer, hostPort/, /^Did you mean nodePort\?$/],
  ])('%s: %j', (prop, over, message, hint) => {
    expect(problem(replica(over), 'INVALID_CHOICE')).toMatchObject({ path: 'acme/replica', prop, message: expect.stringMatching(message), hint: expect.stringMatching(hint) });
  });

  it.each<[string, object]>([
    ['dataAvailability.type', { dataAvailability: { type: 'blob' } }],
    ['batching.compressor', { batching: { compressor: 'zip' } }],
    ['batching.compressionAlgo', { batching: { compressionAlgo: 'zstd' } }],
    ['batching.batchType', { batching: { batchType: 1 } }],
    ['throttling.controllerType', { throttling: { controllerType: 'cubic' } }],
  ])('of a batcher, %s: %j', (prop, over) => {
    const { chart, network } = withNetwork(knownNetwork);
    const make = (): unknown => new BatcherConstruct(chart, 'batcher', untyped({ network, endpoints, signer: signer('batcher-key'), ...over }));
    expect(problemsOf(make).map(({ code, prop: at }) => [code, at])).toEqual([['INVALID_CHOICE', prop]]);
  });

  it('is a challenger wired to a kind of node that there is not', () => {
    const found = problem(() => new OpStackChart(new App(), 'acme', untyped({ network: knownNetwork, sequencer: {}, challenger: { node: 'replica' } })), 'INVALID_CHOICE');
    expect(found).toMatchObject({ path: 'acme', prop: 'challenger.node', hint: 'Did you mean replicas?' });
  });

  it('is a signer that is text, which is not repeated', () => {
    const { chart, network } = withNetwork(knownNetwork);
    for (const Service of [BatcherConstruct, ProposerConstruct, ChallengerConstruct]) {
      const made = (): unknown => new Service(chart, Service.name, untyped({ network, endpoints, signer: 'open sesame' }));
      const found = problem(made, 'INVALID_SIGNER');
      expect(found).toMatchObject({ prop: 'signer', hint: expect.stringContaining('Signer.privateKey') });
      expect(JSON.stringify(found)).not.toContain('sesame');
    }
  });

  it('is a construct without its network', () => {
    for (const Part of [OpNodeConstruct, BatcherConstruct, ProposerConstruct, ChallengerConstruct]) {
      const chart: Chart = newChart();
      expect(problem(() => new Part(chart, 'part', untyped({ nodeType: 'replica' })), 'MISSING_NETWORK')).toMatchObject({ path: 'acme/part', prop: 'network' });
    }
  });

  it('is a chart without anything', () => {
    expect(problemsOf(() => new OpReplicaChart(new App(), 'acme', untyped({}))).map(({ code }) => code)).toEqual(expect.arrayContaining(['MISSING_L1_RPC', 'MISSING_ROLLUP_CONFIG', 'MISSING_L2_GENESIS']));
    expect(problemsOf(() => new OpStackChart(new App(), 'acme', untyped({}))).map(({ code }) => code)).toEqual(expect.arrayContaining(['MISSING_L1_RPC', 'MISSING_SEQUENCER_KEY']));
  });
});
