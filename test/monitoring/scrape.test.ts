import { App, Duration } from 'cdk8s';
import { OpReplicaChart, OpStackChart, type Monitoring, type MonitoringProps } from '../../src';
import { expectValid, find, findAll, manifestsOf, type Manifest } from '../../src/testing';
import { chains } from '../../examples';
import { anyVersion, customNetwork, flagsOf, knownNetwork, podOf, problem, problemsOf, untyped, type EmittedContainer } from '../support/fixtures';
import { makeRollup, parts } from './support/rollup';

type Mode = NonNullable<MonitoringProps['scrape']>;
const MODES = ['pod-monitor', 'service-monitor', 'annotations'] as const satisfies readonly Mode[];

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}
interface Endpoint {
  readonly port: string;
  readonly path: string;
  readonly interval?: string;
  readonly relabelings: readonly { readonly targetLabel: string; readonly replacement: string }[];
}
interface Selector {
  readonly matchLabels: Record<string, string>;
}
interface ServiceSpec {
  readonly selector: Record<string, string>;
  readonly ports: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
}
/** A metrics port of a workload, and what the workload's pods are called and labelled. */
interface Wanted {
  readonly workload: string;
  readonly namespace?: string;
  readonly labels: Record<string, string>;
  readonly port: string;
  readonly number: number;
  readonly container: string;
}
/** How one port is scraped. */
interface Scraped {
  readonly path?: string;
  readonly labels: Record<string, string | undefined>;
}

const metadataOf = (manifest: Manifest): Metadata => untyped(manifest.metadata);
const matches = (labels: Record<string, string>, wanted: Record<string, string>): boolean => Object.entries(wanted).every(([key, value]) => labels[key] === value);
const workloadsOf = (manifests: readonly Manifest[]): Manifest[] => [...findAll(manifests, 'StatefulSet'), ...findAll(manifests, 'Deployment')];

/** Where the program itself is told to serve metrics. */
function told(container: EmittedContainer): number | undefined {
  const { 'metrics.port': port, metrics, 'metrics.enabled': enabled } = flagsOf(container);
  if (enabled === 'false') return undefined;
  const own = typeof port === 'string' ? port : typeof metrics === 'string' ? metrics.split(':')[1] : undefined;
  return own === undefined ? undefined : Number(own);
}

