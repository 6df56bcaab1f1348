import { Duration, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Jwt, SecretValue, Signer, Storage, type ConsensusProps, type ExecutionProps, type OpNodeProps } from '../../src';
import { find } from '../../src/testing';
import { anyVersion, ADDRESS, problem } from '../support/fixtures';
import { addNode, custom, looking, makeNode, makePair, secretOf, see, seeExposed, seeNode, servicesOf, type ConsensusName, type ExecutionName, type NodeSpec, type NodeType, type Seen } from './support/node';
import type { Paths } from './support/paths';

// Some of the nodes are kona-nodes, each of which warns.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

/** What a setting becomes: flags (`undefined`: not there), or whatever else is to be seen. `missing`: the client has no such setting. */
type Becomes = Readonly<Record<string, string | true | undefined>> | ((seen: Seen) => void) | 'missing';

type Case<P, Client extends string> = { readonly set: P; readonly on?: NodeType } & Readonly<Record<Client, Becomes>>;
type Table<P, Client extends string> = Readonly<Record<Paths<P>, Case<P, Client>>>;

const secret = SecretValue.fromSecret('some', 'key');
const MULTIADDR = '/dns4/peer/tcp/9222/p2p/16Uiu2HAmPeer';
const ENODE = `enode://${'a1'.repeat(64)}@10.0.0.1:30303`;
const image = { image: 'registry.example.com/built:here', version: 'v1.19.7' };
const resources = { requests: { cpu: '3' }, limits: { cpu: '7', memory: '40Gi' } };

const runs = (name: string) => (seen: Seen): void => expect(seen.container(name).image).toBe(image.image);
const asks = (name: string, memory: string) => (seen: Seen): void =>
  expect(seen.container(name).resources).toEqual({ requests: { cpu: '3', memory }, limits: { cpu: '7', memory: '40Gi' } });
const listens = (container: string, ...ports: [name: string, port: number][]) => (seen: Seen): void => {
  const declared = seen.container(container).ports?.map(({ name, containerPort }) => [name, containerPort]);
  expect(declared).toEqual(expect.arrayContaining(ports));
};
const flag = (container: string, name: string, value: string | true | undefined, ...more: ((seen: Seen) => void)[]) => (seen: Seen): void => {
  expect(seen.flags(container)[name]).toBe(value);
  for (const look of more) look(seen);
};
const hasEnv = (container: string) => (seen: Seen): void => expect(seen.container(container).env).toContainEqual({ name: 'TZ', value: 'UTC' });

