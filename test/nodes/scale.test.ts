import { App, Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { OpReplicaChart, OpStackChart, type OpNodeProps } from '../../src';
import { find, findAll, type Manifest } from '../../src/testing';
import { customNetwork, emitted, knownNetwork, sequencerKey, untyped } from '../support/fixtures';
import { addNode, makeNode, seeNode, servicesOf, type NodeSpec } from './support/node';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const scaler = (spec: NodeSpec, kind = 'HorizontalPodAutoscaler'): Record<string, unknown> => untyped(find([...seeNode(spec).manifests], kind, 'acme-replica').spec);
const target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'acme-replica' };
const slowly = (stabilizationWindowSeconds: number): object => ({
  scaleUp: { stabilizationWindowSeconds: 60, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
  scaleDown: { stabilizationWindowSeconds, policies: [{ type: 'Pods', value: 1, periodSeconds: 600 }] },
});

describe('an autoscaler', () => {
  test('goes by the CPU of the execution client, and leaves the number to nobody else', () => {
    const seen = seeNode({ replicas: { min: 2, max: 6 } });
    expect(find([...seen.manifests], 'HorizontalPodAutoscaler', 'acme-replica').spec).toEqual({
      scaleTargetRef: target, minReplicas: 2, maxReplicas: 6, behavior: slowly(1800),
      metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'op-reth', target: { type: 'AverageValue', averageValue: '1400m' } } }],
    });
    expect(seen.statefulSet.spec).not.toHaveProperty('replicas');
    expect(findAll([...seen.manifests], 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('goes by a share of what is requested', () => {
    const { metrics } = scaler({ replicas: { min: 1, max: 2, load: { type: 'cpu', percent: 50 } }, execution: { client: 'op-geth', resources: { requests: { cpu: '500m' } } } });
    expect(metrics).toMatchObject([{ containerResource: { container: 'op-geth', target: { averageValue: '250m' } } }]);
  });

  test('goes by metrics of one\'s own', () => {
    const averageValue = k8s.Quantity.fromString('100');
    const metrics = [{ type: 'Pods', pods: { metric: { name: 'rpc_requests' }, target: { type: 'AverageValue', averageValue } } }];
    expect(scaler({ replicas: { min: 1, max: 2, load: { type: 'metrics', metrics }, scaleDownAfter: Duration.hours(1) } })).toMatchObject({
      scaleTargetRef: target, minReplicas: 1, maxReplicas: 2, behavior: slowly(3600), metrics: [{ pods: { metric: { name: 'rpc_requests' }, target: { averageValue: '100' } } }],
    });
  });

  test('is KEDA\'s where triggers are given', () => {
    const trigger = {
      type: 'prometheus', metricType: 'AverageValue', authenticationRef: { name: 'prometheus', kind: 'ClusterTriggerAuthentication' },
      metadata: { serverAddress: 'http://prometheus.monitoring.svc:9090', query: 'sum(rate(rpc_requests_total[5m]))', threshold: '100' },
    } as const;
    const replicas = { min: 2, max: 6, load: { type: 'keda', triggers: [trigger], pollingInterval: Duration.minutes(1) } } as const;
    expect(scaler({ replicas }, 'ScaledObject')).toEqual({
      scaleTargetRef: target, pollingInterval: 60, minReplicaCount: 2, maxReplicaCount: 6, triggers: [trigger], advanced: { horizontalPodAutoscalerConfig: { behavior: slowly(1800) } },
    });
    const { manifests, statefulSet } = seeNode({ replicas });
    expect(findAll([...manifests], 'HorizontalPodAutoscaler')).toEqual([]);
    expect(statefulSet.spec).not.toHaveProperty('replicas');
  });

  test('is not there for a number', () => {
    const { node } = makeNode({ replicas: 3 });
    expect(node.autoscaler).toBeUndefined();
    expect(seeNode({ replicas: 3 }).statefulSet.spec).toMatchObject({ replicas: 3 });
  });

  test('is what the charts pass on', () => {
    const replicas = { min: 1, max: 4 };
    const read = emitted(new OpReplicaChart(new App(), 'op', { namespace: 'op', network: knownNetwork, replicas }));
    const all = emitted(new OpStackChart(new App(), 'acme', { namespace: 'acme', network: customNetwork(), sequencer: { p2pSequencerKey: sequencerKey }, replicas: { count: replicas } }));
    for (const [manifests, name] of [[read, 'op-replica'], [all, 'acme-replica']] as const) expect(find(manifests, 'HorizontalPodAutoscaler', name).spec).toMatchObject({ minReplicas: 1, maxReplicas: 4 });
    expect(findAll(all, 'HorizontalPodAutoscaler')).toHaveLength(1);
  });
});

describe('Services of single pods', () => {
  test('lead to one pod each, ready or not', () => {
    const seen = seeNode({ replicas: 2, perReplicaServices: true });
    for (const name of ['acme-replica-0', 'acme-replica-1']) {
      expect(seen.service(name)).toMatchObject({ type: 'ClusterIP', publishNotReadyAddresses: true, ports: seen.service('acme-replica').ports, selector: { 'statefulset.kubernetes.io/pod-name': name, 'app.kubernetes.io/instance': 'acme-replica' } });
    }
    expect(seen.service('acme-replica')).not.toHaveProperty('publishNotReadyAddresses');
  });

  test('are known to the policies of those that call them', () => {
    const { chart, network } = makeNode({ replicas: 2, perReplicaServices: true });
    addNode(network, { consensus: { followSource: 'http://acme-replica-1:9545' } }, 'follower');
    const { ingress } = untyped<{ ingress: unknown }>(find(emitted(chart), 'NetworkPolicy', 'acme-replica').spec);
    expect(JSON.stringify(ingress)).toContain('"acme-follower"');
  });
});

test('whatever is made for each pod is made for the most that there can be', () => {
  const bounds = fc.record({ min: fc.integer({ min: 1, max: 5 }), more: fc.integer({ min: 0, max: 5 }) });
  fc.assert(
    fc.property(bounds, ({ min, more }) => {
      const scaled = shapes({ min, max: min + more });
      expect(scaled).toEqual(shapes(min + more));
    }),
    { numRuns: 12 },
  );
});

const counted = (manifest: Manifest): Manifest => ({ ...manifest, spec: { ...untyped<object>(manifest.spec), replicas: undefined } });

/** What depends on the number of pods, but for the number itself and its autoscaler. */
function shapes(replicas: OpNodeProps['replicas']): unknown {
  const manifests = seeNode({ replicas, perReplicaServices: true, p2pExposure: { type: 'nodePort', consensusPort: 31220, executionPort: 31300 } }).manifests;
  const names = servicesOf(manifests).map(({ name }) => name);
  return { names, objects: manifests.filter(({ kind }) => kind !== 'HorizontalPodAutoscaler').map(counted) };
}

const threshold = (readiness?: NodeSpec['readiness']): unknown => untyped<{ readinessProbe: { successThreshold?: number } }>(seeNode({ readiness }).container('companion')).readinessProbe.successThreshold;

describe('a slow start', () => {
  test.each<[string, NodeSpec['readiness'], number]>([
    ['half a minute by default', undefined, 3],
    ['as long as is said', { when: 'synced', steadyFor: Duration.minutes(2) }, 12],
    ['rounded up to the next look', { when: 'synced', steadyFor: Duration.seconds(25) }, 3],
    ['not at all', { when: 'synced', steadyFor: Duration.seconds(0) }, 1],
  ])('the head has to stay young: %s', (_what, readiness, expected) => {
    expect(threshold(readiness)).toBe(expected);
  });
});
