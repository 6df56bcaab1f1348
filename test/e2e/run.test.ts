import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untyped } from '../support/fixtures';

const script = join(__dirname, '../../scripts/e2e.js');
const kubectl = join(__dirname, 'support/kubectl.js');

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { priorityClassName: high, containers: [{ name: web, image: web }] }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: web, namespace: shop }
spec: { podMetricsEndpoints: [] }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  writeFileSync(join(folder, 'shop.k8s.yaml'), DEPLOYMENT);
});
afterEach(() => rmSync(folder, { recursive: true }));

const OPTIONS = ['--kubectl', kubectl, '--run', 'r1', '--timeout', '0.1'];
const env = (fault: string): NodeJS.ProcessEnv => ({ ...process.env, STUB_FOLDER: folder, STUB_FAULT: fault });
const stored = (): Record<string, unknown> => untyped(existsSync(join(folder, 'objects.json')) ? JSON.parse(readFileSync(join(folder, 'objects.json'), 'utf8')) : {});
const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

function run(fault = '', ...options: string[]): { status: number | null; lines: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...OPTIONS, '--manifests', folder, ...options], { encoding: 'utf8', env: env(fault) });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

test('a cluster in which all goes well', () => {
  const { status, lines, stderr } = run();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(lines.filter((line) => /^(ok|FAIL)/.test(line))).toEqual([
    ...['the server takes it, strictly validated', 'it is applied', 'every object is there as it was sent', 'the controllers made its pods', 'applying it again changes nothing'].map((what) => `ok   shop: ${what}`),
    'ok   all: what the run made is removed',
  ]);
  expect(lines.at(-1)).toBe('6 ok, 0 failed');
  expect(lines).toContain('     they are 3 minor versions apart, and kubectl promises one; --kubectl takes another');
  expect(lines).toContain('     made 1 CustomResourceDefinitions and 1 PriorityClasses that were not there');
});

test('it is asked strictly and on the server first, and nothing stays', () => {
  run();
  const applied = calls().filter((call) => call.startsWith('apply'));
  expect(applied).toHaveLength(3);
  expect(applied.every((call) => call.includes('--server-side') && call.includes('--validate=strict'))).toBe(true);
  expect(applied.map((call) => call.includes('--dry-run=server'))).toEqual([true, false, false]);
  expect(calls().find((call) => call.startsWith('wait'))).toContain('--for=condition=Established');
  expect(stored()).toEqual({});
});

test('what others have made stays', () => {
  const own = { kind: 'PriorityClass', metadata: { name: 'high', labels: {} } };
  writeFileSync(join(folder, 'objects.json'), JSON.stringify({ 'priorityclass  high': own, 'namespace  shop': { kind: 'Namespace', metadata: { name: 'shop' } } }));
  expect(run().lines).toContain('     made 1 CustomResourceDefinitions and 0 PriorityClasses that were not there');
  expect(stored()).toEqual({ 'priorityclass  high': own, 'namespace  shop': { kind: 'Namespace', metadata: { name: 'shop' } } });
});

describe('the files of a folder', () => {
  test('may share namespaces and accounts', () => {
    const [api, cron] = ['api', 'cron'].map((name) => DEPLOYMENT.replaceAll(': web', `: ${name}`).replace('priorityClassName: high', 'serviceAccountName: me'));
    writeFileSync(join(folder, 'other.yaml'), `${api}---${cron}`);
    const { status, lines, stderr } = run();
    expect({ status, stderr, last: lines.at(-1) }).toEqual({ status: 0, stderr: '', last: '11 ok, 0 failed' });
    expect(lines).toContain('     run r1: shop-e2e-r1');
  });

  test('have nothing that belongs to no namespace: it would be the cluster\'s own, and stay', () => {
    writeFileSync(join(folder, 'role.yaml'), 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\n');
    const { status, stderr } = run();
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'e2e: what belongs to no namespace is not applied: ClusterRole reader; leave it out\n' });
    expect(calls().filter((call) => /^(create|apply)/.test(call))).toEqual([]);
  });
});

test('what several runs use goes with the last of them', () => {
  const labels = { 'e2e.cdk8s-op-stack/run': 'r0' };
  const other = { kind: 'Namespace', metadata: { name: 'shop-e2e-r0', labels } };
  writeFileSync(join(folder, 'objects.json'), JSON.stringify({ 'namespace  shop-e2e-r0': other, 'priorityclass  high': { kind: 'PriorityClass', metadata: { name: 'high', labels } } }));
  expect(run().lines).toContain('     but for definitions and classes, which other runs use: namespace/shop-e2e-r0');
  expect(Object.keys(stored())).toEqual(['namespace  shop-e2e-r0', 'priorityclass  high', 'customresourcedefinition  podmonitors.monitoring.coreos.com']);
  writeFileSync(join(folder, 'objects.json'), JSON.stringify({ ...stored(), 'namespace  shop-e2e-r0': undefined }));
  run('', '--run', 'r2');
  expect(stored()).toEqual({});
});