const consensusTable: Table<ConsensusProps, ConsensusName> = {
  extraArgs: { set: { extraArgs: ['--p2p.ban.peers'] }, 'op-node': { 'p2p.ban.peers': true }, 'kona-node': { 'p2p.ban.peers': true } },
  env: { set: { env: { TZ: 'UTC' } }, 'op-node': hasEnv('op-node'), 'kona-node': hasEnv('kona-node') },
  client: { set: {}, 'op-node': (seen) => seen.container('op-node'), 'kona-node': (seen) => seen.container('kona-node') },
  image: { set: { image }, 'op-node': runs('op-node'), 'kona-node': runs('kona-node') },
  syncMode: { set: { syncMode: 'execution-layer' }, 'op-node': { syncmode: 'execution-layer' }, 'kona-node': 'missing' },
  'p2p.enabled': { set: { p2p: { enabled: false } }, 'op-node': { 'p2p.disable': true, 'p2p.listen.tcp': undefined }, 'kona-node': 'missing' },
  'p2p.listenPort': {
    set: { p2p: { listenPort: 9333 } },
    'op-node': flag('op-node', 'p2p.listen.tcp', '9333', flag('op-node', 'p2p.listen.udp', '9333'), listens('op-node', ['cl-p2p-tcp', 9333], ['cl-p2p-udp', 9333])),
    'kona-node': flag('kona-node', 'p2p.listen.tcp', '9333', flag('kona-node', 'p2p.listen.udp', '9333'), listens('kona-node', ['cl-p2p-tcp', 9333], ['cl-p2p-udp', 9333])),
  },
  'p2p.discovery.enabled': { set: { p2p: { discovery: { enabled: true } } }, 'op-node': { 'p2p.no-discovery': undefined }, 'kona-node': { 'p2p.no-discovery': undefined } },
  'p2p.discovery.bootnodes': {
    set: { p2p: { discovery: { bootnodes: ['enr:-a', 'enr:-b'] } } },
    'op-node': { 'p2p.bootnodes': 'enr:-a,enr:-b', 'p2p.no-discovery': undefined },
    'kona-node': { 'p2p.bootnodes': 'enr:-a,enr:-b', 'p2p.no-discovery': undefined },
  },
  'p2p.static': { set: { p2p: { static: [MULTIADDR] } }, 'op-node': { 'p2p.static': MULTIADDR }, 'kona-node': 'missing' },
  'p2p.peerScoring.enabled': { set: { p2p: { peerScoring: { enabled: false } } }, 'op-node': { 'p2p.scoring': 'none' }, 'kona-node': { 'p2p.scoring': 'off' } },
  'p2p.privateKey': { set: { p2p: { privateKey: secret } }, 'op-node': { 'p2p.priv.path': '/consensus-key/p2p-key' }, 'kona-node': { 'p2p.priv.path': '/consensus-key/p2p-key' } },
  'p2p.peerId': { on: 'sequencer', set: { p2p: { peerId: '16Uiu2HAmPeer' } }, 'op-node': dialled, 'kona-node': dialled },
  'rpc.host': { set: { rpc: { host: '::' } }, 'op-node': { 'rpc.addr': '::', 'p2p.listen.ip': '::' }, 'kona-node': { 'rpc.addr': '::', 'p2p.listen.ip': '::', 'metrics.addr': '::' } },
  'rpc.port': {
    set: { rpc: { port: 9646 } },
    'op-node': flag('op-node', 'rpc.port', '9646', listens('op-node', ['node-rpc', 9646])),
    'kona-node': flag('kona-node', 'port', '9646', listens('kona-node', ['node-rpc', 9646])),
  },
  'rpc.enableAdmin': { set: { rpc: { enableAdmin: true } }, 'op-node': { 'rpc.enable-admin': true }, 'kona-node': { 'rpc.enable-admin': true } },
  'sequencing.l1Confs': { on: 'sequencer', set: { sequencing: { l1Confs: 7 } }, 'op-node': { 'sequencer.l1-confs': '7' }, 'kona-node': { 'sequencer.l1-confs': '7' } },
  'sequencing.maxSafeLag': { on: 'sequencer', set: { sequencing: { maxSafeLag: 900 } }, 'op-node': { 'sequencer.max-safe-lag': '900' }, 'kona-node': { 'sequencer.max-safe-lag': '900' } },
  'sequencing.stopped': { on: 'sequencer', set: { sequencing: { stopped: true } }, 'op-node': { 'sequencer.stopped': true }, 'kona-node': { 'sequencer.stopped': true } },
  'sequencing.recover': { on: 'sequencer', set: { sequencing: { recover: true } }, 'op-node': { 'sequencer.recover': true }, 'kona-node': { 'sequencer.recover': true } },
  verifierL1Confs: { set: { verifierL1Confs: 3 }, 'op-node': { 'verifier.l1-confs': '3' }, 'kona-node': 'missing' },
  safeDb: { set: { safeDb: true }, 'op-node': { 'safedb.path': '/data/op-node/safedb' }, 'kona-node': 'missing' },
  followSource: { set: { followSource: 'http://deriver:9545' }, 'op-node': { 'l2.follow.source': 'http://deriver:9545' }, 'kona-node': { 'l2-follow-source': 'http://deriver:9545' } },
  l1CacheSize: { set: { l1CacheSize: 1500 }, 'op-node': { 'l1.cache-size': '1500' }, 'kona-node': 'missing' },
  l1MaxConcurrency: { set: { l1MaxConcurrency: 4 }, 'op-node': { 'l1.max-concurrency': '4' }, 'kona-node': 'missing' },
  l1TrustRpc: { set: { l1TrustRpc: true }, 'op-node': { 'l1.trustrpc': true }, 'kona-node': { 'l1-trust-rpc': true } },
  metricsPort: {
    set: { metricsPort: 7399 },
    'op-node': flag('op-node', 'metrics.port', '7399', listens('op-node', ['cl-metrics', 7399])),
    'kona-node': flag('kona-node', 'metrics.port', '7399', listens('kona-node', ['cl-metrics', 7399])),
  },
  resources: { set: { resources }, 'op-node': asks('op-node', '1Gi'), 'kona-node': asks('kona-node', '1Gi') },
};

const both = (becomes: Becomes): Record<ExecutionName, Becomes> => ({ 'op-reth': becomes, 'op-geth': becomes });

