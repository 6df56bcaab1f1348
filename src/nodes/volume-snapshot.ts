import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { OpNodeConstruct } from './op-node';
import { KubeSnapshotSchedule } from '../../imports/snapscheduler.backube';
import { KubeVolumeSnapshot } from '../../imports/snapshot.storage.k8s.io';
import { Problems } from '../errors';
import { checkCount, checkMetadata, checkName, claimName, defaultName, finishObjects, labelsOf, partOf, selectorLabels, type Identity, type ObjectOptions } from '../kube';

interface OfNode extends ObjectOptions {
  /** The node whose volumes are copied, in the same namespace. */
  readonly node: OpNodeConstruct;
  /** Name of the object. @default `<chart id>-<construct id>` */
  readonly name?: string;
  /** VolumeSnapshotClass. @default the default class of the volume's driver */
  readonly snapshotClass?: string;
}

/** One copy of one volume. */
export interface NodeSnapshotProps extends OfNode {
  /** Ordinal of the pod whose volume is copied. @default 0 */
  readonly ordinal?: number;
}

/** Copies in regular intervals. */
export interface NodeSnapshotScheduleProps extends OfNode {
  /** When, as cron writes it, in UTC, e.g. `17 3 * * *`. */
  readonly schedule: string;
  /** Copies of each volume that are kept. @default 3 */
  readonly keep?: number;
}

/**
 * A VolumeSnapshot of a node's volume, taken once, when it is applied: another name takes another one. The copy is what a
 * sudden stop would leave, which the databases recover from. It needs a snapshot controller and a driver that can.
 *
 * @example
 * new NodeSnapshot(chart, 'before-karst', { node: replica });
 * @throws OpStackError when the node has no such volume
 */
export class NodeSnapshot extends Construct {
  /** What `VolumeSource.snapshot` takes. */
  readonly name: string;
  /** The object whose controller takes the snapshot. */
  readonly volumeSnapshot: KubeVolumeSnapshot;

  constructor(scope: Construct, id: string, props: NodeSnapshotProps) {
    super(scope, id);
    const { node, ordinal = 0, snapshotClass } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    checkCommon(problems, this, this.name, props);
    checkCount(problems, 'ordinal', ordinal, 0);
    if (node.claims.length > 0 && ordinal >= node.claims.length) {
      problems.error('NO_SUCH_POD', 'ordinal', `the node has no pod ${ordinal}`, `Give an ordinal up to ${node.claims.length - 1}`);
    }
    problems.settle();
    this.volumeSnapshot = new KubeVolumeSnapshot(this, 'Default', {
      metadata: { name: this.name, labels: labelsOf(identityOf(this, this.name)) },
      spec: { volumeSnapshotClassName: snapshotClass, source: { persistentVolumeClaimName: node.claims[ordinal] } },
    });
    finishObjects(this, props);
  }
}

/**
 * VolumeSnapshots of all of a node's volumes in regular intervals, through a SnapshotSchedule of SnapScheduler, which has
 * to be in the cluster. Kubernetes has no schedule of its own, and a CronJob would need rights in the namespace.
 *
 * @see https://backube.github.io/snapscheduler/
 * @throws OpStackError when the node keeps no claims, or the schedule is none
 */
export class NodeSnapshotSchedule extends Construct {
  /** Name of the schedule, and beginning of the names of its snapshots. */
  readonly name: string;
  /** The object whose controller takes the snapshots. */
  readonly snapshotSchedule: KubeSnapshotSchedule;

  constructor(scope: Construct, id: string, props: NodeSnapshotScheduleProps) {
    super(scope, id);
    const { node, schedule, keep = 3, snapshotClass } = props;
    this.name = props.name ?? defaultName(this);
    const problems = new Problems(this);
    checkCommon(problems, this, this.name, props);
    checkCount(problems, 'keep', keep);
    if (!/^([\w*/,-]+ ){4}[\w*/,-]+$/.test(schedule)) {
      problems.error('INVALID_SCHEDULE', 'schedule', `"${schedule}" is not five fields as cron writes them`, 'Write it like 17 3 * * *: minute, hour, day, month, day of the week, in UTC');
    }
    problems.settle();
    this.snapshotSchedule = new KubeSnapshotSchedule(this, 'Default', {
      metadata: { name: this.name, labels: labelsOf(identityOf(this, this.name)) },
      spec: {
        claimSelector: { matchLabels: selectorLabels(node.identity) },
        schedule,
        retention: { maxCount: keep },
        snapshotTemplate: snapshotClass === undefined ? undefined : { snapshotClassName: snapshotClass },
      },
    });
    finishObjects(this, props);
  }
}

function identityOf(construct: Construct, name: string): Identity {
  return { name: 'op-node', instance: name, component: 'snapshot', partOf: partOf(construct) };
}

function checkCommon(problems: Problems, construct: Construct, name: string, { node, ...options }: OfNode): void {
  checkName(problems, 'name', name);
  checkMetadata(problems, options);
  claimName(problems, construct, name);
  if (node.claims.length === 0) problems.error('NO_CLAIM', 'node', `${node.node.path} keeps its data in no claim`, 'Snapshots are taken of Storage.claim');
  if (Chart.of(node).namespace !== Chart.of(construct).namespace) {
    problems.error('OTHER_NAMESPACE', 'node', `${node.node.path} and its volumes are in another namespace`, 'Put both into charts of one namespace');
  }
}
