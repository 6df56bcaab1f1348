import { App, Chart, JsonPatch, type ApiObject } from 'cdk8s';
import {
  BatcherConstruct, ConfigSource, OpNodeConstruct, OpReplicaChart, OpStackChart, OptimismNetworkConstruct, SecretValue, Signer, Storage,
  type NetworkPolicyProps, type OpStackChartProps,
} from '../../src';
import { findAll, manifestsOf, type Manifest } from '../../src/testing';
import { ADDRESS, customNetwork, emitted, knownNetwork, l1, sequencerKey, signer, untyped } from '../support/fixtures';
import { allows, metadataOf, type Connection, type End } from './support/graph';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

type Manifests = readonly Manifest[];

const prestatesUrl = 'https://prestates.example.com/acme';

function rollup(over: Partial<OpStackChartProps> = {}): Manifests {
  return emitted(new OpStackChart(new App(), 'acme', {
    namespace: 'acme',
    network: customNetwork(),
    sequencer: { p2pSequencerKey: sequencerKey },
    replicas: { count: 2 },
    batcher: { signer: signer('batcher-key') },
    proposer: { signer: signer('proposer-key') },
    challenger: { signer: signer('challenger-key'), faultProof: { prestatesUrl } },
    disputeMon: {},
    ...over,
  }));
}

/** The pods of a workload. */
function pods(manifests: Manifests, name: string): { readonly namespace: string; readonly labels: Record<string, string> } {
  const workload = runs(manifests).find((each) => metadataOf(each).name === name)!;
  const { template } = untyped<{ template: { metadata: { labels: Record<string, string> } } }>(workload.spec);
  return { namespace: metadataOf(workload).namespace, labels: template.metadata.labels };
}

const runs = (manifests: Manifests): Manifests => manifests.filter(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind));
const workloads = (manifests: Manifests): string[] => runs(manifests).map((each) => metadataOf(each).name);

const small = (): OpStackChart =>
  new OpStackChart(new App(), 'acme', { namespace: 'acme', network: customNetwork(), sequencer: { p2pSequencerKey: sequencerKey }, replicas: {}, batcher: { signer: signer('b') } });

/** Whether a connection is let through before and after a patch. */
function patched(path: string, value: unknown, objectOf: (chart: OpStackChart) => ApiObject, connects: (manifests: Manifests) => boolean): [before: boolean, after: boolean] {
  const chart = small();
  // What was printed before the patch is forgotten.
  const before = connects(manifestsOf(chart));
  objectOf(chart).addJsonPatch(JsonPatch.add(path, value));
  return [before, connects(manifestsOf(chart))];
}

const batcherOf = ({ batcher }: OpStackChart): ApiObject => batcher!.deployment;
const toSequencer = (port: number) => (manifests: Manifests): boolean => allows(manifests, { from: pods(manifests, 'acme-batcher'), to: pods(manifests, 'acme-sequencer'), port, protocol: 'TCP' });

/** Every port that any of the programs could listen on, the engine API's too. */
const PORTS = [53, 80, 443, 5052, 6060, 7300, 8545, 8546, 8548, 8551, 8560, 9001, 9200, 9222, 9545, 30303];

/** All connections between the workloads that the policies let through. */
function edges(manifests: Manifests): string[] {
  const names = workloads(manifests);
  return names.flatMap((from) =>
    names.flatMap((to) =>
      PORTS.flatMap((port) =>
        (['TCP', 'UDP'] as const).filter((protocol) => allows(manifests, { from: pods(manifests, from), to: pods(manifests, to), port, protocol })).map((protocol) => `${from} > ${to} ${port}/${protocol}`),
      ),
    ),
  );
}

const open = (manifests: Manifests, connection: Connection): boolean => allows(manifests, connection);
const INTERNET: End = { address: '203.0.113.7' };
const INTERNET6: End = { address: '2001:db8::7' };
const VPC: End = { address: '10.20.30.40' };
const METADATA: End = { address: '169.254.169.254' };
const PROMETHEUS: End = { namespace: 'monitoring', labels: { app: 'prometheus' } };
const STRANGER: End = { namespace: 'elsewhere', labels: { app: 'curious' } };
const NEIGHBOUR: End = { namespace: 'acme', labels: { app: 'frontend' } };
const COREDNS: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