const executionTable: Table<ExecutionProps, ExecutionName> = {
  extraArgs: { set: { extraArgs: ['--rpc.gascap=7'] }, ...both({ 'rpc.gascap': '7' }) },
  env: { set: { env: { TZ: 'UTC' } }, 'op-reth': hasEnv('op-reth'), 'op-geth': hasEnv('op-geth') },
  client: { set: {}, 'op-reth': (seen) => seen.container('op-reth'), 'op-geth': (seen) => seen.container('op-geth') },
  image: { set: { image: { ...image, version: 'v2.4.4' } }, 'op-reth': runs('op-reth'), 'op-geth': runs('op-geth') },
  dataDir: { set: { dataDir: '/data/chain/main' }, ...both({ datadir: '/data/chain/main' }) },
  gcMode: { set: { gcMode: 'archive' }, 'op-reth': { full: undefined }, 'op-geth': { gcmode: 'archive', 'state.scheme': 'hash' } },
  syncMode: { set: { syncMode: 'snap' }, 'op-reth': 'missing', 'op-geth': { syncmode: 'snap' } },
  stateScheme: { set: { stateScheme: 'hash' }, 'op-reth': 'missing', 'op-geth': { 'state.scheme': 'hash' } },
  dbEngine: { set: { dbEngine: 'leveldb' }, 'op-reth': 'missing', 'op-geth': { 'db.engine': 'leveldb' } },
  cache: { set: { cache: 2048 }, 'op-reth': { 'engine.cross-block-cache-size': '2048' }, 'op-geth': { cache: '2048' } },
  'http.enabled': { set: { http: { enabled: false } }, ...both({ http: undefined, 'http.addr': undefined, 'http.vhosts': undefined }) },
  'http.host': { set: { http: { host: '::' } }, 'op-reth': { 'http.addr': '::', addr: '::', 'discovery.addr': '::', metrics: '[::]:9001' }, 'op-geth': { 'http.addr': '::' } },
  'http.port': { set: { http: { port: 8745 } }, 'op-reth': flag('op-reth', 'http.port', '8745', listens('op-reth', ['http', 8745])), 'op-geth': flag('op-geth', 'http.port', '8745', listens('op-geth', ['http', 8745])) },
  'http.apis': { set: { http: { apis: ['eth', 'trace'] } }, ...both({ 'http.api': 'eth,trace' }) },
  'http.cors': { set: { http: { cors: ['https://a.example.com', 'https://b.example.com'] } }, ...both({ 'http.corsdomain': 'https://a.example.com,https://b.example.com' }) },
  'ws.enabled': { set: { ws: { enabled: false } }, ...both({ ws: undefined, 'ws.addr': undefined, 'ws.origins': undefined }) },
  'ws.host': { set: { ws: { host: '::' } }, ...both({ 'ws.addr': '::' }) },
  'ws.port': { set: { ws: { port: 8746 } }, 'op-reth': flag('op-reth', 'ws.port', '8746', listens('op-reth', ['ws', 8746])), 'op-geth': flag('op-geth', 'ws.port', '8746', listens('op-geth', ['ws', 8746])) },
  'ws.apis': { set: { ws: { apis: ['eth'] } }, ...both({ 'ws.api': 'eth' }) },
  'ws.origins': { set: { ws: { origins: ['https://a.example.com'] } }, ...both({ 'ws.origins': 'https://a.example.com' }) },
  authrpcPort: { set: { authrpcPort: 8651 }, 'op-reth': flag('op-reth', 'authrpc.port', '8651', flag('op-node', 'l2', 'http://127.0.0.1:8651')), 'op-geth': flag('op-geth', 'authrpc.port', '8651', flag('op-node', 'l2', 'http://127.0.0.1:8651')) },
  'p2p.port': {
    set: { p2p: { port: 30404 } },
    'op-reth': flag('op-reth', 'port', '30404', flag('op-reth', 'discovery.port', '30404'), listens('op-reth', ['el-p2p-tcp', 30404], ['el-p2p-udp', 30404])),
    'op-geth': flag('op-geth', 'port', '30404', flag('op-geth', 'discovery.port', '30404'), listens('op-geth', ['el-p2p-tcp', 30404], ['el-p2p-udp', 30404])),
  },
  'p2p.maxPeers': { set: { p2p: { maxPeers: 17 } }, 'op-reth': { 'max-peers': '17' }, 'op-geth': { maxpeers: '17' } },
  'p2p.noDiscovery': { set: { p2p: { noDiscovery: false } }, 'op-reth': { 'disable-discovery': undefined }, 'op-geth': { nodiscover: undefined } },
  'p2p.bootnodes': { set: { p2p: { bootnodes: [ENODE, 'enr:-b'] } }, 'op-reth': { bootnodes: `${ENODE},enr:-b`, 'disable-discovery': undefined }, 'op-geth': { bootnodes: `${ENODE},enr:-b`, nodiscover: undefined } },
  'p2p.static': { set: { p2p: { static: [ENODE] } }, 'op-reth': { 'trusted-peers': ENODE }, 'op-geth': 'missing' },
  'p2p.netRestrict': { set: { p2p: { netRestrict: ['10.0.0.0/8', '192.168.0.0/16'] } }, ...both({ netrestrict: '10.0.0.0/8,192.168.0.0/16' }) },
  'p2p.nodeKey': { set: { p2p: { nodeKey: secret } }, 'op-reth': { 'p2p-secret-key': '/execution-key/node-key' }, 'op-geth': { nodekey: '/execution-key/node-key' } },
  'p2p.nodeId': { on: 'sequencer', set: { p2p: { nodeId: 'a1'.repeat(64) } }, ...both(trusted) },
  'txpool.locals': { set: { txpool: { locals: [ADDRESS.portal, ADDRESS.oracle] } }, ...both({ 'txpool.locals': `${ADDRESS.portal},${ADDRESS.oracle}` }) },
  'txpool.noLocals': { set: { txpool: { noLocals: true } }, ...both({ 'txpool.nolocals': true }) },
  'txpool.journal': { set: { txpool: { journal: '/data/journal' } }, 'op-reth': { 'txpool.transactions-backup': '/data/journal' }, 'op-geth': { 'txpool.journal': '/data/journal' } },
  'txpool.journalRemotes': { set: { txpool: { journalRemotes: true } }, 'op-reth': 'missing', 'op-geth': { 'txpool.journalremotes': true } },
  'txpool.lifetime': { set: { txpool: { lifetime: Duration.minutes(90) } }, 'op-reth': { 'txpool.lifetime': '5400' }, 'op-geth': { 'txpool.lifetime': '5400s' } },
  'txpool.priceBump': { set: { txpool: { priceBump: 12 } }, ...both({ 'txpool.pricebump': '12' }) },
  'txpool.accountSlots': { set: { txpool: { accountSlots: 17 } }, 'op-reth': { 'txpool.max-account-slots': '17' }, 'op-geth': { 'txpool.accountslots': '17' } },
  'txpool.globalSlots': { set: { txpool: { globalSlots: 5121 } }, 'op-reth': { 'txpool.pending-max-count': '5121' }, 'op-geth': { 'txpool.globalslots': '5121' } },
  'txpool.accountQueue': { set: { txpool: { accountQueue: 65 } }, 'op-reth': 'missing', 'op-geth': { 'txpool.accountqueue': '65' } },
  'txpool.globalQueue': { set: { txpool: { globalQueue: 1025 } }, 'op-reth': { 'txpool.queued-max-count': '1025' }, 'op-geth': { 'txpool.globalqueue': '1025' } },
  disableTxPoolGossip: { set: { disableTxPoolGossip: false }, 'op-reth': { 'rollup.disable-tx-pool-gossip': undefined }, 'op-geth': { 'rollup.txpool.disable-gossip': 'false' } },
  computePendingBlock: { set: { computePendingBlock: true }, 'op-reth': { 'rollup.compute-pending-block': true }, 'op-geth': { 'rollup.computependingblock': true } },
  historicalRpc: { set: { historicalRpc: 'http://l2geth:8545' }, ...both({ 'rollup.historicalrpc': 'http://l2geth:8545' }) },
  proofWindow: { set: { proofWindow: 604800 }, 'op-reth': { 'rpc.eth-proof-window': '604800' }, 'op-geth': 'missing' },
  metricsPort: { set: { metricsPort: 9109 }, 'op-reth': flag('op-reth', 'metrics', '0.0.0.0:9109', listens('op-reth', ['el-metrics', 9109])), 'op-geth': flag('op-geth', 'metrics.port', '9109', listens('op-geth', ['el-metrics', 9109])) },
  startupTimeout: {
    set: { startupTimeout: Duration.minutes(10) },
    'op-reth': (seen) => expect(seen.container('op-reth').startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 60 }),
    'op-geth': (seen) => expect(seen.container('op-geth').startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 60 }),
  },
  resources: { set: { resources }, 'op-reth': asks('op-reth', '8Gi'), 'op-geth': asks('op-geth', '8Gi') },
};

