import { App } from 'cdk8s';
import { OpReplicaChart, OpStackChart, type HttpRouteExposure, type IngressExposure, type OpReplicaChartProps } from '../../src';
import { find, findAll, lintManifests, manifestsOf, podSecurityViolations, schemaViolations, type Manifest } from '../../src/testing';
import { customNetwork, emitted, knownNetwork, sequencerKey, untyped } from '../support/fixtures';
import { allows, metadataOf, type End } from '../policies/support/graph';
import { makeNode, see, seeNode, type NodeSpec } from './support/node';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const CONTROLLER = { namespace: 'ingress', podLabels: { app: 'controller' } };
const ingress: IngressExposure = { type: 'ingress', hosts: ['rpc.example.com'], from: [CONTROLLER] };
const route: HttpRouteExposure = { type: 'httpRoute', hosts: ['rpc.example.com'], gateways: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }], from: [CONTROLLER] };

const backend = (name: string): object => ({ service: { name: 'acme-replica', port: { name } } });
const paths = (...of: readonly (readonly [string, string])[]): object => ({ http: { paths: of.map(([path, port]) => ({ path, pathType: 'Prefix', backend: backend(port) })) } });
const ingressOf = (over: Partial<IngressExposure> = {}, spec: NodeSpec = {}): Manifest => find([...seeNode({ ...spec, rpcExposure: { ...ingress, ...over } }).manifests], 'Ingress', 'acme-replica');
const routesOf = (over: Partial<HttpRouteExposure> = {}, spec: NodeSpec = {}): readonly Manifest[] => findAll([...seeNode({ ...spec, rpcExposure: { ...route, ...over } }).manifests], 'HTTPRoute');

describe('an Ingress', () => {
  test('has HTTP at the root and WebSocket on a path of its own', () => {
    expect(ingressOf().spec).toEqual({ rules: [{ host: 'rpc.example.com', ...paths(['/', 'http'], ['/ws', 'ws']) }] });
  });

  test('has the class, the certificates and the annotations that are given', () => {
    const { metadata, spec } = ingressOf({
      className: 'nginx', hosts: ['a.example.com', '*.b.example.com'], annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600' },
      tls: [{ secretName: 'all' }, { secretName: 'one', hosts: ['a.example.com'] }], path: '/rpc', ws: { path: '/socket' },
    });
    expect(metadata).toMatchObject({ annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600' } });
    const both = paths(['/rpc', 'http'], ['/socket', 'ws']);
    expect(spec).toEqual({
      ingressClassName: 'nginx', rules: [{ host: 'a.example.com', ...both }, { host: '*.b.example.com', ...both }],
      tls: [{ secretName: 'all', hosts: ['a.example.com', '*.b.example.com'] }, { secretName: 'one', hosts: ['a.example.com'] }],
    });
  });

  test('has WebSocket at the root of a host of its own', () => {
    expect(ingressOf({ ws: { hosts: ['ws.example.com'] } }).spec).toEqual({ rules: [{ host: 'rpc.example.com', ...paths(['/', 'http']) }, { host: 'ws.example.com', ...paths(['/', 'ws']) }] });
  });

  test.each<[string, Partial<IngressExposure>, NodeSpec, [string, string]]>([
    ['no WebSocket where none is wanted', { ws: false }, {}, ['/', 'http']],
    ['no WebSocket where none is served', {}, { execution: { ws: { enabled: false } } }, ['/', 'http']],
    ['no HTTP where none is served', {}, { readiness: { when: 'serving' }, execution: { http: { enabled: false } } }, ['/ws', 'ws']],
  ])('has %s', (_what, over, spec, expected) => {
    expect(ingressOf(over, spec).spec).toEqual({ rules: [{ host: 'rpc.example.com', ...paths(expected) }] });
  });
});

const rule = (value: string, port: number): object => ({ matches: [{ path: { type: 'PathPrefix', value } }], backendRefs: [{ name: 'acme-replica', port }] });

describe('an HTTPRoute', () => {
  test('belongs to its Gateways and has both paths', () => {
    const [one, ...others] = routesOf({ annotations: { 'example.com/note': 'hi' } });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ apiVersion: 'gateway.networking.k8s.io/v1', metadata: { name: 'acme-replica', annotations: { 'example.com/note': 'hi' } } });
    expect(one?.spec).toEqual({ parentRefs: route.gateways, hostnames: ['rpc.example.com'], rules: [rule('/', 8545), rule('/ws', 8546)] });
  });

  test('is another one for another host, with the ports that the Service has', () => {
    const both = routesOf({ ws: { hosts: ['ws.example.com'], path: '/v1' } }, { execution: { ws: { port: 8646 } } });
    expect(both.map((each) => [metadataOf(each).name, untyped<{ hostnames: string[]; rules: object[] }>(each.spec)])).toEqual([
      ['acme-replica', expect.objectContaining({ hostnames: ['rpc.example.com'], rules: [rule('/', 8545)] })],
      ['acme-replica-ws', expect.objectContaining({ hostnames: ['ws.example.com'], rules: [rule('/v1', 8646)] })],
    ]);
  });
});