describe('a whole rollup', () => {
  const manifests = rollup();

  test('its workloads reach each other exactly as they are wired', () => {
    expect(new Set(edges(rollup({ networkPolicies: { rpcFrom: [] } })))).toEqual(
      new Set([
        'acme-replica > acme-sequencer 8545/TCP', 'acme-replica > acme-sequencer 9545/TCP', 'acme-replica > acme-sequencer 9222/TCP',
        'acme-batcher > acme-sequencer 8545/TCP', 'acme-batcher > acme-sequencer 9545/TCP',
        'acme-proposer > acme-sequencer 9545/TCP',
        'acme-challenger > acme-sequencer 8545/TCP', 'acme-challenger > acme-sequencer 9545/TCP',
        'acme-dispute-mon > acme-replica 9545/TCP',
      ]),
    );
  });

  test.each(workloads(manifests))('%s resolves names, reaches L1, and no metadata service', (name) => {
    const from = pods(manifests, name);
    for (const protocol of ['TCP', 'UDP'] as const) expect(open(manifests, { from, to: COREDNS, port: 53, protocol })).toBe(true);
    expect(open(manifests, { from, to: { address: '169.254.20.10' }, port: 53, protocol: 'UDP' })).toBe(true);
    for (const to of [INTERNET, INTERNET6, VPC, { namespace: 'l1', labels: {} }]) expect(open(manifests, { from, to, port: 443 })).toBe(true);
    for (const port of [80, 443, 8545]) expect(open(manifests, { from, to: METADATA, port })).toBe(false);
    for (const port of [22, 80, 6443, 9545, 30303]) expect(open(manifests, { from, to: INTERNET, port })).toBe(false);
    for (const port of [53, 1234]) expect(open(manifests, { from, to: INTERNET, port, protocol: 'UDP' })).toBe(false);
  });

  test.each(workloads(manifests))('%s is scraped by Prometheus, and called by nobody else', (name) => {
    const to = pods(manifests, name);
    const metrics = /sequencer|replica/.test(name) ? [7300, 9001] : [7300];
    expect(PORTS.filter((port) => open(manifests, { from: PROMETHEUS, to, port }))).toEqual(metrics);
    for (const from of [STRANGER, NEIGHBOUR, INTERNET, VPC]) expect(PORTS.filter((port) => open(manifests, { from, to, port }))).toEqual([]);
  });

  test('a pod of the chart may call a replica, and no more', () => {
    const from: End = { namespace: 'acme', labels: { 'app.kubernetes.io/part-of': 'acme', app: 'explorer' } };
    const calls = (port: number, name: string): boolean => open(manifests.filter((each) => metadataOf(each).name !== 'acme-network-default-deny'), { from, to: pods(manifests, name), port });
    expect(PORTS.filter((port) => calls(port, 'acme-replica'))).toEqual([8545, 8546, 9545]);
    expect(PORTS.filter((port) => calls(port, 'acme-sequencer'))).toEqual([]);
    expect(PORTS.filter((port) => open(manifests, { from, to: pods(manifests, 'acme-replica'), port }))).toEqual([]);
  });

  test('without policies everything is open, and there is no object', () => {
    const none = rollup({ networkPolicies: false });
    expect(findAll(none, 'NetworkPolicy')).toEqual([]);
    expect(open(none, { from: STRANGER, to: pods(none, 'acme-sequencer'), port: 9545 })).toBe(true);
    expect(rollup({ networkPolicies: true })).toEqual(manifests);
  });
});