/** The replica beside a sequencer whose peer id is known. */
function dialled({ manifests }: Seen): void {
  expect(looking(manifests, 'acme-replica').flags('op-node')['p2p.static']).toBe('/dns/acme-sequencer-headless/tcp/9222/p2p/16Uiu2HAmPeer');
}

/** The replica beside a sequencer whose node id is known. */
function trusted({ manifests }: Seen): void {
  expect(looking(manifests, 'acme-replica').flags('op-reth')['trusted-peers']).toBe(`enode://${'a1'.repeat(64)}@acme-sequencer-headless:30303`);
}

/** A node of that type; beside a sequencer stands a replica. */
function seeCase(on: NodeType, spec: NodeSpec): Seen {
  if (on === 'replica') return seeNode({ readiness: { when: 'serving' }, ...spec });
  const { chart, sequencer } = makePair(spec);
  return see(chart, sequencer.name);
}

function checkCase(on: NodeType, container: string, spec: NodeSpec, becomes: Exclude<Becomes, 'missing'>): Seen {
  const seen = seeCase(on, spec);
  const check = typeof becomes === 'function' ? becomes : ({ flags }: Seen) => hasFlags(flags(container), becomes);
  check(seen);
  return seen;
}

function hasFlags(flags: Record<string, string | true>, expected: Readonly<Record<string, string | true | undefined>>): void {
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, flags[name]]))).toEqual(expected);
}

const defaults = new Map<string, string>();

/** Whether nothing came of what was set. */
function isDefault({ manifests }: Seen, on: NodeType, bare: NodeSpec): boolean {
  const key = `${on} ${JSON.stringify(bare)}`;
  const known = defaults.get(key) ?? JSON.stringify(seeCase(on, bare).manifests);
  defaults.set(key, known);
  return known === JSON.stringify(manifests);
}

interface Row<P, Client extends string> {
  readonly prop: string;
  readonly client: Client;
  readonly on: NodeType;
  readonly set: P;
  readonly becomes: Becomes;
}

function rowsOf<P, Client extends string>(prefix: string, table: Table<P, Client>, clients: readonly Client[]): Row<P, Client>[] {
  return Object.entries<Case<P, Client>>(table).flatMap(([path, entry]) =>
    clients.map((client) => ({ prop: `${prefix}.${path}`, client, on: entry.on ?? 'replica', set: entry.set, becomes: entry[client] })),
  );
}

const consensusRows = rowsOf('consensus', consensusTable, ['op-node', 'kona-node']);
const executionRows = rowsOf('execution', executionTable, ['op-reth', 'op-geth']);
const has = <P, C extends string>(row: Row<P, C>): row is Row<P, C> & { becomes: Exclude<Becomes, 'missing'> } => row.becomes !== 'missing';
const lacks = <P, C extends string>(row: Row<P, C>): boolean => row.becomes === 'missing';

describe('every setting of the consensus client', () => {
  test.each(consensusRows.filter(has))('$client takes $prop', ({ client, prop, on, set, becomes }) => {
    const seen = checkCase(on, client, { consensus: { client, ...set } }, becomes);
    expect(isDefault(seen, on, { consensus: { client } })).toBe(prop === 'consensus.client');
  });

  test.each(consensusRows.filter(lacks))('$client has no $prop', ({ client, prop, set }) => {
    expect(problem(() => makeNode({ consensus: { client, ...set } }), 'NO_SUCH_SETTING')).toMatchObject({ path: 'acme/replica', prop, hint: expect.stringContaining('Leave it out') });
  });
});

