import { App, Chart } from 'cdk8s';
import { OpNodeConstruct, OptimismNetworkConstruct, SecretValue, type P2pExposure } from '../../src';
import { manifestsOf } from '../../src/testing';
import { anyVersion, knownNetwork } from '../support/fixtures';
import { custom, looking, makeNode, makePair, opGeth, see, seeExposed, seeNode, servicesOf, type ConsensusName, type ExecutionName, type NodeSpec, type Seen, type ServicePort } from './support/node';

// Some of the nodes warn: of kona-node, or of a host port.
jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const ENODE = `enode://${'b2'.repeat(64)}@10.0.0.1:30303`;
const POD_INDEX = { name: 'POD_INDEX', valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } } };
const HOST_IP = { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } };

const known = { ...knownNetwork, images: { components: opGeth } };

function exposed(p2pExposure: P2pExposure, spec: NodeSpec = {}, network = known): Seen {
  const { chart, node } = makeNode({ p2pExposure, ...spec }, network);
  return seeExposed(chart, node.name);
}

const p2pServices = ({ manifests }: Seen): ReturnType<typeof servicesOf> => servicesOf(manifests).filter(({ name }) => name.includes('-p2p-'));
const numbers = (ports: readonly ServicePort[]): unknown[] => ports.map(({ name, port, targetPort, protocol, nodePort }) => [name, protocol, port, targetPort, nodePort]);
const containerPorts = ({ container }: Seen, name: string): unknown => container(name).ports?.map((port) => `${port.name} ${port.containerPort}${port.hostPort ? ` host ${port.hostPort}` : ''}`);

/** The p2p flags of each client, where they are the same in all of its versions. */
const clients: readonly { readonly el: ExecutionName; readonly cl: ConsensusName }[] = [{ el: 'op-reth', cl: 'op-node' }, { el: 'op-geth', cl: 'kona-node' }];
const clientsOf = ({ el, cl }: (typeof clients)[number]): NodeSpec => ({ execution: { client: el }, consensus: { client: cl } });

