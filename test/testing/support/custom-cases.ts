import type { Case } from './cases';
import { add, all, set } from './sound';

const object = (apiVersion: string, kind: string) => (spec: object) =>
  add({ apiVersion, kind, metadata: { name: 'custom', namespace: 'acme' }, spec });
const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute');
const podMonitor = object('monitoring.coreos.com/v1', 'PodMonitor');
const serviceMonitor = object('monitoring.coreos.com/v1', 'ServiceMonitor');
const rule = (...rules: readonly object[]) =>
  object('monitoring.coreos.com/v1', 'PrometheusRule')({ groups: [{ name: 'node', interval: '1m', rules }] });

const matching = (path: object) => route({ rules: [{ matches: [{ path }] }] });
const backend = (reference: object) => route({ rules: [{ backendRefs: [reference] }] });
const NODE = { matchLabels: { 'app.kubernetes.io/name': 'node' } };
const NODE_SERVICES = { matchLabels: { 'app.kubernetes.io/part-of': 'acme' } };
const scrape = (endpoint: object) => podMonitor({ selector: NODE, podMetricsEndpoints: [{ port: 'metrics', ...endpoint }] });
const ALERT = { alert: 'Down', expr: 'up == 0', for: '5m', labels: { severity: 'page' } };
const RECORD = { record: 'job:up:sum', expr: 'sum by (job) (up)' };

const TOKEN = { secretKey: 'token', remoteRef: { key: 'acme/token' } };
const external = (data: readonly object[], rest: object = {}) =>
  object('external-secrets.io/v1', 'ExternalSecret')({ secretStoreRef: { name: 'vault' }, data, ...rest });

