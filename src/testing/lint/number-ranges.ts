import type { Fault, Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { Container, Pod } from '../pod';
import { below, FILE_SOURCES, FILE_VOLUMES, HANDLERS, PROBES, SCALING, under } from '../places';
import type { Rules } from './rule';

/** Both bounds are allowed themselves. */
export type Range = readonly [least: number, most: number];
type Ranges = Readonly<Record<string, Range>>;

const LARGEST = 2 ** 31 - 1;
const COUNT: Range = [0, LARGEST];
const POSITIVE: Range = [1, LARGEST];
const ID: Range = [0, LARGEST];
const PORT: Range = [1, 65535];
const FILE_MODE: Range = [0, 0o777];

const JOB_RANGES: Ranges = {
  parallelism: COUNT,
  completions: COUNT,
  backoffLimit: COUNT,
  backoffLimitPerIndex: COUNT,
  maxFailedIndexes: COUNT,
  activeDeadlineSeconds: COUNT,
  ttlSecondsAfterFinished: COUNT,
};

const OBJECT_RANGES: Readonly<Record<string, Ranges>> = {
  'apps/v1/Deployment': {
    'spec.replicas': COUNT,
    'spec.minReadySeconds': COUNT,
    'spec.revisionHistoryLimit': COUNT,
    'spec.progressDeadlineSeconds': POSITIVE,
    'spec.strategy.rollingUpdate.maxUnavailable': COUNT,
    'spec.strategy.rollingUpdate.maxSurge': COUNT,
  },
  'apps/v1/DaemonSet': {
    'spec.minReadySeconds': COUNT,
    'spec.revisionHistoryLimit': COUNT,
    'spec.updateStrategy.rollingUpdate.maxUnavailable': COUNT,
    'spec.updateStrategy.rollingUpdate.maxSurge': COUNT,
  },
  'apps/v1/ReplicaSet': { 'spec.replicas': COUNT, 'spec.minReadySeconds': COUNT },
  'apps/v1/StatefulSet': {
    'spec.replicas': COUNT,
    'spec.minReadySeconds': COUNT,
    'spec.revisionHistoryLimit': COUNT,
    'spec.ordinals.start': COUNT,
    'spec.updateStrategy.rollingUpdate.partition': COUNT,
    'spec.updateStrategy.rollingUpdate.maxUnavailable': POSITIVE,
  },
  'autoscaling/v1/HorizontalPodAutoscaler': {
    'spec.minReplicas': COUNT,
    'spec.maxReplicas': POSITIVE,
    'spec.targetCPUUtilizationPercentage': POSITIVE,
  },
  'autoscaling/v2/HorizontalPodAutoscaler': {
    'spec.minReplicas': COUNT,
    'spec.maxReplicas': POSITIVE,
    ...below(SCALING, 'stabilizationWindowSeconds', [0, 3600]),
    ...below(SCALING, 'policies[].value', POSITIVE),
    ...below(SCALING, 'policies[].periodSeconds', [1, 1800]),
  },
  'batch/v1/CronJob': {
    'spec.startingDeadlineSeconds': COUNT,
    'spec.successfulJobsHistoryLimit': COUNT,
    'spec.failedJobsHistoryLimit': COUNT,
    ...under('spec.jobTemplate.spec', JOB_RANGES),
  },
  'batch/v1/Job': under('spec', JOB_RANGES),
  'networking.k8s.io/v1/NetworkPolicy': {
    'spec.ingress[].ports[].port': PORT,
    'spec.ingress[].ports[].endPort': PORT,
    'spec.egress[].ports[].port': PORT,
    'spec.egress[].ports[].endPort': PORT,
  },
  'networking.k8s.io/v1/Ingress': {
    'spec.defaultBackend.service.port.number': PORT,
    'spec.rules[].http.paths[].backend.service.port.number': PORT,
  },
  'policy/v1/PodDisruptionBudget': { 'spec.minAvailable': COUNT, 'spec.maxUnavailable': COUNT },
  'v1/Service': {
    'spec.ports[].port': PORT,
    'spec.ports[].targetPort': PORT,
    // The default of the API server's --service-node-port-range.
    'spec.ports[].nodePort': [30000, 32767],
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds': [1, 86400],
  },
};

const POD_RANGES: Ranges = {
  terminationGracePeriodSeconds: COUNT,
  activeDeadlineSeconds: POSITIVE,
  'securityContext.runAsUser': ID,
  'securityContext.runAsGroup': ID,
  'securityContext.fsGroup': ID,
  'securityContext.supplementalGroups[]': ID,
  'topologySpreadConstraints[].maxSkew': POSITIVE,
  'topologySpreadConstraints[].minDomains': POSITIVE,
  'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight': [1, 100],
  'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight': [1, 100],
  'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight': [1, 100],
  ...below(FILE_VOLUMES, 'defaultMode', FILE_MODE),
  ...below(FILE_SOURCES, 'items[].mode', FILE_MODE),
};

const CONTAINER_RANGES: Ranges = {
  'ports[].containerPort': PORT,
  'ports[].hostPort': PORT,
  'securityContext.runAsUser': ID,
  'securityContext.runAsGroup': ID,
  ...below(HANDLERS, 'httpGet.port', PORT),
  ...below(HANDLERS, 'tcpSocket.port', PORT),
  ...below(PROBES, 'grpc.port', PORT),
  ...below(PROBES, 'initialDelaySeconds', COUNT),
  ...below(PROBES, 'periodSeconds', POSITIVE),
  ...below(PROBES, 'timeoutSeconds', POSITIVE),
  ...below(PROBES, 'failureThreshold', POSITIVE),
  ...below(PROBES, 'terminationGracePeriodSeconds', POSITIVE),
  'readinessProbe.successThreshold': POSITIVE,
  // One success is all that these two can ask for.
  'livenessProbe.successThreshold': [1, 1],
  'startupProbe.successThreshold': [1, 1],
};

/** Numbers of a whole object that must lie within bounds, which the schema does not tell. */
export const objectRangeRules: Rules<KubeObject> = {
  'number-range': ({ type, root }) => rangeFaults(root, OBJECT_RANGES[type] ?? {}),
};

/** The same for pod templates. */
export const podRangeRules: Rules<Pod> = {
  'number-range': ({ spec }) => rangeFaults(spec, POD_RANGES),
};

/** The same for containers. */
export const containerRangeRules: Rules<Container> = {
  'number-range': ({ field }) => rangeFaults(field, CONTAINER_RANGES),
};

function* rangeFaults(subject: Field, ranges: Ranges): Iterable<Fault> {
  for (const [pattern, [least, most]] of Object.entries(ranges)) {
    for (const field of subject.select(pattern)) {
      if (field.number === undefined || (field.number >= least && field.number <= most)) continue;
      yield field.fault(`${field.number} is out of range; use ${least === most ? least : `${least} to ${most}`}`);
    }
  }
}
