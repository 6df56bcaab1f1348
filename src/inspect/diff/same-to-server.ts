import { canonical } from './compare';
import type { FieldChange } from './difference';
import { parseQuantity } from '../../kube/quantity';
import { kubeObject } from '../../testing/kube-object';
import type { Manifest } from '../../testing/manifest';
import { podOf } from '../../testing/pod';

type Defaults = Readonly<Record<string, unknown>>;

const CLAIM: Defaults = { 'spec.volumeMode': 'Filesystem' };
const JOB: Defaults = { 'spec.completionMode': 'NonIndexed', 'spec.backoffLimit': 6, 'spec.suspend': false };

/**
 * What the API server fills in where nothing is said, by kind and path without the elements of lists.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const OBJECTS: Readonly<Record<string, Defaults>> = {
  StatefulSet: {
    'spec.replicas': 1, 'spec.podManagementPolicy': 'OrderedReady', 'spec.revisionHistoryLimit': 10, 'spec.updateStrategy.type': 'RollingUpdate', 'spec.updateStrategy.rollingUpdate.partition': 0,
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': 'Retain', 'spec.persistentVolumeClaimRetentionPolicy.whenScaled': 'Retain',
    'spec.volumeClaimTemplates.apiVersion': 'v1', 'spec.volumeClaimTemplates.kind': 'PersistentVolumeClaim', 'spec.volumeClaimTemplates.spec.volumeMode': 'Filesystem', 'spec.volumeClaimTemplates.status.phase': 'Pending',
  },
  Deployment: { 'spec.replicas': 1, 'spec.revisionHistoryLimit': 10, 'spec.progressDeadlineSeconds': 600, 'spec.strategy.type': 'RollingUpdate', 'spec.strategy.rollingUpdate.maxSurge': '25%', 'spec.strategy.rollingUpdate.maxUnavailable': '25%' },
  DaemonSet: { 'spec.revisionHistoryLimit': 10, 'spec.updateStrategy.type': 'RollingUpdate', 'spec.updateStrategy.rollingUpdate.maxSurge': 0, 'spec.updateStrategy.rollingUpdate.maxUnavailable': 1 },
  Job: JOB,
  CronJob: { 'spec.concurrencyPolicy': 'Allow', 'spec.suspend': false, 'spec.successfulJobsHistoryLimit': 3, 'spec.failedJobsHistoryLimit': 1 },
  PersistentVolumeClaim: CLAIM,
  PersistentVolume: { ...CLAIM, 'spec.persistentVolumeReclaimPolicy': 'Retain' },
  Service: { 'spec.type': 'ClusterIP', 'spec.sessionAffinity': 'None', 'spec.internalTrafficPolicy': 'Cluster', 'spec.externalTrafficPolicy': 'Cluster', 'spec.ports.protocol': 'TCP' },
  NetworkPolicy: { 'spec.ingress.ports.protocol': 'TCP', 'spec.egress.ports.protocol': 'TCP' },
  Secret: { type: 'Opaque' },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority' },
};

/** The same of a pod, below its `spec`; init and other containers alike. */
const POD: Defaults = {
  dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', securityContext: {}, terminationGracePeriodSeconds: 30, enableServiceLinks: true,
  'containers.terminationMessagePath': '/dev/termination-log', 'containers.terminationMessagePolicy': 'File', 'containers.resources': {}, 'containers.ports.protocol': 'TCP', 'containers.env.valueFrom.fieldRef.apiVersion': 'v1',
  ...Object.fromEntries(['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
    Object.entries({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, 'httpGet.scheme': 'HTTP' }).map(([field, value]) => [`containers.${probe}.${field}`, value] as const))),
  'volumes.secret.defaultMode': 420, 'volumes.configMap.defaultMode': 420, 'volumes.projected.defaultMode': 420, 'volumes.downwardAPI.defaultMode': 420, 'volumes.hostPath.type': '',
};
/** Kinds whose pods are started again by default. */
const RESTARTED: ReadonlySet<string> = new Set(['Pod', 'StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet']);

/** Whether the API server keeps the same for both: a default that stands on one side only, or a quantity in another spelling. */
export function sameToServer(manifest: Manifest, change: FieldChange): boolean {
  return isDefault(manifest, change) || isSpelling(change);
}

function isDefault(manifest: Manifest, { at, before, after }: FieldChange): boolean {
  if (before !== undefined && after !== undefined) return false;
  const path = at.filter((step) => !step.startsWith('[')).join('.');
  const fallback = OBJECTS[manifest.kind]?.[path] ?? podDefault(manifest, path);
  return fallback !== undefined && canonical(before ?? after) === canonical(fallback);
}

function podDefault(manifest: Manifest, path: string): unknown {
  const pod = podOf(kubeObject(manifest));
  if (!pod || !path.startsWith(`${pod.spec.path}.`)) return undefined;
  const below = path.slice(pod.spec.path.length + 1).replace(/^(?:init|ephemeral)Containers\./, 'containers.');
  return below === 'restartPolicy' && RESTARTED.has(manifest.kind) ? 'Always' : POD[below];
}

/** Of one value in units of one family, which the API server writes in one way: `1024Mi` is `1Gi`, and `1000m` is `1`. */
function isSpelling({ at, before, after }: FieldChange): boolean {
  const isQuantity = ['requests', 'limits', 'capacity'].includes(at.at(-2) ?? '') || at.at(-1) === 'sizeLimit';
  if (!isQuantity || at[0] !== 'spec') return false;
  const [old, now] = [parseQuantity(before), parseQuantity(after)];
  return old !== undefined && old === now && String(before).endsWith('i') === String(after).endsWith('i');
}
