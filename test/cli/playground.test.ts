import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { quiet } from '../discovery/support/quiet';
import { fixtures, outputFolder, removeFolders } from '../playground/support/folder';
import { BuilderPlaygroundChart, SecretValue, Storage, type BuilderPlaygroundChartProps } from '../../src';
import { parseManifests } from '../../src/inspect/read-manifests';
import { Artifacts, BuilderPlaygroundWorkloads } from '../../src/playground';
import { expectValid, find } from '../../src/testing';
import { untyped } from '../support/fixtures';

quiet();
const own = mkdtempSync(join(tmpdir(), 'op-stack-playground-'));
afterAll(() => rmSync(own, { recursive: true }));
afterAll(removeFolders);

const L1 = 'examples/playground/l1';
const OPSTACK = 'examples/playground/opstack';

/** What `cdk8s synth` writes for the chart in an app. */
function synthesized(props: BuilderPlaygroundChartProps, id = 'playground'): string {
  const outdir = mkdtempSync(join(own, 'app-'));
  const app = new App({ outdir });
  new BuilderPlaygroundChart(app, id, { name: id, ...props });
  app.synth();
  return readFileSync(join(outdir, `${id}.k8s.yaml`), 'utf8');
}

function values(content: object | string): string {
  const file = join(mkdtempSync(join(own, 'values-')), 'values.yaml');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** What the chart gives, or the error that it throws. */
function chartOf(folder: string): { readonly out: string } | { readonly err: string } {
  try {
    return { out: synthesized({ output: folder }) };
  } catch (error) {
    return { err: `error: ${untyped<Error>(error).message}\n` };
  }
}

describe('playground', () => {
  test.each([L1, OPSTACK])('%s gives the bytes of the chart in an app, on stdout alone', (folder) => {
    expect(binary(['playground', folder, '--namespace', 'pg'])).toEqual({ code: 0, out: synthesized({ output: folder, namespace: 'pg' }), err: '' });
  });

  test('writes a file, and says which', async () => {
    const output = join(own, 'new', 'folder');
    expect(await cli(['playground', L1, '--output', output, '--name', 'l1'])).toEqual({ code: 0, out: `${output}/l1.k8s.yaml\n`, err: '' });
    expect(readFileSync(join(output, 'l1.k8s.yaml'), 'utf8')).toBe(synthesized({ output: L1 }, 'l1'));
    expect(readdirSync(output)).toEqual(['l1.k8s.yaml']);
  });

  test('its manifests are valid', async () => {
    for (const mode of ['pod', 'workloads']) {
      const { out } = await cli(['playground', OPSTACK, '--mode', mode]);
      expect(() => expectValid(parseManifests(out, mode), { podSecurity: 'baseline' })).not.toThrow();
    }
  });

  test('takes each option as the chart takes its prop', async () => {
    const { out } = await cli([
      'playground', OPSTACK, '--namespace', 'pg', '--storage', 'pvc', '--image', 'op-geth=r.example.com/op-geth:v1', '--skip', 'op-batcher', '--expose', 'op-geth', '--image-pull-policy', 'Always',
      '--pull-secret', 'a', '--pull-secret', 'b', '--docker-host', '10.0.0.1', '--mount-output', '--no-native-sidecars', '--toolbox', 'r.example.com/busybox:1',
    ]);
    expect(out).toBe(synthesized({
      output: OPSTACK, namespace: 'pg', storage: 'pvc', imagePullPolicy: 'Always', imagePullSecrets: ['a', 'b'], dockerHost: '10.0.0.1', mountOutput: true, nativeSidecars: false, toolbox: 'r.example.com/busybox:1',
      services: { 'op-geth': { image: 'r.example.com/op-geth:v1', expose: { type: 'NodePort' } }, 'op-batcher': { run: 'skip' } },
    }));
    const external = await cli(['playground', OPSTACK, '--external', 'op-geth=10.1.2.3', '--external', 'op-batcher=batcher.example.com']);
    expect(external.out).toBe(synthesized({ output: OPSTACK, services: { 'op-geth': { run: { external: '10.1.2.3' } }, 'op-batcher': { run: { external: 'batcher.example.com' } } } }));
  });

  test('takes every prop of the chart from a file, and options over it', async () => {
    const plain = {
      namespace: 'pg', labels: { team: 'x' }, mountOutput: true, dockerHost: '10.0.0.1', rewrite: { 'init-slashing-protection': 'init-slashing' }, nativeSidecars: true, sidecarReadiness: true, toolbox: 'busybox:1',
      resources: { requests: { cpu: '1' } }, imagePullPolicy: 'IfNotPresent', imagePullSecrets: ['a'], podSecurityContext: { runAsUser: 0 }, nodeSelector: { a: 'b' }, tolerations: [{ key: 'a', operator: 'Exists' }],
      affinity: {}, priorityClassName: 'high', serviceAccountName: 'own', podLabels: { p: 'q' }, podAnnotations: { r: 's' }, secretVersion: '1', podOverrides: { hostname: 'h' },
    } as const;
    const file = values({
      ...plain,
      storage: { size: '20Gi', storageClass: 'fast', accessModes: ['ReadWriteMany'] }, artifacts: { claim: 'files', path: 'l1' }, terminationGracePeriod: 30,
      services: { el: { image: 'r.example.com/reth:1', env: { A: 'b', C: { secret: 's', key: 'k' } }, extraArgs: ['--x'], resources: { limits: { memory: '1Gi' } }, securityContext: { privileged: false }, expose: { type: 'LoadBalancer' } } },
    });
    const props: BuilderPlaygroundChartProps = {
      ...plain, output: L1,
      storage: Storage.claim({ size: Size.gibibytes(20), storageClass: 'fast', accessModes: ['ReadWriteMany'] }), artifacts: Artifacts.claim('files', 'l1'), terminationGracePeriod: Duration.seconds(30),
      services: { el: { image: 'r.example.com/reth:1', env: { A: 'b', C: SecretValue.fromSecret('s', 'k') }, extraArgs: ['--x'], resources: { limits: { memory: '1Gi' } }, securityContext: { privileged: false }, expose: { type: 'LoadBalancer' } } },
    };
    expect(await cli(['playground', L1, '--values', file])).toEqual({ code: 0, out: synthesized(props), err: '' });
    const over = await cli(['playground', L1, '--values', file, '--namespace', 'other', '--image', 'el=r.example.com/reth:2', '--expose', 'el']);
    expect(over.out).toBe(synthesized({ ...props, namespace: 'other', services: { el: { ...props.services!.el, image: 'r.example.com/reth:2' } } }));
  });

  test('reads the other forms of storage and artifacts', async () => {
    const out = async (content: object): Promise<string> => (await cli(['playground', L1, '--values', values(content)])).out;
    expect(await out({ storage: 'pvc' })).toBe(synthesized({ output: L1, storage: 'pvc' }));
    expect(await out({ storage: { hostPath: '/data/x' }, artifacts: { hostPath: '/files' } })).toBe(synthesized({ output: L1, storage: Storage.hostPath('/data/x'), artifacts: Artifacts.hostPath('/files') }));
    expect(await out({ artifacts: { image: 'files:1' } })).toBe(synthesized({ output: L1, artifacts: Artifacts.image('files:1') }));
  });

  test('makes a Deployment for each service', async () => {
    const app = new App();
    const chart = new Chart(app, 'playground', { namespace: 'pg' });
    new BuilderPlaygroundWorkloads(chart, 'playground', { name: 'playground', output: L1, storage: 'local-path' });
    expect((await cli(['playground', L1, '--mode', 'workloads', '--namespace', 'pg', '--storage', 'local-path'])).out).toBe(app.synthYaml());
  });

  test('says warnings on stderr, or fails for them', () => {
    const warned = binary(['playground', L1, '--storage', 'local-path']);
    expect(warned.code).toBe(0);
    expect(warned.err).toMatch(/^warning: .*\(HOST_PATH_STORAGE\)\nSee \S+\n$/);
    expect(find(parseManifests(warned.out, 'out'), 'Deployment', 'playground')).toBeDefined();
    for (const mode of ['pod', 'workloads']) expect(binary(['playground', L1, '--storage', 'local-path', '--strict', '--mode', mode])).toEqual({ code: 1, out: '', err: expect.stringMatching(/^error: .*\(HOST_PATH_STORAGE\)\nSee \S+\n$/) });
  });

  test('fails for a stale genesis only when it is asked to', async () => {
    expect(await cli(['playground', L1, '--fresh'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('(EXPIRED_GENESIS)') });
  });

});

const shared = fixtures();
(shared === undefined ? describe.skip : describe)('playground of real folders', () => {
  const folders = shared === undefined ? [] : readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('manifest.json')).map((path) => outputFolder(readFileSync(join(shared, path), 'utf8')));
  test('gives what the chart gives, be it an error', async () => {
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) {
      expect(await cli(['playground', folder])).toMatchObject(chartOf(folder));
    }
  });
});

