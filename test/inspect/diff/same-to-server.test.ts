import { claims, deployment, NOW, object, opNode, opReth, pod, policy, sequencer, service, statefulSet, type Sides } from './support/objects';
import { diffManifests } from '../../../src/inspect/diff/diff-manifests';
import { merge } from '../../../src/kube/merge';

const risksOf = (sides: Sides): readonly string[] => diffManifests(...sides, NOW).risks.map(({ id }) => id);
const said = ([before, after]: Sides): readonly unknown[] => [...diffManifests(before, after, NOW).objects, ...diffManifests(after, before, NOW).objects];

const resources = (cpu: unknown, memory: string): object => opReth({ resources: { requests: { cpu, memory }, limits: { memory } } });
const plain = sequencer({ ports: [{ containerPort: 9545 }], readinessProbe: { httpGet: { path: '/healthz', port: 9545 } } }, claims('1Ti'));
const filledIn = sequencer({
  ports: [{ containerPort: 9545, protocol: 'TCP' }], readinessProbe: { httpGet: { path: '/healthz', port: 9545, scheme: 'HTTP' }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File',
}, merge(merge(claims('1Ti', { volumeMode: 'Filesystem' }), pod({ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler', securityContext: {}, terminationGracePeriodSeconds: 30 })), {
  spec: { podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } },
}));

describe('what the API server keeps alike is no change', () => {
  test.each<[string, Sides]>([
    ['defaults of a StatefulSet, its claims and its pods', [[plain], [filledIn]]],
    ['defaults of a Service', [[service('a', {})], [service('a', { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' })]]],
    ['the protocol of a port that a policy names', [[policy('a', { ingress: [{ ports: [{ port: 1 }] }] })], [policy('a', { ingress: [{ ports: [{ port: 1, protocol: 'TCP' }] }] })]]],
    ['the type of a Secret', [[object('v1', 'Secret', 'a')], [object('v1', 'Secret', 'a', { type: 'Opaque' })]]],
    ['the mode of files', [[deployment('a', opNode(), pod({ volumes: [{ name: 'x', secret: { secretName: 's' } }] }))], [deployment('a', opNode(), pod({ volumes: [{ name: 'x', secret: { secretName: 's', defaultMode: 420 } }] }))]]],
    ['quantities in another spelling', [[statefulSet('a', resources('1000m', '1024Mi'), claims('1024Gi'))], [statefulSet('a', resources(1, '1Gi'), claims('1Ti'))]]],
    ['a claim in another spelling', [[object('v1', 'PersistentVolumeClaim', 'a', { spec: { resources: { requests: { storage: '1024Gi' } } } })], [object('v1', 'PersistentVolumeClaim', 'a', { spec: { resources: { requests: { storage: '1Ti' } } } })]]],
  ])('%s', (_, sides) => {
    expect(said(sides)).toEqual([]);
  });
});

describe('and what it does not is one', () => {
  test.each<[string, Sides]>([
    ['another value than the default', [[plain], [sequencer({}, { spec: { podManagementPolicy: 'Parallel' } })]]],
    ['a default in the place of another value', [[service('a', { sessionAffinity: 'ClientIP' })], [service('a', { sessionAffinity: 'None' })]]],
    ['a default of another kind', [[object('v1', 'ConfigMap', 'a')], [object('v1', 'ConfigMap', 'a', { type: 'Opaque' })]]],
    ['a default of a pod outside of one', [[object('example.com/v1', 'Custom', 'a')], [object('example.com/v1', 'Custom', 'a', { spec: { template: { spec: { dnsPolicy: 'ClusterFirst' } } } })]]],
    ['a restart policy of a Job', [[object('batch/v1', 'Job', 'a', pod({}))], [object('batch/v1', 'Job', 'a', pod({ restartPolicy: 'Always' }))]]],
    ['another quantity', [[statefulSet('a', resources('1000m', '1Gi'))], [statefulSet('a', resources('1001m', '1Gi'))]]],
    ['bytes instead of a unit, which the API server keeps as bytes', [[statefulSet('a', resources('1', '1Gi'))], [statefulSet('a', resources('1', '1073741824'))]]],
    ['a text that looks like a quantity', [[object('v1', 'ConfigMap', 'a', { data: { requests: '1024Mi' } })], [object('v1', 'ConfigMap', 'a', { data: { requests: '1Gi' } })]]],
  ])('%s', (_, sides) => {
    expect(said(sides)).toHaveLength(2);
  });

  test('a claim that shrinks is risky in whatever units', () => {
    expect(risksOf([[statefulSet('a', opReth(), claims('1Ti'))], [statefulSet('a', opReth(), claims('1000Gi'))]])).toContain('CLAIM_SHRUNK');
  });
});
