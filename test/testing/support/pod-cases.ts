import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const SPEC = 'spec.template.spec';
const CONSENSUS = `${SPEC}.containers[0]`;

const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** Settings of whole pods. */
export const podCases: readonly Case[] = [
  {
    rule: 'number-range',
    broken: set(NODE, `${SPEC}.terminationGracePeriodSeconds`, -1),
    says: /terminationGracePeriodSeconds: -1 is out of range/,
    fine: set(NODE, `${SPEC}.terminationGracePeriodSeconds`, 0),
  },
  {
    rule: 'allowed-value',
    broken: set(NODE, `${SPEC}.securityContext.fsGroupChangePolicy`, 'OnMismatch'),
    says: /fsGroupChangePolicy: "OnMismatch" is not allowed/,
    fine: set(NODE, `${SPEC}.securityContext.fsGroupChangePolicy`, 'Always'),
  },
  {
    rule: 'pod-name-field',
    broken: set(NODE, `${SPEC}.hostname`, 'node.acme'),
    says: /spec\.template\.spec\.hostname: "node\.acme" is not a DNS-1123 label/,
    fine: set(NODE, `${SPEC}.serviceAccountName`, 'node.acme'),
  },
  {
    rule: 'pod-dns',
    broken: set(NODE, `${SPEC}.dnsPolicy`, 'None'),
    says: /dnsConfig\.nameservers: with dnsPolicy None a pod needs name servers of its own; list at least one/,
    fine: all(set(NODE, `${SPEC}.dnsPolicy`, 'None'), set(NODE, `${SPEC}.dnsConfig`, { nameservers: ['10.0.0.10'] })),
  },
  {
    rule: 'process-namespace',
    broken: all(set(NODE, `${SPEC}.shareProcessNamespace`, true), set(NODE, `${SPEC}.hostPID`, true)),
    says: /shareProcessNamespace and hostPID exclude each other; keep one of them/,
    fine: set(NODE, `${SPEC}.shareProcessNamespace`, true),
  },
  {
    rule: 'toleration',
    broken: set(NODE, `${SPEC}.tolerations[0].operator`, 'Exists'),
    says: /tolerations\[0\]\.value: the operator Exists takes no value; remove it/,
    fine: set(NODE, `${SPEC}.tolerations[0]`, { operator: 'Exists' }),
  },
  {
    rule: 'toleration',
    broken: remove(NODE, `${SPEC}.tolerations[0].key`),
    says: /a toleration without a key needs the operator Exists; set it, or give a key/,
    fine: remove(NODE, `${SPEC}.tolerations[0].operator`),
  },
  {
    rule: 'toleration',
    broken: set(NODE, `${SPEC}.tolerations[0].effect`, 'NoSchedule'),
    says: /only the effect NoExecute has tolerationSeconds; remove it/,
    fine: set(NODE, `${SPEC}.tolerations[0].tolerationSeconds`, 0),
  },
  {
    rule: 'topology-spread-twice',
    broken: set(NODE, `${SPEC}.topologySpreadConstraints[+]`, {
      maxSkew: 2,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
    }),
    says: /topologySpreadConstraints\[1\]: another constraint is about kubernetes\.io\/hostname ScheduleAnyway as well; keep one/,
    fine: set(NODE, `${SPEC}.topologySpreadConstraints[+]`, {
      maxSkew: 2,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
    }),
  },
  {
    rule: 'privilege-escalation',
    broken: set(NODE, `${CONSENSUS}.securityContext.privileged`, true),
    says: /a privileged container can always gain privileges; set privileged to false/,
    fine: set(NODE, `${CONSENSUS}.securityContext.privileged`, false),
  },
  {
    rule: 'privilege-escalation',
    broken: set(NODE, `${CONSENSUS}.securityContext.capabilities.add`, ['SYS_ADMIN']),
    says: /a container with SYS_ADMIN can always gain privileges; remove that capability/,
    fine: set(NODE, `${CONSENSUS}.securityContext.capabilities.add`, ['NET_BIND_SERVICE']),
  },
  {
    rule: 'root-user',
    broken: set(NODE, `${SPEC}.securityContext.runAsUser`, 0),
    says: /securityContext\.runAsUser: runAsNonRoot forbids the user 0, so that the container would never start; use another user/,
    fine: set(NODE, `${SPEC}.securityContext.runAsUser`, 1),
  },
  {
    rule: 'seccomp-profile',
    broken: set(NODE, `${SPEC}.securityContext.seccompProfile`, { type: 'Localhost' }),
    says: /localhostProfile: a profile of type Localhost needs localhostProfile; name the file/,
    fine: set(NODE, `${SPEC}.securityContext.seccompProfile`, { type: 'Localhost', localhostProfile: 'x.json' }),
  },
  {
    rule: 'seccomp-profile',
    broken: set(BATCHER, `${CONSENSUS}.securityContext.seccompProfile.localhostProfile`, 'x.json'),
    says: /only a profile of type Localhost names a file; remove it/,
    fine: set(BATCHER, `${CONSENSUS}.securityContext.seccompProfile.type`, 'RuntimeDefault'),
  },
  {
    rule: 'container-name',
    broken: add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'alone' },
      spec: { containers: [{ name: 'Alone', image: 'x' }] },
    }),
    says: /^Pod alone: spec\.containers\[0\]\.name: "Alone" is not a DNS-1123 label/,
    fine: add({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'alone' },
      spec: {
        restartPolicy: 'Never',
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'alone', image: 'x', securityContext: SECURE }],
      },
    }),
  },
];
