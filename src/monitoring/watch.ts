import { Chart, Yaml, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkTarget } from './check-target';
import { showOnDashboards } from './dashboards';
import { metricsEndpoints } from './endpoints';
import { lazily } from './lazily';
import type { MonitoringProps } from './monitoring-props';
import { ruleGroup, thresholdsOf } from './rules';
import { metadataOf, scrape } from './scrape';
import type { BatcherSubject, ChallengerSubject, DisputeMonSubject, NodeSubject, ProposerSubject, Subject } from './subject';
import { KubePrometheusRule, type PrometheusRuleSpecGroups } from '../../imports/monitoring.coreos.com';
import type { Versions } from '../compatibility';
import { Problems } from '../errors';
import { k8s, type Identity } from '../kube';
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

/** Makes what Prometheus needs to watch a workload. */
export function watch(scope: Construct, props: MonitoringProps, monitored: Monitored): void {
  const { network, identity, workload, facts } = monitored;
  const { namespace } = Chart.of(scope);
  const problems = new Problems(scope);
  const endpoints = metricsEndpoints(workload, monitored.path ?? network.props.sharedConfig?.metrics?.path);
  const { scrape: mode = 'pod-monitor' } = props;
  checkTarget(problems, scope, { mode, props, namespace, identity, endpoints, program: facts.kind === 'node' ? facts.client : identity.name });
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
  else new KubePrometheusRule(own, 'alerts', { metadata: metadataOf(identity.instance, identity, props), spec: { groups: lazily(() => [group()]) } });
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
