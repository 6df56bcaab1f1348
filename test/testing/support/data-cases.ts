import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const CONFIG = 'ConfigMap/node-config';
const SECRET = 'Secret/keys';
const ROLE = 'Role/acme:reader';
const BINDING = 'RoleBinding/reader';

/** ConfigMaps, Secrets, claims and roles. */
export const dataCases: readonly Case[] = [
  {
    rule: 'config-key',
    broken: set(CONFIG, 'data["a/b"]', 'x'),
    says: /data\["a\/b"\]: "a\/b" is not a ConfigMap or Secret key; use letters/,
    fine: set(CONFIG, 'data[".a_B-1.json"]', 'x'),
  },
  {
    rule: 'config-key',
    broken: set(SECRET, 'stringData["..x"]', 'x'),
    says: /"\.\.x" is not a ConfigMap or Secret key/,
    fine: set(SECRET, 'stringData[".x"]', 'x'),
  },
  {
    rule: 'config-key-twice',
    broken: set(CONFIG, 'data["genesis.gz"]', 'x'),
    says: /binaryData\["genesis\.gz"\]: the key "genesis\.gz" is in data as well; keep one of them/,
    fine: set(SECRET, 'stringData.salt', 'overrides data'),
  },
  {
    rule: 'config-base64',
    broken: set(CONFIG, 'binaryData["genesis.gz"]', 'not base64!'),
    says: /binaryData\["genesis\.gz"\]: the value is not base64; encode its bytes/,
    fine: set(CONFIG, 'binaryData["genesis.gz"]', 'bm90\nYQ=='),
  },
  {
    rule: 'config-base64',
    broken: set(SECRET, 'data.salt', 'salt!'),
    says: /^Secret acme\/keys: data\.salt: the value is not base64/,
    fine: set(SECRET, 'stringData.salt', 'salt!'),
  },
  {
    rule: 'config-size',
    broken: set(CONFIG, 'data.large', 'x'.repeat(1024 * 1024)),
    says: /the data takes \d+ bytes, more than the 1048576 of a ConfigMap; compress it/,
    fine: set(CONFIG, 'data.large', 'x'.repeat(1024 * 1024 - 100)),
  },
  {
    rule: 'config-size',
    broken: set(SECRET, 'data.large', Buffer.alloc(1024 * 1024).toString('base64')),
    says: /more than the 1048576 of a Secret/,
    fine: set(SECRET, 'data.large', Buffer.alloc(1024 * 1024 - 100).toString('base64')),
  },
  {
    rule: 'secret-key',
    broken: set(SECRET, 'type', 'kubernetes.io/tls'),
    says: /data: a Secret of type kubernetes\.io\/tls needs the key "tls\.crt"; add it/,
    fine: all(
      set(SECRET, 'type', 'kubernetes.io/tls'),
      set(SECRET, 'stringData["tls.crt"]', 'x'),
      set(SECRET, 'stringData["tls.key"]', 'x'),
    ),
  },
  {
    rule: 'claim-access-modes',
    broken: remove('PersistentVolumeClaim/state', 'spec.accessModes'),
    says: /spec\.accessModes: the claim has no access mode; give one, such as ReadWriteOnce/,
    fine: set('PersistentVolumeClaim/state', 'spec.accessModes', ['ReadWriteOnce', 'ReadOnlyMany']),
  },
  {
    rule: 'claim-access-modes',
    broken: set(NODE, 'spec.volumeClaimTemplates[0].spec.accessModes', ['ReadWriteOncePod', 'ReadOnlyMany']),
    says: /ReadWriteOncePod cannot be joined with other access modes; keep it alone/,
    fine: set(NODE, 'spec.volumeClaimTemplates[0].spec.accessModes', ['ReadWriteOncePod']),
  },
  {
    rule: 'claim-size',
    broken: remove('PersistentVolumeClaim/state', 'spec.resources'),
    says: /spec\.resources\.requests\.storage: the claim asks for no storage; give a size/,
    fine: set('PersistentVolumeClaim/state', 'spec.resources.requests.storage', '1Gi'),
  },
  {
    rule: 'claim-size',
    broken: remove(NODE, 'spec.volumeClaimTemplates[0].spec.resources.requests.storage'),
    says: /volumeClaimTemplates\[0\]\.spec\.resources\.requests\.storage: the claim asks for no storage/,
    fine: set(NODE, 'spec.volumeClaimTemplates[0].spec.resources.limits', { storage: '200Gi' }),
  },
  {
    rule: 'quantity',
    broken: set('PersistentVolumeClaim/state', 'spec.resources.requests.storage', '10 Gi'),
    says: /^PersistentVolumeClaim .*"10 Gi" is not a quantity; write a number with an optional unit/,
    fine: set('PersistentVolumeClaim/state', 'spec.resources.requests.storage', 10737418240),
  },
  {
    rule: 'role-rule',
    broken: set(ROLE, 'rules[0].verbs', []),
    says: /rules\[0\]\.verbs: the rule allows no verb; list at least one/,
    fine: set(ROLE, 'rules[0].verbs', ['*']),
  },
  {
    rule: 'role-rule',
    broken: remove(ROLE, 'rules[0].apiGroups'),
    says: /the rule has no API group; list at least one \("" is the core group\)/,
    fine: set(ROLE, 'rules[0].apiGroups', ['apps']),
  },
  {
    rule: 'role-rule',
    broken: remove(ROLE, 'rules[0].resources'),
    says: /the rule is about no resource; list at least one/,
    fine: set(ROLE, 'rules[0].resources', ['pods']),
  },
  {
    rule: 'role-rule',
    broken: set(ROLE, 'rules[0]', { verbs: ['get'], nonResourceURLs: ['/metrics'] }),
    says: /only a ClusterRole can allow paths; remove them/,
    fine: add({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'metrics' },
      rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }],
    }),
  },
  {
    rule: 'role-rule',
    broken: set(ROLE, 'rules[0].nonResourceURLs', ['/metrics']),
    says: /a rule is about resources or about paths; split it/,
    fine: set(ROLE, 'rules[0].resourceNames', ['node-config']),
  },
  {
    rule: 'role-reference',
    broken: set(BINDING, 'roleRef.apiGroup', 'rbac'),
    says: /the API group of roles is rbac\.authorization\.k8s\.io; use it/,
    fine: set(BINDING, 'roleRef.kind', 'ClusterRole'),
  },
  {
    rule: 'role-reference',
    broken: set(BINDING, 'roleRef.name', ''),
    says: /roleRef\.name: the binding names no role; give its name/,
    fine: set(BINDING, 'roleRef.name', 'view'),
  },
  {
    rule: 'role-subject',
    broken: remove(BINDING, 'subjects[0].namespace'),
    says: /subjects\[0\]\.namespace: a service account needs its namespace; give it/,
    fine: set(BINDING, 'subjects[0]', { kind: 'User', name: 'jane' }),
  },
  {
    rule: 'role-subject',
    broken: set(BINDING, 'subjects[0].kind', 'Serviceaccount'),
    says: /a subject is one of ServiceAccount, User, Group; use one of them/,
    fine: set(BINDING, 'subjects[0].apiGroup', ''),
  },
  {
    rule: 'role-subject',
    broken: set(BINDING, 'subjects[0].apiGroup', 'rbac.authorization.k8s.io'),
    says: /the API group of a ServiceAccount is ""; use it, or leave it out/,
    fine: set(BINDING, 'subjects', []),
  },
];