/** Every metrics port that a program of the pods opens, by its own flags and by the names of declared ports. */
function wantedOf(manifests: Manifest[]): Wanted[] {
  return workloadsOf(manifests).flatMap((workload) => {
    const { name, namespace } = metadataOf(workload);
    const { spec, metadata } = podOf(manifests, name);
    const containers = [...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'), ...spec.containers];
    return containers.flatMap((container) => {
      const declared = (container.ports ?? []).filter((port) => port.name.includes('metrics') || port.containerPort === told(container));
      if (told(container) !== undefined) expect(declared.map(({ containerPort }) => containerPort)).toContain(told(container));
      return declared.map((port) => ({ workload: name, namespace, labels: metadata.labels, port: port.name, number: port.containerPort, container: container.name }));
    });
  });
}

const ofEndpoint = ({ path, relabelings }: Endpoint): Scraped => ({ path, labels: Object.fromEntries(relabelings.map(({ targetLabel, replacement }) => [targetLabel, replacement])) });

/** How Prometheus comes to a port, by what a monitor or an annotation says and by nothing else. */
const FOUND: Readonly<Record<Mode, (manifests: readonly Manifest[], wanted: Wanted) => readonly Scraped[]>> = {
  'pod-monitor': (manifests, { labels, port }) =>
    findAll(manifests, 'PodMonitor').flatMap(({ spec }) => {
      const { selector, podMetricsEndpoints } = untyped<{ selector: Selector; podMetricsEndpoints: Endpoint[] }>(spec);
      return matches(labels, selector.matchLabels) ? podMetricsEndpoints.filter((each) => each.port === port).map(ofEndpoint) : [];
    }),
  'service-monitor': (manifests, { labels, port }) =>
    findAll(manifests, 'ServiceMonitor').flatMap(({ spec }) => {
      const { selector, endpoints } = untyped<{ selector: Selector; endpoints: Endpoint[] }>(spec);
      const services = findAll(manifests, 'Service').filter((each) => matches(metadataOf(each).labels, selector.matchLabels) && matches(labels, untyped<ServiceSpec>(each.spec).selector));
      return services.flatMap((each) => untyped<ServiceSpec>(each.spec).ports.filter(({ targetPort }) => targetPort === port).flatMap(({ name }) => endpoints.filter((endpoint) => endpoint.port === name).map(ofEndpoint)));
    }),
  annotations: (manifests, { labels, port, number }) =>
    findAll(manifests, 'Service').flatMap((each) => {
      const { annotations = {}, labels: own } = metadataOf(each);
      const { selector, ports } = untyped<ServiceSpec>(each.spec);
      const scraped = annotations['prometheus.io/scrape'] === 'true' && matches(labels, selector) && annotations['prometheus.io/port'] === String(number) && ports.some(({ targetPort }) => targetPort === port);
      const { job, chain, role, component } = own;
      return scraped ? [{ path: annotations['prometheus.io/path'], labels: { job, chain, role, component } }] : [];
    }),
};

/** What finds each port; fails for a port that is scraped twice or not at all. */
function scrapedIn(manifests: Manifest[], mode: Mode): Map<string, Scraped> {
  return new Map(wantedOf(manifests).map((wanted) => {
    const found = FOUND[mode](manifests, wanted);
    expect([wanted.workload, wanted.port, found.length]).toEqual([wanted.workload, wanted.port, 1]);
    return [`${wanted.workload} ${wanted.container}`, found[0]!] as const;
  }));
}

describe.each(MODES)('%s', (scrape) => {
  test.each(Object.entries(chains))('leaves no metrics port of the example %s unscraped', (name, example) => {
    const chart = example(new App(), { scrape, alerts: true });
    expectValid(chart);
    const manifests = manifestsOf(chart);
    const scraped = scrapedIn(manifests, scrape);
    expect(scraped.size).toBe({ basic: 2, testnet: 7, production: 4, 'production-rollup': 8 }[name]);
    for (const [key, { labels }] of scraped) {
      const [workload, container] = key.split(' ');
      expect(labels).toMatchObject({ job: workload, component: container, chain: { basic: 'op-sepolia', testnet: '42069', production: 'op-mainnet', 'production-rollup': '42069' }[name] });
      expect(labels.role).toBe({ sequencer: 'sequencer', replica: 'replica', archive: 'replica', batcher: 'batcher', proposer: 'proposer', challenger: 'challenger', mon: 'dispute-mon' }[workload!.split('-').pop()!]);
    }
  });

  test('finds the port of a container that the user added, and not the others', () => {
    const sidecar = { name: 'exporter', image: 'registry.example.com/exporter:1', ports: [{ name: 'own-metrics', containerPort: 9200 }, { name: 'debug', containerPort: 9201 }], securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true } };
    const chart = makeRollup({ scrape }, { batcher: { ...parts.batcher!, podOverrides: { containers: [sidecar] } } });
    const scraped = scrapedIn(manifestsOf(chart), scrape);
    expect(scraped.get('acme-batcher exporter')).toMatchObject({ path: '/metrics', labels: { component: 'exporter', job: 'acme-batcher' } });
    expect(JSON.stringify([...scraped])).not.toContain('debug');
  });

  test('asks the Go services on the path that the network or they name, and the others on their own', () => {
    const network = customNetwork({ ...anyVersion, sharedConfig: { metrics: { path: '/prometheus' } }, images: { components: { 'op-geth': { version: 'v1.101702.3' } } } });
    const chart = makeRollup({ scrape }, { network, replicas: { execution: { client: 'op-geth' } }, proposer: { ...parts.proposer!, metrics: { path: '/mine' } } });
    const paths = Object.fromEntries([...scrapedIn(manifestsOf(chart), scrape)].map(([key, { path }]) => [key, path]));
    expect(paths).toEqual({
      'acme-sequencer op-reth': '/metrics', 'acme-sequencer op-node': '/prometheus', 'acme-replica op-geth': '/debug/metrics/prometheus', 'acme-replica op-node': '/prometheus',
      'acme-batcher op-batcher': '/prometheus', 'acme-proposer op-proposer': '/mine', 'acme-challenger op-challenger': '/prometheus',
      'acme-dispute-mon op-dispute-mon': '/prometheus',
    });
  });
});

