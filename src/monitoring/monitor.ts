import { Chart, Yaml, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { showOnDashboards } from './dashboards';
import { metricsEndpoints, type MetricsEndpoint } from './endpoints';
import { lazily } from './lazily';
import { monitoringProps, type Monitoring, type MonitoringProps } from './monitoring-props';
import { ruleGroup, thresholdsOf } from './rules';
import { metadataOf, metricsServiceName, scrape } from './scrape';
import type { BatcherSubject, ChallengerSubject, DisputeMonSubject, NodeSubject, ProposerSubject, Subject } from './subject';
import { PrometheusRule, type PrometheusRuleSpecGroups } from '../../imports/monitoring.coreos.com';
import type { Versions } from '../compatibility';
import { Problems } from '../errors';
import { claimName, k8s, type Identity } from '../kube';
import type { OptimismNetworkConstruct } from '../network';

/** What a construct tells of its workload. */
export interface Monitored {
  readonly network: OptimismNetworkConstruct;
  readonly identity: Identity;
  readonly workload: ApiObject;
  /** The versions that it runs. */
  readonly versions: Versions;
  /** Path of the Go services' metrics. @default the network's, else /metrics */
  readonly path?: string;
  /** What its alerts need to know beside that. */
  readonly facts: Facts<NodeSubject> | Facts<BatcherSubject> | Facts<ProposerSubject> | Facts<ChallengerSubject> | Facts<DisputeMonSubject>;
}

type Facts<S extends Subject> = Omit<S, 'job' | 'role' | 'chain' | 'namespace' | 'pods' | 'claims' | 'uncovered'>;

/** Makes what Prometheus needs to watch a workload; nothing without the prop. */
export function monitor(scope: Construct, monitoring: Monitoring | undefined, monitored: Monitored): void {
  const props = monitoringProps(monitoring);
  if (!props) return;
  const { network, identity, workload } = monitored;
  const { namespace } = Chart.of(scope);
  const problems = new Problems(scope);
  const endpoints = metricsEndpoints(workload, monitored.path ?? network.props.sharedConfig?.metrics?.path);
  const { scrape: mode = 'pod-monitor' } = props;
  check(problems, scope, { mode, props, namespace, identity, endpoints, facts: monitored.facts });
  problems.settle();

  const own = new Construct(scope, 'monitoring');
  const target = { scope: own, identity, chain: chainLabel(network), namespace, endpoints, props };
  scrape[mode](target);
  const alertProps = typeof props.alerts === 'object' ? props.alerts : {};
  const subject = (): Subject => subjectOf(scope, monitored);
  showOnDashboards(scope, props, {
    chain: target.chain, numbers: network.numbers, components: endpoints.map(({ component }) => component), versions: monitored.versions, subject,
    thresholds: (known) => thresholdsOf(known, alertProps),
  });
  if (!props.alerts) return;
  // The batcher may be made after the node, and its channels count for the node's alerts.
  const group = (): PrometheusRuleSpecGroups => ruleGroup(subject(), network.numbers, alertProps);
  if (mode === 'annotations') ruleFile(own, monitored, props, group);
  else new PrometheusRule(own, 'alerts', { metadata: metadataOf(identity.instance, identity, props), spec: { groups: lazily(() => [group()]) } });
}

/** Without the operator nobody reads a PrometheusRule: the same rules as a file of Prometheus. */
function ruleFile(scope: Construct, { identity }: Monitored, props: MonitoringProps, group: () => PrometheusRuleSpecGroups): void {
  const plain = (): object => {
    const { name, rules = [] } = group();
    return { name, rules: rules.map(({ expr, ...rule }) => ({ ...rule, expr: expr.value })) };
  };
  new k8s.KubeConfigMap(scope, 'alerts', {
    metadata: metadataOf(`${identity.instance}-alerts`, identity, props),
    data: lazily(() => ({ [`${identity.instance}.rules.yaml`]: Yaml.stringify({ groups: [plain()] }) })),
  });
}

/** A built-in chain by its name, another by its id: what all parts of a rollup have in common, wherever they run. */
export function chainLabel({ chain }: OptimismNetworkConstruct): string {
  return chain.networkName ?? String(chain.chainId);
}

function subjectOf(scope: Construct, { network, identity, workload, versions, facts }: Monitored): Subject {
  const ordinal = workload.kind === 'StatefulSet' ? '[0-9]+' : '[a-z0-9]+-[a-z0-9]+';
  const manifest: { spec?: { volumeClaimTemplates?: { metadata: { name: string } }[] } } = workload.toJson();
  const templates = manifest.spec?.volumeClaimTemplates?.map(({ metadata }) => metadata.name) ?? [];
  return {
    ...facts,
    job: identity.instance,
    role: identity.component,
    chain: chainLabel(network),
    namespace: Chart.of(scope).namespace,
    pods: `${identity.instance}-${ordinal}`,
    claims: templates.length > 0 ? templates.map((template) => `${template}-${identity.instance}-${ordinal}`).join('|') : undefined,
    uncovered: network.versions.uncovered(versions),
  };
}

interface Situation {
  readonly mode: NonNullable<MonitoringProps['scrape']>;
  readonly props: MonitoringProps;
  readonly namespace?: string;
  readonly identity: Identity;
  readonly endpoints: readonly MetricsEndpoint[];
  readonly facts: Monitored['facts'];
}

const MAX_SERVICE_NAME = 63;

/** Reports what only shows on the finished workload. */
function check(problems: Problems, scope: Construct, { mode, props, namespace, identity, endpoints, facts }: Situation): void {
  if (props.namespace !== undefined && namespace === undefined && mode !== 'annotations') {
    problems.error('UNKNOWN_NAMESPACE', 'monitoring.namespace', 'the chart names no namespace, so that a monitor elsewhere cannot say where the pods are', 'Set the namespace of the chart too');
  }
  const main = facts.kind === 'node' ? facts.client : identity.name;
  if (endpoints.length === 0 || (props.alerts && !endpoints.some(({ component }) => component === main))) {
    problems.error('METRICS_OFF', 'monitoring', `${main} serves no metrics`, 'Switch them on in sharedConfig.metrics of the network and in metrics of the construct, or leave monitoring out');
  }
  const seen = new Set<string>();
  for (const { name, component } of endpoints) {
    if (seen.has(name)) problems.error('PORT_CLASH', 'podOverrides', `container "${component}" has a second metrics port named "${name}", and Prometheus could not tell the two apart`, 'Give it another name that ends in "-metrics"');
    seen.add(name);
    if (mode === 'pod-monitor') continue;
    const serviceName = metricsServiceName({ identity }, { name });
    if (serviceName.length > MAX_SERVICE_NAME) problems.error('NAME_TOO_LONG', 'podOverrides', `the Service "${serviceName}" of a metrics port has ${serviceName.length} characters, and Kubernetes takes ${MAX_SERVICE_NAME}`, 'Shorten the name of the port or of the workload');
    else claimName(problems, scope, serviceName);
  }
  if (mode === 'annotations' && props.alerts) claimName(problems, scope, `${identity.instance}-alerts`);
}
