import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const BUDGET = 'PodDisruptionBudget/node';

/** Words, numbers and alternatives of whole objects. */
export const valueCases: readonly Case[] = [
  {
    rule: 'allowed-value',
    broken: set('Service/node-rpc', 'spec.type', 'Nodeport'),
    says: /spec\.type: "Nodeport" is not allowed; use "NodePort" \(allowed: "ClusterIP", "NodePort"/,
    fine: set('Service/node-rpc', 'spec.type', 'LoadBalancer'),
  },
  {
    rule: 'allowed-value',
    broken: set(NODE, 'spec.volumeClaimTemplates[0].spec.accessModes[0]', 'RWO'),
    says: /accessModes\[0\]: "RWO" is not allowed; use one of "ReadWriteOnce"/,
    fine: set(NODE, 'spec.volumeClaimTemplates[0].spec.accessModes[0]', 'ReadWriteOncePod'),
  },
  {
    rule: 'number-range',
    broken: set(BATCHER, 'spec.replicas', -1),
    says: /spec\.replicas: -1 is out of range; use 0 to 2147483647/,
    fine: set(BATCHER, 'spec.replicas', 0),
  },
  {
    rule: 'number-range',
    broken: set('Service/node-rpc', 'spec.ports[0].nodePort', 8080),
    says: /spec\.ports\[0\]\.nodePort: 8080 is out of range; use 30000 to 32767/,
    fine: set('Service/node-rpc', 'spec.ports[0].nodePort', 32767),
  },
  {
    rule: 'number-range',
    broken: set('Service/node-rpc', 'spec.ports[0].port', 65536),
    says: /65536 is out of range; use 1 to 65535/,
    fine: set('Service/node-rpc', 'spec.ports[0].port', 65535),
  },
  {
    rule: 'allowed-value',
    broken: set('PersistentVolumeClaim/state', 'spec.volumeMode', 'block'),
    says: /spec\.volumeMode: "block" is not allowed; use "Block"/,
    fine: set('PersistentVolumeClaim/state', 'spec.volumeMode', 'Filesystem'),
  },
  {
    rule: 'one-of',
    broken: set(BUDGET, 'spec.minAvailable', 1),
    says: /spec: minAvailable and maxUnavailable exclude each other; keep one of them/,
    fine: all(set(BUDGET, 'spec.minAvailable', 1), remove(BUDGET, 'spec.maxUnavailable')),
  },
  {
    rule: 'one-of',
    broken: set('Ingress/rpc', 'spec.rules[0].http.paths[0].backend', {}),
    says: /backend: there is none of service, resource; give one of them/,
    fine: set('Ingress/rpc', 'spec.rules[0].http.paths[0].backend', {
      service: { name: 'node-rpc', port: { number: 80 } },
    }),
  },
];

const rolling = (rollingUpdate: object) => set(BATCHER, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate });

/** A DaemonSet beside the other objects. */
const agent = (rollingUpdate: object) =>
  add({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'acme' },
    spec: {
      updateStrategy: { rollingUpdate },
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            { name: 'agent', image: 'example.com/agent:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
          ],
        },
      },
    },
  });