const flags = (spec: NodeSpec): unknown => seeNode({ execution: { client: 'op-geth' }, ...spec }).flags('op-geth');

test.each([ingress, route])('op-geth is told to answer on every path ($type)', (rpcExposure) => {
  expect(flags({ rpcExposure })).toMatchObject({ 'http.rpcprefix': '/', 'ws.rpcprefix': '/' });
  expect(flags({ rpcExposure: { ...rpcExposure, ws: { hosts: ['ws.example.com'] } } })).not.toHaveProperty(['ws.rpcprefix']);
  expect(flags({})).not.toHaveProperty(['http.rpcprefix']);
});

const PORTS = [6060, 7300, 8545, 8546, 8551, 9001, 9222, 9545, 30303];
const outsider: End = { namespace: 'ingress', labels: { app: 'controller' } };
const neighbour: End = { namespace: 'ingress', labels: { app: 'other' } };

/** The ports of a workload that a pod reaches. */
function reached(manifests: readonly Manifest[], from: End, name: string): number[] {
  const { template } = untyped<{ template: { metadata: { labels: Record<string, string> } } }>(find([...manifests], 'StatefulSet', name).spec);
  const to: End = { namespace: 'acme', labels: template.metadata.labels };
  return PORTS.filter((port) => allows(manifests, { from, to, port }));
}

const rollup = (rpcExposure: IngressExposure | HttpRouteExposure): readonly Manifest[] =>
  emitted(new OpStackChart(new App(), 'acme', { namespace: 'acme', network: customNetwork(), sequencer: { p2pSequencerKey: sequencerKey }, replicas: { count: { min: 1, max: 3 }, rpcExposure } }));

describe('the policies', () => {
  test.each([ingress, route])('let the controller in where requests are routed, and nowhere else ($type)', (exposure) => {
    const manifests = rollup(exposure);
    expect(reached(manifests, outsider, 'acme-replica')).toEqual([8545, 8546]);
    expect(reached(manifests, outsider, 'acme-sequencer')).toEqual([]);
    expect(reached(manifests, neighbour, 'acme-replica')).toEqual([]);
    expect(reached(manifests, { address: '203.0.113.7' }, 'acme-replica')).toEqual([]);
    expect(reached(rollup({ ...exposure, ws: false }), outsider, 'acme-replica')).toEqual([8545]);
  });

  test('let a load balancer\'s addresses in', () => {
    const manifests = rollup({ ...ingress, from: [{ cidr: '10.0.0.0/16' }] });
    expect(reached(manifests, { address: '10.0.3.4' }, 'acme-replica')).toEqual([8545, 8546]);
    expect(reached(manifests, { address: '10.1.3.4' }, 'acme-replica')).toEqual([]);
  });

  test('are no reason to name a controller where there are none', () => {
    const { chart, node } = makeNode({ rpcExposure: { ...ingress, from: [] } }, customNetwork({ networkPolicies: false }));
    expect(findAll([...see(chart, node.name).manifests], 'Ingress')).toHaveLength(1);
  });

  test('know admin calls that are switched on by hand', () => {
    const chart = new OpStackChart(new App(), 'acme', {
      namespace: 'acme', network: customNetwork(), networkPolicies: { rpcFrom: [CONTROLLER] }, sequencer: { p2pSequencerKey: sequencerKey },
      replicas: { consensus: { extraArgs: ['--rpc.enable-admin=true'] }, execution: { extraArgs: ['--ws.api=eth,admin'] } },
    });
    expect(reached(emitted(chart), outsider, 'acme-replica')).toEqual([8545]);
  });
});

const pairOf = (node: OpReplicaChartProps['node']): readonly Manifest[] => manifestsOf(new OpReplicaChart(new App(), 'op', { namespace: 'op', network: knownNetwork, replicas: 2, node }));

test('a host port is the only exposure that is not restricted, and it is not baseline either', () => {
  const exposed = pairOf({ p2pExposure: { type: 'hostPort' } });
  expect([...schemaViolations(exposed), ...lintManifests(exposed)]).toEqual([]);
  for (const level of ['baseline', 'restricted'] as const) {
    const found = podSecurityViolations(exposed, level);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ path, message }) => !/host ?port/i.test(`${path} ${message}`))).toEqual([]);
  }
  expect(podSecurityViolations(pairOf({ p2pExposure: { type: 'loadBalancer', address: 'p2p-{index}.example.com' } }), 'restricted')).toEqual([]);
});