describe('what is wired by hand', () => {
  test.each<[string, Partial<OpStackChartProps>, string, Connection['to'], number, boolean?]>([
    ['an L1 at an address', { network: customNetwork({ l1RpcUrl: 'http://10.20.30.40:8545' }) }, 'acme-batcher', VPC, 8545],
    ['an L1 at an IPv6 address', { network: customNetwork({ l1RpcUrl: 'ws://[2001:db8::7]:8546' }) }, 'acme-batcher', INTERNET6, 8546],
    ['an L1 of the cluster', { network: customNetwork({ l1RpcUrl: 'http://geth.l1.svc.cluster.local:8545' }) }, 'acme-batcher', { namespace: 'l1', labels: {} }, 8545],
    ['a beacon fallback', { network: customNetwork({ l1BeaconFallbacks: ['https://blobs.example.com:8443/'] }) }, 'acme-replica', INTERNET, 8443],
    ['an alt-DA server of the namespace', { network: customNetwork({ altDa: { server: 'http://da:3100' } }), challenger: undefined }, 'acme-batcher', NEIGHBOUR, 3100],
    ['a remote signer', { batcher: { signer: Signer.remote({ endpoint: 'https://signer.keys.svc:8545', address: ADDRESS.portal }) } }, 'acme-batcher', { namespace: 'keys', labels: {} }, 8545],
    ['a snapshot', { replicas: { snapshot: { url: 'http://snapshots.example.com/a.tar.gz', sha256: 'a'.repeat(64) } } }, 'acme-replica', INTERNET, 80],
    ['a genesis to download', { network: customNetwork({ chainId: 42069, l1ChainId: 11155111, l2Genesis: ConfigSource.fromUrl('http://files.example.com:8080/g.json', { sha256: 'a'.repeat(64) }) }) }, 'acme-sequencer', INTERNET, 8080],
    ['an endpoint in extraArgs', { replicas: { consensus: { extraArgs: ['--l2.follow.source=http://deriver.example.com:9545'] } } }, 'acme-replica', INTERNET, 9545],
    ['an endpoint in a variable of the user', { batcher: { signer: signer('b'), env: { HTTPS_PROXY: 'http://squid.example.com:3128' } } }, 'acme-batcher', INTERNET, 3128],
    ['an endpoint in an override', { batcher: { signer: signer('b'), podOverrides: { containers: [{ name: 'op-batcher', args: ['--l1-eth-rpc=http://l1.example.com:4321'] }] } } }, 'acme-batcher', INTERNET, 4321],
    ['a static peer', { replicas: { consensus: { p2p: { static: ['/ip4/203.0.113.7/tcp/9003/p2p/16Uiu2HAm'] } } } }, 'acme-replica', INTERNET, 9003],
    ['a trusted peer', { replicas: { execution: { p2p: { static: [`enode://${'ab'.repeat(64)}@203.0.113.7:30311`] } } } }, 'acme-replica', INTERNET, 30311],
  ])('%s', (_, over, name, to, port) => {
    const plain = rollup(over.network && customNetworkOf(over).altDa ? { challenger: undefined } : {});
    const manifests = rollup(over);
    expect(open(manifests, { from: pods(manifests, name), to, port })).toBe(true);
    // The connection is there for that reason alone, but for what Secrets may lead to.
    const [outside, usual] = ['address' in to, [443, 8545, 8546, 3500, 5052].includes(port)];
    expect(outside && open(plain, { from: pods(plain, name), to, port })).toBe(outside && usual);
  });

  test('origins of browsers are nobody to connect to', () => {
    const manifests = rollup({ replicas: { execution: { http: { cors: ['http://dapp.example.com:3000'] }, ws: { origins: ['http://dapp.example.com:3000'] } } } });
    expect(open(manifests, { from: pods(manifests, 'acme-replica'), to: INTERNET, port: 3000 })).toBe(false);
  });

  test('a node of another chart lets its callers in, and they go there and nowhere else', () => {
    const app = new App();
    const [nodes, posts] = [new Chart(app, 'nodes', { namespace: 'nodes' }), new Chart(app, 'posts', { namespace: 'posts' })];
    const network = new OptimismNetworkConstruct(nodes, 'network', knownNetwork);
    const sequencer = new OpNodeConstruct(nodes, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
    new BatcherConstruct(posts, 'batcher', { network, nodes: sequencer, signer: signer('b') });
    const manifests = [...emitted(nodes), ...emitted(posts)];
    expect(edges(manifests)).toEqual(['posts-batcher > nodes-sequencer 8545/TCP', 'posts-batcher > nodes-sequencer 9545/TCP']);
    const impostor: End = { namespace: 'elsewhere', labels: pods(manifests, 'posts-batcher').labels };
    expect(open(manifests, { from: impostor, to: pods(manifests, 'nodes-sequencer'), port: 8545 })).toBe(false);
  });
});

const of = (networkPolicies: NetworkPolicyProps, over: Partial<OpStackChartProps> = {}): Manifests => rollup({ networkPolicies, ...over });
const calls = (manifests: Manifests, from: End, name: string, port: number): boolean => open(manifests, { from, to: pods(manifests, name), port });

describe('options', () => {
  test('callers of the RPC, by namespace, labels and address', () => {
    const manifests = of({ rpcFrom: [{ namespace: 'elsewhere', podLabels: { app: 'curious' } }, { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] }, { podLabels: { app: 'frontend' } }] });
    for (const from of [STRANGER, INTERNET, NEIGHBOUR]) expect(PORTS.filter((port) => calls(manifests, from, 'acme-replica', port))).toEqual([8545, 8546, 9545]);
    for (const from of [{ namespace: 'elsewhere', labels: {} }, { address: '203.0.113.200' }]) expect(PORTS.filter((port) => calls(manifests, from, 'acme-replica', port))).toEqual([]);
    for (const from of [STRANGER, INTERNET]) expect(PORTS.filter((port) => calls(manifests, from, 'acme-sequencer', port))).toEqual([]);
  });

  test('callers of admin ports', () => {
    const manifests = of({ adminFrom: [{ namespace: 'elsewhere' }] });
    expect(PORTS.filter((port) => calls(manifests, STRANGER, 'acme-sequencer', port))).toEqual([8545, 8546, 9545]);
    expect(PORTS.filter((port) => calls(manifests, STRANGER, 'acme-batcher', port))).toEqual([8548]);
    expect(PORTS.filter((port) => calls(manifests, STRANGER, 'acme-replica', port))).toEqual([]);
  });

  test('a replica that serves admin calls is an admin port', () => {
    const manifests = of({ rpcFrom: [{ namespace: 'elsewhere' }] }, { replicas: { consensus: { rpc: { enableAdmin: true } }, execution: { ws: { apis: ['eth', 'admin'] } } } });
    expect(PORTS.filter((port) => calls(manifests, STRANGER, 'acme-replica', port))).toEqual([8545]);
  });

  test('an exposed Service is for anybody, unless it is said for whom', () => {
    const exposed = { replicas: { service: { type: 'LoadBalancer' } } } as const;
    expect(PORTS.filter((port) => calls(of({}, exposed), INTERNET, 'acme-replica', port))).toEqual([8545, 8546, 9545]);
    expect(PORTS.filter((port) => calls(of({ rpcFrom: ['release'] }, exposed), INTERNET, 'acme-replica', port))).toEqual([]);
  });

  test('a sidecar of the user is scraped too', () => {
    const sidecar = { name: 'exporter', image: 'exporter:1', ports: [{ name: 'own-metrics', containerPort: 9100 }], securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };
    const manifests = of({}, { batcher: { signer: signer('b'), podOverrides: { containers: [sidecar] } } });
    expect(PORTS.concat(9100).filter((port) => calls(manifests, PROMETHEUS, 'acme-batcher', port))).toEqual([7300, 9100]);
  });

  describe('what is laid on a workload after it was made counts', () => {
    test('an argument', () => {
      const found = patched('/spec/template/spec/containers/0/args/-', '--l1-eth-rpc=http://l1.example.com:4321', batcherOf, (manifests) => allows(manifests, { from: pods(manifests, 'acme-batcher'), to: INTERNET, port: 4321, protocol: 'TCP' }));
      expect(found).toEqual([false, true]);
    });

    test('a metrics port', () => {
      const found = patched('/spec/template/spec/containers/0/ports/-', { name: 'own-metrics', containerPort: 9200 }, batcherOf, (manifests) => calls(manifests, PROMETHEUS, 'acme-batcher', 9200));
      expect(found).toEqual([false, true]);
    });

    test('a port that another workload calls by the Service', () => {
      // op-reth is the second of the init containers, http the first of its ports.
      const path = '/spec/template/spec/initContainers/1/ports/0/containerPort';
      expect(patched(path, 9999, ({ sequencer }) => sequencer.statefulSet, toSequencer(9999))).toEqual([false, true]);
      expect(patched(path, 9999, ({ sequencer }) => sequencer.statefulSet, toSequencer(8545))).toEqual([true, false]);
    });

    test('a patch on the policy itself comes last', () => {
      const found = patched('/spec/egress/-', { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }, ({ batcher }) => batcher!.networkPolicy!, (manifests) => allows(manifests, { from: pods(manifests, 'acme-batcher'), to: INTERNET, port: 4321, protocol: 'TCP' }));
      expect(found).toEqual([false, true]);
    });

    test('a port that an override moves', () => {
      const moved = { initContainers: [{ name: 'op-reth', ports: [{ name: 'http', containerPort: 9999 }] }] };
      const manifests = of({ rpcFrom: [{ podLabels: { app: 'stranger' } }] }, { replicas: { podOverrides: moved } });
      expect(PORTS.concat(9999).filter((port) => calls(manifests, { namespace: 'acme', labels: { app: 'stranger' } }, 'acme-replica', port))).toEqual([8546, 9545, 9999]);
    });
  });

  test('who scrapes', () => {
    const manifests = of({ metricsFrom: [{ namespaceLabels: {}, podLabels: { app: 'prometheus' } }] });
    expect(calls(manifests, { namespace: 'acme', labels: { app: 'prometheus' } }, 'acme-batcher', 7300)).toBe(true);
    expect(calls(manifests, STRANGER, 'acme-batcher', 7300)).toBe(false);
  });

  test('where the L1 and the name servers are', () => {
    const manifests = of({ l1: { cidrs: ['10.20.0.0/16'], ports: [8545] }, dns: [{ cidr: '10.96.0.10/32' }] });
    const from = pods(manifests, 'acme-batcher');
    expect(PORTS.filter((port) => open(manifests, { from, to: VPC, port }))).toEqual([8545]);
    expect(PORTS.filter((port) => open(manifests, { from, to: INTERNET, port }))).toEqual([]);
    expect(open(manifests, { from, to: { address: '10.96.0.10' }, port: 53, protocol: 'UDP' })).toBe(true);
    expect(open(manifests, { from, to: COREDNS, port: 53, protocol: 'UDP' })).toBe(false);
  });

  test('rules of one\'s own', () => {
    const manifests = of({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'elsewhere' } } }] }], egress: [{ to: [{ ipBlock: { cidr: '169.254.169.254/32' } }] }] });
    expect(calls(manifests, STRANGER, 'acme-proposer', 8560)).toBe(true);
    expect(open(manifests, { from: pods(manifests, 'acme-proposer'), to: METADATA, port: 80 })).toBe(true);
  });
});