/** Controllers and budgets. */
export const workloadCases: readonly Case[] = [
  {
    rule: 'selector-required',
    broken: set(BATCHER, 'spec.selector', {}),
    says: /spec\.selector: the selector is missing or empty; give matchLabels/,
    fine: set(BATCHER, 'spec.selector', { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'Exists' }] }),
  },
  {
    rule: 'selector-mismatch',
    broken: set(BATCHER, 'spec.selector.matchLabels', { app: 'batcher' }),
    says: /spec\.selector: the pod template does not meet app=batcher; give both the same labels/,
    fine: all(
      set(BATCHER, 'spec.selector.matchLabels', { app: 'batcher' }),
      set(BATCHER, 'spec.template.metadata.labels.app', 'batcher'),
    ),
  },
  {
    rule: 'selector-mismatch',
    broken: set(NODE, 'spec.selector.matchExpressions[0].operator', 'NotIn'),
    says: /does not meet app\.kubernetes\.io\/name NotIn \(node\)/,
    fine: set(NODE, 'spec.selector.matchExpressions[0]', {
      key: 'app.kubernetes.io/name',
      operator: 'NotIn',
      values: ['x'],
    }),
  },
  {
    rule: 'selector-mismatch',
    broken: set(NODE, 'spec.selector.matchExpressions[0]', { key: 'app', operator: 'Exists' }),
    says: /does not meet app Exists/,
    fine: set(NODE, 'spec.selector.matchExpressions', []),
  },
  {
    rule: 'rolling-update',
    broken: set(BATCHER, 'spec.strategy.rollingUpdate', { maxSurge: 1 }),
    says: /rollingUpdate: the strategy Recreate has no rollingUpdate; remove it/,
    fine: set(BATCHER, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } }),
  },
  {
    rule: 'rolling-update',
    broken: set(BATCHER, 'spec.strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' },
    }),
    says: /maxUnavailable and maxSurge are both 0.*; raise one/,
    fine: set(BATCHER, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }),
  },
  {
    rule: 'rolling-update',
    broken: set(NODE, 'spec.updateStrategy.type', 'OnDelete'),
    says: /the strategy OnDelete has no rollingUpdate/,
    fine: set(NODE, 'spec.updateStrategy', { type: 'OnDelete' }),
  },
  {
    rule: 'rolling-update',
    broken: agent({ maxUnavailable: 0 }),
    says: /^DaemonSet acme\/agent: spec\.updateStrategy\.rollingUpdate: maxUnavailable and maxSurge are both 0/,
    fine: agent({ maxUnavailable: 0, maxSurge: '100%' }),
  },
  {
    rule: 'rolling-update',
    broken: agent({ maxSurge: 1 }),
    says: /maxUnavailable \(default 1\) and maxSurge exclude each other; set one of them to 0/,
    fine: agent({ maxUnavailable: '10%', maxSurge: '0%' }),
  },
  {
    rule: 'rolling-update',
    broken: agent({ maxUnavailable: 2, maxSurge: 1 }),
    says: /exclude each other/,
    fine: agent({}),
  },
  {
    rule: 'percentage',
    broken: agent({ maxUnavailable: 0, maxSurge: '200%' }),
    says: /maxSurge: "200%" is not a percentage from 0% to 100%/,
    fine: agent({ maxUnavailable: '100%' }),
  },
  {
    rule: 'percentage',
    broken: set(NODE, 'spec.updateStrategy.rollingUpdate.maxUnavailable', '0%'),
    says: /maxUnavailable: "0%" is not a percentage from 1% to 100%/,
    fine: set(NODE, 'spec.updateStrategy.rollingUpdate.maxUnavailable', '50%'),
  },
  {
    rule: 'percentage',
    broken: rolling({ maxUnavailable: '101%' }),
    says: /maxUnavailable: "101%" is not a percentage from 0% to 100%/,
    fine: rolling({ maxUnavailable: '100%', maxSurge: '150%' }),
  },
  {
    rule: 'number-range',
    broken: rolling({ maxUnavailable: -1 }),
    says: /spec\.strategy\.rollingUpdate\.maxUnavailable: -1 is out of range/,
    fine: rolling({ maxSurge: 0 }),
  },
  {
    rule: 'number-range',
    broken: rolling({ maxSurge: -1 }),
    says: /maxSurge: -1 is out of range/,
    fine: rolling({ maxUnavailable: 0 }),
  },
  {
    rule: 'number-range',
    broken: agent({ maxUnavailable: -1 }),
    says: /maxUnavailable: -1 is out of range/,
    fine: agent({ maxUnavailable: 1 }),
  },
  {
    rule: 'number-range',
    broken: set(NODE, 'spec.updateStrategy.rollingUpdate.maxUnavailable', 0),
    says: /maxUnavailable: 0 is out of range; use 1 to/,
    fine: set(NODE, 'spec.updateStrategy.rollingUpdate.maxUnavailable', 1),
  },
  {
    rule: 'percentage',
    broken: set(BUDGET, 'spec.maxUnavailable', '150%'),
    says: /"150%" is not a percentage from 0% to 100%; write one such as 25%/,
    fine: set(BUDGET, 'spec.maxUnavailable', '100%'),
  },
  {
    rule: 'percentage',
    broken: set(BATCHER, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: '1' } }),
    says: /maxSurge: "1" is not a percentage/,
    fine: set(BATCHER, 'spec.strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: '200%' } }),
  },
  {
    rule: 'progress-deadline',
    broken: set(BATCHER, 'spec.minReadySeconds', 600),
    says: /progressDeadlineSeconds: the deadline \(default 600\) must be above minReadySeconds, 600; raise it/,
    fine: set(BATCHER, 'spec.minReadySeconds', 599),
  },
  {
    rule: 'statefulset-service',
    broken: set(NODE, 'spec.serviceName', 'nobody'),
    says: /^StatefulSet acme\/node: spec\.serviceName: there is no Service "nobody" beside the StatefulSet; add a headless Service/,
    fine: all(set(NODE, 'spec.serviceName', 'peers'), set('Service/node', 'metadata.name', 'peers')),
  },
  {
    rule: 'statefulset-service',
    broken: remove('Service/node', 'spec.clusterIP'),
    says: /serviceName: Service node is not headless; set its clusterIP to None/,
    fine: set('Service/node', 'spec.clusterIP', 'None'),
  },
  {
    rule: 'statefulset-service',
    broken: set('Service/node', 'spec.selector', { 'app.kubernetes.io/name': 'batcher' }),
    says: /serviceName: Service node does not select the pods of the StatefulSet/,
    fine: set('Service/node', 'spec.selector["app.kubernetes.io/version"]', 'v1.2.3'),
  },
  {
    rule: 'restart-policy',
    broken: set(BATCHER, 'spec.template.spec.restartPolicy', 'OnFailure'),
    says: /the pods of a Deployment are always restarted; remove the restart policy/,
    fine: set(BATCHER, 'spec.template.spec.restartPolicy', 'Always'),
  },
  {
    rule: 'restart-policy',
    broken: remove('Job/once', 'spec.template.spec.restartPolicy'),
    says: /spec\.template\.spec\.restartPolicy: the pods of a Job must end; set the restart policy to OnFailure or Never/,
    fine: set('Job/once', 'spec.template.spec.restartPolicy', 'OnFailure'),
  },
  {
    rule: 'restart-policy',
    broken: set('CronJob/prune', 'spec.jobTemplate.spec.template.spec.restartPolicy', 'Always'),
    says: /spec\.jobTemplate\.spec\.template\.spec\.restartPolicy: the pods of a CronJob must end/,
    fine: set('CronJob/prune', 'spec.jobTemplate.spec.template.spec.restartPolicy', 'Never'),
  },
  {
    rule: 'active-deadline',
    broken: set(BATCHER, 'spec.template.spec.activeDeadlineSeconds', 60),
    says: /activeDeadlineSeconds: the pods of a Deployment have no deadline; remove it/,
    fine: set('Job/once', 'spec.template.spec.activeDeadlineSeconds', 60),
  },
  {
    rule: 'budget-selects-nothing',
    broken: set(BUDGET, 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'nobody' }),
    says: /spec\.selector: no pod template beside the budget has these labels; select/,
    fine: set(BUDGET, 'spec.selector', {}),
  },
  {
    rule: 'budget-selects-nothing',
    broken: set(BUDGET, 'spec.selector', { matchExpressions: [{ key: POD_NAME, operator: 'In', values: ['node-2', 'batcher-0'] }] }),
    says: /no pod template beside the budget/,
    fine: set(BUDGET, 'spec.selector', { matchExpressions: [{ key: POD_NAME, operator: 'In', values: ['batcher-0', 'node-1'] }] }),
  },
  {
    rule: 'budget-selects-nothing',
    broken: set(BUDGET, 'spec.selector.matchExpressions', [{ key: POD_NAME, operator: 'DoesNotExist' }]),
    says: /no pod template beside the budget/,
    fine: set(BUDGET, 'spec.selector.matchExpressions', [{ key: POD_NAME, operator: 'Exists' }, { key: POD_NAME, operator: 'NotIn', values: ['node-0'] }]),
  },
  {
    rule: 'budget-selects-nothing',
    broken: remove(BUDGET, 'spec.selector'),
    says: /no pod template beside the budget/,
    fine: set(BUDGET, 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'batcher' }),
  },
];