/** Custom resources of others that rules know. */
export const customCases: readonly Case[] = [
  {
    rule: 'route-path',
    broken: matching({ value: 'rpc' }),
    says: /^HTTPRoute acme\/custom: spec\.rules\[0\]\.matches\[0\]\.path\.value: "rpc" is not an absolute path/,
    fine: matching({ value: '/rpc' }),
  },
  {
    rule: 'route-path',
    broken: matching({ type: 'Exact', value: '/a#b' }),
    says: /"\/a#b" has "#", which no request has/,
    fine: matching({ type: 'RegularExpression', value: 'a#b' }),
  },
  {
    rule: 'route-host',
    broken: route({ hostnames: ['10.0.0.1'] }),
    says: /hostnames\[0\]: "10\.0\.0\.1" is an address; use a DNS name/,
    fine: route({ hostnames: ['*.example.com', 'example.com'] }),
  },
  {
    rule: 'route-backend',
    broken: backend({ name: 'node-rpc' }),
    says: /backendRefs\[0\]\.port: a Service is named with its port; give the number/,
    fine: backend({ group: 'example.com', kind: 'Bucket', name: 'node-rpc' }),
  },
  {
    rule: 'route-backend',
    broken: backend({ name: 'node-rpc', port: 8545 }),
    says: /backendRefs\[0\]\.port: Service node-rpc has no port 8545; use one of http 80, node 9545/,
    fine: backend({ name: 'node-rpc', port: 80 }),
  },
  {
    rule: 'route-backend',
    broken: all(backend({ name: 'node-rpc', namespace: 'other', port: 81 }), set('Service/upstream', 'metadata', { name: 'node-rpc', namespace: 'other' })),
    says: /Service node-rpc has no port 81; use one of none/,
    fine: backend({ name: 'node-rpc', namespace: 'other', port: 81 }),
  },
  {
    rule: 'monitor-selects-nothing',
    broken: podMonitor({ selector: { matchLabels: { app: 'nobody' } }, podMetricsEndpoints: [] }),
    says: /^PodMonitor acme\/custom: spec\.selector: no pod template that the monitor looks at has these labels/,
    fine: podMonitor({ selector: {}, podMetricsEndpoints: [{ port: 'metrics' }] }),
  },
  {
    rule: 'monitor-selects-nothing',
    broken: serviceMonitor({ selector: { matchLabels: { app: 'x' } }, namespaceSelector: { any: true }, endpoints: [] }),
    says: /^ServiceMonitor acme\/custom: spec\.selector: no Service that the monitor looks at/,
    fine: serviceMonitor({ selector: { matchLabels: { app: 'x' } }, namespaceSelector: { matchNames: ['elsewhere'] }, endpoints: [{ port: 'web' }] }),
  },
  {
    rule: 'monitor-port',
    broken: podMonitor({ selector: NODE, podMetricsEndpoints: [{ port: 'metric' }] }),
    says: /podMetricsEndpoints\[0\]\.port: nothing that the monitor selects has a port called "metric"; did you mean "metrics"\?/,
    fine: podMonitor({ selector: NODE, namespaceSelector: { matchNames: ['acme'] }, podMetricsEndpoints: [{ port: 'metrics' }, { targetPort: 9001 }] }),
  },
  {
    rule: 'monitor-port',
    broken: serviceMonitor({ selector: NODE_SERVICES, endpoints: [{ port: 'http' }] }),
    says: /endpoints\[0\]\.port: nothing that the monitor selects has a port called "http"/,
    fine: serviceMonitor({ selector: NODE_SERVICES, endpoints: [{ port: 'p2p' }] }),
  },
  {
    rule: 'monitor-interval',
    broken: scrape({ interval: '30s', scrapeTimeout: '1m' }),
    says: /scrapeTimeout: the time-out is above the interval, 30s; lower it/,
    fine: scrape({ interval: '1m', scrapeTimeout: '60s' }),
  },
  {
    rule: 'monitor-interval',
    broken: scrape({ interval: '30' }),
    says: /interval: "30" is not a duration; write one such as 30s/,
    fine: scrape({ interval: '1h30m' }),
  },
  {
    rule: 'monitor-interval',
    broken: scrape({ scrapeTimeout: '' }),
    says: /scrapeTimeout: "" is not a duration/,
    fine: scrape({ scrapeTimeout: '500ms' }),
  },
  {
    rule: 'one-of',
    broken: rule({ ...ALERT, ...RECORD }),
    says: /groups\[0\]\.rules\[0\]: alert and record exclude each other/,
    fine: rule(ALERT, RECORD),
  },
  {
    rule: 'rule-group-twice',
    broken: object('monitoring.coreos.com/v1', 'PrometheusRule')({ groups: [{ name: 'a', rules: [] }, { name: 'a', rules: [] }] }),
    says: /groups\[1\]\.name: another group is called "a" as well/,
    fine: object('monitoring.coreos.com/v1', 'PrometheusRule')({ groups: [{ name: 'a', rules: [] }, { name: 'b', rules: [] }] }),
  },
  {
    rule: 'rule-expression',
    broken: rule({ ...ALERT, expr: ' ' }),
    says: /rules\[0\]\.expr: the rule has no expression; give it/,
    fine: rule({ ...ALERT, expr: 1 }),
  },
  {
    rule: 'rule-expression',
    broken: rule({ ...RECORD, for: '5m' }),
    says: /rules\[0\]\.for: only an alert has this; remove it/,
    fine: rule({ ...ALERT, annotations: { summary: 'x' } }),
  },
  {
    rule: 'rule-name',
    broken: rule({ ...RECORD, record: 'job-up' }),
    says: /record: "job-up" is not a metric name/,
    fine: rule({ ...RECORD, record: '_job:up' }),
  },
  {
    rule: 'rule-name',
    broken: rule({ ...ALERT, labels: { 'app.kubernetes.io/name': 'x' } }),
    says: /labels\["app\.kubernetes\.io\/name"\]: "app\.kubernetes\.io\/name" is not a label of a metric/,
    fine: rule({ ...ALERT, labels: { app_name: 'any text: {{ $value }}' } }),
  },
  {
    rule: 'rule-duration',
    broken: rule({ ...ALERT, for: '1m1h' }),
    says: /rules\[0\]\.for: "1m1h" is not a duration/,
    fine: rule({ ...ALERT, for: '0', keep_firing_for: '1d12h' }),
  },
  {
    rule: 'external-secret-key',
    broken: external([{ ...TOKEN, secretKey: 'a/b' }]),
    says: /^ExternalSecret acme\/custom: spec\.data\[0\]\.secretKey: "a\/b" is not a ConfigMap or Secret key/,
    fine: external([TOKEN]),
  },
  {
    rule: 'external-secret-key',
    broken: external([TOKEN, TOKEN]),
    says: /data\[1\]\.secretKey: another entry is called "token" as well/,
    fine: external([TOKEN, { ...TOKEN, secretKey: 'token-2' }]),
  },
  {
    rule: 'external-secret-source',
    broken: external([]),
    says: /spec: nothing is fetched; list keys in data, or whole secrets in dataFrom/,
    fine: external([], { dataFrom: [{ extract: { key: 'acme' } }] }),
  },
  {
    rule: 'external-secret-source',
    broken: external([{ secretKey: 'token', remoteRef: {} }]),
    says: /data\[0\]\.remoteRef\.key: the entry does not say what to fetch/,
    fine: external([{ ...TOKEN, sourceRef: { storeRef: { name: 'vault' } } }], { secretStoreRef: undefined }),
  },
  {
    rule: 'external-secret-source',
    broken: external([TOKEN], { secretStoreRef: { kind: 'ClusterSecretStore' } }),
    says: /secretStoreRef\.name: the store to fetch from has no name; give it/,
    fine: external([TOKEN], { secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' } }),
  },
  {
    rule: 'external-secret-target',
    broken: external([TOKEN], { target: { name: 'made_elsewhere' } }),
    says: /target\.name: "made_elsewhere" is not a DNS-1123 subdomain/,
    fine: external([TOKEN], { target: { name: 'made.elsewhere' } }),
  },
  {
    rule: 'config-reference',
    broken: external([{ ...TOKEN, secretKey: 'tokn' }], { target: { name: 'made-elsewhere' } }),
    says: /^Deployment .*secretKeyRef\.key: ExternalSecret custom has no key "token"; did you mean "tokn"\?/,
    fine: external([TOKEN], { target: { name: 'made-elsewhere' } }),
  },
  {
    rule: 'config-reference',
    broken: external([{ ...TOKEN, secretKey: 'other' }], { target: { name: 'made-elsewhere' }, dataFrom: undefined }),
    says: /ExternalSecret custom has no key "token"; use one of other/,
    fine: external([{ ...TOKEN, secretKey: 'other' }], { target: { name: 'made-elsewhere' }, dataFrom: [{ extract: { key: 'acme' } }] }),
  },
  {
    rule: 'config-reference',
    broken: external([{ ...TOKEN, secretKey: 'other' }], { target: { name: 'made-elsewhere', creationPolicy: 'Owner' } }),
    says: /ExternalSecret custom has no key "token"; use one of other/,
    fine: external([{ ...TOKEN, secretKey: 'other' }], { target: { name: 'made-elsewhere', creationPolicy: 'Merge' } }),
  },
  {
    rule: 'config-reference',
    broken: set('Deployment/batcher', 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key', 'token'),
    says: /Secret keys has no key "token"; use one of salt, rpc-url/,
    fine: all(
      external([TOKEN], { target: { name: 'keys', creationPolicy: 'Merge' } }),
      set('Deployment/batcher', 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key', 'token'),
    ),
  },
];
