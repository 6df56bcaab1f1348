import { batcher, claims, configMap, deployment, object, opNode, opReth, pod, policy, replica, secretEnv, sequencer, service, statefulSet, type Sides } from './objects';
import { merge } from '../../../../src/kube/merge';

export interface Case {
  /** What the rule has to find. */
  readonly finds: Sides;
  /** A difference much like it that the rule has to let pass. */
  readonly passes: Sides;
}

const pvc = (storage: string, over: object = {}): ReturnType<typeof object> => object('v1', 'PersistentVolumeClaim', 'archive', { spec: { storageClassName: 'fast', resources: { requests: { storage } }, ...over } });
const withClaim = (claimName: string): object => pod({ volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] });
const retention = (when: object, replicas = 2): object => ({ spec: { replicas, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain', ...when } } });
const secure = (over: object = {}): object => pod({ securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }, containers: [{ name: 'op-batcher', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...over } }] });
const namespace = (level: string): ReturnType<typeof object> => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme', labels: { 'pod-security.kubernetes.io/enforce': level } } });
const budget = (name: string, spec: object): ReturnType<typeof object> => object('policy/v1', 'PodDisruptionBudget', name, { spec });
const memory = (limits: object, requests: object = {}): object => pod({ containers: [{ name: 'op-batcher', resources: { limits, requests } }] });
const frozen = (value: string, immutable: boolean): ReturnType<typeof object> => object('v1', 'ConfigMap', 'files', { immutable, data: { a: value } });
const http = { ports: [{ port: 8545 }] };
const from = (app: string): object => ({ podSelector: { matchLabels: { app } } });
const probed = (probes: object): object => opNode({ livenessProbe: { httpGet: { path: '/healthz' } }, ...probes });

export const kubernetesCases: Readonly<Record<string, Case>> = {
  IMMUTABLE_FIELD: {
    finds: [[statefulSet('a', opReth(), { spec: { podManagementPolicy: 'Parallel' } })], [statefulSet('a', opReth(), { spec: { podManagementPolicy: 'OrderedReady' } })]],
    passes: [[statefulSet('a', opReth(), { spec: { minReadySeconds: 1 } })], [statefulSet('a', opReth(), { spec: { minReadySeconds: 5, revisionHistoryLimit: 3, replicas: 4 } })]],
  },
  IMMUTABLE_DATA: { finds: [[frozen('1', true)], [frozen('2', true)]], passes: [[frozen('1', false)], [frozen('2', true)]] },
  OBJECT_RENAMED: {
    finds: [[service('rpc', { selector: { app: 'replica' } })], [service('nodes', { selector: { app: 'replica' } })]],
    passes: [[service('rpc', { selector: { app: 'replica' } })], [service('nodes', { selector: { tier: 'front' }, type: 'LoadBalancer', ports: [{ port: 1, name: 'x' }, { port: 2, name: 'y' }] })]],
  },
  NAMESPACE_CHANGED: {
    finds: [[batcher()], [batcher({ metadata: { namespace: 'other' } })]],
    passes: [[batcher()], [batcher({ metadata: { name: 'poster' } })]],
  },
  NAMESPACE_REMOVED: { finds: [[namespace('restricted')], []], passes: [[namespace('restricted')], [namespace('baseline')]] },
  DEFINITION_REMOVED: {
    finds: [[object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a')], []],
    passes: [[object('example.com/v1', 'Custom', 'a')], []],
  },
  FINALIZER_REMOVED: {
    finds: [[batcher({ metadata: { finalizers: ['a.example.com/x', 'b.example.com/x'] } })], [batcher({ metadata: { finalizers: ['b.example.com/x'] } })]],
    passes: [[batcher({ metadata: { finalizers: ['b.example.com/x'] } })], [batcher({ metadata: { finalizers: ['a.example.com/x', 'b.example.com/x'] } })]],
  },
  PODS_REMOVED: { finds: [[batcher(), replica()], [batcher()]], passes: [[batcher(), service('x', {})], [batcher()]] },
  CLAIM_TEMPLATE_CHANGED: { finds: [[replica({}, claims('10Gi'))], [replica({}, claims('20Gi'))]], passes: [[pvc('10Gi')], [pvc('20Gi')]] },
  CLAIM_SHRUNK: { finds: [[pvc('1Ti')], [pvc('900Gi')]], passes: [[pvc('900Gi')], [pvc('1Ti')]] },
  STORAGE_CLASS_CHANGED: { finds: [[pvc('1Ti')], [pvc('1Ti', { storageClassName: 'slow' })]], passes: [[pvc('1Ti')], [pvc('1Ti', { volumeAttributesClassName: 'gold' })]] },
  CLAIM_REMOVED: { finds: [[pvc('1Ti')], []], passes: [[], [pvc('1Ti')]] },
  CLAIMS_LEFT_BEHIND: {
    finds: [[replica({}, claims('1Ti'))], [statefulSet('reader', [opNode(), opReth()], claims('1Ti'))]],
    passes: [[replica()], [statefulSet('reader', [opNode(), opReth()])]],
  },
  CLAIM_RETENTION_DELETE: { finds: [[replica({}, retention({}))], [replica({}, retention({ whenDeleted: 'Delete' }))]], passes: [[replica({}, retention({ whenDeleted: 'Delete' }))], [replica({}, retention({}))]] },
  CLAIM_DROPPED_BY_SCALING: {
    finds: [[statefulSet('r', opReth(), merge(retention({ whenScaled: 'Delete' }), claims('1Ti')))], [statefulSet('r', opReth(), merge(retention({ whenScaled: 'Delete' }, 1), claims('1Ti')))]],
    passes: [[statefulSet('r', opReth(), merge(retention({}), claims('1Ti')))], [statefulSet('r', opReth(), merge(retention({}, 1), claims('1Ti')))]],
  },
  CLAIM_MOUNT_MOVED: {
    finds: [[statefulSet('a', opReth({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }), claims('1Ti'))], [statefulSet('a', opReth({ volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'reth' }] }), claims('1Ti'))]],
    passes: [[statefulSet('a', opReth({ volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'data', mountPath: '/data' }] }), claims('1Ti'))], [statefulSet('a', opReth({ volumeMounts: [{ name: 'data', mountPath: '/data' }, { name: 'data', mountPath: '/more' }, { name: 'tmp', mountPath: '/var/tmp' }] }), claims('1Ti'))]],
  },
  VOLUME_REPLACED: { finds: [[deployment('a', opReth(), withClaim('one'))], [deployment('a', opReth(), withClaim('two'))]], passes: [[deployment('a', opReth())], [deployment('a', opReth(), withClaim('two'))]] },
  CLAIM_NOT_GROWABLE: {
    finds: [[object('storage.k8s.io/v1', 'StorageClass', 'fast', { allowVolumeExpansion: true })], [object('storage.k8s.io/v1', 'StorageClass', 'fast', { allowVolumeExpansion: false })]],
    passes: [[object('storage.k8s.io/v1', 'StorageClass', 'fast', { allowVolumeExpansion: false })], [object('storage.k8s.io/v1', 'StorageClass', 'fast', { allowVolumeExpansion: true })]],
  },
  SECRET_REFERENCE_CHANGED: {
    finds: [[replica({ env: [secretEnv('OP_NODE_L1_ETH_RPC', 'l1', 'rpc')] })], [replica({ env: [secretEnv('OP_NODE_L1_ETH_RPC', 'l1', 'backup')] })]],
    passes: [[replica()], [replica({ env: [secretEnv('OP_NODE_L1_ETH_RPC', 'l1', 'rpc')] })]],
  },
  SECRET_REMOVED: {
    finds: [[object('external-secrets.io/v1', 'ExternalSecret', 'batcher-key'), batcher()], [batcher()]],
    passes: [[object('external-secrets.io/v1', 'ExternalSecret', 'unused'), batcher()], [batcher()]],
  },
  NOT_RESTARTED: {
    finds: [[configMap('files', { a: '1' }), replica({}, files())], [configMap('files', { a: '2' }), replica({}, files())]],
    passes: [[configMap('files', { a: '1' }), replica({}, files())], [configMap('files', { a: '2' }), replica({ args: ['--log.level=debug'] }, files())]],
  },
  SECRET_IN_PLAIN_TEXT: {
    finds: [[object('v1', 'Secret', 's', { stringData: { a: '1' } })], [object('v1', 'Secret', 's', { stringData: { a: '2' } })]],
    passes: [[object('v1', 'Secret', 's', { stringData: { a: '1' } })], [object('v1', 'Secret', 's', { metadata: { labels: { a: 'b' } }, stringData: { a: '1' } })]],
  },
  SERVICE_EXPOSED: { finds: [[service('rpc', { type: 'ClusterIP' })], [service('rpc', { type: 'LoadBalancer' })]], passes: [[service('rpc', { type: 'LoadBalancer' })], [service('rpc', { type: 'NodePort' })]] },
  ROUTE_ADDED: {
    finds: [[], [object('networking.k8s.io/v1', 'Ingress', 'rpc', { spec: { rules: [{ host: 'rpc.example.com' }] } })]],
    passes: [[object('networking.k8s.io/v1', 'Ingress', 'rpc', { spec: { rules: [{ host: 'rpc.example.com' }] } })], []],
  },
  SERVICE_SELECTS_NOTHING: {
    finds: [[replica(), service('rpc', { selector: { app: 'replica' } })], [replica(), service('rpc', { selector: { app: 'reader' } })]],
    passes: [[replica(), batcher(), service('rpc', { selector: { app: 'replica' } })], [replica(), batcher(), service('rpc', { selector: { app: 'batcher' } })]],
  },
  NETWORK_POLICY_REMOVED: {
    finds: [[sequencer(), policy('wall', {})], [sequencer()]],
    passes: [[sequencer(), policy('wall', {}), policy('second', { egress: [{}], policyTypes: ['Ingress', 'Egress'] })], [sequencer(), policy('wall', {})]],
  },
  NETWORK_POLICY_WIDER: {
    finds: [[policy('wall', { ingress: [{ from: [from('a')], ...http }] })], [policy('wall', { ingress: [{ from: [from('a'), from('b')], ...http }] })]],
    passes: [[policy('wall', { ingress: [{ from: [from('a')] }, { from: [from('b')], ...http }] })], [policy('wall', { ingress: [{ from: [from('a'), from('b')], ...http }] })]],
  },
  POD_SECURITY_WEAKER: { finds: [[batcher(secure())], [batcher(secure({ allowPrivilegeEscalation: true }))]], passes: [[batcher(secure({ allowPrivilegeEscalation: true }))], [batcher(secure())]] },
  NAMESPACE_SECURITY_WEAKER: { finds: [[namespace('restricted')], [namespace('baseline')]], passes: [[namespace('baseline')], [namespace('restricted')]] },
  RIGHTS_WIDER: {
    finds: [[object('rbac.authorization.k8s.io/v1', 'Role', 'r', { rules: [{ verbs: ['get'], resources: ['pods'] }] })], [object('rbac.authorization.k8s.io/v1', 'Role', 'r', { rules: [{ verbs: ['get', 'delete'], resources: ['pods'] }] })]],
    passes: [[object('rbac.authorization.k8s.io/v1', 'Role', 'r', { rules: [{ verbs: ['get', 'delete'], resources: ['pods'] }] })], [object('rbac.authorization.k8s.io/v1', 'Role', 'r', { rules: [{ verbs: ['get'], resources: ['pods'] }] })]],
  },
  MEMORY_SHRUNK: { finds: [[batcher(memory({ memory: '4Gi' }))], [batcher(memory({ memory: '4000Mi' }))]], passes: [[batcher(memory({ memory: '4Gi' }))], [batcher(memory({ memory: '4100Mi' }))]] },
  CPU_LIMITED: {
    finds: [[deployment('r', opReth())], [deployment('r', opReth({ resources: { limits: { cpu: '4' } } }))]],
    passes: [[batcher()], [batcher({}, { resources: { limits: { cpu: '4' } } })]],
  },
  GRACE_SHORTENED: { finds: [[replica({}, pod({ terminationGracePeriodSeconds: 300 }))], [replica()]], passes: [[replica()], [replica({}, pod({ terminationGracePeriodSeconds: 31 }))]] },
  BUDGET_REMOVED: { finds: [[replica(), budget('b', { maxUnavailable: 1 })], [replica()]], passes: [[replica(), budget('b', { maxUnavailable: 1 })], [replica(), budget('c', { maxUnavailable: 1 })]] },
  BUDGET_LOOSER: { finds: [[budget('b', { maxUnavailable: 1 })], [budget('b', { maxUnavailable: 2 })]], passes: [[budget('b', { maxUnavailable: 2 })], [budget('b', { maxUnavailable: 1 })]] },
  REPLICAS_REDUCED: { finds: [[replica({}, { spec: { replicas: 3 } })], [replica({}, { spec: { replicas: 2 } })]], passes: [[replica({}, { spec: { replicas: 2 } })], [replica({}, { spec: { replicas: 3 } })]] },
  ALERTS_REMOVED: {
    finds: [[replica(), object('monitoring.coreos.com/v1', 'PrometheusRule', 'r', { spec: { groups: [] } })], [replica()]],
    passes: [[replica(), object('monitoring.coreos.com/v1', 'PrometheusRule', 'r', { spec: { groups: [] } })], []],
  },
  PROBE_REMOVED: { finds: [[deployment('r', probed({ startupProbe: { tcpSocket: { port: 1 } } }))], [deployment('r', probed({}))]], passes: [[deployment('r', probed({}))], [deployment('r', probed({ startupProbe: { tcpSocket: { port: 1 } } }))]] },
};

function files(): object {
  return pod({ volumes: [{ name: 'files', configMap: { name: 'files' } }] });
}
