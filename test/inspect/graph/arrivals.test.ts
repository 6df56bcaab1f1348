import { backend, deployment, document, graphIn, told } from './support/manifests';
import { textOf } from '../../../src/inspect/graph/text';

const at = (kind: string, spec: object, name = 'api'): string => document({ apiVersion: APIS[kind], kind, metadata: { name, namespace: 'shop' }, spec });
const APIS: Readonly<Record<string, string>> = {
  Ingress: 'networking.k8s.io/v1', HTTPRoute: 'gateway.networking.k8s.io/v1', PodMonitor: 'monitoring.coreos.com/v1', ServiceMonitor: 'monitoring.coreos.com/v1', NetworkPolicy: 'networking.k8s.io/v1', DaemonSet: 'apps/v1',
};
const labelled = { selector: { matchLabels: { app: 'api' } } };
const denied = at('NetworkPolicy', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'] });

describe('who comes in', () => {
  test.each<[string, string, string[]]>([
    ['through an Ingress by name', backend('api') + at('Ingress', { ingressClassName: 'nginx', rules: [{ host: 'a.example.com', http: { paths: [{ path: '/x', backend: { service: { name: 'api', port: { name: 'http' } } } }] } }] }), ['caller/a.example.com enters Service/shop/api a.example.com/x 80 at api.api:8080 yes']],
    ['through an Ingress by number', backend('api') + at('Ingress', { rules: [{ http: { paths: [{ backend: { service: { name: 'api', port: { number: 80 } } } }] } }] }), ['caller/any host enters Service/shop/api */ 80 at api.api:8080 yes']],
    ['where an Ingress leads the rest', backend('api') + at('Ingress', { defaultBackend: { service: { name: 'api', port: { number: 80 } } } }), ['caller/any host enters Service/shop/api */ 80 at api.api:8080 yes']],
    ['through a Gateway', backend('api') + at('HTTPRoute', { parentRefs: [{ name: 'public' }], hostnames: ['a.example.com', 'b.example.com'], rules: [{ matches: [{ path: { value: '/ws' } }], backendRefs: [{ name: 'api', port: 80 }] }] }), ['caller/a.example.com enters Service/shop/api a.example.com/ws 80 at api.api:8080 yes', 'caller/b.example.com enters Service/shop/api b.example.com/ws 80 at api.api:8080 yes']],
    ['through ports of nodes', backend('api', 'shop', { type: 'NodePort', ports: [{ port: 80, targetPort: 'http', nodePort: 30080 }] }), ['caller/nodes enters Service/shop/api 30080 at api.api:8080 yes']],
    ['through a load balancer', backend('api', 'shop', { type: 'LoadBalancer' }), ['caller/load-balancer enters Service/shop/api 80 at api.api:8080 yes']],
    ['through a port of the host', deployment({ name: 'api', container: { ports: [{ containerPort: 9222, hostPort: 9222, protocol: 'UDP' }, { containerPort: 1 }] } }), ['caller/hosts enters Deployment/shop/api 9222 UDP at api.api:9222 yes']],
    ['to a pod that uses the network of its host', deployment({ name: 'api', container: { ports: [{ containerPort: 80 }] }, spec: { hostNetwork: true } }), ['caller/hosts enters Deployment/shop/api 80 at api.api:80 yes']],
    ['from Prometheus to pods', backend('api') + at('PodMonitor', { ...labelled, podMetricsEndpoints: [{ port: 'http' }] }), ['caller/Prometheus scrapes Deployment/shop/api 8080 at api.api:8080 yes']],
    ['from Prometheus to another namespace', backend('api', 'other') + at('PodMonitor', { ...labelled, namespaceSelector: { matchNames: ['other'] }, podMetricsEndpoints: [{ portNumber: 8080 }] }), ['caller/Prometheus scrapes Deployment/other/api 8080 at api.api:8080 yes']],
    ['from Prometheus by annotations of pods', document({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop', annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '7300' } }, spec: { containers: [{ name: 'api', ports: [{ containerPort: 7300 }] }] } }), ['caller/Prometheus scrapes Pod/shop/api 7300 at api.api:7300 yes']],
  ])('%s', (_, yaml, expected) => {
    expect(told(graphIn(yaml).edges)).toEqual(expected);
  });

  test('from Prometheus through Services', () => {
    const yaml = backend('api').replace('"kind":"Service","metadata":{', '"kind":"Service","metadata":{"labels":{"app":"api"},') + at('ServiceMonitor', { ...labelled, endpoints: [{ port: 'http' }, { port: 'other' }] });
    expect(told(graphIn(yaml).edges)).toEqual(['caller/Prometheus scrapes Service/shop/api 80 at api.api:8080 yes']);
  });

  test('from Prometheus by annotations of a Service', () => {
    const yaml = backend('api').replace('"kind":"Service","metadata":{', '"kind":"Service","metadata":{"annotations":{"prometheus.io/scrape":"true","prometheus.io/port":"8080"},');
    expect(told(graphIn(yaml).edges)).toEqual(['caller/Prometheus scrapes Service/shop/api 8080 at api.api:8080 yes']);
  });

  test('nobody, where a Service is of the cluster only and a monitor selects others', () => {
    expect(graphIn(backend('api') + at('PodMonitor', { selector: { matchLabels: { app: 'other' } }, podMetricsEndpoints: [{ port: 'http' }] })).edges).toEqual([]);
  });
});

describe('what policies say of them', () => {
  const entering = backend('api', 'shop', { type: 'LoadBalancer' });
  test('a wall that lets nobody in is found', () => {
    const { edges, findings } = graphIn(entering + denied);
    expect(edges.map(({ allowed }) => allowed)).toEqual(['no']);
    expect(findings).toEqual([{ about: 'Service/shop/api', message: 'load balancer is led to port 8080 (Service api), and no NetworkPolicy lets it in' }]);
  });

  test('a wall that lets some in is undecided', () => {
    const some = at('NetworkPolicy', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }] });
    expect(graphIn(entering + some).edges.map(({ allowed }) => allowed)).toEqual(['maybe']);
  });

  test('an address of the cluster cannot come through a load balancer', () => {
    const pods = at('NetworkPolicy', { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
    expect(graphIn(entering + pods).edges.map(({ allowed }) => allowed)).toEqual(['no']);
    expect(graphIn(backend('api') + pods + at('Ingress', { defaultBackend: { service: { name: 'api', port: { number: 80 } } } })).edges.map(({ allowed }) => allowed)).toEqual(['maybe']);
  });

  test('an Ingress to a port that nothing has is found', () => {
    const { findings } = graphIn(backend('api') + at('Ingress', { defaultBackend: { service: { name: 'api', port: { number: 81 } } } }));
    expect(findings.map(({ message }) => message)).toEqual(['any host is led here (Ingress api), where nothing of these manifests listens']);
  });

  test.each<[string, object]>([
    ['Ingress', { defaultBackend: { service: { name: 'gone', port: { number: 80 } } } }],
    ['Ingress', { rules: [{ http: { paths: [{ backend: { service: { name: 'gone', port: { number: 80 } } } }] } }] }],
    ['HTTPRoute', { rules: [{ backendRefs: [{ name: 'gone', port: 80 }, { name: 'api', port: 80 }, { kind: 'Bucket', name: 'files' }] }] }],
    ['HTTPRoute', { rules: [{ backendRefs: [{ name: 'api', namespace: 'shop', port: 80 }, { name: 'gone', namespace: 'other', port: 80 }] }] }],
  ])('an %s to a Service that is not there is found', (kind, spec) => {
    const graph = graphIn(backend('api') + at(kind, spec));
    expect(graph.findings).toEqual([{ about: `${kind}/shop/api`, message: 'it leads to Service gone, which is not in these manifests' }]);
    expect(textOf(graph)).toContain(`\nLook at\n  ${kind} api:  it leads to Service gone, which is not in these manifests\n`);
  });
});