describe.each(clients)('exposing $el and $cl', ({ el, cl }) => {
  const spec = clientsOf({ el, cl });

  test('on node ports, one pod listens on and announces the node\'s own address and port', () => {
    const seen = exposed({ type: 'nodePort', consensusPort: 31222, executionPort: 31303 }, spec);
    expect(p2pServices(seen)).toEqual([
      {
        name: 'acme-replica-p2p-0',
        spec: {
          type: 'NodePort', externalTrafficPolicy: 'Local', publishNotReadyAddresses: true,
          selector: { 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica', 'statefulset.kubernetes.io/pod-name': 'acme-replica-0' },
          ports: expect.any(Array),
        },
      },
    ]);
    expect(numbers(p2pServices(seen)[0]!.spec.ports)).toEqual([
      ['cl-p2p-tcp', 'TCP', 31222, 31222, 31222], ['cl-p2p-udp', 'UDP', 31222, 31222, 31222],
      ['el-p2p-tcp', 'TCP', 31303, 31303, 31303], ['el-p2p-udp', 'UDP', 31303, 31303, 31303],
    ]);
    expect(seen.flags(cl)).toMatchObject({ 'p2p.listen.tcp': '31222', 'p2p.listen.udp': '31222', 'p2p.advertise.ip': '$(HOST_IP)', 'p2p.advertise.tcp': '31222', 'p2p.advertise.udp': '31222' });
    expect(seen.flags(el)).toMatchObject({ port: '31303', 'discovery.port': '31303', nat: 'extip:$(HOST_IP)' });
    for (const name of [el, cl]) expect(seen.container(name).env).toContainEqual(HOST_IP);
    expect(containerPorts(seen, cl)).toContain('cl-p2p-tcp 31222');
    expect(seen.service('acme-replica-headless').ports.map(({ port }) => port)).toContain(31303);
  });

  test('on node ports, three pods take three ports in a row', () => {
    const seen = exposed({ type: 'nodePort', consensusPort: 31220, executionPort: 31300, address: '203.0.113.7' }, { ...spec, replicas: 3 });
    expect(p2pServices(seen).map(({ name, spec: { selector } }) => [name, selector['statefulset.kubernetes.io/pod-name']])).toEqual([
      ['acme-replica-p2p-0', 'acme-replica-0'], ['acme-replica-p2p-1', 'acme-replica-1'], ['acme-replica-p2p-2', 'acme-replica-2'],
    ]);
    expect(p2pServices(seen).map(({ spec: { ports } }) => [...new Set(ports.flatMap(({ port, targetPort, nodePort }) => [port, targetPort, nodePort]))])).toEqual([[31220, 31300], [31221, 31301], [31222, 31302]]);
    expect(seen.flags(cl)).toMatchObject({ 'p2p.listen.tcp': '3122$(POD_INDEX)', 'p2p.listen.udp': '3122$(POD_INDEX)', 'p2p.advertise.ip': '203.0.113.7', 'p2p.advertise.tcp': '3122$(POD_INDEX)' });
    expect(seen.flags(el)).toMatchObject({ port: '3130$(POD_INDEX)', 'discovery.port': '3130$(POD_INDEX)', nat: 'extip:203.0.113.7' });
    for (const name of [el, cl]) expect(seen.container(name).env).toContainEqual(POD_INDEX);
    // No template can name ports that differ from pod to pod.
    expect(JSON.stringify([seen.container(el).ports, seen.container(cl).ports, seen.service('acme-replica-headless')])).not.toContain('p2p-tcp');
  });

  test('behind a load balancer, the pod keeps its ports', () => {
    const seen = exposed({ type: 'loadBalancer', address: '203.0.113.7', annotations: { 'example.com/lb': 'nlb' } }, spec);
    const [service] = p2pServices(seen);
    expect(service?.spec).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
    expect(service?.spec.ports.filter(({ protocol }) => protocol === 'TCP')).toEqual([
      { name: 'cl-p2p-tcp', protocol: 'TCP', port: 9222, targetPort: 9222 }, { name: 'el-p2p-tcp', protocol: 'TCP', port: 30303, targetPort: 30303 },
    ]);
    expect(seen.flags(cl)).toMatchObject({ 'p2p.listen.tcp': '9222', 'p2p.advertise.ip': '203.0.113.7', 'p2p.advertise.tcp': '9222', 'p2p.advertise.udp': '9222' });
    expect(seen.flags(el)).toMatchObject({ port: '30303', nat: 'extip:203.0.113.7' });
  });

  test('on host ports, there is no Service, and each port is the node\'s', () => {
    const seen = exposed({ type: 'hostPort' }, { ...spec, replicas: 3 });
    expect(p2pServices(seen)).toEqual([]);
    expect(containerPorts(seen, cl)).toEqual(expect.arrayContaining(['cl-p2p-tcp 9222 host 9222', 'cl-p2p-udp 9222 host 9222', 'node-rpc 9545']));
    expect(containerPorts(seen, el)).toEqual(expect.arrayContaining(['el-p2p-tcp 30303 host 30303', 'el-p2p-udp 30303 host 30303', 'http 8545']));
    expect(seen.flags(cl)['p2p.advertise.ip']).toBe('$(HOST_IP)');
  });

  test('without an exposure nothing is announced', () => {
    const { chart, node } = makeNode(spec, known);
    const seen = see(chart, node.name);
    expect(p2pServices(seen)).toEqual([]);
    expect(node.p2pServices).toEqual([]);
    expect(Object.keys(seen.flags(cl)).filter((name) => name.startsWith('p2p.advertise'))).toEqual([]);
    expect(seen.flags(el).nat).toBe('none');
  });
});

describe('names of load balancers', () => {
  test('each pod has its own', () => {
    const seen = exposed({ type: 'loadBalancer', address: 'p2p-{index}.example.com' }, { replicas: 3 });
    expect(p2pServices(seen)).toHaveLength(3);
    expect(seen.flags('op-node')['p2p.advertise.ip']).toBe('p2p-$(POD_INDEX).example.com');
    expect(seen.flags('op-reth').nat).toBe('extaddr:p2p-$(POD_INDEX).example.com');
    expect(seen.container('op-reth').env).toContainEqual(POD_INDEX);
  });

  test('an IP with an index is an IP', () => {
    expect(exposed({ type: 'loadBalancer', address: '203.0.113.1{index}' }, { replicas: 2 }).flags('op-reth').nat).toBe('extip:203.0.113.1$(POD_INDEX)');
    expect(exposed({ type: 'loadBalancer', address: '2001:db8::{index}' }, { replicas: 2, execution: { client: 'op-geth' } }).flags('op-geth').nat).toBe('extip:2001:db8::$(POD_INDEX)');
  });
});

describe('discovery of op-reth', () => {
  test('its second protocol has a port of its own, which an exposure has to carry', () => {
    expect(p2pServices(exposed({ type: 'loadBalancer', address: '203.0.113.7' }))[0]?.spec.ports).toContainEqual({ name: 'el-discv5', port: 9200, targetPort: 9200, protocol: 'UDP' });
    expect(containerPorts(exposed({ type: 'hostPort' }), 'op-reth')).toContain('el-discv5 9200 host 9200');
  });

  test('a node port cannot carry it, so there the first protocol serves', () => {
    const seen = exposed({ type: 'nodePort', consensusPort: 31222, executionPort: 31303 });
    expect(seen.flags('op-reth')['rollup.discovery.v4']).toBe(true);
    expect(containerPorts(seen, 'op-reth')).not.toContain('el-discv5 9200');
    expect(exposed({ type: 'hostPort' }).flags('op-reth')).not.toHaveProperty(['rollup.discovery.v4']);
  });

  test('is off where there is nobody to find', () => {
    const { flags, ...seen } = seeNode();
    expect(flags('op-reth')).toMatchObject({ 'disable-discovery': true });
    expect(flags('op-node')).toMatchObject({ 'p2p.no-discovery': true });
    expect(containerPorts({ flags, ...seen }, 'op-reth')).not.toContain('el-discv5 9200');
    const onKnown = makeNode({}, known);
    expect(see(onKnown.chart, onKnown.node.name).flags('op-reth')).not.toHaveProperty(['disable-discovery']);
    const sequencer = makeNode({ nodeType: 'sequencer', execution: { client: 'op-geth' } }, known);
    expect(see(sequencer.chart, sequencer.node.name).flags('op-geth')).toMatchObject({ nodiscover: true });
  });
});

test('keys come from Secrets as files that only their client mounts', () => {
  const consensusKey = SecretValue.fromSecret('identities', 'libp2p');
  const executionKey = SecretValue.fromSecret('identities', 'devp2p');
  const seen = seeNode({ consensus: { p2p: { privateKey: consensusKey } }, execution: { p2p: { nodeKey: executionKey } } });
  expect(seen.flags('op-node')['p2p.priv.path']).toBe('/consensus-key/p2p-key');
  expect(seen.flags('op-reth')['p2p-secret-key']).toBe('/execution-key/node-key');
  expect(seen.container('op-node').volumeMounts).toContainEqual({ name: 'p2p-key', mountPath: '/consensus-key', readOnly: true });
  expect(seen.container('op-reth').volumeMounts).toContainEqual({ name: 'node-key', mountPath: '/execution-key', readOnly: true });
  expect(JSON.stringify(seen.container('op-reth').volumeMounts)).not.toContain('consensus-key');
  expect(JSON.stringify(seen.container('op-node').volumeMounts)).not.toContain('execution-key');
  expect(seen.pod.spec.volumes).toEqual(expect.arrayContaining([
    { name: 'p2p-key', secret: { secretName: 'identities', defaultMode: 0o440, items: [{ key: 'libp2p', path: 'p2p-key' }] } },
    { name: 'node-key', secret: { secretName: 'identities', defaultMode: 0o440, items: [{ key: 'devp2p', path: 'node-key' }] } },
  ]));
});

test('without a key each pod makes its own identity on its volume', () => {
  expect(seeNode().flags('op-node')['p2p.priv.path']).toBe('/data/op-node/p2p-key');
  expect(seeNode({ consensus: { client: 'kona-node' } }).flags('kona-node')['p2p.priv.path']).toBe('/data/kona-node/p2p-key');
});

const PEER = '16Uiu2HAmSequencer';
const peerings = ({ container }: Seen): string => JSON.stringify(container('companion').command);

describe('finding the sequencer', () => {
  test('op-node dials a sequencer whose peer id is known', () => {
    const { chart, sequencer, replica } = makePair({ consensus: { p2p: { peerId: PEER, listenPort: 9333 } } }, { consensus: { p2p: { static: ['/dns4/other/tcp/9222/p2p/16Uiu2HAmOther'] } } });
    const seen = see(chart, replica.name);
    expect(sequencer.peerId).toBe(PEER);
    expect(seen.flags('op-node')['p2p.static']).toBe(`/dns/acme-sequencer-headless/tcp/9333/p2p/${PEER},/dns4/other/tcp/9222/p2p/16Uiu2HAmOther`);
    expect(peerings(seen)).not.toContain('opp2p_connectPeer');
  });

  test('the companion asks a sequencer whose peer id is not known', () => {
    const { chart, replica } = makePair();
    const seen = see(chart, replica.name);
    expect(seen.flags('op-node')).not.toHaveProperty(['p2p.static']);
    expect(peerings(seen)).toContain('call http://acme-sequencer:9545 opp2p_self');
    expect(peerings(seen)).toContain('/dns/acme-sequencer-headless/tcp/9222/p2p/$id');
  });

  test('kona-node cannot be told of peers, so the companion asks even where the peer id is known', () => {
    const { chart, replica } = makePair({ consensus: { p2p: { peerId: PEER } } }, { consensus: { client: 'kona-node' } });
    expect(peerings(see(chart, replica.name))).toContain('opp2p_connectPeer');
  });

  test.each<[string, NodeSpec, NodeSpec]>([
    ['the sequencer', { consensus: { p2p: { enabled: false, peerId: PEER } } }, {}],
    ['the replica', {}, { consensus: { p2p: { enabled: false } } }],
  ])('there is no peering where %s takes no part in gossip', (_who, sequencerSpec, replicaSpec) => {
    const { chart, sequencer, replica } = makePair(sequencerSpec, replicaSpec);
    const seen = see(chart, replica.name);
    expect(JSON.stringify(seen.pod)).not.toContain('undefined');
    expect(peerings(seen)).not.toContain('opp2p');
    expect(seen.flags('op-node')).not.toHaveProperty(['p2p.static']);
    expect(sequencer.peerAddress(replica)).toBe(sequencerSpec.consensus ? undefined : '/dns/acme-sequencer-headless/tcp/9222');
  });

  test('there is no companion where it has nothing to do', () => {
    expect(seeNode({ readiness: { when: 'serving' } }).pod.spec.containers.map(({ name }) => name)).toEqual(['op-node']);
    const { chart, replica } = makePair({}, { readiness: { when: 'serving' } });
    expect(see(chart, replica.name).container('companion').readinessProbe).toBeUndefined();
  });

  test('op-reth trusts a sequencer whose node id is known, and can then ask it for blocks', () => {
    const { chart, sequencer, replica } = makePair({ execution: { p2p: { nodeId: 'a1'.repeat(64), port: 30404 } } }, { execution: { p2p: { static: [ENODE] } } });
    const seen = see(chart, replica.name);
    expect(sequencer.enode(replica)).toBe(`enode://${'a1'.repeat(64)}@acme-sequencer-headless:30404`);
    expect(seen.flags('op-reth')['trusted-peers']).toBe(`enode://${'a1'.repeat(64)}@acme-sequencer-headless:30404,${ENODE}`);
    expect(seen.flags('op-node').syncmode).toBe('execution-layer');
  });

  test('op-geth cannot be told of it, and derives from L1', () => {
    const { chart, sequencer, replica } = makePair({ execution: { p2p: { nodeId: 'a1'.repeat(64) } } }, { execution: { client: 'op-geth' } }, { ...custom, ...anyVersion });
    const seen = see(chart, replica.name);
    expect(seen.flags('op-node').syncmode).toBe('consensus-layer');
    expect(seen.flags('op-geth')).toMatchObject({ syncmode: 'full', nodiscover: true });
    expect(sequencer.enode(replica)).toContain('enode://');
  });

  test('a node of another namespace is reached by its full name', () => {
    const app = new App();
    const here = new Chart(app, 'here', { namespace: 'here' });
    const there = new Chart(app, 'there', { namespace: 'there' });
    const network = new OptimismNetworkConstruct(here, 'network', custom);
    const sequencer = new OpNodeConstruct(here, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: SecretValue.fromSecret('key', 'key'), consensus: { p2p: { peerId: PEER } } });
    const replica = new OpNodeConstruct(there, 'replica', { network: new OptimismNetworkConstruct(there, 'network', custom), nodeType: 'replica', sequencer });
    const seen = looking(manifestsOf(there), replica.name);
    expect(seen.flags('op-reth')['rollup.sequencer']).toBe('http://here-sequencer.here.svc:8545');
    expect(seen.flags('op-node')['p2p.static']).toBe(`/dns/here-sequencer-headless.here.svc/tcp/9222/p2p/${PEER}`);
  });
});

const probeOf = (seen: Seen): string => JSON.stringify(seen.container('companion').readinessProbe);

describe('readiness', () => {
  test('a replica is ready while its newest block is at most 15 block times old', () => {
    expect(probeOf(seeNode())).toContain('-le 30 ]');
    expect(seeNode().container('companion').readinessProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 15, exec: { command: ['sh', '-uc', expect.stringContaining('http://127.0.0.1:8545')] } });
  });

  test('the companion asks the port that the client has', () => {
    expect(probeOf(seeNode({ execution: { http: { port: 8745 } } }))).toContain('http://127.0.0.1:8745');
  });

  test('a sequencer is ready as soon as it serves, unless it is told otherwise', () => {
    expect(seeNode({ nodeType: 'sequencer' }).pod.spec.containers.map(({ name }) => name)).toEqual(['op-node']);
    expect(probeOf(seeNode({ nodeType: 'sequencer', readiness: { when: 'synced' } }))).toContain('-le 30 ]');
  });
});