describe('every setting of the execution client', () => {
  test.each(executionRows.filter(has))('$client takes $prop', ({ client, prop, on, set, becomes }) => {
    const seen = checkCase(on, client, { execution: { client, ...set } }, becomes);
    expect(isDefault(seen, on, { execution: { client } })).toBe(prop === 'execution.client');
  });

  test.each(executionRows.filter(lacks))('$client has no $prop', ({ client, prop, set }) => {
    expect(problem(() => makeNode({ execution: { client, ...set } }), 'NO_SUCH_SETTING')).toMatchObject({ path: 'acme/replica', prop, hint: expect.stringContaining('Leave it out') });
  });
});

test.each<[NodeType, ExecutionProps, Record<string, string | true | undefined>]>([
  ['sequencer', {}, { full: undefined, minimal: undefined }],
  ['replica', {}, { full: true, minimal: undefined }],
  ['replica', { gcMode: 'archive' }, { full: undefined, minimal: undefined }],
  ['replica', { gcMode: 'minimal', image: { version: 'v2.4.2' } }, { full: undefined, minimal: true }],
  ['sequencer', { client: 'op-geth' }, { gcmode: 'archive', 'state.scheme': 'hash', syncmode: 'full' }],
  ['replica', { client: 'op-geth' }, { gcmode: 'full', 'state.scheme': 'path', syncmode: 'full' }],
  ['replica', { client: 'op-geth', p2p: { bootnodes: [ENODE] } }, { gcmode: 'full', 'state.scheme': 'path', syncmode: 'snap' }],
  ['replica', { client: 'op-geth', gcMode: 'archive', p2p: { bootnodes: [ENODE] } }, { gcmode: 'archive', 'state.scheme': 'hash', syncmode: 'full' }],
])('history and sync of a %s with %j', (on, execution, expected) => {
  expect(() => checkCase(on, execution.client ?? 'op-reth', { execution }, expected)).not.toThrow();
});

test('a history of recent blocks alone is for op-reth, and before v2.4.3', () => {
  expect(problem(() => makeNode({ execution: { client: 'op-geth', gcMode: 'minimal' } }), 'NO_SUCH_SETTING').prop).toBe('execution.gcMode');
  expect(problem(() => makeNode({ execution: { gcMode: 'minimal' } }), 'FLAG_NOT_IN_VERSION')).toMatchObject({
    prop: 'execution.gcMode', message: 'op-reth v2.4.4 has no flag --minimal', hint: expect.stringMatching(/^Use --prune\.minimum-distance, .*; --full keeps them \(v2\.4\.3\)$/),
  });
});

test.each<[string, NodeType, NodeSpec, string]>([
  ['a replica that knows of no execution peers', 'replica', {}, 'consensus-layer'],
  ['a replica that looks for execution peers', 'replica', { execution: { p2p: { bootnodes: [ENODE] } } }, 'execution-layer'],
  ['a replica with static execution peers', 'replica', { execution: { p2p: { static: [ENODE] } } }, 'execution-layer'],
  ['a replica that may not look for them', 'replica', { execution: { p2p: { bootnodes: [ENODE], noDiscovery: true } } }, 'consensus-layer'],
  ['a sequencer', 'sequencer', { execution: { p2p: { bootnodes: [ENODE] } } }, 'consensus-layer'],
])('%s derives or asks its peers as it can', (_what, on, spec, mode) => {
  expect(seeCase(on, spec).flags('op-node').syncmode).toBe(mode);
});

test('the init container of op-geth makes the database that the client opens', () => {
  const { container } = seeNode({ execution: { client: 'op-geth', dbEngine: 'leveldb', stateScheme: 'hash', dataDir: '/data/chain' } });
  const [, , script] = container('init-genesis').command ?? [];
  expect(script).toContain('geth init --datadir=/data/chain --state.scheme=hash --db.engine=leveldb /network/l2-genesis/genesis.json');
});

interface NodeCase {
  readonly spec: NodeSpec;
  readonly look: (seen: Seen) => void;
}

const spec = ({ statefulSet }: Seen): unknown => statefulSet.spec;
const pod = (fields: object) => (seen: Seen): void => expect(seen.pod.spec).toMatchObject(fields);

