import type { Construct } from 'constructs';
import { ChartParts } from './chart-parts';
import { IndependentChart } from './independent-chart';
import type { ChartOptions } from './op-stack-chart';
import { checkMetadata, finishObjects } from '../kube';
import { OptimismNetworkConstruct, type OptimismNetworkProps } from '../network';
import { OpNodeConstruct, checkNode, type OpNodeProps, type Replicas } from '../nodes';

/** Read nodes of a chain. */
export interface OpReplicaChartProps extends ChartOptions {
  /** The chain and its L1: a built-in chain by name, or a custom one by its files and its sequencer's endpoint. */
  readonly network: Omit<OptimismNetworkProps, 'networkPolicies'>;
  /** Pods, or the bounds between which an autoscaler chooses. @default 1 */
  readonly replicas?: Replicas;
  /** Everything else of the node. */
  readonly node?: Omit<OpNodeProps, 'network' | 'nodeType' | 'replicas' | 'sequencer' | 'sequencerUrl' | 'p2pSequencerKey' | 'p2pSigner' | 'conductor'>;
}

/**
 * Read nodes of a chain that others run.
 *
 * @example
 * new OpReplicaChart(app, 'op-sepolia', {
 *   network: {
 *     networkName: 'op-sepolia',
 *     l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
 *     l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
 *   },
 *   replicas: 2,
 * });
 * @throws OpStackError with the problems of all parts together
 */
export class OpReplicaChart extends IndependentChart {
  /** The chain, as every part of the chart sees it. */
  readonly network: OptimismNetworkConstruct;
  /** The nodes, in one StatefulSet. */
  readonly replicas: OpNodeConstruct;

  constructor(scope: Construct, id: string, { network: networkProps, replicas, node, ...options }: OpReplicaChartProps) {
    super(scope, id, { namespace: options.namespace, labels: { ...options.labels } });
    const parts = new ChartParts(this, options.strict);
    const watched = parts.monitoring(options.monitoring);
    const network = parts.make(() => new OptimismNetworkConstruct(this, 'network', { ...networkProps, networkPolicies: options.networkPolicies }));
    const nodes = parts.part(
      'replica',
      network,
      (wired, child) => new OpNodeConstruct(this, child, { ...watched({ ...node }), replicas, network: wired, nodeType: 'replica' }),
      (problems, name) => checkNode(problems, { ...node, replicas, nodeType: 'replica' }, node?.name ?? name),
    );
    checkMetadata(parts.problems, { annotations: options.annotations });
    parts.problems.settle();
    // `settle` has thrown when either is missing.
    this.network = network!;
    this.replicas = nodes!;
    finishObjects(this, { annotations: options.annotations });
  }
}
