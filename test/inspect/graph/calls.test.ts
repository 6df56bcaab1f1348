import { backend, deployment, document, graphIn, service, told } from './support/manifests';
import { textOf } from '../../../src/inspect/graph/text';

const calls = (yaml: string): string[] => told(graphIn(yaml).edges.filter(({ kind }) => kind === 'calls'));
const messages = (yaml: string): string[] => graphIn(yaml).findings.map(({ about, message }) => `${about}: ${message}`);
const podWith = (listener: object): string => document({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'node', namespace: 'shop' },
  spec: { initContainers: [{ name: 'engine', image: 'engine', restartPolicy: 'Always', ...listener }], containers: [{ name: 'node', image: 'node', args: ['--l2=http://127.0.0.1:8551'] }] },
});
const from = (name: string, key: string): object => ({ name, valueFrom: { secretKeyRef: { name: 'endpoints', key } } });
const LEADS = 'Deployment/shop/web calls Service/shop/api';

describe('a call is found by the name of a Service', () => {
  test.each([
    ['api', 'api'], ['api.shop', 'api.shop'], ['api.shop.svc', 'api.shop.svc'], ['api.shop.svc.cluster.local', 'api.shop.svc.cluster.local'], ['API.shop.svc', 'api.shop.svc'],
  ])('%s', (host, shown) => {
    expect(calls(backend('api') + deployment({ args: [`--backend=http://${host}:80/v1`] }))).toEqual([`${LEADS} ${shown} 80 at api.api:8080 yes`]);
  });

  test('of another namespace only with its name', () => {
    const yaml = backend('api', 'other');
    expect(calls(yaml + deployment({ args: ['--backend=http://api.other'] }))).toEqual(['Deployment/shop/web calls Service/other/api api.other 80 at api.api:8080 yes']);
    expect(messages(yaml + deployment({ args: ['--backend=http://api'] }))).toEqual(['Deployment/shop/web: web calls api (--backend), and there is no Service of that name in these manifests']);
  });

  test('of one pod behind its governing Service', () => {
    const yaml = backend('api', 'shop', { clusterIP: 'None' });
    for (const host of ['api-0.api', 'api-0.api.shop', 'api-0.api.shop.svc.cluster.local']) expect(calls(yaml + deployment({ args: ['--peer', `http://${host}:8080`] }))).toEqual([`${LEADS} ${host} 8080 at api.api:8080 yes`]);
  });

  test('a Service that stands for a name outside leads there', () => {
    expect(calls(service('api', { type: 'ExternalName', externalName: 'api.example.com', selector: undefined, ports: undefined }) + deployment({ args: ['--url=https://api'] }))).toEqual([`Deployment/shop/web calls endpoint/api.example.com:443 api 443 yes`]);
  });
});

describe('a call is found in', () => {
  const file = document({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, data: { 'proxy.toml': '[backends.one]\nrpc_url = "http://api:80"\n', other: 'http://unused.example.com', URL: 'http://api' } });
  test.each<[string, Parameters<typeof deployment>[0], string]>([
    ['an argument with =', { args: ['--url=http://api'] }, '--url'],
    ['an argument after its flag', { args: ['--url', 'http://api'] }, '--url'],
    ['an argument without a flag', { args: ['http://api'] }, 'its arguments'],
    ['the command', { container: { command: ['web', '-u', 'http://api:80'] } }, '--u'],
    ['a script', { args: ['-c', 'set -e\nwget -q http://api:80/x'] }, 'its script'],
    ['a probe', { container: { readinessProbe: { exec: { command: ['wget', 'http://api/ready'] } } } }, 'its readinessProbe'],
    ['a hook', { container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'wget http://api/stop'] } } } } }, 'its preStop'],
    ['a variable', { env: [{ name: 'API_URL', value: 'http://api' }] }, 'variable API_URL'],
    ['host and port without a scheme', { args: ['--upstream=api:80'] }, '--upstream'],
    ['a URL of another kind', { args: ['--db=postgres://user:hunter2@api:80/x'] }, '--db'],
    ['one of several', { args: ['--upstreams=api:80,x'] }, '--upstreams'],
    ['a variable from a ConfigMap', { env: [{ name: 'API', valueFrom: { configMapKeyRef: { name: 'settings', key: 'URL' } } }] }, 'variable API'],
    ['a mounted ConfigMap', { container: { volumeMounts: [{ name: 'files', mountPath: '/etc/web' }] }, spec: { volumes: [{ name: 'files', configMap: { name: 'settings', items: [{ key: 'proxy.toml', path: 'x' }] } }] } }, 'ConfigMap settings proxy.toml'],
    ['a projected ConfigMap', { container: { volumeMounts: [{ name: 'files', mountPath: '/etc/web' }] }, spec: { volumes: [{ name: 'files', projected: { sources: [{ configMap: { name: 'settings', items: [{ key: 'proxy.toml', path: 'x' }] } }] } }] } }, 'ConfigMap settings proxy.toml'],
  ])('%s', (_, pod, reason) => {
    const { edges } = graphIn(backend('api') + file + deployment(pod));
    expect(told(edges)).toEqual([`${LEADS} api 80 at api.api:8080 yes`]);
    expect(edges[0]!.reasons).toEqual([reason]);
  });

  test('all files of a ConfigMap, and all variables of one', () => {
    const mounted = { container: { volumeMounts: [{ name: 'files', mountPath: '/etc/web' }] }, spec: { volumes: [{ name: 'files', configMap: { name: 'settings' } }] } };
    expect(calls(backend('api') + file + deployment(mounted))).toHaveLength(2);
    expect(calls(backend('api') + file + deployment({ container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }))).toHaveLength(2);
    expect(calls(backend('api') + file + deployment({ spec: mounted.spec }))).toEqual([]);
  });

  test('addresses of peers', () => {
    expect(calls(backend('api') + deployment({ args: ['--p2p=/dns4/api/tcp/80/p2p/16U', `--bootnodes=enode://${'ab'.repeat(64)}@203.0.113.9:30303`] }))).toEqual([
      `${LEADS} api 80 at api.api:8080 yes`,
      'Deployment/shop/web calls endpoint/203.0.113.9:30303 203.0.113.9 30303 yes',
      'Deployment/shop/web calls endpoint/203.0.113.9:30303 203.0.113.9 30303 UDP yes',
    ]);
  });
});

