import { gzipSync } from 'node:zlib';
import { configMap, deployment, NOW, object, opNode, replica, sequencer, type Sides } from './support/objects';
import { diffManifests } from '../../../src/inspect/diff/diff-manifests';
import { jsonReportOf, markdownOf, reportOf } from '../../../src/inspect/diff/report';
import { DEV_KEY } from '../../support/fixtures';

const difference = ([before, after]: Sides): ReturnType<typeof diffManifests> => diffManifests(before, after, NOW);
const text = (sides: Sides): string => reportOf(difference(sides)).map((line) => line.text).join('\n');
/** Everything that a user may come to see. */
const all = (sides: Sides): string => [text(sides), markdownOf(difference(sides)), JSON.stringify(jsonReportOf(difference(sides)))].join('\n');

const env = (name: string, value: string): ReturnType<typeof object> => deployment('node', opNode({ env: [{ name, value }] }));
const args = (...list: readonly string[]): ReturnType<typeof object> => deployment('node', opNode({ args: list }));
const secret = (over: object): ReturnType<typeof object> => object('v1', 'Secret', 's', over);
const OTHER_KEY = `0x${'5'.repeat(64)}`;
const MNEMONIC = 'test test test test test test test test test test test junk';

describe('nothing secret is said', () => {
  test.each<[string, Sides, readonly string[]]>([
    ['data of a Secret', [[secret({ data: { key: 'b2xkLXZhbHVl' } })], [secret({ data: { key: 'bmV3LXZhbHVl' } })]], ['b2xkLXZhbHVl', 'bmV3LXZhbHVl']],
    ['text of a Secret that comes', [[secret({})], [secret({ stringData: { key: 'new-value' } })]], ['new-value']],
    ['a Secret that is renamed', [[secret({ stringData: { key: 'old-value', b: 'x1', c: 'x2', d: 'x3' } })], [object('v1', 'Secret', 't', { stringData: { key: 'new-value', b: 'x1', c: 'x2', d: 'x3' } })]], ['old-value', 'new-value', '"x1"']],
    ['what kubectl keeps of a Secret', [[secret({ metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"b2xk"}}' } } })], [secret({ metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"bmV3"}}' } } })]], ['b2xk', 'bmV3']],
    ['a key that is written out', [[env('OP_BATCHER_PRIVATE_KEY', DEV_KEY)], [env('OP_BATCHER_PRIVATE_KEY', OTHER_KEY)]], [DEV_KEY, OTHER_KEY]],
    ['a key in a variable of any name', [[env('ANYTHING', DEV_KEY)], [env('ANYTHING', OTHER_KEY)]], [DEV_KEY, OTHER_KEY]],
    ['a mnemonic', [[env('X', MNEMONIC)], [env('X', 'none')]], [MNEMONIC]],
    ['a password', [[env('DB_PASSWORD', 'hunter2')], [env('DB_PASSWORD', 'hunter3')]], ['hunter2', 'hunter3']],
    ['a key in a flag', [[args(`--p2p.priv.raw=${DEV_KEY}`)], [args(`--p2p.priv.raw=${OTHER_KEY}`)]], [DEV_KEY, OTHER_KEY]],
    ['the key in a URL', [[args('--network=https://rpc.example.com/v3/0123456789abcdef0123')], [args('--network=https://rpc.example.com/v3/fedcba98765432100123')]], ['0123456789abcdef0123', 'fedcba98765432100123']],
    ['the password of a URL', [[args('--l1=https://user:swordfish@rpc.example.com')], [args('--l1=https://user:marlin77@rpc.example.com')]], ['swordfish', 'marlin77']],
    ['a short password', [[env('DB_PASS', 'tiny1')], [env('DB_PASS', 'tiny2')]], ['tiny1', 'tiny2']],
    ['a token in a variable', [[env('API_TOKEN', 'tiny1')], [env('API_TOKEN', 'tiny2')]], ['tiny1', 'tiny2']],
    ['a header that is a flag', [[args('--l1.beacon-header', 'X-Access: swordfish')], [args('--l1.beacon-header=X-Access: marlin77')]], ['swordfish', 'marlin77']],
    ['a header in a variable', [[env('EXTRA', 'X-Api-Key: swordfish')], [env('EXTRA', 'Authorization: Basic bWFybGluNzc=')]], ['swordfish', 'bWFybGluNzc']],
    ['a token', [[env('EXTRA', 'Bearer sword.fish')], [env('EXTRA', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.marlin77')]], ['sword.fish', 'marlin77', 'eyJ']],
    ['flags and variables of a script', [[args('sh', '-c', 'TOKEN=swordfish run --password tiny1 --verbosity 3')], [args('sh', '-c', 'TOKEN="marlin 77" run --password=tiny2 --verbosity 3')]], ['swordfish', 'marlin', 'tiny1', 'tiny2']],
    ['what a file names as secret', [[configMap('c', { 'a.toml': 'port = 1\npassword = "tiny1"', 'b.yaml': 'a:\n  "api-key": \'sail fish\'\n' })], [configMap('c', { 'a.toml': 'port = 2\npassword = "tiny2"', 'b.yaml': 'a:\n  apiKey: marlin77 # new\n' })]], ['tiny1', 'tiny2', 'fish', 'marlin']],
    ['a key in a file', [[configMap('c', { 'a.txt': `key ${DEV_KEY}` })], [configMap('c', { 'a.txt': `key ${OTHER_KEY}` })]], [DEV_KEY, OTHER_KEY]],
  ])('%s', (_, sides, secrets) => {
    expect(difference(sides).objects).not.toEqual([]);
    for (const each of secrets) expect(all(sides)).not.toContain(each);
  });

  test('and what is public is', () => {
    const said = text([[args('--cannon-prestate=0x1'), configMap('c', { 'rollup.json': { genesis: { l2: { hash: DEV_KEY } } } })], [args(`--cannon-prestate=${OTHER_KEY}`), configMap('c', { 'rollup.json': { genesis: { l2: { hash: OTHER_KEY } } } })]]);
    expect(said).toContain(`args[--cannon-prestate]: "0x1" → "${OTHER_KEY}"`);
    expect(said).toContain(`data[rollup.json].genesis.l2.hash: "${DEV_KEY}" → "${OTHER_KEY}"`);
    expect(text([[args('--l2.jwt-secret=/a/jwt')], [args('--l2.jwt-secret=/b/jwt')]])).toContain('"/a/jwt" → "/b/jwt"');
    expect(text([[args('sh', '-c', 'run --password $PASS --token=/run/token --verbosity 3')], [args('sh', '-c', 'run --password ${PASS} --token=/run/token --verbosity 4')]])).toContain('"run --password $PASS --token=/run/token --verbosity 3" → "run --password ${PASS} --token=/run/token --verbosity 4"');
    expect(text([[configMap('c', { 'a.toml': 'port = 1\npassword = "tiny1"' })], [configMap('c', { 'a.toml': 'port = 2\npassword = "tiny1"' })]])).toContain('port = 2');
    expect(text([[secret({ data: { key: 'YQ==' } })], [secret({ data: { key: 'Yg==' } })]])).toContain('~ data.key: <secret> (changed)');
  });
});

