import { backend, deployment, document, graphIn, service } from './support/manifests';
import { graphOf } from '../../../src/inspect/graph/build';
import { textOf } from '../../../src/inspect/graph/text';
import { rangeOf, shortImage } from '../../../src/inspect/graph/words';
import { exampleManifests } from '../../support/examples';

describe('the text', () => {
  test('tells of a workload what it is made of, whom it calls and who calls it', () => {
    const policy = document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'wall', namespace: 'shop' }, spec: { podSelector: { matchLabels: { app: 'api' } }, ingress: [] } });
    const web = deployment({
      args: ['--backend=http://api', '--local=http://127.0.0.1:9000'],
      env: [{ name: 'L1_RPC', valueFrom: { secretKeyRef: { name: 'l1', key: 'rpc' } } }],
      spec: { initContainers: [{ name: 'cache', image: 'cache:2@sha256:ab', restartPolicy: 'Always', ports: [{ name: 'cache', containerPort: 9000 }, { containerPort: 9000, protocol: 'UDP' }] }], volumes: [{ name: 'tmp', emptyDir: {} }] },
    });
    expect(textOf(graphIn(web + backend('api') + policy))).toBe(`Namespace shop

Deployment web, 1 replica
  starts    1 cache  sidecar  cache:2  cache 9000 TCP+UDP
            2 web             web:1
  volumes   tmp  scratch
  secrets   l1/rpc  variable L1_RPC of web
  inside    web to cache  port 9000  --local
  calls     api:80                 to api 8080  web: --backend        BLOCKED by NetworkPolicies
            L1 RPC, Secret l1/rpc               web: variable L1_RPC
  policies  in   all, no NetworkPolicy holds
            out  all, no NetworkPolicy holds

Deployment api, 1 replica
  starts    1 api  api:1  http 8080
  called    Deployment web  to api 8080  web: --backend  BLOCKED by NetworkPolicies
  services  api  ClusterIP  http 80
  policies  in   only what wall lets through
            out  all, no NetworkPolicy holds

Secrets
  l1  not in these manifests  used by web

Look at
  Deployment web:  web calls api:80 (--backend), which no NetworkPolicy lets through
`);
  });

  test('names what only differs in a number or a protocol once', () => {
    const text = textOf(graphOf(exampleManifests.production!));
    expect(text).toMatch(/^ +load balancer +port 9222 to op-node 9222 TCP\+UDP +Service op-mainnet-replica-p2p-\{0\.\.8\}$/m);
    expect(text).toMatch(/^ +op-mainnet-replica-\{0\.\.8\} +ClusterIP +http 8545, ws 8546, node-rpc 9545$/m);
    expect(text).not.toContain('op-mainnet-replica-p2p-3');
    expect(rangeOf(['a-1', 'a-3', 'b', 'a-1'])).toEqual(['a-{1,3}', 'b']);
    expect(shortImage('registry.example.com:5000/a/b:v1@sha256:00')).toBe('b:v1');
  });

  test('names namespaces where there are several, and Services without pods', () => {
    const text = textOf(graphIn(service('made', { selector: undefined }) + document({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'a' } }) + document({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'b' } })));
    expect(text).toBe(`Namespace shop

Services without pods of these manifests
  made  ClusterIP  http 80

Secrets
  a/s  in these manifests  used by nothing that runs

Files and claims
  ConfigMap b/c  in these manifests  used by nothing that runs
`);
  });

  test('says that there is nothing', () => {
    expect(textOf(graphOf([]))).toBe('There is nothing that runs, and no Service.\n');
  });
});