const replica = (node: object = {}, networkPolicies?: NetworkPolicyProps): Manifests => emitted(new OpReplicaChart(new App(), 'op', { namespace: 'op', network: knownNetwork, replicas: 2, networkPolicies, node }));
const seen = (manifests: Manifests, protocol: 'TCP' | 'UDP'): number[] => [9222, 30303, 30000, 30001, 30010, 30011].filter((port) => open(manifests, { from: INTERNET, to: pods(manifests, 'op-replica'), port, protocol }));
const dials = (manifests: Manifests, to: End, port = 30303): boolean => open(manifests, { from: pods(manifests, 'op-replica'), to, port, protocol: 'UDP' });

describe('peer-to-peer', () => {
  test('a node of a public network is open to it, and dials public addresses only', () => {
    const manifests = replica();
    for (const protocol of ['TCP', 'UDP'] as const) expect(seen(manifests, protocol)).toEqual([9222, 30303]);
    for (const to of [INTERNET, INTERNET6]) expect(dials(manifests, to)).toBe(true);
    for (const to of [VPC, METADATA, NEIGHBOUR, { address: 'fd00::1' }]) expect(dials(manifests, to)).toBe(false);
    expect(dials(manifests, INTERNET, 443)).toBe(false);
  });

  test('with node ports, on those of every pod', () => {
    expect(seen(replica({ p2pExposure: { type: 'nodePort', consensusPort: 30000, executionPort: 30010 } }), 'TCP')).toEqual([30000, 30001, 30010, 30011]);
  });

  test('of a private network', () => {
    const manifests = replica({}, { p2pCidrs: ['10.20.0.0/16'] });
    expect([dials(manifests, VPC), dials(manifests, INTERNET)]).toEqual([true, false]);
  });

  test('switched off, it is closed', () => {
    const closed = replica({ consensus: { p2p: { enabled: false } }, execution: { p2p: { noDiscovery: true } } });
    expect([seen(closed, 'TCP'), seen(closed, 'UDP'), dials(closed, INTERNET)]).toEqual([[], [], false]);
  });

  test('a closed network that is exposed lets peers in, and dials nobody', () => {
    const manifests = emitted(new OpReplicaChart(new App(), 'op', {
      namespace: 'op', network: customNetwork({ l2RpcUrl: 'https://sequencer.example.com', ...l1 }), node: { storage: Storage.ephemeral(), p2pExposure: { type: 'loadBalancer', address: '203.0.113.9' } },
    }));
    expect(seen(manifests, 'TCP')).toEqual([9222, 30303]);
    expect(dials(manifests, INTERNET)).toBe(false);
  });
});

test('keys are no endpoints', () => {
  const manifests = rollup({ network: customNetwork({ l1RpcUrl: 'http://10.20.30.40:8545', l1BeaconUrl: 'http://10.20.30.40:5052' }) });
  const from = pods(manifests, 'acme-proposer');
  expect(PORTS.filter((port) => open(manifests, { from, to: VPC, port }))).toEqual([8545]);
  expect(PORTS.filter((port) => open(manifests, { from, to: INTERNET, port }))).toEqual([]);
  const mnemonic = rollup({ network: customNetwork({ l1RpcUrl: 'http://10.20.30.40:8545' }), proposer: { signer: Signer.mnemonic(SecretValue.fromSecret('words', 'w'), "m/44'/60'/0'/0/1") } });
  expect(PORTS.filter((port) => open(mnemonic, { from: pods(mnemonic, 'acme-proposer'), to: INTERNET, port }))).toEqual([]);
});

function customNetworkOf({ network }: Partial<OpStackChartProps>): { altDa?: unknown } {
  return network ?? {};
}
