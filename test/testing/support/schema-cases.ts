import type { Case } from './cases';
import { add, all, remove, set } from './sound';

const NODE = 'StatefulSet/node';
const BATCHER = 'Deployment/batcher';
const CONTAINER = 'spec.template.spec.containers[0]';

/** Unknown fields, wrong types, missing fields and unknown kinds. */
export const schemaCases: readonly Case[] = [
  {
    rule: 'schema-unknown-field',
    broken: set('Service/node', 'spec.clusterIp', 'None'),
    says: /^Service acme\/node: spec\.clusterIp: there is no such field; did you mean "clusterIP"\?/,
    fine: set('Service/node', 'spec.clusterIPs', ['None']),
  },
  {
    rule: 'schema-unknown-field',
    broken: set(BATCHER, `${CONTAINER}.imagePullPolcy`, 'Always'),
    says: /containers\[0\]\.imagePullPolcy: there is no such field; did you mean "imagePullPolicy"\?/,
    fine: set(BATCHER, `${CONTAINER}.imagePullPolicy`, 'Always'),
  },
  {
    rule: 'schema-unknown-field',
    broken: set(BATCHER, 'spec.template.spec.nothingLikeIt', true),
    says: /nothingLikeIt: there is no such field; remove it/,
    fine: set(BATCHER, 'spec.template.metadata.annotations', { nothingLikeIt: 'x' }),
  },
  {
    rule: 'schema-unknown-field',
    broken: set('ConfigMap/node-config', 'spec', {}),
    says: /^ConfigMap acme\/node-config: spec: there is no such field/,
    fine: set('ConfigMap/node-config', 'immutable', true),
  },
  {
    rule: 'schema-unknown-field',
    broken: set(NODE, 'metadata.lables', {}),
    says: /metadata\.lables: there is no such field; did you mean "labels"\?/,
    fine: set(NODE, 'metadata.labels', {}),
  },
  {
    rule: 'schema-type',
    broken: set(BATCHER, 'spec.replicas', '1'),
    says: /spec\.replicas: must be an integer, not a string \("1"\); give an integer/,
    fine: set(BATCHER, 'spec.replicas', 1),
  },
  {
    rule: 'schema-type',
    broken: set(BATCHER, 'spec.replicas', 1.5),
    says: /spec\.replicas: must be an integer, not a number \(1\.5\)/,
    fine: set(BATCHER, 'spec.replicas', 2),
  },
  {
    rule: 'schema-type',
    broken: set(NODE, 'spec.template.spec.initContainers[1].env[0].value', 8545),
    says: /env\[0\]\.value: must be a string, not a number \(8545\); quote it/,
    fine: set(NODE, 'spec.template.spec.initContainers[1].env[0].value', '8546'),
  },
  {
    rule: 'schema-type',
    broken: set('ConfigMap/node-config', 'data.flag', true),
    says: /data\.flag: must be a string, not a boolean \(true\); quote it/,
    fine: set('ConfigMap/node-config', 'data.flag', 'true'),
  },
  {
    rule: 'schema-type',
    broken: set(BATCHER, `${CONTAINER}.command`, 'batcher --x'),
    says: /command: must be a list, not a string \("batcher --x"\); give a list/,
    fine: set(BATCHER, `${CONTAINER}.command`, ['batcher', '--x']),
  },
  {
    rule: 'schema-type',
    broken: set('Service/node-rpc', 'spec.ports[0].targetPort', 80.5),
    says: /targetPort: must be an integer or a string, not a number \(80\.5\)/,
    fine: set('Service/node-rpc', 'spec.ports[0].targetPort', 80),
  },
  {
    rule: 'schema-type',
    broken: set(BATCHER, 'spec.template.spec.volumes', {}),
    says: /volumes: must be a list, not an object; give a list/,
    fine: all(remove(BATCHER, 'spec.template.spec.volumes'), remove(BATCHER, `${CONTAINER}.volumeMounts`)),
  },
  {
    rule: 'schema-required',
    broken: remove(BATCHER, 'spec.template'),
    says: /spec\.template: the field is missing; it is required/,
    fine: set(BATCHER, 'spec.template.metadata.annotations', {}),
  },
  {
    rule: 'schema-required',
    broken: remove(NODE, 'spec.serviceName'),
    says: /spec\.serviceName: the field is missing; it is required/,
    fine: remove(NODE, 'spec.podManagementPolicy'),
  },
  {
    rule: 'schema-value',
    broken: set('HorizontalPodAutoscaler/node', 'spec.metrics[0].resource.target', {
      type: 'AverageValue',
      averageValue: 'half',
    }),
    says: /averageValue: "half" is not a quantity; write a number with an optional unit, such as 500m/,
    fine: set('HorizontalPodAutoscaler/node', 'spec.metrics[0].resource.target', {
      type: 'AverageValue',
      averageValue: '500m',
    }),
  },
  {
    rule: 'unknown-kind',
    broken: set('PodDisruptionBudget/node', 'apiVersion', 'policy/v1beta1'),
    says: /^PodDisruptionBudget acme\/node: policy\/v1beta1 has no kind PodDisruptionBudget that is known here; did you mean policy\/v1\?/,
    fine: set('PodDisruptionBudget/node', 'apiVersion', 'policy/v1'),
  },
  {
    rule: 'unknown-kind',
    broken: set(BATCHER, 'kind', 'Deploymnet'),
    says: /apps\/v1 has no kind Deploymnet that is known here; did you mean Deployment\?/,
    fine: set(BATCHER, 'kind', 'Deployment'),
  },
  {
    rule: 'unknown-kind',
    broken: add({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'x' } }),
    says: /has no kind PodMonitor that is known here; pass its CustomResourceDefinition in crds, or "monitoring\.coreos\.com\/v1\/PodMonitor" in allowUnknownKinds/,
    fine: add({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'x' },
      provisioner: 'example.com/x',
    }),
  },
];
