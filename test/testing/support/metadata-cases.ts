import type { Case } from './cases';
import { add, all, type Mutation, set, widget } from './sound';

const LONG = 'x'.repeat(64);
const NODE = 'StatefulSet/node';
const CONFIG = 'ConfigMap/node-config';
const ROLE = 'Role/acme:reader';

/** A ConfigMap that nothing refers to. */
const config = (metadata: object) => add({ apiVersion: 'v1', kind: 'ConfigMap', metadata });

const CRD = 'CustomResourceDefinition/widgets.example.com';
const SCHEMA = 'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties';
const define: Mutation = (manifests) => void manifests.push(...widget());

const nodeExpression = (expression: object) =>
  set(NODE, 'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution', {
    nodeSelectorTerms: [{ matchExpressions: [expression] }],
  });

/** Names, labels, annotations and selectors. */
export const metadataCases: readonly Case[] = [
  {
    rule: 'object-name',
    broken: config({ name: 'Bad_Name' }),
    says: /^ConfigMap Bad_Name: metadata\.name: "Bad_Name" is not a DNS-1123 subdomain; use lower case letters/,
    fine: config({ name: 'good.name' }),
  },
  {
    rule: 'object-name',
    broken: config({}),
    says: /^ConfigMap \(unnamed\): metadata\.name: the object has no name; give it one/,
    fine: config({ generateName: 'some-' }),
  },
  {
    rule: 'object-name',
    broken: config({ name: 'x'.repeat(254) }),
    says: /has 254 characters, more than the 253 of a DNS-1123 subdomain; shorten it/,
    fine: config({ name: 'x'.repeat(253) }),
  },
  {
    rule: 'object-name',
    broken: set('Service/upstream', 'metadata.name', '1upstream'),
    says: /"1upstream" is not a DNS-1035 label; use .* starting with a letter/,
    fine: set('Service/upstream', 'metadata.name', 'x'.repeat(63)),
  },
  {
    rule: 'object-name',
    broken: set(NODE, 'metadata.name', 'x'.repeat(53)),
    says: /has 53 characters, more than the 52 of/,
    fine: set(NODE, 'metadata.name', 'x'.repeat(52)),
  },
  {
    rule: 'object-name',
    broken: set('CronJob/prune', 'metadata.name', 'x'.repeat(53)),
    says: /^CronJob .*more than the 52/,
    fine: set('CronJob/prune', 'metadata.name', 'x'.repeat(52)),
  },
  {
    rule: 'object-name',
    broken: set('Job/once', 'metadata.name', LONG),
    says: /^Job .*more than the 63/,
    fine: set('Job/once', 'metadata.name', LONG.slice(1)),
  },
  {
    rule: 'object-name',
    broken: set(ROLE, 'metadata.name', 'acme/reader'),
    says: /"acme\/reader" is not a path segment; leave out "\/"/,
    fine: set(ROLE, 'metadata.name', 'Acme:Reader'),
  },
  {
    rule: 'namespace-name',
    broken: config({ name: 'one', namespace: 'a.b' }),
    says: /metadata\.namespace: "a\.b" is not a DNS-1123 label/,
    fine: config({ name: 'one', namespace: '1' }),
  },
  {
    rule: 'duplicate-object',
    broken: config({ name: 'node-config', namespace: 'acme' }),
    says: /^ConfigMap acme\/node-config: 2 objects have this kind, namespace and name; rename or remove all but one/,
    fine: config({ name: 'node-config', namespace: 'other' }),
  },
  {
    rule: 'duplicate-object',
    broken: all(
      ...['a', 'b'].map((namespace) =>
        add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'same', namespace } }),
      ),
    ),
    says: /^Namespace a\/same: 2 objects/,
    fine: all(...['a', 'b'].map((name) => add({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))),
  },
  {
    rule: 'crd-name',
    broken: all(define, set('CustomResourceDefinition/widgets.example.com', 'metadata.name', 'widget.example.com')),
    says: /the name must be <plural>\.<group>; call it "widgets\.example\.com"/,
    fine: define,
  },
  {
    rule: 'label-value',
    broken: set(CONFIG, 'metadata.labels', { a: 'bad value!' }),
    says: /metadata\.labels\.a: "bad value!" is not a label value; use letters/,
    fine: set(CONFIG, 'metadata.labels', { a: '' }),
  },
  {
    rule: 'label-value',
    broken: set(NODE, 'spec.template.metadata.labels["app.kubernetes.io/version"]', LONG),
    says: /spec\.template\.metadata\.labels\["app\.kubernetes\.io\/version"\]: .* 64 characters, more than the 63/,
    fine: set(NODE, 'spec.template.metadata.labels["app.kubernetes.io/version"]', LONG.slice(1)),
  },
  {
    rule: 'label-value',
    broken: set(NODE, 'spec.template.metadata.labels["app.kubernetes.io/version"]', 1.1),
    says: /a label value is a string, not a number; quote it/,
    fine: set(NODE, 'spec.template.metadata.labels["app.kubernetes.io/version"]', '1.1'),
  },
  {
    rule: 'label-value',
    broken: set('NetworkPolicy/node', 'spec.podSelector.matchLabels', { a: '-' }),
    says: /spec\.podSelector\.matchLabels\.a: "-" is not a label value/,
    fine: set('NetworkPolicy/node', 'spec.podSelector.matchLabels', { a: 'a-b' }),
  },
  {
    rule: 'label-value',
    broken: set(NODE, 'spec.template.spec.nodeSelector', { zone: 'eu west' }),
    says: /nodeSelector\.zone: "eu west" is not a label value/,
    fine: set(NODE, 'spec.template.spec.nodeSelector', { zone: 'eu-west' }),
  },
  {
    rule: 'label-key',
    broken: set(CONFIG, 'metadata.labels', { 'a/b/c': 'x' }),
    says: /metadata\.labels\["a\/b\/c"\]: "a\/b\/c" is not a qualified name; use an optional DNS prefix/,
    fine: set(CONFIG, 'metadata.labels', { 'a.io/B_c': 'x' }),
  },
  {
    rule: 'label-key',
    broken: set(NODE, 'spec.volumeClaimTemplates[0].metadata.labels', { [`a.io/${LONG}`]: 'x' }),
    says: /volumeClaimTemplates\[0\]\.metadata\.labels.* is not a qualified name/,
    fine: set(NODE, 'spec.volumeClaimTemplates[0].metadata.labels', { [`a.io/${LONG.slice(1)}`]: 'x' }),
  },
  {
    rule: 'label-key',
    broken: all(define, set(CRD, 'metadata.labels', { 'a/b/c': 'x' })),
    says: /^CustomResourceDefinition widgets\.example\.com: metadata\.labels\["a\/b\/c"\]: .* is not a qualified name/,
    fine: all(define, set(CRD, `${SCHEMA}.matchLabels`, { type: 'object', additionalProperties: { type: 'string' } })),
  },
  {
    rule: 'label-value',
    broken: all(define, set('Widget/widget', 'metadata.labels', { app: 'web-*' })),
    says: /^Widget acme\/widget: metadata\.labels\.app: "web-\*" is not a label value/,
    fine: all(
      define,
      set(CRD, `${SCHEMA}.selector`, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }),
      set('Widget/widget', 'spec.selector.matchLabels', { 'k8s:io.kubernetes.pod.namespace': 'web-*' }),
      set('Widget/widget', 'spec.selector.matchExpressions', [{ key: 'k8s:app', operator: 'AnyIn' }]),
    ),
  },
  {
    rule: 'annotation-key',
    broken: set(CONFIG, 'metadata.annotations', { 'bad key': 'x' }),
    says: /metadata\.annotations\["bad key"\]: "bad key" is not a qualified name/,
    fine: set(CONFIG, 'metadata.annotations', { 'Example.com/Key': 'any text at all!' }),
  },
  {
    rule: 'annotation-size',
    broken: set(CONFIG, 'metadata.annotations', { a: 'x'.repeat(256 * 1024) }),
    says: /metadata\.annotations: the annotations take 262145 bytes, more than 262144; keep large data in a ConfigMap/,
    fine: set(CONFIG, 'metadata.annotations', { a: 'x'.repeat(256 * 1024 - 1) }),
  },
  {
    rule: 'selector-expression',
    broken: set(NODE, 'spec.selector.matchExpressions[0].operator', 'Equals'),
    says: /operator: the operator is none of In, NotIn,/,
    fine: set(NODE, 'spec.selector.matchExpressions[0]', { key: 'absent', operator: 'DoesNotExist' }),
  },
  {
    rule: 'selector-expression',
    broken: set(NODE, 'spec.selector.matchExpressions[0].values', []),
    says: /the operator In needs values; list at least one/,
    fine: set(NODE, 'spec.selector.matchExpressions[0].values', ['node', 'other']),
  },
  {
    rule: 'selector-expression',
    broken: set(NODE, 'spec.selector.matchExpressions[0].operator', 'Exists'),
    says: /the operator Exists takes no values; remove them/,
    fine: set(NODE, 'spec.selector.matchExpressions[0]', { key: 'app.kubernetes.io/name', operator: 'Exists' }),
  },
  {
    rule: 'selector-expression',
    broken: set('PodDisruptionBudget/node', 'spec.selector.matchExpressions', [{ key: 'generation', operator: 'Gt', values: ['1'] }]),
    says: /spec\.selector\.matchExpressions\[0\]\.operator: the operator is none of In, NotIn, Exists, DoesNotExist; use one/,
    fine: nodeExpression({ key: 'generation', operator: 'Gt', values: ['1'] }),
  },
  {
    rule: 'selector-expression',
    broken: nodeExpression({ key: 'generation', operator: 'Lt', values: ['1', '2'] }),
    says: /nodeSelectorTerms\[0\]\.matchExpressions\[0\]: the operator Lt needs a number; list exactly one/,
    fine: nodeExpression({ key: 'zone', operator: 'NotIn', values: ['of any form!', 'b'] }),
  },
  {
    rule: 'selector-expression',
    broken: set(NODE, 'spec.selector.matchExpressions[0].values[+]', 'of any form!'),
    says: /matchExpressions\[0\]\.values\[1\]: "of any form!" is not a label value/,
    fine: set(NODE, 'spec.selector.matchExpressions[0].values[+]', ''),
  },
  {
    rule: 'selector-expression',
    broken: set(NODE, 'spec.selector.matchExpressions[+]', { key: 'a/b/c', operator: 'DoesNotExist' }),
    says: /matchExpressions\[1\]\.key: "a\/b\/c" is not a qualified name/,
    fine: set(NODE, 'spec.selector.matchExpressions[+]', { key: 'b/c', operator: 'DoesNotExist' }),
  },
];
