import type { Construct } from 'constructs';
import { ChartParts } from './chart-parts';
import { IndependentChart } from './independent-chart';
import { checkChoice, checkMetadata, finishObjects } from '../kube';
import type { Monitoring } from '../monitoring';
import { OptimismNetworkConstruct, type OptimismNetworkProps } from '../network';
import { OpNodeConstruct, checkNode, type OpNodeProps, type Replicas } from '../nodes';
import {
  BatcherConstruct, ChallengerConstruct, DisputeMonConstruct, ProposerConstruct, checkBatcher, checkChallenger, checkDisputeMon, checkProposer,
  type BatcherProps, type ChallengerProps, type DisputeMonProps, type L2Wiring, type ProposerProps,
} from '../services';
import type { NetworkPolicyProps } from '../policies';

/** Stands for a node that could not be made, so that the other parts can check everything of their own: the chart throws anyway. */
const STAND_IN = 'http://stand-in';

function wiring(node: OpNodeConstruct | undefined): L2Wiring {
  return node ? { nodes: node } : { endpoints: { l2EthRpc: [STAND_IN], rollupRpc: [STAND_IN] } };
}

type Wired = 'network' | 'nodes' | 'endpoints';

/** The sequencer of a rollup. */
export type SequencerProps = Omit<OpNodeProps, 'network' | 'nodeType' | 'replicas' | 'sequencer' | 'sequencerUrl'>;

/** The replicas of a rollup. */
export interface ReplicasProps extends Omit<OpNodeProps, 'network' | 'nodeType' | 'replicas' | 'sequencer' | 'sequencerUrl' | 'p2pSequencerKey' | 'p2pSigner' | 'conductor'> {
  /** Pods, or the bounds between which an autoscaler chooses. @default 1 */
  readonly count?: Replicas;
}

/** Options that both charts share. */
export interface ChartOptions {
  /** Namespace of every object; it is not made here. @default the one kubectl is set to */
  readonly namespace?: string;
  /** Labels of every object, beside the recommended ones. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of every object that the chart makes. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * NetworkPolicies that let in and out of every pod what it is wired to, and nothing else; `true` for the defaults,
   * `false` for none. They need a network plugin that enforces them.
   *
   * @default true
   */
  readonly networkPolicies?: NetworkPolicyProps | boolean;
  /** Make every warning an error, as `OP_STACK_STRICT=1` does. @default false */
  readonly strict?: boolean;
  /** How every workload is monitored that says nothing of its own. @default not at all */
  readonly monitoring?: Monitoring;
}

/** A whole rollup. */
export interface OpStackChartProps extends ChartOptions {
  /** The chain, its L1, and the defaults of every workload. */
  readonly network: Omit<OptimismNetworkProps, 'networkPolicies'>;
  /** The node that builds the chain's blocks. */
  readonly sequencer: SequencerProps;
  /** Nodes that follow it and serve the public. @default none */
  readonly replicas?: ReplicasProps;
  /** Posts the blocks of the chain to L1. @default none: the chain's blocks do not reach L1 */
  readonly batcher?: Omit<BatcherProps, Wired>;
  /** Claims on L1 what the state of the chain is. @default none: withdrawals cannot be proved */
  readonly proposer?: Omit<ProposerProps, Wired>;
  /** Defends right claims and disputes wrong ones. @default none */
  readonly challenger?: Omit<ChallengerProps, Wired> & {
    /** Which nodes it works with; they have to be archives with debug calls and a safe-head database. @default sequencer */
    readonly node?: 'sequencer' | 'replicas';
  };
  /** Watches all dispute games, against the replicas where there are any, else the sequencer. @default none */
  readonly disputeMon?: Omit<DisputeMonProps, Wired>;
}

/**
 * A rollup in one chart: network, sequencer, replicas, batcher, proposer and challenger, wired to each other.
 *
 * @example
 * new OpStackChart(app, 'acme', {
 *   namespace: 'acme',
 *   network: {
 *     l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
 *     l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
 *     rollupConfig: ConfigSource.fromFile('rollup.json'),
 *     l2Genesis: ConfigSource.fromFile('genesis.json'),
 *   },
 *   sequencer: { p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key') },
 *   replicas: { count: 2 },
 *   batcher: { signer: Signer.privateKey(SecretValue.fromSecret('batcher-key', 'key')) },
 * });
 * @throws OpStackError with the problems of all parts together
 */
