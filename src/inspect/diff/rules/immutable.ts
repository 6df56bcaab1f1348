import { beginsWith, eachField, fromTo } from './find';
import type { Rule } from './rule';
import type { FieldChange, Pair } from '../difference';
import { memberOf } from '../../../testing/json';
import { kubeObject } from '../../../testing/kube-object';

/** Below `at`, what may be changed of an object that is there; or what may not. */
interface Immutability {
  readonly at: readonly string[];
  readonly except?: readonly (readonly string[])[];
}

const spec = (...fields: readonly string[]): readonly Immutability[] => fields.map((field) => ({ at: ['spec', ...field.split('.')] }));
const top = (...fields: readonly string[]): readonly Immutability[] => fields.map((field) => ({ at: [field] }));
const allBut = (at: string, ...except: readonly string[]): readonly Immutability[] => [{ at: [at], except: except.map((field) => [at, ...field.split('.')]) }];

/**
 * What the API server refuses to change, by `group/kind`. The claims of a StatefulSet and of a PersistentVolumeClaim have
 * rules of their own.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const IMMUTABLE: Readonly<Record<string, readonly Immutability[]>> = {
  'apps/StatefulSet': allBut('spec', 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds', 'volumeClaimTemplates'),
  'apps/Deployment': spec('selector'),
  'apps/DaemonSet': spec('selector'),
  'apps/ReplicaSet': spec('selector'),
  'batch/Job': spec('selector', 'template', 'completions', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'),
  '/Service': spec('clusterIP', 'clusterIPs', 'loadBalancerClass'),
  '/PersistentVolumeClaim': allBut('spec', 'resources', 'volumeAttributesClassName', 'storageClassName'),
  '/PersistentVolume': spec('csi', 'hostPath', 'local', 'nfs', 'iscsi', 'fc', 'volumeMode', 'nodeAffinity'),
  '/Pod': allBut('spec', 'containers', 'initContainers', 'activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds', 'schedulingGates'),
  '/Secret': top('type'),
  'storage.k8s.io/StorageClass': top('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
  'rbac.authorization.k8s.io/RoleBinding': top('roleRef'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': top('roleRef'),
  'scheduling.k8s.io/PriorityClass': top('value', 'preemptionPolicy'),
  'networking.k8s.io/IngressClass': spec('controller'),
  'node.k8s.io/RuntimeClass': top('handler'),
  'apiextensions.k8s.io/CustomResourceDefinition': spec('scope', 'group', 'names.kind', 'names.plural'),
  'snapshot.storage.k8s.io/VolumeSnapshot': spec('source'),
};

/** What a running pod may have changed of a container. */
const POD_CONTAINER = ['image'];

function refuses(at: readonly string[], { after }: Pair): boolean {
  const { group, kind } = kubeObject(after);
  if (group === '' && kind === 'Pod' && /^(?:init)?containers$/i.test(at[1] ?? '')) return !POD_CONTAINER.includes(at[3] ?? '');
  return (IMMUTABLE[`${group}/${kind}`] ?? []).some(({ at: steps, except = [] }) => beginsWith(at, steps) && !except.some((each) => beginsWith(at, each)));
}

/** A Service that becomes one of another host has no address any more, and may get one again. */
function losesAddress({ after, before }: Pair): boolean {
  return after.kind === 'Service' && [before, after].some((manifest) => memberOf(manifest.spec, 'type') === 'ExternalName');
}

const isFrozen = ({ before }: Pair): boolean => (before.kind === 'Secret' || before.kind === 'ConfigMap') && before.immutable === true;

const refused = (at: readonly string[], change: FieldChange, pair: Pair): string | undefined =>
  pair.change === 'changed' && refuses(at, pair) && !losesAddress(pair) ? `the API server refuses this change of a ${pair.object.kind}: ${fromTo(change)}` : undefined;

export const immutable: readonly Rule[] = [
  {
    id: 'IMMUTABLE_FIELD',
    severity: 'danger',
    what: 'a field that the API server lets nobody change once the object is there',
    remedy: 'Take the change back, or delete the object and apply it anew; of a StatefulSet with `kubectl delete --cascade=orphan`, so that its pods and claims stay',
    find: (context) => eachField(context, refused),
  },
  {
    id: 'IMMUTABLE_DATA',
    severity: 'danger',
    what: 'contents of a Secret or ConfigMap that is `immutable`',
    remedy: 'Give the new contents to an object of a new name, and refer to that',
    find: (context) => eachField(context, (at, _, pair) =>
      pair.change === 'changed' && isFrozen(pair) && ['data', 'stringData', 'binaryData', 'immutable'].includes(at[0] ?? '') ? `the ${pair.object.kind} is immutable, and the API server refuses this change` : undefined),
  },
];