test('a Secret says the same as text and encoded', () => {
  expect(text([[secret({ stringData: { key: 'a' } })], [secret({ data: { key: 'YQ==' } })]])).toBe('No difference.');
  expect(text([[secret({ data: { key: 'YQ==' } })], [secret({ data: { key: 'YQ==' }, stringData: { key: 'b' } })]])).toContain('~ data.key: <secret> (changed)');
});

const packed = (time: number): ReturnType<typeof object> => object('v1', 'ConfigMap', 'genesis', { binaryData: { 'genesis.json.gz': gzipSync(JSON.stringify({ config: { karstTime: time, chainId: 1 }, alloc: {} })).toString('base64') } });
const blob = (letter: string): ReturnType<typeof object> => object('v1', 'ConfigMap', 'c', { binaryData: { 'files.tar.gz': letter.repeat(20_000) } });
const long = (word: string): ReturnType<typeof object> => configMap('c', { script: `${'echo same\n'.repeat(40)}${word}` });
const many = (value: number): ReturnType<typeof object> => configMap('c', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key-${index}`, String(value)])));

describe('the report', () => {
  test('has a sign for what comes, goes and changes', () => {
    const before = [replica(), configMap('gone', { a: '1' }), object('v1', 'Service', 'old', { spec: { ports: [{ port: 1 }], selector: { app: 'replica' } } })];
    const after = [replica({ args: ['--log.level=debug'] }, { spec: { replicas: 2 } }), object('v1', 'ServiceAccount', 'come'), object('v1', 'Service', 'new', { spec: { ports: [{ port: 1 }], selector: { app: 'replica' } } })];
    expect(text([before, after])).toMatchSnapshot();
  });

  test('says that there is nothing', () => {
    expect(text([[replica()], [replica()]])).toBe('No difference.');
    expect(markdownOf(difference([[], []]))).toBe('No difference.\n');
    expect(jsonReportOf(difference([[], []]))).toEqual({ objects: [], risks: [] });
  });

  test('says that nothing is risky', () => {
    expect(text([[configMap('c', { a: '1' })], [configMap('c', { a: '2' })]])).toBe('~ ConfigMap acme/c\n    ~ data.a: "1" → "2"\n\n1 changed\n\nNo risks.');
  });

  test('opens packed files of the chain', () => {
    const sides: Sides = [[packed(NOW + 10)], [packed(NOW + 20)]];
    expect(text(sides)).toContain(`~ binaryData[genesis.json.gz].config.karstTime: ${NOW + 10} → ${NOW + 20}`);
    expect(difference(sides).risks.map(({ id }) => id)).toEqual(['FORK_TIME_CHANGED']);
  });

  test('cuts packed files short, and long texts to where they differ', () => {
    expect(text([[blob('A')], [blob('B')]])).toMatch(/binaryData\[files\.tar\.gz\]: "A{47}… \(19\.5 KiB\) → "B{47}… \(19\.5 KiB\)\n/);
    expect(text([[long('one')], [long('two')]])).toMatch(/….*one" → ….*two"/);
    expect(JSON.stringify(jsonReportOf(difference([[blob('A')], [blob('B')]])))).not.toContain('A'.repeat(100));
  });

  test('counts what is too much to list, and JSON has it all', () => {
    const sides: Sides = [[many(1)], [many(2)]];
    expect(text(sides)).toContain('… and 40 more; --json has them all');
    expect(JSON.stringify(jsonReportOf(difference(sides))).match(/"path"/g)).toHaveLength(100);
  });

  test('is JSON with types, paths and risks', () => {
    const report = jsonReportOf(difference([[sequencer()], [sequencer({}, { spec: { replicas: 0 } })]]));
    expect(JSON.parse(JSON.stringify(report))).toEqual({
      objects: [{ change: 'changed', apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'acme', name: 'sequencer', fields: [{ path: 'spec.replicas', before: 1, after: 0 }] }],
      risks: [
        expect.objectContaining({ id: 'SEQUENCER_REMOVED', severity: 'danger', kind: 'StatefulSet', name: 'sequencer', path: 'spec.replicas', message: expect.any(String), remedy: expect.any(String) }),
        expect.objectContaining({ id: 'REPLICAS_REDUCED', severity: 'info' }),
      ],
    });
  });

  test('is Markdown in which no value is markup', () => {
    const said = markdownOf(difference([[configMap('c', { 'rollup.json': { note: 'a' } })], [configMap('c', { 'rollup.json': { note: '<img src=x> | ``` @everyone' } })]]));
    expect(said).toContain('| danger | CHAIN_FILE_CHANGED |');
    expect(said).toContain('\\<img src=x\\> \\| \\`\\`\\` \\@everyone');
    expect(said).toMatch(/\n````diff\n[^]*\n````\n/);
  });

  test('has the worst first', () => {
    const { risks } = difference([[sequencer({}, { spec: { replicas: 2 } })], [sequencer({ image: 'example.com/op-node:v1.0.0' }, { spec: { replicas: 1 } })]]);
    expect(risks.map(({ severity }) => severity)).toEqual(['danger', 'warning', 'info']);
  });
});
