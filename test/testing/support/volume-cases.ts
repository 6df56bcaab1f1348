import type { Case } from './cases';
import { all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const SPEC = 'spec.template.spec';
const EXECUTION = `${SPEC}.initContainers[1]`;
const CONSENSUS = `${SPEC}.containers[0]`;

const IDENTITY = `${SPEC}.volumes[2].projected`;
const NAME_FILE = { path: 'name', fieldRef: { fieldPath: 'metadata.name' } };
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** A claim that a pod brings along instead of its memory volume. */
const scratch = (spec: object) => set(NODE, `${SPEC}.volumes[1]`, { name: 'jwt', ephemeral: { volumeClaimTemplate: { spec } } });

/** Volumes and mounts. */
export const volumeCases: readonly Case[] = [
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
];