mkdirSync(join(own, 'empty'));
test.each([
  [[], 2, "missing required argument 'dir'"],
  [['nowhere'], 1, '(FOLDER_NOT_FOUND)'],
  [[join(own, 'empty')], 1, 'manifest'],
  [[L1, '--storage', 'nfs'], 2, 'Allowed choices are ephemeral, pvc, local-path'],
  [[L1, '--mode', 'pods'], 2, 'Allowed choices are pod, workloads'],
  [[L1, '--image', 'el'], 2, 'Write it as service=value.'],
  [[L1, '--image', 'ell=a:1'], 1, '(UNKNOWN_SERVICE)'],
  [[L1, '--name', 'Not A Name'], 1, '(INVALID_NAME)'],
  [[L1, '--mode', 'workloads', '--no-native-sidecars'], 2, 'no native sidecars'],
  [[L1, '--values', values('a: 1\n---\nb: 2')], 2, 'has more than one document'],
  [[L1, '--values', values('[1]')], 2, 'holds a list, and no props of the chart'],
  [[L1, '--values', values('')], 2, 'holds nothing'],
  [[L1, '--values', values({ storagee: 'pvc' })], 2, 'there is no "storagee". Did you mean storage?'],
  [[L1, '--values', values({ now: 1 })], 2, 'there is no "now"'],
  [[L1, '--values', values({ storage: { size: 'big' } })], 2, 'storage has not the form'],
  [[L1, '--values', values({ storage: { size: '1Gi', accessModes: ['All'] } })], 2, 'storage has not the form'],
  [[L1, '--values', values({ storage: { sizes: '1Gi' } })], 2, 'storage has not the form'],
  [[L1, '--values', values({ artifacts: { claim: 'a', at: 'b' } })], 2, 'artifacts has not the form'],
  [[L1, '--values', values({ labels: { a: 1 } })], 2, 'labels has not the form'],
  [[L1, '--values', values({ services: { el: 1 } })], 2, 'services.el is a number'],
  [[L1, '--values', values({ services: { el: { imag: 'x' } } })], 2, 'there is no "services.el.imag". Did you mean image?'],
  [[L1, '--values', values({ services: { el: { env: { A: { secret: 's' } } } } })], 2, 'services.el.env has not the form'],
  [[L1, '--values', values({ services: { el: { run: { internal: 'x' } } } })], 2, 'services.el.run has not the form'],
])('playground %j ends with %i', async (args, code, message) => {
  const ran = await cli(['playground', ...args]);
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err).toContain(message);
});