test('nor by one that cannot see whether there are others', () => {
  run('refuse get');
  expect(calls().filter((call) => call.startsWith('delete')).map((call) => call.split(' ')[1])).toEqual(['namespace']);
});

test.each([
  ['a refusal', 'refuse apply', 'it is applied', /Error from server: apply is refused/],
  ['pods that would be refused', 'violation', 'the server takes it, strictly validated', /would violate PodSecurity/],
  ['a field that the server drops', 'drop', 'every object is there as it was sent', /Deployment web: spec\.template: sent .+, live nothing/],
  ['too few pods', 'fewer pods', 'the controllers made its pods', /Deployment web: 1 of 2 pods\n +web: Error creating: a pod is forbidden: exceeded quota$/m],
  ['a change by applying again', 'restless', 'applying it again changes nothing', /Deployment web changed/],
])('%s fails its check, and is cleaned up after', (_, fault, what, message) => {
  const { status, lines } = run(fault);
  expect(status).toBe(1);
  expect(lines.filter((line) => line.startsWith('FAIL'))).toContain(`FAIL shop: ${what}`);
  expect(lines.join('\n')).toMatch(message);
  expect(lines.at(-1)).toMatch(/^\d+ ok, [12] failed$/);
  expect(stored()).toEqual({});
});

test('what cannot be removed fails', () => {
  const { status, lines } = run('refuse delete');
  expect(status).toBe(1);
  expect(lines).toContain('FAIL all: what the run made is removed');
});

test('a cluster that lets nothing be made is cleaned up too', () => {
  const { status, stderr, lines } = run('refuse create');
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'e2e: kubectl create --validate=strict --filename=-: Error from server: create is refused\n' });
  expect(lines).toContain('ok   all: what the run made is removed');
});

test('--keep leaves all, and says how to remove it', () => {
  const { status, lines } = run('', '--keep');
  expect(status).toBe(0);
  expect(lines.join('\n')).toMatch(/kubectl delete namespaces,.+ -l e2e\.cdk8s-op-stack\/run=r1/);
  expect(Object.keys(stored())).toEqual(expect.arrayContaining(['namespace  shop-e2e-r1', 'deployment shop-e2e-r1 web', 'priorityclass  high']));
  expect(stored()['namespace  shop-e2e-r1']).toMatchObject({ metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
});

test('--own-names keeps the names, and takes no namespace that is there', () => {
  run('', '--own-names', '--keep', '--level', 'baseline');
  expect(stored()['namespace  shop']).toMatchObject({ metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } });
  const { status, stderr } = run('', '--own-names', '--run', 'r2');
  expect(status).toBe(2);
  expect(stderr).toBe('e2e: the namespace shop is there already; leave --own-names out, or take another cluster\n');
  expect(stored()).toHaveProperty(['deployment shop web']);
});

test.each(['apply', 'create', 'wait'])('Ctrl-C during %s ends it, and cleans up', async (verb) => {
  const child = spawn(process.execPath, [script, ...OPTIONS, '--manifests', folder], { env: env(`hang ${verb}`), stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  while (!existsSync(join(folder, 'hanging'))) await sleep(20);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(text).toContain('interrupted, cleaning up');
  expect(calls().filter((call) => call.startsWith('delete'))).toHaveLength(3);
  expect(stored()).toEqual({});
}, 20_000);

test.each([
  [['--level', 'open'], '--level open is none of restricted, baseline, privileged'],
  [['--timeout', 'soon'], '--timeout soon is no number of seconds'],
  [['--run', 'A'], '--run takes up to 12 lower-case letters and digits'],
  [['--example', 'basic'], '--example and --manifests do not go together'],
  [['--manifests', '/nowhere'], 'there is no folder /nowhere'],
  [['--kubectl', '/nowhere/kubectl'], 'spawn /nowhere/kubectl ENOENT'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('%j is refused before anything is made', (options, message) => {
  const { status, stderr } = run('', ...options);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^e2e: .+\n$/);
  expect(stderr).toContain(message);
  expect(existsSync(join(folder, 'calls'))).toBe(false);
});

test('a cluster that does not answer', () => expect(run('refuse version')).toMatchObject({ status: 2, stderr: 'e2e: no cluster answers: Error from server: version is refused\n' }));

test('--help', () => {
  const { status, lines } = run('', '--help');
  expect(status).toBe(0);
  expect(lines[2]).toBe('usage: npm run test:e2e -- [options]');
});