export class OpStackChart extends IndependentChart {
  /** The chain, as every part of the chart sees it. */
  readonly network: OptimismNetworkConstruct;
  /** The node that builds the chain's blocks. */
  readonly sequencer: OpNodeConstruct;
  /** The nodes that follow it; absent where `replicas` is not given. */
  readonly replicas?: OpNodeConstruct;
  /** Posts batches to L1; absent where `batcher` is not given. */
  readonly batcher?: BatcherConstruct;
  /** Proposes states to L1; absent where `proposer` is not given. */
  readonly proposer?: ProposerConstruct;
  /** Plays dispute games; absent where `challenger` is not given. */
  readonly challenger?: ChallengerConstruct;
  /** Watches dispute games; absent where `disputeMon` is not given. */
  readonly disputeMon?: DisputeMonConstruct;

  constructor(scope: Construct, id: string, props: OpStackChartProps) {
    super(scope, id, { namespace: props.namespace, labels: { ...props.labels } });
    const parts = new ChartParts(this, props.strict);
    const watched = parts.monitoring(props.monitoring);
    const { replicas, batcher, proposer, challenger } = props;
    // Where no compiler looks, it may be missing; what it lacks is reported then.
    const builder = { ...props.sequencer };
    const network = parts.make(() => new OptimismNetworkConstruct(this, 'network', { ...props.network, networkPolicies: props.networkPolicies }));
    const sequencer = parts.part(
      'sequencer',
      network,
      (wired, child) => new OpNodeConstruct(this, child, { ...watched(builder), network: wired, nodeType: 'sequencer' }),
      (problems, name) => checkNode(problems, { ...builder, nodeType: 'sequencer' }, builder.name ?? name),
    );
    if (replicas) {
      const { count, ...node } = replicas;
      this.replicas = parts.part(
        'replica',
        network,
        (wired, child) => new OpNodeConstruct(this, child, { ...watched(node), replicas: count, network: wired, nodeType: 'replica', ...(sequencer ? { sequencer } : { sequencerUrl: STAND_IN }) }),
        (problems, name) => checkNode(problems, { ...node, replicas: count, nodeType: 'replica' }, node.name ?? name),
      );
    }
    if (batcher) {
      this.batcher = parts.part(
        'batcher',
        network,
        (wired, child) => new BatcherConstruct(this, child, { ...watched(batcher), network: wired, ...wiring(sequencer) }),
        (problems, name) => checkBatcher(problems, batcher, batcher.name ?? name),
      );
    }
    if (proposer) {
      this.proposer = parts.part(
        'proposer',
        network,
        (wired, child) => new ProposerConstruct(this, child, { ...watched(proposer), network: wired, ...wiring(sequencer) }),
        (problems, name) => checkProposer(problems, proposer, proposer.name ?? name),
      );
    }
    if (challenger) {
      const { node, ...own } = challenger;
      this.challenger = parts.part(
        'challenger',
        network,
        (wired, child) => new ChallengerConstruct(this, child, { ...watched(own), network: wired, ...wiring(node === 'replicas' ? this.replicas : sequencer) }),
        (problems, name) => checkChallenger(problems, own, own.name ?? name),
      );
    }
    const { disputeMon } = props;
    if (disputeMon) {
      this.disputeMon = parts.part(
        'dispute-mon',
        network,
        (wired, child) => new DisputeMonConstruct(this, child, { ...watched(disputeMon), network: wired, ...wiring(this.replicas ?? sequencer) }),
        (problems, name) => checkDisputeMon(problems, disputeMon, disputeMon.name ?? name),
      );
    }
    checkChoice(parts.problems, 'challenger.node', challenger?.node, ['sequencer', 'replicas']);
    if (challenger?.node === 'replicas' && !replicas) {
      parts.problems.error('NO_REPLICAS', 'challenger.node', 'the rollup has no replicas to work with', 'Add replicas, or leave it out');
    }
    checkMetadata(parts.problems, { annotations: props.annotations });
    parts.problems.settle();
    // `settle` has thrown when either is missing.
    this.network = network!;
    this.sequencer = sequencer!;
    finishObjects(this, { annotations: props.annotations });
  }
}