const nodeTable: Readonly<Record<keyof OpNodeProps, NodeCase>> = {
  network: { spec: {}, look: (seen) => expect(seen.pod.metadata.annotations).toEqual({ 'cdk8s-op-stack/network-files': expect.stringMatching(/^[0-9a-f]{16}-[0-9a-f]{16}$/) }) },
  nodeType: { spec: { nodeType: 'sequencer' }, look: (seen) => expect(seen.pod.metadata.labels['app.kubernetes.io/component']).toBe('sequencer') },
  name: { spec: { name: 'reader' }, look: (seen) => expect(servicesOf(seen.manifests).map(({ name }) => name)).toEqual(['reader-headless', 'reader']) },
  replicas: { spec: { replicas: 3 }, look: (seen) => expect(spec(seen)).toMatchObject({ replicas: 3, podManagementPolicy: 'Parallel', serviceName: 'acme-replica-headless' }) },
  sequencer: { spec: {}, look: () => undefined },
  sequencerUrl: { spec: { sequencerUrl: secret }, look: ({ flags, container }) => {
    expect(flags('op-reth')['rollup.sequencer']).toBe('$(FLAG_ROLLUP_SEQUENCER)');
    expect(secretOf(container('op-reth'), 'FLAG_ROLLUP_SEQUENCER')).toBe('some/key');
  } },
  consensus: { spec: { consensus: { rpc: { port: 9646 } } }, look: (seen) => expect(seen.service('acme-replica').ports).toContainEqual({ name: 'node-rpc', port: 9646, targetPort: 'node-rpc', protocol: 'TCP' }) },
  execution: { spec: { execution: { http: { port: 8745 } } }, look: (seen) => expect(seen.service('acme-replica').ports).toContainEqual({ name: 'http', port: 8745, targetPort: 'http', protocol: 'TCP' }) },
  jwt: { spec: { jwt: Jwt.fromSecret('engine', 'jwt') }, look: (seen) => {
    expect(seen.pod.spec.volumes).toContainEqual({ name: 'jwt', secret: { secretName: 'engine', defaultMode: 0o440, items: [{ key: 'jwt', path: 'jwt.hex' }] } });
    expect(JSON.stringify(seen.container('prepare'))).not.toContain('/jwt');
  } },
  p2pSequencerKey: { spec: { nodeType: 'sequencer', p2pSequencerKey: secret }, look: ({ container, flags }) => {
    expect(secretOf(container('op-node'), 'OP_NODE_P2P_SEQUENCER_KEY')).toBe('some/key');
    expect(flags('op-node')).not.toHaveProperty(['p2p.sequencer.key']);
  } },
  p2pSigner: { spec: { nodeType: 'sequencer', p2pSigner: Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.oracle }) }, look: ({ flags }) =>
    expect(flags('op-node')).toMatchObject({ 'signer.endpoint': 'https://signer:8080', 'signer.address': ADDRESS.oracle, 'signer.tls.enabled': 'false' }) },
  conductor: { spec: { nodeType: 'sequencer', conductor: { rpcUrl: 'http://conductor:8547' } }, look: ({ flags }) =>
    expect(flags('op-node')).toMatchObject({ 'conductor.enabled': true, 'conductor.rpc': 'http://conductor:8547', 'sequencer.stopped': true, 'sequencer.enabled': true }) },
  storage: { spec: { storage: Storage.ephemeral(Size.gibibytes(20)) }, look: pod({ volumes: expect.arrayContaining([{ name: 'data', emptyDir: { sizeLimit: '20Gi' } }]) }) },
  snapshot: { spec: { snapshot: { url: 'https://snapshots.example.com/acme.tar', sha256: 'a'.repeat(64) } }, look: (seen) =>
    expect(seen.pod.spec.initContainers?.map(({ name }) => name)).toEqual(['prepare', 'snapshot', 'op-reth']) },
  service: { spec: { service: { type: 'LoadBalancer', annotations: { 'example.com/class': 'internal' }, spec: { loadBalancerClass: 'example.com/internal' } } }, look: (seen) => {
    expect(seen.service('acme-replica')).toMatchObject({ type: 'LoadBalancer', loadBalancerClass: 'example.com/internal' });
    expect(find(seen.manifests, 'Service', 'acme-replica').metadata).toMatchObject({ annotations: { 'example.com/class': 'internal' } });
  } },
  perReplicaServices: { spec: { replicas: 2, perReplicaServices: true }, look: (seen) => expect(servicesOf(seen.manifests).map(({ name }) => name)).toEqual(['acme-replica-headless', 'acme-replica', 'acme-replica-0', 'acme-replica-1']) },
  rpcExposure: { spec: { rpcExposure: { type: 'ingress', hosts: ['rpc.example.com'], from: [{ namespace: 'ingress' }] } }, look: (seen) =>
    expect(find(seen.manifests, 'Ingress', 'acme-replica').spec).toMatchObject({ rules: [{ host: 'rpc.example.com' }] }) },
  profile: { spec: { profile: 'busy' }, look: (seen) => {
    expect(seen.container('op-reth').resources).toEqual({ requests: { cpu: '8', memory: '32Gi' }, limits: { memory: '64Gi' } });
    expect(seen.container('op-node').resources).toEqual({ requests: { cpu: '2', memory: '4Gi' }, limits: { cpu: '4', memory: '8Gi' } });
  } },
  p2pExposure: { spec: { p2pExposure: { type: 'loadBalancer', address: '203.0.113.7' } }, look: (seen) => expect(seen.service('acme-replica-p2p-0').type).toBe('LoadBalancer') },
  readiness: { spec: { readiness: { when: 'synced', maxHeadAge: Duration.minutes(5) } }, look: (seen) => expect(JSON.stringify(seen.container('companion').readinessProbe)).toContain('-le 300 ]') },
  nativeSidecars: { spec: { nativeSidecars: false }, look: pod({ containers: [{ name: 'op-reth' }, { name: 'op-node' }, { name: 'companion' }] }) },
  podDisruptionBudget: { spec: { podDisruptionBudget: { minAvailable: '50%' } }, look: (seen) =>
    expect(find(seen.manifests, 'PodDisruptionBudget', 'acme-replica').spec).toMatchObject({ minAvailable: '50%', selector: { matchLabels: { 'app.kubernetes.io/instance': 'acme-replica' } } }) },
  monitoring: { spec: { monitoring: true }, look: (seen) => expect(find(seen.manifests, 'PodMonitor', 'acme-replica').spec).toMatchObject({ podMetricsEndpoints: [{ port: 'el-metrics' }, { port: 'cl-metrics' }] }) },
  security: { spec: { security: { runAsUser: 10001, fsGroup: 10002, seccompProfile: { localhostProfile: 'profiles/op.json' } } }, look: pod({
    securityContext: { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10002, seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/op.json' } },
  }) },
  nodeSelector: { spec: { nodeSelector: { disk: 'nvme' } }, look: pod({ nodeSelector: { disk: 'nvme' } }) },
  tolerations: { spec: { tolerations: [{ key: 'chain', operator: 'Exists', effect: 'NoSchedule' }] }, look: pod({ tolerations: [{ key: 'chain', operator: 'Exists', effect: 'NoSchedule' }] }) },
  affinity: { spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { a: 'b' } } }] } } }, look: pod({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }] } },
  }) },
  topologySpread: { spec: { topologySpread: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }] }, look: pod({
    topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica' } } }],
  }) },
  priorityClassName: { spec: { priorityClassName: 'high' }, look: pod({ priorityClassName: 'high' }) },
  serviceAccountName: { spec: { serviceAccountName: 'reader' }, look: pod({ serviceAccountName: 'reader', automountServiceAccountToken: false }) },
  labels: { spec: { labels: { owner: 'infra' } }, look: (seen) => expect(seen.manifests.filter(({ metadata }) => JSON.stringify(metadata).includes('acme-replica')).map(({ metadata }) => metadata)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'acme-replica', labels: expect.objectContaining({ owner: 'infra' }) })])) },
  annotations: { spec: { annotations: { 'example.com/link': 'x' } }, look: (seen) => expect(find(seen.manifests, 'Service', 'acme-replica').metadata).toMatchObject({ annotations: { 'example.com/link': 'x' } }) },
  sidecars: { spec: { sidecars: [{ name: 'vpn', image: 'vpn:1', restartPolicy: 'Always' }, { name: 'helper', image: 'helper:1' }] }, look: pod({
    initContainers: [{ name: 'vpn', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }, { name: 'prepare' }, { name: 'op-reth' }],
    containers: [{ name: 'op-node' }, { name: 'companion' }, { name: 'helper' }],
  }) },
  initContainers: { spec: { initContainers: [{ name: 'first', image: 'first:1' }] }, look: pod({ initContainers: [{ name: 'prepare' }, { name: 'first' }, { name: 'op-reth' }] }) },
  extraVolumes: { spec: { extraVolumes: [{ volume: { name: 'ca', configMap: { name: 'ca' } }, mount: { mountPath: '/ca' } }] }, look: (seen) => {
    expect(seen.pod.spec.volumes).toContainEqual({ name: 'ca', configMap: { name: 'ca' } });
    for (const client of ['op-reth', 'op-node']) expect(seen.container(client).volumeMounts).toContainEqual({ name: 'ca', mountPath: '/ca' });
    expect(JSON.stringify([seen.container('prepare'), seen.container('companion')])).not.toContain('/ca');
  } },
  podLabels: { spec: { podLabels: { team: 'infra' } }, look: (seen) => expect(seen.pod.metadata.labels).toMatchObject({ team: 'infra', 'app.kubernetes.io/instance': 'acme-replica' }) },
  podAnnotations: { spec: { podAnnotations: { 'example.com/note': 'hi' } }, look: (seen) => expect(seen.pod.metadata.annotations).toMatchObject({ 'example.com/note': 'hi', 'cdk8s-op-stack/network-files': expect.any(String) }) },
  secretVersion: { spec: { secretVersion: '7' }, look: (seen) => expect(seen.pod.metadata.annotations).toMatchObject({ 'cdk8s-op-stack/secret-version': '7', 'cdk8s-op-stack/network-files': expect.any(String) }) },
  terminationGracePeriod: { spec: { terminationGracePeriod: Duration.minutes(10) }, look: pod({ terminationGracePeriodSeconds: 600 }) },
  podOverrides: { spec: { podOverrides: { dnsPolicy: 'Default', containers: [{ name: 'op-node', env: [{ name: 'TZ', value: 'UTC' }], resources: { limits: { cpu: k8s.Quantity.fromString('3') } } }] } }, look: (seen) => {
    expect(seen.pod.spec.dnsPolicy).toBe('Default');
    expect(seen.container('op-node')).toMatchObject({ resources: { requests: { cpu: '500m' }, limits: { cpu: '3', memory: '4Gi' } } });
    expect(seen.container('op-node').env?.map(({ name }) => name)).toEqual(['OP_NODE_L1_ETH_RPC', 'OP_NODE_L1_BEACON', 'GOMEMLIMIT', 'GOMAXPROCS', 'TZ']);
  } },
};

