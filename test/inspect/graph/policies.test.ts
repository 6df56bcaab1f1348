import { backend, deployment, document, graphIn } from './support/manifests';
import { Cluster } from '../../../src/inspect/graph/cluster';
import { graphOf } from '../../../src/inspect/graph/build';
import { allows as verdict } from '../../../src/inspect/graph/policies';
import { allows, type End } from '../../policies/support/graph';
import { exampleManifests } from '../../support/examples';
import { untyped } from '../../support/fixtures';

const policy = (name: string, spec: object, namespace = 'shop'): string => document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec });
const on = (app: string): object => ({ podSelector: { matchLabels: { app } } });
const DNS = { ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] };
const out = (...egress: readonly object[]): string => policy('web', { ...on('web'), policyTypes: ['Egress'], egress: [DNS, ...egress] });
const into = (...ingress: readonly object[]): string => policy('api', { ...on('api'), policyTypes: ['Ingress'], ingress });

const namespace = (team: string): string => document({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team } } });
const calling = (url: string): string => deployment({ args: [`--url=${url}`] });
const messages = (yaml: string): string[] => graphIn(yaml).findings.map(({ message }) => message);
const pair = backend('api') + deployment({ args: ['--url=http://api'] });
const allowedIn = (yaml: string): string => graphIn(yaml).edges[0]!.allowed;

describe('a call from pod to pod', () => {
  test.each<[string, string, 'yes' | 'no']>([
    ['nothing holds', '', 'yes'],
    ['a policy of another namespace holds', policy('deny', { podSelector: {} }, 'other'), 'yes'],
    ['a policy of other pods holds', policy('deny', on('other')), 'yes'],
    ['all is denied', policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }), 'no'],
    ['coming in is denied', policy('deny', on('api')), 'no'],
    ['going out is denied', policy('deny', { ...on('web'), policyTypes: ['Egress'] }), 'no'],
    ['the called may not go out', policy('deny', { ...on('api'), policyTypes: ['Egress'] }), 'yes'],
    ['the called may not go out, and has rules for coming in that do not count', policy('deny', { ...on('api'), policyTypes: ['Egress'], ingress: [] }), 'yes'],
    ['nobody may come to the caller', policy('deny', on('web')), 'yes'],
    ['a rule for going out makes it a policy of that', policy('deny', { ...on('web'), egress: [DNS] }), 'no'],
    ['going out to the port of the pod is allowed', out({ ports: [{ port: 8080 }], to: [on('api')] }), 'yes'],
    ['going out to the port of the Service is allowed', out({ ports: [{ port: 80 }], to: [on('api')] }), 'no'],
    ['going out to the port by name is allowed', out({ ports: [{ port: 'http' }], to: [on('api')] }), 'yes'],
    ['going out to another name is allowed', out({ ports: [{ port: 'metrics' }], to: [on('api')] }), 'no'],
    ['going out to a range is allowed', out({ ports: [{ port: 8000, endPort: 9000 }] }), 'yes'],
    ['going out below a range is allowed', out({ ports: [{ port: 8081, endPort: 9000 }] }), 'no'],
    ['going out over UDP is allowed', out({ ports: [{ port: 8080, protocol: 'UDP' }] }), 'no'],
    ['going out to addresses is allowed', out({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }), 'no'],
    ['coming in from it is allowed', into({ from: [on('web')], ports: [{ port: 8080 }] }), 'yes'],
    ['coming in from others is allowed', into({ from: [on('other')] }), 'no'],
    ['coming in from its namespace is allowed', into({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }] }), 'yes'],
    ['coming in from another namespace is allowed', into({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }] }), 'no'],
    ['coming in from everywhere is allowed', into({}), 'yes'],
    ['one policy denies and another allows', policy('deny', { podSelector: {}, policyTypes: ['Ingress'] }) + into({ from: [on('web')] }), 'yes'],
  ])('%s', (_, policies, expected) => {
    const graph = graphIn(pair + policies);
    expect(graph.edges[0]!.allowed).toBe(expected);
    expect(graph.findings.filter(({ message }) => /no NetworkPolicy lets through/.test(message))).toHaveLength(expected === 'no' ? 1 : 0);
  });

  test('labels of a namespace count where the manifests have it', () => {
    const rule = into({ from: [{ namespaceSelector: { matchLabels: { team: 'web' } } }] });
    expect([allowedIn(pair + rule), allowedIn(pair + rule + namespace('web')), allowedIn(pair + rule + namespace('api'))]).toEqual(['maybe', 'yes', 'no']);
  });
});

