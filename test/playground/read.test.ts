import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Problems } from '../../src/errors';
import { findCycles } from '../../src/playground/cycles';
import { readPlayground } from '../../src/playground';
import { readInto } from '../../src/playground/read-playground';
import { DEV_KEY, warningsOf } from '../support/fixtures';
import { GENESIS_TIME, folderOf, genesisSsz, outputFolder, removeFolders, service } from './support/folder';

afterAll(removeFolders);

const read = (manifest: object) => readPlayground(outputFolder(manifest));
const servicesOf = (...services: object[]) => read({ services }).services;
const one = (over: object) => servicesOf(service('el', over))[0]!;
const volumesOf = (value: unknown) => one({ volumes_mapped: { '/data': value } }).volumes;
const port = (Protocol: string) => ({ name: 'p2p', port: 9000, Protocol });
const timeOf = (files: Record<string, object | Uint8Array>) => readPlayground(folderOf({ ...files, 'manifest.json': { services: [service('el')] } })).genesisTime;
const reaches = (edges: ReadonlyMap<string, readonly string[]>, from: string): Set<string> => {
  const seen = new Set<string>();
  const visit = (node: string): void => {
    for (const next of edges.get(node) ?? []) if (!seen.has(next)) visit((seen.add(next), next));
  };
  visit(from);
  return seen;
};
const text = (source: string) => ({ source, parts: source === '' ? [] : [source] });

describe('what Go\'s reader takes', () => {
  test('keys in any case, and keys that nobody knows', () => {
    const { services, bootnode, setup } = read({
      SESSION_ID: 'a-b',
      Services: [{ Name: 'el', IMAGE: 'reth', Tag: 'v1', Args: ['node'], Ports: [{ Name: 'rpc', Port: 8545, protocol: 'TCP', hostport: 1 }], Depends_On: [], later: { x: 1 } }],
      BootNode: { service: 'el', id: 'ab' },
      Setup: ['make'],
    });
    expect(services[0]).toMatchObject({ name: 'el', image: 'reth:v1', args: [text('node')], ports: [{ name: 'rpc', port: 8545, protocol: 'tcp' }] });
    expect({ bootnode, setup }).toEqual({ bootnode: { service: 'el', id: 'ab' }, setup: ['make'] });
  });

  test('null and nothing for every field', () => {
    const empty = { dnsName: 'el', image: 'i:t', args: [], env: {}, ports: [], files: [], volumes: [], dependsOn: [], labels: {}, metricsPath: '/metrics', ungracefulShutdown: false };
    const fields = ['args', 'env', 'ports', 'files_mapped', 'volumes_mapped', 'depends_on', 'labels', 'ready_check', 'node_refs', 'entrypoint', 'host_path', 'init', 'ungraceful_shutdown', 'lifecycle_hooks'];
    const nulls = { name: 'el', image: 'i', tag: 't', ...Object.fromEntries(fields.map((field) => [field, null])) };
    expect(servicesOf(nulls)).toEqual([expect.objectContaining(empty)]);
    expect(servicesOf({ name: 'el', image: 'i', tag: 't' })).toEqual(servicesOf(nulls));
  });

  test('null amid a list of texts', () => {
    expect(one({ args: ['a', null] }).args).toEqual([text('a'), text('')]);
  });

  test('an env variable with a name of Object.prototype', () => {
    const env = JSON.parse('{"__proto__": "a", "constructor": "b"}');
    expect(Object.entries(one({ env }).env)).toEqual([['__proto__', text('a')], ['constructor', text('b')]]);
  });
});

