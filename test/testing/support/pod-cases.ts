import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const SPEC = 'spec.template.spec';
const EXECUTION = `${SPEC}.initContainers[1]`;
const CONSENSUS = `${SPEC}.containers[0]`;

const SECURE = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

const IDENTITY = `${SPEC}.volumes[2].projected`;
const NAME_FILE = { path: 'name', fieldRef: { fieldPath: 'metadata.name' } };
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** A claim that a pod brings along instead of its memory volume. */
const scratch = (spec: object) => set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', ephemeral: { volumeClaimTemplate: { spec } } });

/** Volumes, mounts and settings of whole pods. */
export const podCases: readonly Case[] = [
  {
    rule: 'volume-name',
    broken: all(set(NODE, `${SPEC}.volumes[1].name`, 'j.w.t'), set(NODE, `${CONSENSUS}.volumeMounts[0].name`, 'j.w.t')),
    says: /volumes\[1\]\.name: "j\.w\.t" is not a DNS-1123 label/,
    fine: all(
      set(NODE, `${SPEC}.volumes[1].name`, 'j-w-t'),
      set(NODE, `${CONSENSUS}.volumeMounts[0].name`, 'j-w-t'),
      set(NODE, `${EXECUTION}.volumeMounts[1].name`, 'j-w-t'),
    ),
  },
  {
    rule: 'volume-name',
    broken: set(NODE, `${SPEC}.volumes[+]`, { emptyDir: {} }),
    says: /volumes\[3\]\.name: the volume has no name; give it one/,
    fine: all(
      set(NODE, `${SPEC}.volumes[+]`, { name: 'tmp', emptyDir: {} }),
      set(NODE, `${CONSENSUS}.volumeMounts[+]`, { name: 'tmp', mountPath: '/tmp' }),
    ),
  },
  {
    rule: 'volume-name-twice',
    broken: set(NODE, `${SPEC}.volumes[+]`, { name: 'data', emptyDir: {} }),
    says: /volumeClaimTemplates\[0\]\.metadata\.name: another volume of the pod is called "data" as well; rename one/,
    fine: set(BATCHER, `${SPEC}.volumes[0]`, { name: 'state', emptyDir: {} }),
  },
  {
    rule: 'volume-unused',
    broken: set(NODE, `${SPEC}.volumes[+]`, { name: 'tmp', emptyDir: {} }),
    says: /volumes\[3\]\.name: no container mounts the volume "tmp"; mount it or remove it/,
    fine: all(
      set(NODE, `${SPEC}.volumes[+]`, { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }),
      set(NODE, `${CONSENSUS}.volumeDevices`, [{ name: 'disk', devicePath: '/dev/disk' }]),
    ),
  },
  {
    rule: 'volume-source',
    broken: remove(NODE, `${SPEC}.volumes[1].emptyDir`),
    says: /volumes\[1\]: the volume has no source; give it one, such as emptyDir: \{\}/,
    fine: set(NODE, `${SPEC}.volumes[1].emptyDir`, {}),
  },
  {
    rule: 'volume-source',
    broken: set(NODE, `${SPEC}.volumes[1].secret`, { secretName: 'keys' }),
    says: /volumes\[1\]: the volume has several sources, emptyDir and secret; keep one/,
    fine: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', secret: { secretName: 'keys' } }),
  },
  {
    rule: 'one-of',
    broken: set(NODE, `${SPEC}.volumes[2].projected.sources[0].configMap`, { name: 'x' }),
    says: /sources\[0\]: configMap and serviceAccountToken exclude each other/,
    fine: set(NODE, `${SPEC}.volumes[2].projected.sources[+]`, { configMap: { name: 'x' } }),
  },
  {
    rule: 'item-path',
    broken: set(NODE, `${SPEC}.volumes[0].configMap.items[0].path`, '../rollup.json'),
    says: /"\.\.\/rollup\.json" leaves the volume; use a relative path without "\.\."/,
    fine: set(NODE, `${SPEC}.volumes[0].configMap.items[0].path`, 'a..b/rollup.json'),
  },
  {
    rule: 'config-reference',
    broken: set(NODE, `${SPEC}.volumes[0].configMap.items[0].key`, 'rolup.json'),
    says: /ConfigMap node-config has no key "rolup\.json"; did you mean "rollup\.json"\?/,
    fine: set(NODE, `${SPEC}.volumes[0].configMap.name`, 'made-elsewhere'),
  },
  {
    rule: 'config-reference',
    broken: set(NODE, `${SPEC}.volumes[2].projected.sources[1].secret.items[0].key`, 'absent'),
    says: /projected\.sources\[1\]\.secret\.items\[0\]\.key: Secret keys has no key "absent"; use one of salt, rpc-url/,
    fine: set(NODE, `${SPEC}.volumes[2].projected.sources[1].secret.items[0].key`, 'salt'),
  },
  {
    rule: 'reference-name',
    broken: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', secret: { name: 'jwt' } }),
    says: /volumes\[1\]\.secret\.secretName: the reference names no Secret; give its name/,
    fine: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', secret: { secretName: 'jwt' } }),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${SPEC}.volumes[0].configMap.defaultMode`, 0o1000),
    says: /defaultMode: 512 is out of range; use 0 to 511/,
    fine: set(NODE, `${SPEC}.volumes[0].configMap.defaultMode`, 0o777),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${SPEC}.terminationGracePeriodSeconds`, -1),
    says: /terminationGracePeriodSeconds: -1 is out of range/,
    fine: set(NODE, `${SPEC}.terminationGracePeriodSeconds`, 0),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${IDENTITY}.sources[1].secret.items[0].mode`, 4095),
    says: /projected\.sources\[1\]\.secret\.items\[0\]\.mode: 4095 is out of range; use 0 to 511/,
    fine: set(NODE, `${IDENTITY}.sources[1].secret.items[0].mode`, 0o400),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${IDENTITY}.sources[+]`, { downwardAPI: { items: [{ ...NAME_FILE, mode: 4095 }] } }),
    says: /projected\.sources\[2\]\.downwardAPI\.items\[0\]\.mode: 4095 is out of range/,
    fine: set(NODE, `${IDENTITY}.sources[+]`, { downwardAPI: { items: [{ ...NAME_FILE, mode: 0o644 }] } }),
  },
  {
    rule: 'number-range',
    broken: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', downwardAPI: { defaultMode: 4095, items: [NAME_FILE] } }),
    says: /volumes\[1\]\.downwardAPI\.defaultMode: 4095 is out of range/,
    fine: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', downwardAPI: { defaultMode: 0o400, items: [NAME_FILE] } }),
  },
  {
    rule: 'item-path',
    broken: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', downwardAPI: { items: [{ ...NAME_FILE, path: '../x' }] } }),
    says: /downwardAPI\.items\[0\]\.path: "\.\.\/x" leaves the volume/,
    fine: set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', downwardAPI: { items: [{ ...NAME_FILE, path: 'a/x' }] } }),
  },
  {
    rule: 'item-path',
    broken: set(NODE, `${IDENTITY}.sources[0].serviceAccountToken.path`, '/token'),
    says: /serviceAccountToken\.path: "\/token" leaves the volume/,
    fine: set(NODE, `${IDENTITY}.sources[0].serviceAccountToken.path`, 'a/token'),
  },
  {
    rule: 'item-path',
    broken: set(NODE, `${SPEC}.volumes[0].configMap.items[0].path`, '..data'),
    says: /"\.\.data" leaves the volume/,
    fine: set(NODE, `${SPEC}.volumes[0].configMap.items[0].path`, '.data'),
  },
  {
    rule: 'one-of',
    broken: set(NODE, `${IDENTITY}.sources[+]`, { downwardAPI: { items: [{ path: 'name' }] } }),
    says: /sources\[2\]\.downwardAPI\.items\[0\]: there is none of fieldRef, resourceFieldRef; give one of them/,
    fine: set(NODE, `${IDENTITY}.sources[+]`, { downwardAPI: { items: [NAME_FILE] } }),
  },
  {
    rule: 'allowed-value',
    broken: scratch({ ...CLAIM, volumeMode: 'filesystem' }),
    says: /ephemeral\.volumeClaimTemplate\.spec\.volumeMode: "filesystem" is not allowed; use "Filesystem"/,
    fine: scratch({ ...CLAIM, volumeMode: 'Filesystem' }),
  },
  {
    rule: 'allowed-value',
    broken: scratch({ ...CLAIM, accessModes: ['RWO'] }),
    says: /ephemeral\.volumeClaimTemplate\.spec\.accessModes\[0\]: "RWO" is not allowed/,
    fine: scratch(CLAIM),
  },
  {
    rule: 'quantity',
    broken: scratch({ ...CLAIM, resources: { requests: { storage: '100m' } } }),
    says: /volumeClaimTemplate\.spec\.resources\.requests\.storage: "100m" is not a whole number of bytes/,
    fine: scratch({ ...CLAIM, resources: { requests: { storage: '100M' } } }),
  },
  {
    rule: 'claim-size',
    broken: scratch({ accessModes: ['ReadWriteOnce'], resources: {} }),
    says: /volumeClaimTemplate\.spec\.resources\.requests\.storage: the claim asks for no storage/,
    fine: scratch(CLAIM),
  },
  {
    rule: 'allowed-value',
    broken: set(NODE, `${SPEC}.securityContext.fsGroupChangePolicy`, 'OnMismatch'),
    says: /fsGroupChangePolicy: "OnMismatch" is not allowed/,
    fine: set(NODE, `${SPEC}.securityContext.fsGroupChangePolicy`, 'Always'),
  },
  {
    rule: 'mount-volume',
    broken: set(NODE, `${CONSENSUS}.volumeMounts[0].name`, 'cache'),
    says: /volumeMounts\[0\]\.name: the pod has no volume "cache"; declare it, or mount one of config, jwt, identity, data/,
    fine: set(NODE, `${CONSENSUS}.volumeMounts[0].name`, 'data'),
  },
  {
    rule: 'mount-volume',
    broken: set(NODE, `${EXECUTION}.volumeMounts[0].name`, 'Data'),
    says: /the pod has no volume "Data"; did you mean "data"\?/,
    fine: set(NODE, `${EXECUTION}.volumeMounts[0].name`, 'config'),
  },
  {
    rule: 'mount-path',
    broken: set(NODE, `${EXECUTION}.volumeMounts[0].mountPath`, 'data'),
    says: /mountPath: "data" is not an absolute path; start it with "\/"/,
    fine: set(NODE, `${EXECUTION}.volumeMounts[0].mountPath`, 'C:\\data'),
  },
  {
    rule: 'mount-path',
    broken: set(NODE, `${EXECUTION}.volumeMounts[0].mountPath`, '/data:ro'),
    says: /"\/data:ro" contains ":"; use a path without it/,
    fine: set(NODE, `${EXECUTION}.volumeMounts[0].mountPath`, '/data/ro'),
  },
  {
    rule: 'mount-path-twice',
    broken: set(NODE, `${EXECUTION}.volumeMounts[1].mountPath`, '/data'),
    says: /volumeMounts\[1\]\.mountPath: something else is mounted at "\/data" in this container; use another path/,
    fine: set(NODE, `${EXECUTION}.volumeMounts[1].mountPath`, '/data/jwt'),
  },
  {
    rule: 'sub-path',
    broken: set(NODE, `${CONSENSUS}.volumeMounts[1].subPath`, '/rollup.json'),
    says: /subPath: "\/rollup\.json" leaves the volume; use a relative path/,
    fine: set(NODE, `${CONSENSUS}.volumeMounts[1].subPath`, 'a/b'),
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
