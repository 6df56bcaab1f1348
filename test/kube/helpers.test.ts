import { App, Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { OpStackError, Storage } from '../../src';
import { Problems } from '../../src/errors';
import {
  checkName, checkPorts, checkResources, claimName, defaultName, envVar, gzip, hostOf, labelsOf, nonEmpty, parseQuantity, podSecurityContext, resourceRequirements, selectorLabels, service, shell, startupTiming,
  type Port, type Resources,
} from '../../src/kube';
import { manifestsOf } from '../../src/testing';
import { gunzipSync } from 'node:zlib';
import { kubelet } from '../nodes/support/shell';

const identity = { name: 'op-node', instance: 'acme-replica', component: 'replica', partOf: 'acme' };

/** The problems that a check reports. */
function found(check: (problems: Problems) => void): readonly { code: string; prop: string }[] {
  const problems = new Problems();
  check(problems);
  try {
    problems.settle();
  } catch (error) {
    if (error instanceof OpStackError) return error.problems.map(({ code, prop }) => ({ code, prop }));
    throw error;
  }
  return [];
}

const inner = (scope: Construct, ...ids: string[]): Construct => ids.reduce((at, id) => new Construct(at, id), scope);

const claim = (construct: Construct): string[] => found((problems) => claimName(problems, construct, 'node')).map(({ code }) => code);

const ofPorts = (ports: readonly Port[]): ReturnType<typeof found> => found((problems) => checkPorts(problems, ports));
const ofResources = (resources: Resources): ReturnType<typeof found> => found((problems) => checkResources(problems, 'resources', resources));

describe('names', () => {
  test('are made of the chart and what lies between', () => {
    const app = new App();
    const chart = new Chart(app, 'acme');
    expect(defaultName(inner(chart, 'replica'))).toBe('acme-replica');
    expect(defaultName(inner(chart, 'eu', 'archive'))).toBe('acme-eu-archive');
    expect(defaultName(inner(chart, 'acme'))).toBe('acme-acme');
    expect(defaultName(inner(chart, 'x', 'acme', 'y'))).toBe('acme-x-acme-y');
    expect(defaultName(inner(new Chart(inner(app, 'team'), 'beta'), 'node'))).toBe('beta-node');
  });

  test.each([
    ['a', []], ['a-1', []], ['n'.repeat(52), []],
    ['n'.repeat(53), ['NAME_TOO_LONG']], ['', ['INVALID_NAME']], ['-a', ['INVALID_NAME']], ['a-', ['INVALID_NAME']], ['A', ['INVALID_NAME']], ['a.b', ['INVALID_NAME']], ['1a', ['INVALID_NAME']],
  ])('"%s" is reported as %j', (name, codes) => {
    expect(found((problems) => checkName(problems, 'name', name)).map(({ code }) => code)).toEqual(codes);
  });

  test('are unique in a namespace, not in an app', () => {
    const app = new App();
    const charts = [new Chart(app, 'a', { namespace: 'x' }), new Chart(app, 'b', { namespace: 'y' }), new Chart(app, 'c', { namespace: 'x' })];
    const [first, second, third] = charts.map((chart) => inner(chart, 'node'));
    expect([claim(first!), claim(first!), claim(second!), claim(third!)]).toEqual([[], [], [], ['DUPLICATE_NAME']]);
    expect(claim(inner(new Chart(new App(), 'a', { namespace: 'x' }), 'node'))).toEqual([]);
  });

  test('a Service is called by its short name within a namespace only', () => {
    const app = new App();
    const [here, there, anywhere] = [new Chart(app, 'a', { namespace: 'x' }), new Chart(app, 'b', { namespace: 'y' }), new Chart(app, 'c')];
    expect([hostOf(here, 's', here), hostOf(here, 's', there), hostOf(here, 's', anywhere), hostOf(anywhere, 's', here)]).toEqual(['s', 's.x.svc', 's.x.svc', 's']);
  });
});

describe('labels', () => {
  test('tell who a workload is, and the selecting ones cannot be replaced', () => {
    const labels = labelsOf(identity, { team: 'infra', 'app.kubernetes.io/instance': 'else' });
    expect(labels).toEqual({
      team: 'infra', 'app.kubernetes.io/name': 'op-node', 'app.kubernetes.io/instance': 'acme-replica', 'app.kubernetes.io/component': 'replica', 'app.kubernetes.io/part-of': 'acme', 'app.kubernetes.io/managed-by': 'cdk8s-op-stack',
    });
    expect(labels).toMatchObject(selectorLabels(identity));
  });
});

const both = (prop: string | undefined, name: string): Port[] => [{ name, port: 1, protocol: 'TCP', prop }, { name, port: 1, protocol: 'UDP', prop }];

describe('ports', () => {
  test('TCP and UDP of one number are two ports', () => {
    expect(ofPorts([{ name: 'a', port: 9222 }, { name: 'b', port: 9222, protocol: 'UDP' }])).toEqual([]);
    expect(ofPorts([{ name: 'a', port: 9222, prop: 'p' }, { name: 'b', port: 9222, protocol: 'TCP', prop: 'q' }])).toEqual([{ code: 'PORT_CLASH', prop: 'q' }]);
  });

  test('a clash is told by a prop that can be changed, and once for both protocols', () => {
    expect(ofPorts([...both('p', 'a'), ...both('q', 'b')])).toEqual([{ code: 'PORT_CLASH', prop: 'q' }]);
    expect(ofPorts([...both('p', 'a'), ...both(undefined, 'b')])).toEqual([{ code: 'PORT_CLASH', prop: 'p' }]);
    expect(ofPorts([...both(undefined, 'a'), ...both(undefined, 'b')])).toEqual([{ code: 'PORT_CLASH', prop: 'b' }]);
  });

  test.each([0, -1, 65536, 1.5, NaN])('%d is no port', (port) => {
    expect(ofPorts([{ name: 'a', port, prop: 'p' }, { name: 'b', port, protocol: 'UDP', prop: 'p' }])).toEqual([{ code: 'INVALID_PORT', prop: 'p' }]);
  });
});

describe('quantities', () => {
  const ONE = 10n ** 9n;

  test.each([
    ['1', ONE], [1, ONE], ['500m', ONE / 2n], ['0.5', ONE / 2n], ['.5', ONE / 2n], ['100u', 100_000n], ['500n', 500n], ['1n', 1n], ['0.1n', 0n], ['+2k', 2000n * ONE], ['2Ki', 2048n * ONE],
    ['1.5Gi', 1610612736n * ONE], ['1E', ONE ** 3n], ['1e3', 1000n * ONE], ['1E-3', 10n ** 6n], ['1e99', 10n ** 108n], ['-1Ki', -1024n * ONE], ['9007199254740993', 9007199254740993n * ONE],
  ])('%s is %s billionths', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  test.each(['', 'lots', '4GB', '1K', '1 Gi', 'Gi', '1mi', '1.2.3', '.', '1e', '1e100', '1ni', '0x10', true, undefined, {}])('%s is no quantity', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test('requests are compared with limits in any units', () => {
    expect(ofResources({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: 1, memory: '1024Mi' } })).toEqual([]);
    expect(ofResources({ requests: { cpu: 2, memory: '1025Mi' }, limits: { cpu: '1500m', memory: '1Gi' } })).toEqual([
      { code: 'REQUEST_ABOVE_LIMIT', prop: 'resources.requests.cpu' }, { code: 'REQUEST_ABOVE_LIMIT', prop: 'resources.requests.memory' },
    ]);
    expect(ofResources({ requests: { cpu: '500001u' }, limits: { cpu: '500m' } })).toEqual([{ code: 'REQUEST_ABOVE_LIMIT', prop: 'resources.requests.cpu' }]);
    expect(resourceRequirements({ requests: { cpu: 2 } }).requests?.cpu?.value).toBe('2');
  });
});

describe('storage', () => {
  test('knows how much fits in', () => {
    expect(Storage.claim({ size: Size.mebibytes(1) }).bytes).toBe(2 ** 20);
    expect(Storage.ephemeral(Size.gibibytes(1)).bytes).toBe(2 ** 30);
    expect([Storage.ephemeral().bytes, Storage.hostPath('/a').bytes]).toEqual([undefined, undefined]);
  });
});

describe('scripts', () => {
  test('whatever a script says, the shell gets it', () => {
    fc.assert(fc.property(fc.stringMatching(/^[$()a-z{ ]*$/), (script) => kubelet(shell('u', script)[2] ?? '', { a: 'wrong' }) === script));
    expect(shell('eu', 'echo $(date) $$ ${x}')).toEqual(['sh', '-euc', 'echo $$(date) $$$ ${x}']);
  });
});

describe('gzip', () => {
  test('gives the same bytes each time, and the text back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => gunzipSync(gzip(text)).toString() === text && gzip(text).equals(gzip(text))));
    // Bytes 4 to 7 are the time of the file.
    expect([...gzip('x').subarray(4, 8)]).toEqual([0, 0, 0, 0]);
  });
});

describe('small things', () => {
  test('a probe waits at least one period', () => {
    expect([0, 5, 3600].map((seconds) => startupTiming(seconds).failureThreshold)).toEqual([1, 1, 360]);
  });

  test('nothing is shorter than an empty object', () => {
    expect([nonEmpty({}), nonEmpty(undefined), nonEmpty({ a: 1 })]).toEqual([undefined, undefined, { a: 1 }]);
  });

  test('a literal variable has a value', () => {
    expect(envVar('A', 'b')).toEqual({ name: 'A', value: 'b' });
  });

  test('the group of a process is that of its user', () => {
    expect(podSecurityContext({ runAsUser: 7 })).toMatchObject({ runAsUser: 7, runAsGroup: 7, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('a Service can be for one pod, and have labels and node ports', () => {
    const chart = new Chart(new App(), 'acme');
    service(chart, 'one', { name: 'one', identity, ports: [{ name: 'rpc', port: 1, nodePort: 30001 }], podName: 'acme-replica-0', labels: { a: 'b' }, type: 'NodePort' });
    const [manifest] = manifestsOf(chart);
    expect(manifest).toMatchObject({
      metadata: { labels: { a: 'b', 'app.kubernetes.io/name': 'op-node' } },
      spec: { type: 'NodePort', selector: { 'statefulset.kubernetes.io/pod-name': 'acme-replica-0' }, ports: [{ name: 'rpc', port: 1, nodePort: 30001, targetPort: 'rpc', protocol: 'TCP' }] },
    });
  });
});
