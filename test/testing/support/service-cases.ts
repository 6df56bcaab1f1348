import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const RPC = 'Service/node-rpc';
const NODE = 'StatefulSet/node';
const HEADLESS = 'Service/node';
const UPSTREAM = 'Service/upstream';

const other = (nodePort: number, protocol?: string) =>
  add({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'other', namespace: 'elsewhere' },
    spec: { type: 'NodePort', ports: [{ port: 1, nodePort, protocol }] },
  });

const selecting = (selector: object) =>
  add({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'of-job', namespace: 'acme' }, spec: { selector, ports: [{ port: 80 }] } });

/** Services. */
export const serviceCases: readonly Case[] = [
  {
    rule: 'service-selects-nothing',
    broken: set(RPC, 'spec.selector', { 'app.kubernetes.io/name': 'nod' }),
    says: /^Service acme\/node-rpc: spec\.selector: no pod template beside the Service has these labels \(.*StatefulSet node lacks app\.kubernetes\.io\/name=nod\); select/,
    fine: remove(RPC, 'spec.selector'),
  },
  {
    rule: 'service-selects-nothing',
    broken: set(RPC, 'metadata.namespace', 'elsewhere'),
    says: /no pod template beside the Service has these labels \(there is none\)/,
    fine: set(RPC, 'spec.selector["app.kubernetes.io/version"]', 'v1.2.3'),
  },
  {
    rule: 'service-selects-nothing',
    broken: set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-9'),
    says: /StatefulSet node lacks statefulset\.kubernetes\.io\/pod-name=node-9/,
    fine: set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-0'),
  },
  {
    rule: 'service-selects-nothing',
    broken: all(set(NODE, 'spec.ordinals', { start: 5 }), set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-0')),
    says: /lacks statefulset\.kubernetes\.io\/pod-name=node-0/,
    fine: all(set(NODE, 'spec.ordinals', { start: 5 }), set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-6')),
  },
  {
    rule: 'service-selects-nothing',
    broken: set(RPC, 'spec.selector["apps.kubernetes.io/pod-index"]', '2'),
    says: /StatefulSet node lacks apps\.kubernetes\.io\/pod-index=2/,
    fine: set(RPC, 'spec.selector["apps.kubernetes.io/pod-index"]', '1'),
  },
  {
    rule: 'service-selects-nothing',
    broken: set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-01'),
    says: /lacks statefulset\.kubernetes\.io\/pod-name=node-01/,
    fine: all(set(NODE, 'spec.replicas', 2_000_000_000), set(RPC, 'spec.selector["statefulset.kubernetes.io/pod-name"]', 'node-1999999999')),
  },
  {
    rule: 'number-range',
    broken: set(NODE, 'spec.replicas', 2 ** 32),
    says: /spec\.replicas: 4294967296 is out of range; use 0 to 2147483647/,
    fine: set(NODE, 'spec.replicas', 2 ** 31 - 1),
  },
  ...['batch.kubernetes.io/job-name', 'job-name'].map((label) => ({
    rule: 'service-selects-nothing',
    broken: selecting({ [label]: 'nothing' }),
    says: /^Service acme\/of-job: spec\.selector: .*Job once lacks .*job-name=nothing.*StatefulSet node lacks/,
    fine: selecting({ [label]: 'once' }),
  })),
  {
    rule: 'service-target-port',
    broken: set(RPC, 'spec.ports[0].targetPort', 'htp'),
    says: /ports\[0\]\.targetPort: the pods of StatefulSet node have no port called "htp"; did you mean "http"\?/,
    fine: set(RPC, 'spec.ports[0].targetPort', 'metrics'),
  },
  {
    rule: 'service-target-port',
    broken: set(RPC, 'spec.ports[0].targetPort', 'websocket'),
    says: /have no port called "websocket"; use a number or one of http, metrics, p2p, p2p-udp, node-rpc/,
    fine: set(RPC, 'spec.ports[0].targetPort', 8546),
  },
  {
    rule: 'service-target-port',
    broken: set(HEADLESS, 'spec.ports[0].protocol', 'UDP'),
    says: /have "p2p" as a port of another protocol than UDP; give both the same protocol/,
    fine: set(HEADLESS, 'spec.ports[0]', { port: 9222, protocol: 'UDP', targetPort: 'p2p-udp' }),
  },
  {
    rule: 'service-target-port',
    broken: set(RPC, 'spec.ports[0].targetPort', 'HTTP'),
    says: /"HTTP" is not a port name/,
    fine: remove(RPC, 'spec.ports[0].targetPort'),
  },
  {
    rule: 'service-port-name',
    broken: remove(RPC, 'spec.ports[1].name'),
    says: /ports\[1\]\.name: a Service with several ports names them all; give this one a name/,
    fine: remove(HEADLESS, 'spec.ports[0].name'),
  },
  {
    rule: 'service-port-name',
    broken: set(RPC, 'spec.ports[1].name', 'Node'),
    says: /ports\[1\]\.name: "Node" is not a DNS-1123 label/,
    fine: set(RPC, 'spec.ports[1].name', 'a-rather-long-name-1'),
  },
  {
    rule: 'service-port-name-twice',
    broken: set(RPC, 'spec.ports[1].name', 'http'),
    says: /another port of the Service is called "http" as well; rename one/,
    fine: set(RPC, 'spec.ports[1].name', 'http-2'),
  },
  {
    rule: 'service-port-twice',
    broken: set(RPC, 'spec.ports[1].port', 80),
    says: /ports\[1\]\.port: the Service has TCP port 80 already; use another port/,
    fine: all(set(RPC, 'spec.ports[1].port', 80), set(RPC, 'spec.ports[1].protocol', 'UDP')),
  },
  {
    rule: 'service-ports',
    broken: all(set(RPC, 'spec.ports', []), remove('Ingress/rpc', 'spec.rules[0].http.paths[0]')),
    says: /spec\.ports: the Service has no port; give it at least one/,
    fine: set(HEADLESS, 'spec.ports', []),
  },
  {
    rule: 'service-type',
    broken: set(RPC, 'spec.type', 'ClusterIP'),
    says: /ports\[0\]\.nodePort: a Service of type ClusterIP does not have this; remove it, or use type NodePort or LoadBalancer/,
    fine: all(
      set(RPC, 'spec.type', 'ClusterIP'),
      remove(RPC, 'spec.ports[0].nodePort'),
      remove(RPC, 'spec.externalTrafficPolicy'),
    ),
  },
  {
    rule: 'service-type',
    broken: set(RPC, 'spec.loadBalancerClass', 'example.com/x'),
    says: /loadBalancerClass: a Service of type NodePort does not have this; remove it, or use type LoadBalancer/,
    fine: all(set(RPC, 'spec.loadBalancerClass', 'example.com/x'), set(RPC, 'spec.type', 'LoadBalancer')),
  },
  {
    rule: 'service-type',
    broken: set(HEADLESS, 'spec.externalTrafficPolicy', 'Local'),
    says: /externalTrafficPolicy: a Service of type ClusterIP does not have this/,
    fine: all(set(HEADLESS, 'spec.externalTrafficPolicy', 'Local'), set(HEADLESS, 'spec.externalIPs', ['192.0.2.1'])),
  },
  {
    rule: 'service-headless',
    broken: set(RPC, 'spec.clusterIP', 'None'),
    says: /clusterIP: a Service of type NodePort cannot be headless; remove clusterIP None/,
    fine: set(RPC, 'spec.clusterIP', ''),
  },
  {
    rule: 'service-headless',
    broken: set(RPC, 'spec.clusterIP', 'none'),
    says: /"none" is not an IP address; use one, None, or leave it out/,
    fine: set(RPC, 'spec.clusterIP', '10.0.0.1'),
  },
  {
    rule: 'service-external-name',
    broken: remove(UPSTREAM, 'spec.externalName'),
    says: /externalName: a Service of type ExternalName needs the name it stands for; give it/,
    fine: set(UPSTREAM, 'spec.externalName', 'example.com.'),
  },
  {
    rule: 'service-external-name',
    broken: set(UPSTREAM, 'spec.externalName', 'https://rpc.example.com'),
    says: /is not a DNS-1123 subdomain/,
    fine: set(UPSTREAM, 'spec.externalName', 'rpc'),
  },
  {
    rule: 'service-app-protocol',
    broken: set(RPC, 'spec.ports[0].appProtocol', 'json rpc'),
    says: /appProtocol: "json rpc" is not a qualified name/,
    fine: set(RPC, 'spec.ports[0].appProtocol', 'http'),
  },
  {
    rule: 'node-port-twice',
    broken: other(30080),
    says: /^Service acme\/node-rpc: spec\.ports\[0\]\.nodePort: the Service elsewhere\/other takes TCP node port 30080 as well; use another/,
    fine: other(30080, 'UDP'),
  },
];
