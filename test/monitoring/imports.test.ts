import { KubePodMonitor, KubePrometheusRule, KubeServiceMonitor } from '../../imports/monitoring.coreos.com';
import { schemaViolations } from '../../src/testing';

test('there are three kinds', () => {
  expect([KubePodMonitor, KubeServiceMonitor, KubePrometheusRule].map(({ GVK }) => `${GVK.apiVersion} ${GVK.kind}`)).toEqual([
    'monitoring.coreos.com/v1 PodMonitor', 'monitoring.coreos.com/v1 ServiceMonitor', 'monitoring.coreos.com/v1 PrometheusRule',
  ]);
});

const rule = (own: object, spec: object): Parameters<typeof schemaViolations>[0] => [{ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'a', ...own }, spec }];

describe('the published checker', () => {
  const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-op-stack' };

  test('knows what this library makes, down to the fields', () => {
    expect(schemaViolations(rule({ labels }, { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up == 0', for: '5m' }] }] }))).toEqual([]);
    expect(schemaViolations(rule({ labels }, { groups: [{ name: 'g', rules: [{ alert: 'A', expression: 'up' }] }] })).map(({ path }) => path)).toContain('spec.groups[0].rules[0].expression');
    expect(schemaViolations(rule({ labels }, { groups: [{ name: 'g', rules: [{ expr: 'up', for: '5 minutes' }] }] })).map(({ path }) => path)).toEqual(['spec.groups[0].rules[0].for']);
  });

  test('does not judge the same kinds of others by the few fields that are used here', () => {
    expect(schemaViolations(rule({}, { groups: [] })).map((finding) => finding.rule)).toEqual(['unknown-kind']);
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: { group: 'monitoring.coreos.com', names: { kind: 'PrometheusRule' }, versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { wider: { type: 'string' } } } } } } }] } };
    expect(schemaViolations(rule({ labels }, { wider: 'field' }), { crds: [crd] })).toEqual([]);
  });
});