describe('a call to outside', () => {
  test.each<[string, string, string, 'yes' | 'maybe' | 'no']>([
    ['https://l1.example.com', 'any address', out({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }), 'yes'],
    ['https://l1.example.com:8545', 'another port', out({ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }), 'no'],
    ['https://l1.example.com', 'some addresses', out({ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }), 'maybe'],
    ['https://l1.example.com', 'pods only', out({ to: [on('api')] }), 'no'],
    ['http://10.1.2.3', 'its address', out({ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }), 'yes'],
    ['http://10.1.2.3', 'all but its address', out({ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.2.0/24'] } }] }), 'no'],
    ['http://10.1.2.3', 'addresses of the other kind', out({ to: [{ ipBlock: { cidr: '::/0' } }] }), 'no'],
    ['http://signer.signing.svc', 'its namespace', out({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'signing' } } }] }), 'yes'],
    ['http://signer.signing.svc', 'some pods of its namespace', out({ to: [{ ...on('signer'), namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'signing' } } }] }), 'maybe'],
    ['http://signer.signing.svc', 'another namespace', out({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'l1' } } }] }), 'no'],
    ['http://signer.signing.svc', 'pods of its own namespace', out({ to: [{ podSelector: {} }] }), 'no'],
    ['http://signer.signing.svc', 'a port, which may not be that of the pod', out({ ports: [{ port: 8443 }] }), 'maybe'],
  ])('%s where policies allow %s', (url, _, policies, expected) => {
    expect(allowedIn(calling(url) + policies)).toBe(expected);
  });

  test('whose address is in a Secret is only blocked where nothing is allowed', () => {
    const pod = deployment({ env: [{ name: 'L1_RPC', valueFrom: { secretKeyRef: { name: 'l1', key: 'rpc' } } }] });
    expect([allowedIn(pod), allowedIn(pod + out({ ports: [{ port: 443 }] })), allowedIn(pod + out())]).toEqual(['yes', 'maybe', 'no']);
    expect(graphIn(pod + out()).findings.map(({ message }) => message)).toEqual(['web calls the endpoint in Secret l1/rpc (variable L1_RPC), which no NetworkPolicy lets through']);
  });
});

test('a pod that may not ask for names is found', () => {
  const open = { to: [on('api')] };
  expect(messages(pair + out(open))).toEqual([]);
  expect(messages(pair + policy('web', { ...on('web'), policyTypes: ['Egress'], egress: [{ ...open, ports: [{ port: 8080 }] }] }))).toEqual(['it calls others by name, and no NetworkPolicy lets it ask for names (port 53)']);
});

describe('the verdicts agree with a network plugin', () => {
  const PORTS = [53, 443, 5052, 7300, 8545, 8546, 8551, 9001, 9222, 9545, 30303];

  test.each(Object.entries(exampleManifests).filter(([name]) => !name.startsWith('playground')))('about all pods of %s', (_, manifests) => {
    const cluster = new Cluster(manifests);
    const ends = cluster.pods.map((pod) => ({ pod, end: { namespace: pod.object.namespace, labels: untyped<Record<string, string>>(pod.labels.value) } satisfies End }));
    const strangers = [{ ours: { address: '203.0.113.7' }, theirs: { address: '203.0.113.7' } }, { ours: { address: '169.254.169.254' }, theirs: { address: '169.254.169.254' } }];
    const pairs = [
      ...ends.flatMap((from) => ends.map((to) => ({ ours: { from: { pod: from.pod }, to: { pod: to.pod } }, theirs: { from: from.end, to: to.end } }))),
      ...ends.flatMap((end) => strangers.flatMap(({ ours, theirs }) => [{ ours: { from: { pod: end.pod }, to: ours }, theirs: { from: end.end, to: theirs } }, { ours: { from: ours, to: { pod: end.pod } }, theirs: { from: theirs, to: end.end } }])),
    ];
    const differing = pairs.flatMap(({ ours, theirs }) => PORTS.flatMap((port) => (['TCP', 'UDP'] as const).flatMap((protocol) => {
      const [expected, actual] = [allows(manifests, { ...theirs, port, protocol }) ? 'yes' : 'no', verdict(cluster, { ...ours, port, protocol })];
      return expected === actual ? [] : [{ ...theirs, port, protocol, expected, actual }];
    })));
    expect(pairs.length).toBeGreaterThan(0);
    expect(differing).toEqual([]);
  });
});

test.each(Object.entries(exampleManifests))('all that %s wires goes through', (_, manifests) => {
  const { edges, findings } = graphOf(manifests);
  expect(edges.filter(({ allowed }) => allowed === 'no')).toEqual([]);
  expect(edges.filter(({ kind, reaches, allowed }) => kind === 'calls' && reaches.length > 0 && allowed !== 'yes')).toEqual([]);
  expect(findings).toEqual([]);
});
