import { kindOf, type KubeObject } from './kube-object';

/** In the order in which they are applied; each waits until the objects of the one before are healthy. */
export const stages = ['definitions', 'prerequisites', 'sequencers', 'workloads'] as const;

/** What an object is to the others, and with that its place in the order. */
export type Stage = (typeof stages)[number];

/**
 * Kinds that are needed before any pod, and that are healthy without one. Whatever is not here comes last, because
 * nothing may wait for it: an Ingress gets its address, and a PodDisruptionBudget its status, once there are pods.
 */
const EARLY: Readonly<Record<string, Stage>> = {
  'CustomResourceDefinition.apiextensions.k8s.io': 'definitions',
  Namespace: 'definitions',
  'PriorityClass.scheduling.k8s.io': 'definitions',
  'StorageClass.storage.k8s.io': 'definitions',
  'VolumeSnapshotClass.snapshot.storage.k8s.io': 'definitions',
  'Certificate.cert-manager.io': 'prerequisites',
  'ClusterIssuer.cert-manager.io': 'prerequisites',
  'ClusterRole.rbac.authorization.k8s.io': 'prerequisites',
  'ClusterRoleBinding.rbac.authorization.k8s.io': 'prerequisites',
  'ClusterSecretStore.external-secrets.io': 'prerequisites',
  ConfigMap: 'prerequisites',
  'ExternalSecret.external-secrets.io': 'prerequisites',
  'Issuer.cert-manager.io': 'prerequisites',
  LimitRange: 'prerequisites',
  'NetworkPolicy.networking.k8s.io': 'prerequisites',
  ResourceQuota: 'prerequisites',
  'Role.rbac.authorization.k8s.io': 'prerequisites',
  'RoleBinding.rbac.authorization.k8s.io': 'prerequisites',
  'SealedSecret.bitnami.com': 'prerequisites',
  Secret: 'prerequisites',
  'SecretProviderClass.secrets-store.csi.x-k8s.io': 'prerequisites',
  'SecretStore.external-secrets.io': 'prerequisites',
  Service: 'prerequisites',
  ServiceAccount: 'prerequisites',
};

const isSequencer = ({ kind, metadata }: KubeObject): boolean => kind === 'StatefulSet' && metadata?.labels?.['app.kubernetes.io/component'] === 'sequencer';

const claimKey = (name: string | undefined, namespace: string | undefined): string => `${namespace ?? ''}/${name ?? ''}`;

/** The claims that the pods of a workload mount. */
const claimsOf = ({ spec, metadata }: KubeObject): readonly string[] =>
  (spec?.template?.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => (claim ? [claimKey(claim.claimName, metadata?.namespace)] : []));

/**
 * The stage of each object, in their order.
 *
 * A replica is ready once it has caught up, which may take days, so replicas are in the last stage and nothing waits for
 * them. A claim is in the stage of the pod that mounts it: with `WaitForFirstConsumer` it is bound when that starts, not before.
 */
export function stagesOf(objects: readonly KubeObject[]): readonly Stage[] {
  const first = new Set(objects.filter(isSequencer).flatMap(claimsOf));
  return objects.map((object) => {
    const { metadata, spec } = object;
    const kind = kindOf(object);
    if (isSequencer(object)) return 'sequencers';
    if (kind === 'PersistentVolumeClaim' && first.has(claimKey(metadata?.name, metadata?.namespace))) return 'sequencers';
    // It has to wait for an address, which some clusters never give.
    if (kind === 'Service' && spec?.type === 'LoadBalancer') return 'workloads';
    return EARLY[kind] ?? 'workloads';
  });
}
