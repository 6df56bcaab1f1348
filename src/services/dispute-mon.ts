import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkWorkload } from './check-service';
import { endpointsOf, type L2Endpoints, type L2Wiring } from './endpoints';
import { GoService } from './go-service';
import type { WorkloadProps } from './service-props';
import { Problems } from '../errors';
import { checkAddress, checkEndpoint, type Url } from '../keys';
import { checkCount, defaultName, type k8s } from '../kube';

/** The dispute monitor: it watches every game of the factory, whoever plays it, and tells Prometheus. */
export interface DisputeMonProps extends WorkloadProps, L2Wiring {
  /** DisputeGameFactory proxy, checksummed; `--game-factory-address`. @default the network's; of a built-in chain that says none the binary's own, `--network` */
  readonly factoryAddr?: string;
  /** Addresses whose claims and bonds are counted by themselves: the own proposer's and challenger's; `--honest-actors`. @default none */
  readonly honestActors?: readonly string[];
  /** Games that are left out; `--ignored-games`. @default none */
  readonly ignoredGames?: readonly string[];
  /** How often all games are looked at; `--monitor-interval`. @default 30 s */
  readonly monitorInterval?: Duration;
  /** How far back games are looked for; `--game-window`. @default 28 days */
  readonly gameWindow?: Duration;
  /** Games looked at at once; `--max-concurrency`. @default 5 */
  readonly maxConcurrency?: number;
  /** Sources of super roots for games of type 5 and 9; `--supernode-rpc`. @default none */
  readonly superRootRpcs?: readonly Url[];
}

/**
 * op-dispute-mon as a Deployment of one pod. It signs nothing: it compares the games with what its nodes say, and is worth
 * as much as they are independent of the proposer's.
 *
 * @example
 * new DisputeMonConstruct(chart, 'dispute-mon', { network, nodes: replica, monitoring: { alerts: true } });
 * @see https://docs.optimism.io/chain-operators/tools/chain-monitoring
 * @throws OpStackError when props contradict each other, the network, or the pinned version
 */
export class DisputeMonConstruct extends Construct {
  /** Name of the Deployment. */
  readonly name: string;
  /** The pod. */
  readonly deployment: k8s.KubeDeployment;
  /** Metrics. */
  readonly service?: k8s.KubeService;
  /** Absent where `networkPolicies` of the network is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: DisputeMonProps) {
    super(scope, id);
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    const service = new GoService(this, 'op-dispute-mon', this.name, props, problems);
    checkDisputeMon(problems, { ...props, resources: service.resources }, this.name);
    configureGames(service, props, endpointsOf(problems, this, props.network, props), problems);
    service.configure();
    const pod = service.pod();
    problems.settle();

    this.service = service.metricsService();
    const template = service.withSecrets(pod);
    this.deployment = service.singleton(template);
    this.networkPolicy = service.policy(this.deployment, template);
    service.monitor(this.deployment, { kind: 'dispute-mon' });
  }
}

/** Reports what is wrong with a dispute monitor's props by themselves, without regard to the network. */
export function checkDisputeMon(problems: Problems, props: Omit<DisputeMonProps, 'network'>, name: string): void {
  checkWorkload(problems, props, name);
  checkAddress(problems, 'factoryAddr', props.factoryAddr);
  for (const [index, actor] of (props.honestActors ?? []).entries()) checkAddress(problems, `honestActors[${index}]`, actor);
  for (const [index, game] of (props.ignoredGames ?? []).entries()) checkAddress(problems, `ignoredGames[${index}]`, game);
  for (const [index, url] of (props.superRootRpcs ?? []).entries()) checkEndpoint(problems, `superRootRpcs[${index}]`, url, ['http', 'https']);
  checkCount(problems, 'maxConcurrency', props.maxConcurrency);
  if (props.metrics?.enabled === false) {
    problems.error('METRICS_OFF', 'metrics.enabled', 'metrics are all that a dispute monitor gives', 'Leave it out, or do without the monitor');
  }
}

function configureGames({ cli }: GoService, props: DisputeMonProps, { rollupRpc }: L2Endpoints, problems: Problems): void {
  const { network } = props;
  const factory = props.factoryAddr ?? network.contracts.disputeGameFactoryAddr;
  if (!factory && !network.chain.networkName) {
    problems.error('MISSING_FACTORY', 'factoryAddr', 'it is not known where the games are', 'Set contractAddresses.disputeGameFactoryAddr of the network, or factoryAddr');
  }
  cli
    .set('game-factory-address', factory)
    .set('network', factory ? undefined : network.chain.networkName)
    .set('rollup-rpc', rollupRpc)
    .set('supernode-rpc', props.superRootRpcs, { prop: 'superRootRpcs' })
    .set('honest-actors', props.honestActors, { prop: 'honestActors' })
    .set('ignored-games', props.ignoredGames)
    .set('monitor-interval', props.monitorInterval)
    .set('game-window', props.gameWindow)
    .set('max-concurrency', props.maxConcurrency);
}
