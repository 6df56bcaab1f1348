import type { Case } from './cases';
import { add, all, type Mutation, set, widget } from './sound';

const LONG = 'x'.repeat(64);
const NODE = 'StatefulSet/node';
const CONFIG = 'ConfigMap/node-config';
const ROLE = 'Role/acme:reader';

/** A ConfigMap that nothing refers to. */
const config = (metadata: object) => add({ apiVersion: 'v1', kind: 'ConfigMap', metadata });

const define: Mutation = (manifests) => void manifests.push(...widget());

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
];