describe('every prop of a node', () => {
  test.each(Object.entries(nodeTable))('%s', (_prop, { spec: given, look: check }) => {
    const { chart, node } = makeNode(given);
    const seen = given.p2pExposure ? seeExposed(chart, node.name) : see(chart, node.name);
    expect(() => check(seen)).not.toThrow();
  });

  test('sequencer', () => {
    const { chart, sequencer, replica } = makePair();
    const seen = see(chart, replica.name);
    expect(seen.flags('op-reth')['rollup.sequencer']).toBe(sequencer.url('http', replica));
    expect(sequencer.url('http', replica)).toBe('http://acme-sequencer:8545');
    expect(sequencer.url('ws', replica)).toBe('ws://acme-sequencer:8546');
    expect(sequencer.url('node-rpc', replica)).toBe('http://acme-sequencer:9545');
    expect(sequencer.serves).toEqual({ archive: true, debug: true, safeDb: true });
    expect(replica.serves).toEqual({ archive: false, debug: false, safeDb: false });
  });

  test('a sequencer without a safe-head database does not claim to have one', () => {
    const { node } = makeNode({ nodeType: 'sequencer', consensus: { client: 'kona-node' }, execution: { gcMode: 'full', http: { apis: ['eth'] } } });
    expect(node.serves).toEqual({ archive: false, debug: false, safeDb: false });
  });
});

