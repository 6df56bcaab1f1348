import type { Fault, Field } from '../field';
import { shown } from '../json';
import type { KubeObject } from '../kube-object';
import { meantBy } from '../suggestion';
import type { Container, Pod } from '../pod';
import { below, HANDLERS, SCALING, under } from '../places';
import type { Rules } from './rule';

/** The words that each field may take. */
export type Choices = Readonly<Record<string, readonly string[]>>;

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const SECCOMP_TYPES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const NODE_POLICIES = ['Honor', 'Ignore'];
const RETENTION = ['Retain', 'Delete'];

const JOB_CHOICES: Choices = {
  completionMode: ['NonIndexed', 'Indexed'],
  podReplacementPolicy: ['TerminatingOrFailed', 'Failed'],
  'podFailurePolicy.rules[].action': ['FailJob', 'FailIndex', 'Ignore', 'Count'],
  'podFailurePolicy.rules[].onExitCodes.operator': ['In', 'NotIn'],
};

const OBJECT_CHOICES: Readonly<Record<string, Choices>> = {
  'apps/v1/Deployment': { 'spec.strategy.type': ['Recreate', 'RollingUpdate'] },
  'apps/v1/DaemonSet': { 'spec.updateStrategy.type': ['OnDelete', 'RollingUpdate'] },
  'apps/v1/StatefulSet': {
    'spec.updateStrategy.type': ['OnDelete', 'RollingUpdate'],
    'spec.podManagementPolicy': ['OrderedReady', 'Parallel'],
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted': RETENTION,
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled': RETENTION,
  },
  'batch/v1/CronJob': {
    'spec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
    ...under('spec.jobTemplate.spec', JOB_CHOICES),
  },
  'batch/v1/Job': under('spec', JOB_CHOICES),
  'v1/Service': {
    'spec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
    'spec.ports[].protocol': PROTOCOLS,
    'spec.sessionAffinity': ['None', 'ClientIP'],
    'spec.externalTrafficPolicy': ['Cluster', 'Local'],
    'spec.internalTrafficPolicy': ['Cluster', 'Local'],
    'spec.ipFamilies[]': ['IPv4', 'IPv6'],
    'spec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  },
  'autoscaling/v2/HorizontalPodAutoscaler': {
    'spec.metrics[].type': ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'],
    ...below(
      ['resource', 'containerResource', 'pods', 'object', 'external'].map((field) => `spec.metrics[].${field}`),
      'target.type',
      ['Utilization', 'Value', 'AverageValue'],
    ),
    ...below(SCALING, 'selectPolicy', ['Max', 'Min', 'Disabled']),
    ...below(SCALING, 'policies[].type', ['Pods', 'Percent']),
  },
  'networking.k8s.io/v1/Ingress': {
    'spec.rules[].http.paths[].pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  },
  'networking.k8s.io/v1/NetworkPolicy': {
    'spec.policyTypes[]': ['Ingress', 'Egress'],
    'spec.ingress[].ports[].protocol': PROTOCOLS,
    'spec.egress[].ports[].protocol': PROTOCOLS,
  },
  'policy/v1/PodDisruptionBudget': { 'spec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'] },
  'rbac.authorization.k8s.io/v1/RoleBinding': { 'roleRef.kind': ['Role', 'ClusterRole'] },
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': { 'roleRef.kind': ['ClusterRole'] },
  'storage.k8s.io/v1/StorageClass': {
    reclaimPolicy: RETENTION,
    volumeBindingMode: ['Immediate', 'WaitForFirstConsumer'],
  },
};

const POD_CHOICES: Choices = {
  restartPolicy: ['Always', 'OnFailure', 'Never'],
  dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  preemptionPolicy: ['PreemptLowerPriority', 'Never'],
  'os.name': ['linux', 'windows'],
  'securityContext.fsGroupChangePolicy': ['Always', 'OnRootMismatch'],
  'securityContext.seccompProfile.type': SECCOMP_TYPES,
  'tolerations[].operator': ['Exists', 'Equal'],
  'tolerations[].effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'topologySpreadConstraints[].whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'topologySpreadConstraints[].nodeAffinityPolicy': NODE_POLICIES,
  'topologySpreadConstraints[].nodeTaintsPolicy': NODE_POLICIES,
  'volumes[].emptyDir.medium': ['', 'Memory', 'HugePages', 'HugePages-2Mi', 'HugePages-1Gi'],
  'volumes[].hostPath.type': [
    '',
    'DirectoryOrCreate',
    'Directory',
    'FileOrCreate',
    'File',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ],
};

const CONTAINER_CHOICES: Choices = {
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
  'ports[].protocol': PROTOCOLS,
  'volumeMounts[].mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
  'securityContext.procMount': ['Default', 'Unmasked'],
  'securityContext.seccompProfile.type': SECCOMP_TYPES,
  ...below(HANDLERS, 'httpGet.scheme', ['HTTP', 'HTTPS']),
};

/** Fields of a whole object that take one of a few words, which the schema does not tell. */
export const objectChoiceRules: Rules<KubeObject> = {
  'allowed-value': ({ type, root }) => choiceFaults(root, OBJECT_CHOICES[type] ?? {}),
};

/** The same for pod templates. */
export const podChoiceRules: Rules<Pod> = {
  'allowed-value': ({ spec }) => choiceFaults(spec, POD_CHOICES),
};

/** The same for containers. */
export const containerChoiceRules: Rules<Container> = {
  'allowed-value': ({ field }) => choiceFaults(field, CONTAINER_CHOICES),
};

/** What of `subject` is none of the words that it may be. */
export function* choiceFaults(subject: Field, choices: Choices): Iterable<Fault> {
  for (const [pattern, allowed] of Object.entries(choices)) {
    for (const field of subject.select(pattern)) {
      if (field.text === undefined || allowed.includes(field.text)) continue;
      const meant = meantBy(field.text, allowed);
      const list = allowed.map(shown).join(', ');
      yield field.fault(
        `${shown(field.text)} is not allowed; use ${meant === undefined ? `one of ${list}` : `${shown(meant)} (allowed: ${list})`}`,
      );
    }
  }
}
