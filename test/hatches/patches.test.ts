import { App, Chart, JsonPatch } from 'cdk8s';
import { BatcherConstruct, deliver, OptimismNetworkConstruct, SecretValue, Signer } from '../../src';
import { manifestsOf } from '../../src/testing';
import { newFolder } from '../delivery/support/folders';
import { problemsOf, untyped } from '../support/fixtures';

interface Pod {
  readonly hostPID?: boolean;
  readonly securityContext: object;
  readonly containers: readonly [{ readonly resources: { readonly limits: object } }];
}

function newBatcher(): BatcherConstruct {
  const chart = new Chart(new App({ outdir: newFolder() }), 'acme', { namespace: 'acme' });
  const network = new OptimismNetworkConstruct(chart, 'network', { networkName: 'op-sepolia', l1RpcUrl: 'http://l1:8545', l1BeaconUrl: 'http://beacon:5052' });
  return new BatcherConstruct(chart, 'batcher', { network, endpoints: { l2EthRpc: ['http://l2:8545'], rollupRpc: ['http://l2:9545'] }, signer: Signer.privateKey(SecretValue.fromSecret('key', 'key')) });
}

const podOf = ({ deployment }: BatcherConstruct): Pod => untyped<{ spec: { template: { spec: Pod } } }>(manifestsOf(Chart.of(deployment)).find(({ kind }) => kind === 'Deployment')).spec.template.spec;

describe('JSON patches', () => {
  test('change amounts, acronyms and what is newer than the types', () => {
    const batcher = newBatcher();
    batcher.deployment.addJsonPatch(
      JsonPatch.replace('/spec/template/spec/containers/0/resources/limits/memory', '9Gi'),
      JsonPatch.add('/spec/template/spec/hostPID', true),
      JsonPatch.add('/spec/template/spec/securityContext/appArmorProfile', { type: 'RuntimeDefault' }),
    );
    const { containers: [{ resources }], hostPID, securityContext } = podOf(batcher);
    expect(resources.limits).toEqual({ ...podOf(newBatcher()).containers[0].resources.limits, memory: '9Gi' });
    expect(hostPID).toBe(true);
    expect(securityContext).toMatchObject({ appArmorProfile: { type: 'RuntimeDefault' }, runAsNonRoot: true });
  });

  test('come one after the other, and each time anew', () => {
    const batcher = newBatcher();
    batcher.deployment.addJsonPatch(JsonPatch.add('/spec/list', []), JsonPatch.add('/spec/list/-', 1));
    batcher.deployment.addJsonPatch(JsonPatch.add('/spec/list/-', 2));
    for (const _ of [1, 2]) expect(batcher.deployment.toJson()).toMatchObject({ spec: { list: [1, 2] } });
  });

  test('are kept beside what a delivery adds to pods', () => {
    const batcher = newBatcher();
    batcher.deployment.addJsonPatch(JsonPatch.add('/spec/template/metadata/labels/own', 'x'));
    deliver(untyped<App>(batcher.node.root), { labels: { team: 'a' }, includeTemplates: true });
    expect(batcher.deployment.toJson()).toMatchObject({ spec: { template: { metadata: { labels: { own: 'x', team: 'a', 'app.kubernetes.io/name': 'op-batcher' } } } } });
  });

  test.each([
    ['a path through nothing', JsonPatch.add('/spec/nothing/x', 1)],
    ['a removal of what is in nothing', JsonPatch.remove('/spec/nothing/x')],
    ['a test that fails', JsonPatch.test('/spec/replicas', 77)],
  ])('%s is said of the object and the operation', (_, operation) => {
    const batcher = newBatcher();
    batcher.service?.addJsonPatch(JsonPatch.add('/spec/a', 1), operation);
    expect(problemsOf(() => manifestsOf(Chart.of(batcher)))).toEqual([expect.objectContaining({ code: 'INVALID_PATCH', path: 'acme/batcher/metrics', prop: 'addJsonPatch', message: expect.stringMatching(/^operation 2 cannot be applied to the Service: /) })]);
  });
});