test('kona-node names the flags of a remote signer in its own way', () => {
  const p2pSigner = Signer.remote({ endpoint: secret, address: ADDRESS.oracle, tls: { secretName: 'signer-tls' } });
  const { flags, container } = seeNode({ nodeType: 'sequencer', p2pSigner, conductor: { rpcUrl: 'http://conductor:8547' }, consensus: { client: 'kona-node' } });
  expect(flags('kona-node')).toMatchObject({ 'p2p.signer.address': ADDRESS.oracle, 'p2p.signer.tls.cert': '/signer-tls/tls.crt', 'conductor.rpc': 'http://conductor:8547', 'sequencer.stopped': true });
  expect(secretOf(container('kona-node'), 'KONA_NODE_P2P_SIGNER_ENDPOINT')).toBe('some/key');
});

test('a remote signer with TLS gets its files, read-only, from one Secret', () => {
  const p2pSigner = Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.oracle, tls: { secretName: 'signer-tls', caKey: 'root.crt' } });
  const { flags, container, pod: { spec: podSpec } } = seeNode({ nodeType: 'sequencer', p2pSigner });
  expect(flags('op-node')).toMatchObject({ 'signer.tls.enabled': true, 'signer.tls.ca': '/signer-tls/ca.crt', 'signer.tls.cert': '/signer-tls/tls.crt', 'signer.tls.key': '/signer-tls/tls.key' });
  expect(container('op-node').volumeMounts).toContainEqual({ name: 'signer-tls', mountPath: '/signer-tls', readOnly: true });
  expect(container('op-reth').volumeMounts?.map(({ name }) => name)).not.toContain('signer-tls');
  const items = [{ key: 'root.crt', path: 'ca.crt' }, { key: 'tls.crt', path: 'tls.crt' }, { key: 'tls.key', path: 'tls.key' }];
  expect(podSpec.volumes).toContainEqual({ name: 'signer-tls', secret: { secretName: 'signer-tls', defaultMode: 0o440, items } });
});

test('the network sets what all its nodes share', () => {
  const network = {
    ...custom,
    ...anyVersion,
    l1RpcKind: 'alchemy', l1RpcRateLimit: 25, l1BeaconFallbacks: ['http://archive:5052'],
    images: { ...custom.images, registry: 'mirror.example.com/oplabs', pullPolicy: 'Always', pullSecrets: ['pull'] },
    sharedConfig: { logging: { level: 'debug', format: 'json', color: true }, metrics: { enabled: false, port: 7301 }, security: { runAsUser: 2000 } },
  } as const;
  const { chart, node } = makeNode({}, network);
  const { container, flags, pod: { spec: podSpec } } = see(chart, node.name);
  expect(flags('op-node')).toMatchObject({ 'l1.rpckind': 'alchemy', 'l1.rpc-rate-limit': '25', 'l1.beacon-fallbacks': 'http://archive:5052', 'metrics.enabled': 'false', 'log.level': 'debug', 'log.format': 'json', 'log.color': true });
  expect(flags('op-reth')).toMatchObject({ 'log.stdout.filter': 'debug', 'log.stdout.format': 'json', color: 'always', 'log.file.max-files': '0' });
  expect(container('op-node')).toMatchObject({ image: 'mirror.example.com/oplabs/oplabs-tools-artifacts/images/op-node:v1.19.7', imagePullPolicy: 'Always' });
  expect(secretOf(container('op-node'), 'OP_NODE_L1_ETH_RPC')).toBe('l1-endpoints/rpc');
  expect(podSpec).toMatchObject({ imagePullSecrets: [{ name: 'pull' }], securityContext: { runAsUser: 2000, fsGroup: 1000 } });
  const other = addNode(node.network, { execution: { client: 'op-geth' }, consensus: { client: 'kona-node' } }, 'other');
  const seen = see(chart, other.name);
  expect(seen.flags('op-geth')).toMatchObject({ verbosity: '4', 'log.format': 'json' });
  expect(seen.flags('kona-node')).toMatchObject({ level: '4', 'logs.stdout.format': 'json' });
  expect(seen.flags('kona-node')).not.toHaveProperty(['metrics.enabled']);
});

test('logs are text for people where that is asked for', () => {
  const { chart, node } = makeNode({ execution: { client: 'op-geth' } }, { ...custom, sharedConfig: { logging: { format: 'text' } } });
  const other = addNode(node.network, {}, 'other');
  expect(see(chart, node.name).flags('op-geth')['log.format']).toBe('terminal');
  expect(see(chart, other.name).flags('op-reth')['log.stdout.format']).toBe('terminal');
  expect(see(chart, other.name).flags('op-node')['log.format']).toBe('text');
});

test('an alt-DA server reaches op-node', () => {
  const { chart, node } = makeNode({}, { ...custom, altDa: { server: 'http://da:3100' } });
  expect(see(chart, node.name).flags('op-node')).toMatchObject({ 'altda.enabled': true, 'altda.da-server': 'http://da:3100' });
});
