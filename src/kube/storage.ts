import { SizeRoundingBehavior, type Size } from 'cdk8s';
import { checkChoice } from './choice';
import { k8s } from './k8s';
import { checkReference } from './names';
import { nonEmpty } from './plain';
import type { Problems } from '../errors';

const ACCESS_MODES: readonly string[] = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'] satisfies ClaimOptions['accessModes'];

/** A volume that each pod of a StatefulSet claims for itself. */
export interface ClaimOptions {
  /** Size of the volume, e.g. `Size.gibibytes(500)`. */
  readonly size: Size;
  /** StorageClass. @default the cluster's default class */
  readonly storageClass?: string;
  /** How the volume may be mounted. @default ['ReadWriteOnce'] */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
  /** Whether the volume outlives the StatefulSet and a lower replica count. @default { whenDeleted: 'Retain', whenScaled: 'Retain' } */
  readonly retention?: { readonly whenDeleted?: 'Retain' | 'Delete'; readonly whenScaled?: 'Retain' | 'Delete' };
  /** Annotations of the claim. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fills the new volume from a VolumeSnapshot or another claim: see `VolumeSource`. A node on it takes an identity of its own. @default an empty volume */
  readonly dataSource?: k8s.TypedLocalObjectReference;
}

/**
 * Where a workload keeps its data.
 *
 * @example
 * Storage.claim({ size: Size.gibibytes(500), storageClass: 'fast-nvme' })
 */
export class Storage {
  /** A PersistentVolumeClaim for each pod, kept when the workload is deleted. */
  static claim(options: ClaimOptions): Storage {
    return new Storage('claim', options);
  }

  /**
   * A folder of the node, which must be there and belong to the pod's `runAsUser` (1000 unless told otherwise): the
   * kubelet would make it for root. The Pod Security Standards `baseline` and `restricted` forbid it, and the data stays
   * behind when the pod moves: for single-node clusters and local disks that are pinned by a node selector.
   */
  static hostPath(path: string): Storage {
    return new Storage('hostPath', undefined, path);
  }

  /** Data that is gone with the pod. @param sizeLimit where the kubelet evicts the pod; default none */
  static ephemeral(sizeLimit?: Size): Storage {
    return new Storage('ephemeral', undefined, undefined, sizeLimit);
  }

  private constructor(
    /** Which of the three it is. */
    readonly kind: 'claim' | 'hostPath' | 'ephemeral',
    /** The claim's options; only with `claim`. */
    readonly options?: ClaimOptions,
    /** The folder; only with `hostPath`. */
    readonly path?: string,
    /** The limit; only with `ephemeral`. */
    readonly sizeLimit?: Size,
  ) {}

  /** Bytes that fit in, or `undefined` when there is no limit to know. @internal */
  get bytes(): number | undefined {
    const size = this.options?.size ?? this.sizeLimit;
    return size && size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
  }

  /** The pod's volume; none for a claim, which the StatefulSet makes. @internal */
  volumes(name: string): k8s.Volume[] {
    if (this.kind === 'claim') return [];
    if (this.kind === 'hostPath') return [{ name, hostPath: { path: this.path ?? '', type: 'Directory' } }];
    return [{ name, emptyDir: { sizeLimit: this.sizeLimit && k8s.Quantity.fromString(this.sizeLimit.asString()) } }];
  }

  /** The claim templates of the StatefulSet; none for the other kinds. @internal */
  claimTemplates(name: string, labels: Record<string, string>): k8s.KubePersistentVolumeClaimProps[] | undefined {
    if (!this.options) return undefined;
    const { size, storageClass, accessModes = ['ReadWriteOnce'], annotations, dataSource } = this.options;
    return [
      {
        metadata: { name, labels, annotations: nonEmpty(annotations) },
        spec: {
          accessModes: [...accessModes],
          storageClassName: storageClass,
          dataSource,
          resources: { requests: { storage: k8s.Quantity.fromString(size.asString()) } },
        },
      },
    ];
  }

  /** @internal */
  get retentionPolicy(): k8s.StatefulSetPersistentVolumeClaimRetentionPolicy | undefined {
    return this.options && { whenDeleted: 'Retain', whenScaled: 'Retain', ...this.options.retention };
  }
}

/** Reports sizes that cannot be, folders that are no absolute paths, and storage that the pod's security level forbids. */
export function checkStorage(problems: Problems, prop: string, storage: Storage | undefined): void {
  if (!storage) return;
  if (storage.bytes !== undefined && storage.bytes <= 0) {
    problems.error('INVALID_STORAGE', prop, 'the size is zero', 'Give a size above zero, e.g. Size.gibibytes(500)');
  }
  const { storageClass, accessModes = [] } = storage.options ?? {};
  // The empty class is that of volumes made by hand.
  if (storageClass !== '') checkReference(problems, `${prop}.storageClass`, storageClass);
  for (const [index, mode] of accessModes.entries()) checkChoice(problems, `${prop}.accessModes[${index}]`, mode, ACCESS_MODES);
  if (storage.kind !== 'hostPath') return;
  if (!storage.path?.startsWith('/') || storage.path.split('/').includes('..')) {
    problems.error('INVALID_STORAGE', prop, `"${storage.path}" is not an absolute path of the node`, 'Write it like /var/lib/op-stack');
  }
  problems.warn('HOST_PATH_STORAGE', prop, 'a folder of the node violates the Pod Security Standards baseline and restricted', 'Use Storage.claim with a local-path StorageClass; or label the namespace privileged, and make the folder for the user of the pods (runAsUser)');
}
