import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { binary } from './support/binary';
import { cli, type Ran } from './support/cli';
import { backend, deployment, document } from '../inspect/graph/support/manifests';
import { parseFlowchart } from '../inspect/graph/support/mermaid';
import { parseXml } from '../inspect/graph/support/xml';
import { exampleManifests } from '../support/examples';
import { untyped } from '../support/fixtures';
import type { Graph } from '../../src/inspect/graph/model';

const root = mkdtempSync(join(tmpdir(), 'op-stack-explain-'));
afterAll(() => rmSync(root, { recursive: true }));

const at = (name: string): string => join(root, name);
for (const [name, manifests] of Object.entries(exampleManifests)) {
  mkdirSync(at(name));
  Yaml.save(join(at(name), `${name}.k8s.yaml`), [...manifests]);
}

const FOREIGN = deployment({ args: ['--url=http://api', '--database=postgres.data.svc:5432'] }) + backend('api');
const WALL = document({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'wall', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });

const explain = (...args: readonly string[]): Ran => binary(['explain', ...args]);
const graphOf = ({ out }: Ran): Graph => untyped<Graph>(JSON.parse(out));

describe.each(Object.keys(exampleManifests))('of the example %s', (name) => {
  test('every format is printed, and nothing else', () => {
    const { code, out, err } = explain(at(name));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Namespace [\w-]+\n\n(StatefulSet|Deployment) [\w-]+, [\w ]+\n {2}starts {4}1 /);
    const drawings = ['json', 'mermaid', 'svg'].map((format) => explain(at(name), '--format', format));
    expect(drawings.map((ran) => [ran.code, ran.err])).toEqual([[0, ''], [0, ''], [0, '']]);
    const [json, mermaid, svg] = drawings;
    const { workloads } = graphOf(json!);
    expect(workloads.length).toBeGreaterThan(0);
    expect(parseFlowchart(mermaid!.out).nodes.size).toBeGreaterThan(workloads.length);
    expect(parseXml(svg!.out)[0]).toMatchObject({ name: 'svg' });
  });
});

test('reads a file, a folder, stdin and an app alike', () => {
  const file = join(at('basic'), 'basic.k8s.yaml');
  const app = `node -e "require('fs').cpSync(process.argv[1], process.env.CDK8S_OUTDIR, { recursive: true })" ${at('basic')}`;
  const fromFile = explain(file);
  const others = [explain(at('basic')), binary(['explain', '-'], { stdin: readFileSync(file, 'utf8') }), explain('--app', app)];
  expect(fromFile.out).toContain('StatefulSet op-sepolia-replica');
  expect(others.map(({ out }) => out === fromFile.out)).toEqual([true, true, true]);
});

test('--json is the format json', () => {
  expect(explain(at('basic'), '--json')).toEqual(explain(at('basic'), '--format', 'json'));
});

test('--output writes the file, and nothing to stdout', () => {
  const file = at('out.svg');
  expect(explain(at('basic'), '--format', 'svg', '--output', file)).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(file, 'utf8')).toBe(explain(at('basic'), '--format', 'svg').out);
});

test('parts of it are named by namespace and workload', () => {
  const yaml = join(root, 'two.yaml');
  writeFileSync(yaml, FOREIGN + backend('api', 'other'));
  expect(graphOf(explain(yaml, '--namespace', 'other', '--json')).workloads.map(({ id }) => id)).toEqual(['Deployment/other/api']);
  expect(graphOf(explain(yaml, '--workload', 'web', '--json')).endpoints.map(({ title }) => title)).toEqual(['postgres', 'api']);
  expect(graphOf(explain(yaml, '--workload', 'api', '--namespace', 'shop', '--json')).services.map(({ id }) => id)).toEqual(['Service/shop/api']);
});

test('manifests of others are told as well, and what is blocked is marked', () => {
  const { code, out, err } = binary(['explain', '-'], { stdin: FOREIGN + WALL });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^ +calls +api:80 +to api 8080 +web: --url +BLOCKED by NetworkPolicies$/m);
  expect(out).toMatch(/^ +postgres.data.svc:5432 .*BLOCKED by NetworkPolicies$/m);
  expect(out.split('Look at\n')[1]!.trim().split('\n')).toHaveLength(3);
  const drawn = binary(['explain', '-', '--format', 'mermaid'], { stdin: FOREIGN + WALL });
  expect(parseFlowchart(drawn.out).styled).toHaveLength(2);
  expect(drawn.err.split('\n')[0]).toBe('warning: Deployment/shop/web: web calls api:80 (--url), which no NetworkPolicy lets through');
});

test('of nothing it says so', () => {
  mkdirSync(at('empty'));
  expect(explain(at('empty'))).toEqual({ code: 0, out: 'There is nothing that runs, and no Service.\n', err: '' });
});

test.each<[string, readonly string[], number, RegExp]>([
  ['no source', [], 2, /^error: name a folder of manifests, or --app\n$/],
  ['two sources', [at('basic'), '--app', 'true'], 2, /^error: name either a folder of manifests or --app\n$/],
  ['a source too many', [at('basic'), at('testnet')], 2, /^error: too many arguments for 'explain'/],
  ['a folder that is not there', [at('nowhere')], 1, /^error: ENOENT: no such file or directory/],
  ['a format that is none', [at('basic'), '--format', 'dot'], 2, /argument 'dot' is invalid\. Allowed choices are text, mermaid, svg, json\./],
  ['two formats', [at('basic'), '--format', 'svg', '--json'], 2, /^error: --json is --format json: name one format\n$/],
  ['a namespace that is none', [at('basic'), '--namespace', 'op-sepolai'], 2, /^error: there is no namespace op-sepolai\. Did you mean op-sepolia\? The namespaces are op-sepolia\n$/],
  ['a workload that is none', [at('testnet'), '--workload', 'acme-bacher'], 2, /^error: there is no workload acme-bacher\. Did you mean acme-batcher\? The workloads are acme-sequencer, /],
  ['a workload of another namespace', [at('testnet'), '--workload', 'acme-batcher', '--namespace', 'other'], 2, /^error: there is no namespace other\. The namespaces are acme\n$/],
  ['an option that is none', [at('basic'), '--fromat', 'svg'], 2, /unknown option '--fromat'\n\(Did you mean --format\?\)/],
  ['a file that cannot be written', [at('basic'), '--output', at('no/such/folder')], 1, /^error: ENOENT: no such file or directory, open /],
  ['an app that fails', ['--app', 'exit 3'], 1, /^error: "exit 3" ended with 3: nothing was synthesized\n/],
])('fails for %s, in one message', (_, args, code, message) => {
  const ran = explain(...args);
  expect([ran.code, ran.out]).toEqual([code, '']);
  expect(ran.err).toMatch(message);
  expect(ran.err).not.toMatch(/\n\s+at /);
});

test.each([['no YAML', 'a: [', /stdin/], ['no objects', 'a: 1', /stdin: document 1 is no Kubernetes object: it has no apiVersion and kind/]])('fails for what is %s', (_, stdin, message) => {
  expect(binary(['explain', '-'], { stdin })).toMatchObject({ code: 1, out: '', err: expect.stringMatching(message) });
});

test('--help has examples that work', async () => {
  const { code, out } = await cli(['explain', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('cdk8s-op-stack explain dist --format svg --output topology.svg');
  const { out: text } = await cli(['explain', at('testnet'), '--workload', 'acme-batcher']);
  expect(text).toMatch(/^Namespace acme\n\nDeployment acme-batcher, 1 replica\n/);
  expect(existsSync('topology.svg')).toBe(false);
});