describe('off', () => {
  test.each([undefined, false] as const)('%s changes nothing', (off) => {
    for (const example of Object.values(chains)) {
      const [plain, given] = [new App(), new App()];
      example(plain);
      example(given, off);
      expect(given.synthYaml()).toBe(plain.synthYaml());
    }
  });

  test('a part may stay out of what the chart asks for', () => {
    const manifests = manifestsOf(makeRollup(true, { batcher: { ...parts.batcher!, monitoring: false } }));
    expect(findAll(manifests, 'PodMonitor').map((each) => metadataOf(each).name)).toEqual(['acme-sequencer', 'acme-replica', 'acme-proposer', 'acme-challenger', 'acme-dispute-mon']);
    expect(findAll(manifests, 'PrometheusRule')).toEqual([]);
  });

  test('a part may be monitored in another way than the chart', () => {
    const manifests = manifestsOf(makeRollup(true, { batcher: { ...parts.batcher!, monitoring: { scrape: 'service-monitor' } } }));
    expect(findAll(manifests, 'ServiceMonitor').map((each) => metadataOf(each).name)).toEqual(['acme-batcher']);
    expect(findAll(manifests, 'PodMonitor')).toHaveLength(5);
  });
});

const all = (scrape: Mode): Monitoring => ({ scrape, labels: { release: 'prometheus' }, namespace: 'observed', alerts: true, ...(scrape === 'annotations' ? {} : { interval: Duration.seconds(15) }) });

describe('props', () => {
  test.each(['pod-monitor', 'service-monitor'] as const)('%s is in the given namespace, with labels and interval, and finds its target in its own', (scrape) => {
    const chart = makeRollup(all(scrape));
    expectValid(chart);
    const monitor = find(manifestsOf(chart), scrape === 'pod-monitor' ? 'PodMonitor' : 'ServiceMonitor', 'acme-sequencer');
    expect(metadataOf(monitor)).toMatchObject({ namespace: 'observed', labels: { release: 'prometheus', 'app.kubernetes.io/instance': 'acme-sequencer' } });
    const { namespaceSelector, podMetricsEndpoints, endpoints = podMetricsEndpoints } = untyped<{ namespaceSelector: object; podMetricsEndpoints: Endpoint[]; endpoints?: Endpoint[] }>(monitor.spec);
    expect(namespaceSelector).toEqual({ matchNames: ['acme'] });
    expect(endpoints.map(({ interval }) => interval)).toEqual(['15s', '15s']);
    expect(metadataOf(find(manifestsOf(chart), 'PrometheusRule', 'acme-sequencer'))).toMatchObject({ namespace: 'observed', labels: { release: 'prometheus' } });
  });

  test('annotated Services stay with their pods, and the rule file goes where it is wanted', () => {
    const chart = makeRollup(all('annotations'));
    expectValid(chart);
    const manifests = manifestsOf(chart);
    expect(metadataOf(find(manifests, 'Service', 'acme-sequencer-cl-metrics')).namespace).toBe('acme');
    const file = find(manifests, 'ConfigMap', 'acme-sequencer-alerts');
    expect(metadataOf(file)).toMatchObject({ namespace: 'observed', labels: { release: 'prometheus' } });
    expect(untyped<{ data: Record<string, string> }>(file).data['acme-sequencer.rules.yaml']).toContain('alert: OpStackUnsafeHeadStalled');
    expect(findAll(manifests, 'PrometheusRule')).toEqual([]);
  });

  test('a fraction of a second is a fraction of a second, and without a namespace nothing is selected', () => {
    const monitor = find(manifestsOf(makeRollup({ interval: Duration.millis(1500) })), 'PodMonitor', 'acme-batcher');
    expect(monitor.spec).toMatchObject({ podMetricsEndpoints: [{ interval: '1500ms' }] });
    expect(monitor.spec).not.toHaveProperty('namespaceSelector');
    expect(metadataOf(monitor).namespace).toBe('acme');
  });

  test('metrics of the consensus client may be off as long as no alert needs them', () => {
    const network = { ...knownNetwork, sharedConfig: { metrics: { enabled: false } } };
    const manifests = manifestsOf(new OpReplicaChart(new App(), 'reader', { network, monitoring: true }));
    expect(untyped<{ podMetricsEndpoints: Endpoint[] }>(find(manifests, 'PodMonitor', 'reader-replica').spec).podMetricsEndpoints.map(({ port }) => port)).toEqual(['el-metrics']);
    expect(problem(() => new OpReplicaChart(new App(), 'reader', { network, monitoring: { alerts: true } }), 'METRICS_OFF')).toMatchObject({ path: 'reader/replica', prop: 'monitoring' });
  });
});

const wrong = (monitoring: unknown): (() => unknown) => () => makeRollup(untyped(monitoring));
const thresholds = (values: object): object => ({ alerts: { thresholds: values } });
const nowhere = (monitoring: Monitoring) => () => new OpStackChart(new App(), 'acme', { ...parts, namespace: undefined, network: customNetwork(), monitoring });
const exporter = (port: string): object => ({ podOverrides: { containers: [{ name: 'exporter', image: 'x', ports: [{ name: port, containerPort: 9200 }] }] } });