describe('the generations', () => {
  test('G0: capitals everywhere, templates with three arguments', () => {
    const [el] = servicesOf(service('el', {
      ports: [{ Name: 'http', Port: 8545, Protocol: 'tcp', HostPort: 0 }],
      node_refs: [{ Service: 'el', PortLabel: 'http' }],
      args: ['{{Service "el" "http" "http"}}'],
    }));
    expect(el?.ports).toEqual([{ name: 'http', port: 8545, protocol: 'tcp' }]);
    expect(el?.args[0]?.parts).toEqual([{ kind: 'service', service: 'el', port: 'http', protocol: 'http', user: '' }]);
  });

  test('G1: the check stands on the service, and who depends on it names the service', () => {
    const { services, sessionId } = read({
      services: [
        service('beacon', { component_name: 'lighthouse', ready_check: { query_url: 'http://localhost:3500/eth/v1/node/syncing', test: null, interval: 1e9, start_period: 1e9, timeout: 3e10, retries: 3 } }),
        service('relay', { depends_on: [{ Name: 'beacon', Condition: 'service_healthy' }] }),
      ],
    });
    expect(sessionId).toBeUndefined();
    expect(services[0]?.readyCheck).toEqual({ command: undefined, url: 'http://localhost:3500/eth/v1/node/syncing', intervalSeconds: 1, startPeriodSeconds: 1, timeoutSeconds: 30, retries: 3 });
    expect(services[1]?.dependsOn).toEqual([{ service: 'beacon', condition: 'healthy' }]);
  });

  test('G2: use_nc is passed over', () => {
    expect(one({ ready_check: { query_url: 'http://localhost:1', use_nc: true } }).readyCheck?.url).toBe('http://localhost:1');
  });

  test('G3 on: the health of a service is that of its sidecar, wherever it stands', () => {
    const services = servicesOf(
      service('relay', { depends_on: [{ Name: 'beacon', Condition: 'service_healthy' }] }),
      service('beacon', { labels: { 'health-check-sidecar': 'beacon_readycheck' } }),
      service('beacon_readycheck', { ungraceful_shutdown: true, ready_check: { test: ['CMD', 'curl', 'http://beacon:1'] } }),
    );
    expect(services.map(({ dependsOn }) => dependsOn)).toEqual([[{ service: 'beacon_readycheck', condition: 'healthy' }], [], []]);
    expect(services[1]).toMatchObject({ healthSidecar: 'beacon_readycheck' });
    expect(services[2]).toMatchObject({ dnsName: 'beacon-readycheck', ungracefulShutdown: true });
  });

  test('volumes are texts up to v0.3.1 and objects later, shared or not', () => {
    expect(volumesOf('data')).toEqual([{ mountPath: '/data', volume: 'volume-el-data' }]);
    expect(volumesOf({ Name: 'data', IsLocal: true })).toEqual(volumesOf('data'));
    expect(volumesOf({ name: 'shared:el-data', isLocal: false })).toEqual(volumesOf('data'));
  });
});

describe('a service', () => {
  test.each([
    ['CMD', ['CMD', 'wget', '-q'], ['wget', '-q']],
    ['CMD-SHELL', ['CMD-SHELL', 'pg_isready -U x'], ['/bin/sh', '-c', 'pg_isready -U x']],
  ])('is checked by %s, with Docker\'s defaults', (_, check, command) => {
    expect(one({ ready_check: { test: check } }).readyCheck).toEqual({ command, url: undefined, intervalSeconds: 30, timeoutSeconds: 30, startPeriodSeconds: 0, retries: 3 });
  });

  test('is not checked when Docker is told not to', () => {
    expect(one({ ready_check: { test: ['NONE'] } }).readyCheck).toBeUndefined();
  });

  test.each([
    ['a binary', { host_path: '/home/user/rbuilder', image: '', tag: '' }, { kind: 'binary', path: '/home/user/rbuilder' }],
    ['commands', { lifecycle_hooks: true, init: ['make'], start: 'run', recipe_dir: '.', image: '', tag: '' }, { kind: 'commands', init: ['make'], start: 'run', stop: [], dir: '.' }],
    ['a release, with an image beside it', { labels: { 'use-host-execution': 'true' } }, { kind: 'release' }],
    ['nothing that could run', { image: '', tag: '' }, { kind: 'no-image' }],
  ])('may run on the host: %s', (_, over, hostExecution) => {
    expect(one(over).hostExecution).toEqual(hostExecution);
  });

  test('keeps a TCP and a UDP port of one name, and what is written twice once', () => {
    expect(one({ ports: [port('udp'), port('tcp'), port('tcp')] }).ports).toEqual([{ name: 'p2p', port: 9000, protocol: 'udp' }, { name: 'p2p', port: 9000, protocol: 'tcp' }]);
  });

  test('tells where its metrics are', () => {
    expect(one({ labels: { metrics_path: '/debug/metrics/prometheus' } }).metricsPath).toBe('/debug/metrics/prometheus');
  });

  test('on the host may wait for what has no check: the tool asks its port', () => {
    const services = servicesOf(service('el'), service('rbuilder', { host_path: '/bin/rbuilder', depends_on: [{ Name: 'el', Condition: 'service_healthy' }] }));
    expect(services[1]?.dependsOn).toEqual([{ service: 'el', condition: 'healthy' }]);
  });
});

test('artifacts are given once, in order, with what folders hold', () => {
  const { artifacts, services } = read({
    services: [
      service('validator', { files_mapped: { '/data/validator': './data_validator/', '/data/jwtsecret': 'jwtsecret' } }),
      service('el', { files_mapped: { '/jwt': 'jwtsecret' } }),
    ],
  });
  expect(artifacts).toEqual([
    { path: 'data_validator', kind: 'folder', files: [{ path: 'data_validator/secrets/0xaa', size: 6, secret: true }, { path: 'data_validator/validators/0xaa/voting-keystore.json', size: 2, secret: true }] },
    { path: 'jwtsecret', kind: 'file', files: [{ path: 'jwtsecret', size: 64, secret: true }] },
  ]);
  expect(services[0]?.files).toContainEqual({ mountPath: '/data/validator', artifact: 'data_validator' });
});

