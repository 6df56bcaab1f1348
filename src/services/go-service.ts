import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { claimAccount } from './accounts';
import { configureL1Transaction } from './l1-transaction';
import type { ServiceProps, ServiceRpc, WorkloadProps } from './service-props';
import { CommandLine, imageOf, type CataloguedComponent } from '../compatibility';
import type { Problems } from '../errors';
import { SecretRegistry, Signer, secretRefs, withSecrets } from '../keys';
import {
  checkMetadata, checkSecurity, claimName, containerPorts, containerSecurityContext, finishObjects, httpProbe, k8s, labelsOf, partOf, livenessTiming, merge, nonEmpty, podTemplate, readinessTiming, resourceRequirements,
  selectorLabels, service, startupTiming, tcpProbe,
  type Identity, type PodSecurity, type Port, type Resources,
} from '../kube';
import { monitor, type Monitored } from '../monitoring';
import { requireNetwork, type Logging, type Metrics } from '../network';
import { networkPolicy, type Listener } from '../policies';
import { goRuntime, resourcesOf, type Profile } from '../sizing';

/** Time to close channels and to see transactions through. */
const GRACE_SECONDS = 120;
const TWO_MINUTES = 120;
/** What of its container's memory is the service's own: op-challenger's provers run beside it. */
const OWN_MEMORY: Readonly<Record<Component, number>> = { 'op-batcher': 1, 'op-proposer': 1, 'op-challenger': 0.5, 'op-dispute-mon': 1 };

type Component = Extract<CataloguedComponent, 'op-batcher' | 'op-proposer' | 'op-challenger' | 'op-dispute-mon'>;
/** Those that only read sign nothing. */
type GoServiceProps = WorkloadProps & Partial<Pick<ServiceProps, 'signer' | 'l1Transaction'>>;

/** The parts of a service: its command line, container and pod. */
export class GoService {
  readonly cli: CommandLine;
  readonly identity: Identity;
  /** Version whose flags it takes; `undefined` when the image names none. */
  readonly version?: string;
  readonly profile?: Profile;
  /** Its own resources over the network's over the profile's. */
  readonly resources: Resources;
  private readonly metrics: Required<Metrics>;
  private readonly security: PodSecurity;
  private readonly image: string;
  private readonly rpc?: Required<ServiceRpc>;
  private readonly ports: Port[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly component: Component,
    readonly name: string,
    private readonly props: GoServiceProps,
    private readonly problems: Problems,
    rpc?: { readonly given?: ServiceRpc; readonly port: number },
  ) {
    this.rpc = rpc && merge({ host: '0.0.0.0', port: rpc.port, enableAdmin: false }, rpc.given);
    const { network } = props;
    requireNetwork(problems, network);
    const image = imageOf(network.props.images, component, props.image, problems, 'image');
    this.image = image.reference;
    this.version = image.version;
    this.cli = new CommandLine(component, image, problems);
    this.identity = { name: component, instance: name, component: component.slice('op-'.length), partOf: partOf(scope) };
    const { sharedConfig } = network.props;
    this.profile = props.profile ?? network.props.profile;
    this.resources = merge(merge(resourcesOf(component, this.profile), sharedConfig?.resources), props.resources);
    this.metrics = merge(merge({ enabled: true, port: 7300, path: '/metrics' }, sharedConfig?.metrics), props.metrics);
    this.security = merge(sharedConfig?.security ?? {}, props.security);
    const { metrics } = this;
    if (this.rpc) this.ports.push({ name: 'rpc', port: this.rpc.port, prop: 'rpc.port' });
    if (metrics.enabled) this.ports.push({ name: 'metrics', port: metrics.port, prop: 'metrics.port' });
    checkMetadata(problems, props);
    checkSecurity(problems, 'security', props.security, this.security);
    claimName(problems, scope, name);
    SecretRegistry.of(scope).claim(problems, scope, [...secretRefs(props), ...network.secretRefs()]);
  }

  /** Sets what all services share: L1, signer, transactions, RPC, metrics and logs; then the user's own. */
  configure(): this {
    const { cli, props, rpc, metrics } = this;
    const { network } = props;
    const logging = merge<Logging>(merge<Logging>({ level: 'info', format: 'logfmt' }, network.props.sharedConfig?.logging), props.logging);
    cli.set('l1-eth-rpc', network.props.l1RpcUrl);
    // `checkService` has reported what is none.
    if (props.signer instanceof Signer) {
      cli.set('network-timeout', network.props.l1RpcTimeout);
      props.signer.apply(cli);
      claimAccount(this.problems, this.scope, props.signer);
      configureL1Transaction(cli, props.l1Transaction);
    }
    if (rpc) {
      cli.set('rpc.addr', rpc.host).set('rpc.port', rpc.port).set('rpc.enable-admin', rpc.enableAdmin || undefined);
    }
    cli
      .set('metrics.enabled', metrics.enabled)
      .set('metrics.addr', '0.0.0.0')
      .set('metrics.port', metrics.port)
      .set('log.level', logging.level)
      .set('log.format', logging.format)
      .set('log.color', logging.color)
      .setEnv(goRuntime(this.resources, { share: OWN_MEMORY[this.component] }))
      .addUser(props);
    network.versions.use(this.problems, this.scope, { [this.identity.name]: this.version });
    return this;
  }