describe('no call is', () => {
  test.each([
    ['an origin of browsers', '--http.corsdomain=https://app.example.com'],
    ['what the program listens on', '--metrics=0.0.0.0:9001'],
    ['its own address', '--listen-address=127.0.0.1:9000'],
    ['an image with a tag', '--image=busybox:1'],
    ['a time', '--at=10:30'],
  ])('%s', (_, arg) => {
    expect(graphIn(deployment({ args: [arg] })).edges).toEqual([]);
  });
});

describe('within a pod', () => {
  test.each([
    ['the container that declares the port', { ports: [{ containerPort: 8551 }] }],
    ['the container whose flag names it', { args: ['--authrpc.port=8551'] }],
    ['the container whose flag is followed by it', { args: ['--authrpc.port', '8551'] }],
    ['the container that listens on an address', { args: ['--authrpc.addr', '127.0.0.1:8551'] }],
  ])('%s is called', (_, listener) => {
    expect(told(graphIn(podWith(listener)).edges)).toEqual(['Pod/shop/node loopback Pod/shop/node 127.0.0.1 8551 at node.engine:8551 yes']);
  });

  test('nobody is called where nobody listens', () => {
    expect(graphIn(podWith({ args: ['--l1=http://other:8551', '--cache=8551', '--authrpc.port=28551'] })).edges.filter(({ kind }) => kind === 'loopback')).toEqual([]);
  });
});

describe('a Secret', () => {
  test.each([['OP_NODE_L1_ETH_RPC', 'rpc', 'L1 RPC'], ['OP_NODE_L1_BEACON', 'beacon', 'L1 beacon'], ['DATABASE_URL', 'x', 'DATABASE_URL'], ['SOURCE', 'rpc-url', 'SOURCE'], ['L2_RPC', 'a', 'L2 RPC']])('%s of key %s is an endpoint', (name, key, title) => {
    const { endpoints, edges } = graphIn(deployment({ env: [from(name, key)] }));
    expect(endpoints).toEqual([{ id: `endpoint/shop/endpoints/${key}`, side: 'called', title, detail: `Secret endpoints/${key}` }]);
    expect(edges.map(({ reasons, to }) => [reasons, to])).toEqual([[[`variable ${name}`], endpoints[0]!.id]]);
  });

  test.each([['PRIVATE_KEY', 'key'], ['API_KEY', 'key'], ['SERVER_USER', 'name'], ['API_SECRET', 'secret'], ['HOST_PASSWORD', 'password'], ['RPC_PRIV', 'x'], ['DB_PASSWORD', 'password'], ['API_TOKEN', 'url'], ['RPC_JWT', 'jwt'], ['MNEMONIC', 'words'], ['LEVEL', 'level']])('%s is none', (name, key) => {
    expect(graphIn(deployment({ env: [from(name, key)] })).endpoints).toEqual([]);
  });

  test('its value is never shown, and nothing of a URL but host and port', () => {
    const secret = document({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'endpoints', namespace: 'shop' }, stringData: { rpc: 'https://eth.example.com/v2/s3cretkey0123456789' } });
    const graph = graphIn(secret + deployment({ args: ['--l1=https://user:hunter2@eth.example.com/v2/s3cretkey0123456789?token=abcdef'], env: [from('L1_RPC', 'rpc')] }));
    expect(`${JSON.stringify(graph)}${textOf(graph)}`).not.toMatch(/s3cret|hunter2|abcdef/);
    expect(told(graph.edges)[0]).toBe('Deployment/shop/web calls endpoint/eth.example.com:443 eth.example.com 443 yes');
  });
});

describe('what does not fit', () => {
  test('a port that the Service does not have', () => {
    expect(messages(backend('api') + deployment({ args: ['--url=http://api:81'] }))).toEqual(['Deployment/shop/web: web calls api:81 (--url), and Service api has no such port']);
    expect(messages(backend('api', 'shop', { clusterIP: 'None' }) + deployment({ args: ['--url=http://api:8080'] }))).toEqual([]);
  });

  test('a Service that selects nothing', () => {
    expect(messages(service('lost'))).toEqual(['Service/shop/lost: its selector takes no pods of these manifests']);
    expect(messages(service('made', { selector: undefined }))).toEqual([]);
  });

  test('a call to a namespace whose Services are not here does fit', () => {
    const yaml = deployment({ args: ['--signer=https://op-signer.signing.svc:8080'] });
    expect(messages(yaml)).toEqual([]);
    expect(graphIn(yaml).endpoints).toEqual([{ id: 'endpoint/signing/op-signer:8080', side: 'cluster', title: 'op-signer', detail: 'Service of namespace signing, port 8080' }]);
  });
});