describe('the genesis time', () => {
  test.each([
    ['genesis.ssz', { 'testnet/genesis.ssz': genesisSsz(GENESIS_TIME) }],
    ['genesis.json, in hex', { 'genesis.json': { timestamp: `0x${GENESIS_TIME.toString(16)}` } }],
    ['genesis.json, as a number', { 'genesis.json': { timestamp: GENESIS_TIME } }],
    ['rollup.json, two seconds later', { 'rollup.json': { genesis: { l2_time: GENESIS_TIME + 2 } } }],
  ])('is read from %s', (_, files) => {
    expect(timeOf(files)).toBe(GENESIS_TIME);
  });

  test('is unknown without these files', () => {
    expect(timeOf({})).toBeUndefined();
  });

  test('of two runs in one folder is that of the beacon node, with a warning', () => {
    const times: (number | undefined)[] = [];
    const warnings = warningsOf(() => times.push(timeOf({ 'testnet/genesis.ssz': genesisSsz(GENESIS_TIME), 'genesis.json': { timestamp: GENESIS_TIME + 60 } })));
    expect(times).toEqual([GENESIS_TIME]);
    expect(warnings).toMatchObject([{ code: 'GENESIS_MISMATCH' }]);
  });
});

test('reading twice gives the same', () => {
  const dir = outputFolder({ services: [service('el', { env: { B: '1', A: '2' }, files_mapped: { '/b': 'jwtsecret', '/a': 'testnet' } })] });
  expect(JSON.stringify(readPlayground(dir))).toBe(JSON.stringify(readPlayground(dir)));
});

describe('circles', () => {
  const graph = fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 8, maxLength: 8 }).map((lists) => new Map(lists.map((list, i) => [String(i), list.map(String)])));

  test('property: each is a way round along edges', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        for (const cycle of findCycles(edges)) {
          expect(cycle[0]).toBe(cycle.at(-1));
          expect(cycle.slice(1).every((node, i) => edges.get(cycle[i] ?? '')?.includes(node))).toBe(true);
        }
      }),
    );
  });

  test('property: there is one exactly when a node reaches itself', () => {
    fc.assert(fc.property(graph, (edges) => expect(findCycles(edges).length > 0).toBe([...edges.keys()].some((node) => reaches(edges, node).has(node)))));
  });
});

test('property: whatever stands in the fields, there is a playground or a problem, and no crash', () => {
  const dir = outputFolder({ services: [service('el')] });
  const manifestPath = join(dir, 'manifest.json');
  const keys = ['name', 'args', 'env', 'ports', 'files_mapped', 'volumes_mapped', 'depends_on', 'labels', 'ready_check', 'image', 'tag', 'host_path', 'lifecycle_hooks', 'init'];
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('el', [{ name: 'el', port: 1 }], [{ Name: 'el' }], { '/a': 'b' }, { test: ['CMD'] }));
  const object = fc.dictionary(fc.constantFrom(...keys), value);
  fc.assert(
    fc.property(fc.oneof(fc.array(object), fc.jsonValue()), fc.jsonValue(), (services, bootnode) => {
      writeFileSync(manifestPath, JSON.stringify({ services, bootnode }));
      const problems = new Problems();
      const playground = readInto(problems, dir);
      expect(problems.any || (playground?.services.length ?? 0) > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('keys are known by their place and by what they hold, and addresses of configuration by their form', () => {
  const files = {
    'a.toml': `key = "${DEV_KEY}"\nurl = "http://el:8545"\nother = ["el:8545", "beacon:3500"]\n`, 'b.txt': '-----BEGIN EC PRIVATE KEY-----', 'c.key': 'x', 'd.pem': 'x', 'enode-key-9': 'x',
    'rollup.json': JSON.stringify({ hash: DEV_KEY, genesis: { l2_time: GENESIS_TIME + 2 } }), 'plain.toml': 'a = "b"\n', 'large.toml': `${DEV_KEY} el:8545 ${'#'.repeat(70_000)}`,
  };
  const mapped = Object.fromEntries(Object.keys(files).map((path) => [`/data/${path}`, path]));
  const { artifacts: packed } = readPlayground(folderOf({ ...files, 'manifest.json': { services: [service('el', { files_mapped: mapped })] } }));
  const found = Object.fromEntries(packed.flatMap((artifact) => artifact.files).map(({ path, secret = false, addresses = [] }) => [path, [secret, ...addresses]]));
  expect(found).toEqual({
    'a.toml': [true, 'el:8545', 'beacon:3500'], 'b.txt': [true], 'c.key': [true], 'd.pem': [true], 'enode-key-9': [true], 'rollup.json': [false], 'plain.toml': [false], 'large.toml': [false],
  });
});