  /** The pod of the workload, without what fills its Secrets. Reports what is wrong with the user's additions. */
  pod(more: { mounts?: k8s.VolumeMount[]; volumes?: k8s.Volume[]; claims?: readonly string[]; prepare?: k8s.Container[]; annotations?: Readonly<Record<string, string>> } = {}): k8s.PodTemplateSpec {
    const { props, identity } = this;
    const { network } = props;
    // `checkService` has reported what is none.
    const signer = props.signer instanceof Signer ? props.signer.files() : undefined;
    const container: k8s.Container = {
      name: identity.name,
      image: this.image,
      imagePullPolicy: network.images.pullPolicy,
      ...this.cli.render(),
      ports: containerPorts(this.ports),
      ...this.probes(),
      volumeMounts: nonEmpty([...(more.mounts ?? []), ...(signer?.mounts ?? [])]),
      resources: resourceRequirements(this.resources),
      securityContext: containerSecurityContext,
    };
    return podTemplate({
      identity,
      options: props,
      security: this.security,
      pullSecrets: network.images.pullSecrets,
      gracePeriodSeconds: GRACE_SECONDS,
      annotations: { ...more.annotations, ...network.secretVersions(props.secretVersion) },
      prepare: more.prepare,
      containers: [container],
      volumes: [...(more.volumes ?? []), ...(signer?.volumes ?? [])],
      claims: more.claims,
      listeners: this.ports,
      problems: this.problems,
    });
  }

  /** The pod as it is where some of its Secrets are filled from a store. */
  withSecrets(template: k8s.PodTemplateSpec): k8s.PodTemplateSpec {
    return withSecrets(this.scope, this.identity, template);
  }

  /** Lets in and out of the pods what the service is wired to. */
  policy(workload: ApiObject, template: k8s.PodTemplateSpec): k8s.KubeNetworkPolicy | undefined {
    const listeners = this.ports.map((port): Listener => ({ ...port, purpose: port.name === 'metrics' ? 'metrics' : 'admin' }));
    return networkPolicy(this.scope, this.props.network.props.networkPolicies, { identity: this.identity, services: [this.name], workload, template, listeners, dialsPeers: false });
  }

  /** A Deployment of one pod, which is gone before the next one starts. */
  singleton(template: k8s.PodTemplateSpec): k8s.KubeDeployment {
    return new k8s.KubeDeployment(this.scope, 'Default', {
      metadata: { name: this.name, labels: labelsOf(this.identity), annotations: this.props.network.versions.annotations },
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selectorLabels(this.identity) },
        template,
      },
    });
  }

  /** Service with the metrics port; none without metrics. The RPC is on no Service. */
  metricsService(): k8s.KubeService | undefined {
    return this.metrics.enabled ? this.publish(false) : undefined;
  }

  /** The Service that a StatefulSet needs, with the metrics port where there is one. */
  governingService(): k8s.KubeService {
    return this.publish(true);
  }

  /** Makes what Prometheus needs to watch the workload; everything else is made by then. */
  monitor(workload: ApiObject, facts: Monitored['facts']): void {
    const { identity, props, version, metrics } = this;
    monitor(this.scope, props.monitoring, { network: props.network, identity, workload, versions: { [identity.name]: version }, path: metrics.path, facts });
    finishObjects(this.scope, props);
  }

  private publish(headless: boolean): k8s.KubeService {
    return service(this.scope, 'metrics', { name: this.name, identity: this.identity, headless, ports: this.ports.filter(({ name }) => name === 'metrics') });
  }

  /** The RPC server tells the health; where there is none to ask, an open metrics port has to do. */
  private probes(): Pick<k8s.Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
    const { rpc, metrics } = this;
    const probe = rpc && !isLoopback(rpc.host) ? (timing: k8s.Probe) => httpProbe('rpc', '/healthz', timing) : metrics.enabled ? (timing: k8s.Probe) => tcpProbe('metrics', timing) : undefined;
    return probe ? { startupProbe: probe(startupTiming(TWO_MINUTES)), livenessProbe: probe(livenessTiming), readinessProbe: probe(readinessTiming) } : {};
  }
}

function isLoopback(host: string): boolean {
  return /^127\.|^localhost$|^::1$/.test(host);
}
