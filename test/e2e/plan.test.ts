import { definitionObject, objectsIn, planRun, renamed, suffixed, type KubeObject } from '../../scripts/e2e/plan';
import { examples } from '../../examples';
import { App } from 'cdk8s';
import { manifestsOf } from '../../src/testing';
import { untyped } from '../support/fixtures';

jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);

const sets = Object.entries(examples).map(([name, make]) => ({ name, level: 'restricted', objects: untyped<KubeObject[]>(manifestsOf(make(new App()))) }));
const plan = planRun(sets, { run: 'abc' });

test('every example goes into namespaces of the run, and names its own nowhere any more', () => {
  expect(plan.examples.flatMap(({ namespaces }) => namespaces)).toEqual(['op-sepolia', 'acme', 'op-mainnet', 'acme-prod', 'playground-l1', 'playground-opstack'].map((name) => `${name}-e2e-abc`));
  for (const { objects, namespaces } of plan.examples) {
    expect(objects.filter(({ metadata }) => !namespaces.includes(metadata.namespace!))).toEqual([]);
    const own = namespaces[0]!.replace('-e2e-abc', '');
    expect(JSON.stringify(objects)).not.toMatch(new RegExp(`"namespace":"${own}"|"kubernetes.io/metadata.name":"${own}"|\\.${own}\\.svc`));
  }
});

test('nothing else of the manifests is changed', () => {
  for (const [index, { objects }] of planRun(sets, { run: 'abc', ownNames: true }).examples.entries()) expect(objects).toEqual(sets[index]!.objects);
});

test('the definitions of all custom kinds come along, and of no others', () => {
  const custom = sets.flatMap(({ objects }) => objects).filter(({ apiVersion }) => /\./.test(apiVersion.split('/')[0]!) && !/^(networking|autoscaling|policy|apps|batch)\b.*k8s\.io|^networking\.k8s\.io/.test(apiVersion)).map(({ kind }) => kind);
  expect(new Set(plan.crds.map(({ spec }) => untyped<{ names: { kind: string } }>(spec).names.kind))).toEqual(new Set(custom));
  expect(plan.crds.length).toBeGreaterThan(5);
});

test('a definition says by which run it was made, and of a protected group that nobody has approved it', () => {
  const labels = { 'e2e.cdk8s-op-stack/run': 'abc' };
  const [route, monitor] = ['httproutes', 'podmonitors'].map((name) => definitionObject(plan.crds.find(({ metadata }) => metadata.name.startsWith(name))!, 'abc'));
  expect(route?.metadata).toMatchObject({ labels, annotations: { 'api-approved.kubernetes.io': expect.stringMatching(/^unapproved/) } });
  expect(monitor?.metadata).toMatchObject({ labels });
  expect(monitor?.metadata.annotations ?? {}).not.toHaveProperty(['api-approved.kubernetes.io']);
});

const workload = (priorityClassName: string): KubeObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { template: { spec: { serviceAccountName: 'me', priorityClassName } } } });

test('classes and accounts that pods name are made, but for those of every cluster', () => {
  expect(plan.priorityClasses).toEqual(['chain-nodes']);
  const own = planRun([{ name: 'x', level: 'baseline', objects: [workload('system-node-critical'), workload('mine'), workload('mine')] }], { run: 'r' });
  expect(own.priorityClasses).toEqual(['mine']);
  expect(own.serviceAccounts[0]).toEqual({ namespace: 'x-e2e-r', name: 'me' });
});

test('host names of Services follow, of other namespaces not', () => {
  const text = 'http://rpc.acme.svc:8545 http://acme.example.com http://x.acme-prod.svc http://rpc.acme.svc.cluster.local';
  expect(renamed([{ args: [text], name: 'acme' }], { acme: 'new' })).toEqual([{ args: ['http://rpc.new.svc:8545 http://acme.example.com http://x.acme-prod.svc http://rpc.new.svc.cluster.local'], name: 'acme' }]);
});

test('a long name leaves room for the run', () => {
  expect(suffixed('n'.repeat(63), 'abcdef')).toHaveLength(63);
  expect(suffixed('n'.repeat(63), 'abcdef')).toMatch(/-e2e-abcdef$/);
});

test('empty documents are none', () => expect(objectsIn('---\n---\nkind: A\n')).toEqual([{ kind: 'A' }]));