describe('what is wrong is said', () => {
  test.each<[code: string, prop: string, monitoring: unknown]>([
    ['INVALID_CHOICE', 'monitoring.scrape', { scrape: 'podmonitor' }],
    ['INVALID_NUMBER', 'monitoring.interval', { interval: Duration.seconds(0) }],
    ['INVALID_NUMBER', 'monitoring.interval', { interval: 30 }],
    ['INTERVAL_IGNORED', 'monitoring.interval', { scrape: 'annotations', interval: Duration.seconds(15) }],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.restarts', thresholds({ restarts: 0 })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.volumeDays', thresholds({ volumeDays: Number.NaN })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.engineErrors', thresholds({ engineErrors: 5 })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.l1Latency', thresholds({ l1Latency: Duration.seconds(10) })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.challengeClock', thresholds({ challengeClock: Duration.seconds(0) })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.restarts', thresholds({ restarts: '3' })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.l1Latency', thresholds({ l1Latency: 2 })],
    ['INVALID_NUMBER', 'monitoring.alerts.thresholds.restarts', thresholds({ restarts: Duration.hours(1) })],
    ['INVALID_MONITORING', 'monitoring', 'yes'],
    ['INVALID_CHOICE', 'monitoring.alerts', { alerts: 'yes' }],
    ['THRESHOLD_ORDER', 'monitoring.alerts.thresholds.safeLagWarning', thresholds({ safeLagWarning: 0.5 })],
    ['UNKNOWN_THRESHOLD', 'monitoring.alerts.thresholds.unsafeHeadAges', thresholds({ unsafeHeadAges: 3 })],
    ['UNKNOWN_ALERT', 'monitoring.alerts.except[1]', { alerts: { except: ['OpStackNoPeers', 'OpStackNoPeer'] } }],
  ])('%s at %s, once for the chart', (code, prop, monitoring) => {
    expect(problem(wrong(monitoring), code)).toMatchObject({ path: 'acme', prop });
    expect(problemsOf(wrong(monitoring))).toHaveLength(1);
  });

  test('for a part, with its path; and where the network is wrong too', () => {
    const batcher = { ...parts.batcher!, monitoring: { alerts: { except: [untyped<'OpStackNoPeers'>('Nothing')] } } };
    for (const over of [{}, { network: { ...knownNetwork, networkName: 'nowhere' } }]) {
      expect(problem(() => makeRollup(undefined, { batcher, ...over }), 'UNKNOWN_ALERT')).toMatchObject({ path: 'acme/batcher', prop: 'monitoring.alerts.except[0]' });
    }
  });

  test('a monitor elsewhere that cannot say where its pods are', () => {
    expect(problemsOf(nowhere({ namespace: 'observed' })).map(({ code, path }) => `${path} ${code}`)).toContain('acme/batcher UNKNOWN_NAMESPACE');
    expect(nowhere({ namespace: 'observed', scrape: 'annotations' })).not.toThrow();
    expect(nowhere(true)).not.toThrow();
  });

  test('two metrics ports of one name, and a Service name that is too long', () => {
    expect(problem(() => makeRollup(true, { batcher: { ...parts.batcher!, ...exporter('metrics') } }), 'PORT_CLASH')).toMatchObject({ path: 'acme/batcher', prop: 'podOverrides' });
    const long = { ...parts.batcher!, name: `b${'a'.repeat(51)}`, ...exporter('more-of-metrics') };
    expect(() => makeRollup(true, { batcher: long })).not.toThrow();
    expect(problem(() => makeRollup({ scrape: 'service-monitor' }, { batcher: long }), 'NAME_TOO_LONG')).toMatchObject({ path: 'acme/batcher' });
  });

  test('names that something else of the app has', () => {
    const batcher = { ...parts.batcher!, name: 'acme-sequencer-cl-metrics' };
    expect(() => makeRollup(true, { batcher })).not.toThrow();
    expect(problemsOf(() => makeRollup({ scrape: 'annotations' }, { batcher })).map(({ code }) => code)).toContain('DUPLICATE_NAME');
    const named = { ...parts.batcher!, name: 'acme-sequencer-alerts' };
    expect(problemsOf(() => makeRollup({ scrape: 'annotations', alerts: true }, { batcher: named })).map(({ code }) => code)).toContain('DUPLICATE_NAME');
  });
});
