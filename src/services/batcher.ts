import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { channelBlocks, dataAvailabilityOf, framesOf } from './batching';
import { checkBatcher, checkBatcherChain } from './check-batcher';
import { endpointsOf, type L2Wiring } from './endpoints';
import { GoService } from './go-service';
import type { ServiceProps, ServiceRpc } from './service-props';
import { configureThrottling, type Throttling } from './throttling';
import { Problems } from '../errors';
import { defaultName, type k8s } from '../kube';
import { configureAltDa } from '../network';

/** How blocks become batches. */
export interface Batching {
  /**
   * How long a channel may collect blocks before it is posted; `--max-channel-duration`, in L1 blocks of 12 s. A quiet
   * chain with no limit hardly posts.
   *
   * @default 10 min
   */
  readonly maxChannelDuration?: Duration;
  /** L1 blocks left before the channel timeout and the sequencing window end; `--sub-safety-margin`. @default 10 */
  readonly subSafetyMargin?: number;
  /** Bytes of a calldata transaction; `--max-l1-tx-size-bytes`. @default 120000 */
  readonly targetL1TxSize?: number;
  /** Frames of a channel, which with blobs is the blobs of a transaction; `--target-num-frames`. @default 1 */
  readonly targetNumFrames?: number;
  /** Compression that the `ratio` compressor assumes; `--approx-compr-ratio`. @default 0.6 */
  readonly approxComprRatio?: number;
  /** `--compressor`. @default shadow */
  readonly compressor?: 'ratio' | 'shadow' | 'none';
  /** Brotli needs Fjord; `--compression-algo`. @default zlib */
  readonly compressionAlgo?: 'zlib' | 'brotli' | 'brotli-9' | 'brotli-10' | 'brotli-11';
  /** One batch for many blocks, from Delta on; `--batch-type`. @default singular */
  readonly batchType?: 'singular' | 'span';
}

/** Where the batches go. */
export interface DataAvailability {
  /** `auto` takes what costs less; `--data-availability-type`. @default blobs, calldata before Ecotone or with an alt-DA server */
  readonly type?: 'blobs' | 'calldata' | 'auto';
  /** Another word for `batching.targetNumFrames` with blobs. @default 1 */
  readonly maxBlobsPerTx?: number;
}

/** The batcher: it posts the sequencer's blocks to L1. */
export interface BatcherProps extends ServiceProps, L2Wiring {
  /** How channels are filled and closed. @default those of {@link Batching} */
  readonly batching?: Batching;
  /** Where data goes. @default those of {@link DataAvailability} */
  readonly dataAvailability?: DataAvailability;
  /** How block building is slowed while data waits. @default those of {@link Throttling} */
  readonly throttling?: Throttling;
  /** L1 transactions in flight at once, 0 for no limit; `--max-pending-tx`. @default 1 */
  readonly maxPendingTx?: number;
  /** How often it looks for new blocks; `--poll-interval`. @default 6 s */
  readonly pollInterval?: Duration;
  /** L1 blocks that are searched at start for batches of its own, so that none is posted twice; `--check-recent-txs-depth`. @default 0 */
  readonly checkRecentTxsDepth?: number;
  /** Wait at start until the node is in sync; `--wait-node-sync`. @default true */
  readonly waitNodeSync?: boolean;
  /** Start without posting, until `admin_startBatcher`; `--stopped`. @default false */
  readonly stopped?: boolean;
  /** RPC server of the service itself. @default those of {@link ServiceRpc} */
  readonly rpc?: ServiceRpc;
}

/**
 * op-batcher as a Deployment of one pod, which is gone before the next one starts: two would fight over nonces.
 *
 * @example
 * new BatcherConstruct(chart, 'batcher', {
 *   network,
 *   nodes: sequencer,
 *   signer: Signer.privateKey(SecretValue.fromSecret('batcher-key', 'key')),
 * });
 * @throws OpStackError when props contradict each other, the network, or the pinned version
 */
export class BatcherConstruct extends Construct {
  /** Name of the Deployment. */
  readonly name: string;
  /** The pod. */
  readonly deployment: k8s.KubeDeployment;
  /** Metrics; absent when they are off. */
  readonly service?: k8s.KubeService;
  /** Absent where `networkPolicies` of the network is `false`. */
  readonly networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, props: BatcherProps) {
    super(scope, id);
    const { network } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    const service = new GoService(this, 'op-batcher', this.name, props, problems, { given: props.rpc, port: 8548 });
    checkBatcher(problems, { ...props, resources: service.resources }, this.name);
    checkBatcherChain(problems, props);
    const endpoints = endpointsOf(problems, this, network, props);
    service.cli.set('l2-eth-rpc', endpoints.l2EthRpc).set('rollup-rpc', endpoints.rollupRpc);
    configureBatching(service, props);
    configureThrottling(service.cli, props.throttling, problems);
    service.configure();
    // It reads the rollup configuration of its node when it starts, and never again.
    const pod = service.pod({ annotations: network.fileChecksums });
    problems.settle();

    this.service = service.metricsService();
    const template = service.withSecrets(pod);
    this.deployment = service.singleton(template);
    this.networkPolicy = service.policy(this.deployment, template);
    network.numbers.channelBlocks = channelBlocks(props.batching ?? {});
    service.monitor(this.deployment, { kind: 'batcher', version: service.version, throttleBytes: props.throttling?.lowerThreshold });
  }
}

function configureBatching({ cli }: GoService, props: BatcherProps): void {
  const { network, batching = {} } = props;
  cli
    .set('data-availability-type', dataAvailabilityOf(props))
    .set('max-channel-duration', channelBlocks(batching))
    .set('sub-safety-margin', batching.subSafetyMargin)
    .set('max-l1-tx-size-bytes', batching.targetL1TxSize)
    .set('target-num-frames', framesOf(props))
    .set('approx-compr-ratio', batching.approxComprRatio)
    .set('compressor', batching.compressor)
    .set('compression-algo', batching.compressionAlgo, { prop: 'batching.compressionAlgo' })
    .set('batch-type', batching.batchType && (batching.batchType === 'span' ? 1 : 0))
    .set('max-pending-tx', props.maxPendingTx)
    .set('poll-interval', props.pollInterval)
    .set('check-recent-txs-depth', props.checkRecentTxsDepth)
    .set('wait-node-sync', props.waitNodeSync ?? true)
    .set('stopped', props.stopped);
  configureAltDa(cli, network);
}
