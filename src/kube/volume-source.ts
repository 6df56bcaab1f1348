import type { k8s } from 'cdk8s-plus-28';

/**
 * Where the contents of a new volume come from, for `dataSource` of `Storage.claim`. Both have to be in the namespace of
 * the claim, and the new volume has to be at least as large.
 *
 * @example
 * Storage.claim({ size: Size.tebibytes(2), dataSource: VolumeSource.snapshot('replica-2026-11-01') })
 */
export const VolumeSource = {
  /** @param name of a VolumeSnapshot */
  snapshot: (name: string): k8s.TypedLocalObjectReference => ({ apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name }),
  /** @param name of a PersistentVolumeClaim of the same StorageClass, e.g. one of a node's `claims` */
  claim: (name: string): k8s.TypedLocalObjectReference => ({ kind: 'PersistentVolumeClaim', name }),
} as const;
