import {
  array, assert, boolean, constant, constantFrom, dictionary, double, integer, jsonValue, letrec, oneof, option, property, record, string, tuple, type Arbitrary,
} from 'fast-check';
import { stringify } from 'yaml';
import { NAMES, SPECS, made, resource, rollupOf, secretRef, type Kind, type Spec } from './support/documents';
import { OpStackError } from '../../src';
import { specFields } from '../../src/resources/fields';
import { expectValid } from '../../src/testing';
import { ADDRESS, untyped, warningsOf } from '../support/fixtures';

/** An object of which any fields are given, or none. */
const some = (fields: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<Spec> => untyped(record(fields, { requiredKeys: [] }));
const count = (min: number, max: number): Arbitrary<unknown> => oneof(integer({ min, max }), integer({ min, max }).map(String));
const seconds = integer({ min: 1, max: 3000 }).map((value) => `${value}s`);
const duration = oneof(seconds, integer({ min: 1, max: 50 }).map((value) => `${value}m`), constant('1m30s'));
const milliseconds = oneof(duration, integer({ min: 1, max: 5000 }).map((value) => `${value}ms`));
const amounts = some({ requests: some({ cpu: constantFrom('100m', 1, '0.5'), memory: constantFrom('1Gi', '512Mi') }), limits: some({ cpu: constantFrom(2, '3'), memory: constantFrom('40Gi', '48G') }) });
const storage = some({ size: constantFrom('50Gi', '1Ti', '200G'), storageClass: constantFrom('fast', ''), accessMode: constantFrom('ReadWriteOnce', 'ReadWriteOncePod') });
const url = oneof(constantFrom('https://a.example.com', 'http://b:8545'), constant(secretRef('urls', 'a')));
const transaction = some({ feeLimitMultiplier: count(1, 9), resubmissionTimeout: milliseconds, numConfirmations: count(1, 20), safeAbortNonceTooLowCount: count(1, 5) });
const rpc = some({ enabled: boolean(), host: constantFrom('127.0.0.1', '0.0.0.0', ''), enableAdmin: boolean(), port: integer({ min: 8500, max: 8600 }) });
const metrics = some({ enabled: boolean(), host: constantFrom('0.0.0.0', '127.0.0.1'), port: integer({ min: 7300, max: 7400 }) });

/** What may be laid over the least of each kind, all of it sound. */
const OVER: Readonly<Record<Kind, Arbitrary<Spec>>> = {
  OptimismNetwork: some({
    chainID: constant(42069), l1ChainID: constant(11155111), l1RpcUrl: url, l1BeaconUrl: url, l2RpcUrl: url, l1RpcKind: constantFrom('alchemy', 'standard', 'any'),
    l1RpcRateLimit: double({ min: 0, max: 100, noNaN: true }), l1RpcTimeout: milliseconds,
    sharedConfig: some({
      logging: some({ level: constantFrom('trace', 'error'), format: constantFrom('json', 'logfmt', 'text'), color: boolean() }),
      metrics: some({ enabled: boolean(), path: constantFrom('/metrics', '/m'), port: integer({ min: 7300, max: 7400 }) }),
      resources: amounts,
      security: some({ runAsNonRoot: constant(true), runAsUser: integer({ min: 1, max: 70_000 }), fsGroup: integer({ min: 1, max: 70_000 }), seccompProfile: constantFrom('RuntimeDefault', { type: 'RuntimeDefault' }, { type: 'Localhost', localhostProfile: 'a.json' }) }),
    }),
  }),
  OpNode: some({
    opGeth: some({
      dataDir: constant('/data/chain'), storage, gcMode: constantFrom('full', 'archive'), cache: count(100, 1000), syncMode: constantFrom('snap', 'full'), stateScheme: constantFrom('path', 'hash'), dbEngine: constantFrom('pebble', 'leveldb'),
      networking: some({
        http: some({ enabled: constant(true), host: constantFrom('0.0.0.0', '::'), port: integer({ min: 8700, max: 8750 }), apis: constantFrom('eth,net', ['web3', 'eth', 'net', 'debug']), cors: constantFrom('*', ['https://a.example.com'], { origins: ['*'], methods: ['POST'] }) }),
        ws: some({ enabled: boolean(), port: integer({ min: 8800, max: 8850 }), apis: constantFrom('eth', ['eth', 'net']), origins: constantFrom('*', ['*']) }),
        authrpc: some({ host: constantFrom('127.0.0.1', '0.0.0.0'), port: integer({ min: 8900, max: 8950 }), apis: constant(['engine']) }),
        p2p: some({ port: integer({ min: 30_000, max: 30_100 }), maxPeers: count(0, 99), noDiscovery: boolean(), netRestrict: constantFrom('', '10.0.0.0/8', ['10.0.0.0/8', '192.168.0.0/16']), static: constantFrom([], [`enode://${'b'.repeat(128)}@10.1.1.1:30303`]) }),
      }),
      txpool: some({ locals: constant([ADDRESS.oracle]), noLocals: boolean(), journalRemotes: boolean(), lifetime: duration, priceBump: count(1, 20), accountSlots: count(1, 99), globalSlots: count(1, 9999), accountQueue: count(1, 99), globalQueue: count(1, 9999) }),
      rollup: some({ disableTxPoolGossip: boolean(), computePendingBlock: boolean() }),
    }),
    resources: some({ opNode: amounts, opGeth: amounts }),
    service: some({ type: constant('ClusterIP'), annotations: constant({ 'example.com/a': 'b' }), ports: constant([{ name: 'geth-http', port: 8545 }]) }),
  }),
  OpBatcher: some({
    batching: some({ maxChannelDuration: seconds, subSafetyMargin: count(1, 40), targetL1TxSize: count(2, 120_000), approxComprRatio: constantFrom(0.4, '0.4', 1) }),
    dataAvailability: some({ type: constantFrom('blobs', 'auto'), maxBlobsPerTx: count(1, 6) }),
    throttling: some({ enabled: boolean(), maxPendingTx: count(0, 20), backlogSafetyMargin: count(0, 20) }),
    l1Transaction: transaction, rpc, metrics, resources: amounts,
  }),
  OpProposer: some({ proposal: some({ pollInterval: milliseconds, allowNonFinalized: boolean(), outputInterval: duration }), disputeGame: some({ factoryAddr: constantFrom(ADDRESS.factory, ''), gameType: constantFrom(8, '8') }), l1Transaction: transaction, rpc, metrics, resources: amounts }),
  OpChallenger: some({
    disputeGame: some({ factoryAddr: constantFrom(ADDRESS.factory, ''), gameAllowlist: constantFrom([], [ADDRESS.oracle]) }), dataDir: constant('/data/games'), storage,
    monitoring: some({ interval: milliseconds, numConfirmations: count(1, 9), maxGames: count(1, 99) }), rpc: some({ enabled: boolean(), host: string(), port: integer() }), metrics, resources: amounts,
  }),
};

const kinds = ['OptimismNetwork', 'OpNode', 'OpBatcher', 'OpProposer', 'OpChallenger'] as const;
const overs: Arbitrary<Partial<Record<Kind, Spec>>> = untyped(record(OVER));
const NAMESPACES = constantFrom('acme', 'other', undefined);

/** What is thrown, if anything. */
function thrown(act: () => void): unknown {
  try {
    warningsOf(act);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** An error that is not ours, or a problem without a place. */
function fault(error: unknown): unknown {
  if (!(error instanceof OpStackError)) return error;
  return error.problems.find(({ path }) => !/^yaml:\d+:\d+$/.test(path));
}

test('whatever sound fields say, what comes of them is valid', () => {
  let valid = 0;
  assert(property(overs, constantFrom('acme', 'other'), constantFrom('op-reth' as const, undefined), (over, games, executionClient) => {
    const resources = rollupOf(over).map((each) => (each.kind === 'OpChallenger'
      ? resource('OpChallenger', NAMES.OpChallenger, { ...untyped<Spec>(each.spec), optimismNetworkRef: { name: NAMES.OptimismNetwork, namespace: 'acme' }, sequencerRef: { name: NAMES.OpNode, namespace: 'acme' } }, { namespace: games })
      : each));
    let yaml = '';
    const error = thrown(() => { yaml = made(resources, { executionClient }).app.synthYaml(); });
    // Fields that are sound by themselves may contradict each other; then the fields are named.
    const codes = error instanceof OpStackError ? error.problems.map(({ code }) => code) : [];
    expect([fault(error), codes.filter((code) => !['CACHE_ABOVE_LIMIT', 'REQUEST_ABOVE_LIMIT'].includes(code))]).toEqual([undefined, []]);
    if (error !== undefined) return;
    expectValid(yaml);
    valid++;
  }), { numRuns: 20 });
  expect(valid).toBeGreaterThan(5);
});

test('whatever is referred to, the answer is charts or the problems', () => {
  const reference = option(record({ name: constantFrom('a', 'b', 'c'), namespace: NAMESPACES }), { nil: undefined });
  const one = tuple(constantFrom(...kinds), constantFrom('a', 'b', 'c'), NAMESPACES, reference, reference, constantFrom('sequencer', 'replica')).map(([kind, name, namespace, network, sequencer, nodeType]) => {
    const spec = kind === 'OptimismNetwork' ? SPECS[kind] : { ...SPECS[kind], optimismNetworkRef: network, sequencerRef: sequencer, ...(kind === 'OpNode' ? { nodeType } : {}) };
    return resource(kind, name, spec, { namespace });
  });
  assert(property(array(one, { maxLength: 8 }), (resources) => {
    const error = thrown(() => { made(resources); });
    expect(fault(error)).toBeUndefined();
  }), { numRuns: 60 });
});

test('whatever stands in one field, the answer is charts or the problems', () => {
  const fields = kinds.flatMap((kind) => Object.keys(specFields[kind]).map((field) => [kind, field] as const));
  const value = oneof(jsonValue(), constantFrom<unknown>('', null, -1, 0, 1.5, 1e300, Infinity, NaN, '0x0', '1h', '-1s', true, [], {}, [[]], { name: 'a' }, { secretRef: {} }, { secretRef: { name: 'a', key: 'b' } }, { size: 1e40 }, { size: '1n' }));
  assert(property(constantFrom(...fields), value, ([kind, field], given) => {
    const steps = field.split('.');
    const over = steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), given);
    const error = thrown(() => { made(rollupOf({ [kind]: { ...SPECS[kind], ...untyped<Spec>(over) } })); });
    expect(fault(error)).toBeUndefined();
  }), { numRuns: 150 });
});

test('whatever text is given', () => {
  const { tree } = letrec((tie) => ({
    tree: oneof({ maxDepth: 4 }, constantFrom<unknown>(null, 'x', 5, true), array(tie('tree'), { maxLength: 3 }), dictionary(constantFrom('apiVersion', 'kind', 'metadata', 'spec', 'items', 'name', 'opNode', '__proto__', 'constructor', 'a.b'), tie('tree'))),
  }));
  const head = { apiVersion: 'optimism.io/v1alpha1', kind: 'OpNode' };
  const text = oneof(string(), tree.map((each) => stringify(each)), tree.map((each) => stringify({ ...head, spec: each })), tree.map((each) => stringify({ ...head, metadata: each })), tree.map((each) => stringify({ apiVersion: 'v1', kind: 'List', items: each })), jsonValue().map((each) => stringify(each)));
  assert(property(text, (given) => {
    const error = thrown(() => { made(given); });
    expect([error instanceof OpStackError, fault(error)]).toEqual([true, undefined]);
  }), { numRuns: 300 });
});
