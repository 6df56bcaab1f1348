import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './support/binary';
import { cli } from './support/cli';
import { synthesizedExamples } from '../support/examples';
import { commands } from '../../src/cli/commands';
import { wholeProgram } from '../../src/cli/run';

const folder = synthesizedExamples();
const main = join(__dirname, '../../dist/src/cli/main.js');
const names = Object.keys(commands);
const broken = mkdtempSync(join(tmpdir(), 'op-stack-manners-'));
afterAll(() => rmSync(broken, { recursive: true }));

describe('every command', () => {
  test.each(names)('%s says more with --help, with examples that its options allow', async (name) => {
    const { code, out, err } = await cli([name, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect((await cli(['help', name])).out).toBe(out);
    const { examples } = await commands[name]!.load();
    expect(examples.length).toBeGreaterThan(0);
    for (const [call, what] of examples) {
      expect(out).toContain(`  # ${what}\n  cdk8s-op-stack ${call}`);
      const [first, ...args] = call.split(/ [|>] /)[0]!.split(' ');
      expect(first).toBe(name);
      // A whole program each time: commander keeps what it has read.
      const program = await wholeProgram({ out: () => {}, err: () => {}, env: {}, stdin: () => '', color: false });
      const command = program.commands.find((each) => each.name() === name)!;
      command.action(() => {});
      await expect(program.parseAsync([name, ...args], { from: 'user' })).resolves.toBeDefined();
    }
  });

  test.each(names)('%s refuses an option that it does not have, with a hint to its help', async (name) => {
    const ran = await cli([name, '--nonsense']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(`(cdk8s-op-stack ${name} --help says more)`);
  });

  test('is in the list of commands', async () => {
    const { out } = await cli(['--help']);
    for (const [name, { summary }] of Object.entries(commands)) expect(out.replace(/\s+/g, ' ')).toMatch(new RegExp(`${name} .*${summary.slice(0, 20)}`));
  });
});

test.each([
  ['images', 'nowhere'],
  ['check', 'nowhere'],
  ['check', '--network', 'op-sepolia', '--rollup-config', 'nowhere', '--lock', 'nowhere'],
  ['check', '--rollup-config', 'nowhere'],
  ['playground', 'nowhere'],
  ['playground', 'examples/playground/l1', '--values', 'nowhere'],
])('a missing file gives one line and no stack: %s %s %s', (...args) => {
  const { code, out, err } = binary(args);
  expect([code === 0, out]).toEqual([false, '']);
  expect(err).toMatch(/^error: [^\n]*nowhere[^\n]*\n(See \S+\n)?$/);
});

test('a reader that has seen enough is no fault', () => {
  const { stdout, stderr } = spawnSync('bash', ['-c', `"$0" "$1" images "$2" --format json | head -1; echo "\${PIPESTATUS[0]}"`, process.execPath, main, folder], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['{\n0\n', '']);
});

/** The exit code of a call whose reader is gone. */
const unread = (line: string): string => spawnSync('bash', ['-c', `${line} | true; echo "\${PIPESTATUS[0]}"`, process.execPath, main, folder], { encoding: 'utf8' }).stdout;

test('nor does it hide that something was found, or that the command line is wrong', () => {
  expect(unread('{ sleep 0.3; "$0" "$1" check --network op-mainnet --image op-node=v1.9.1; }')).toBe('1\n');
  expect(unread('{ sleep 0.3; "$0" "$1" nonsense 2>&1; }')).toBe('2\n');
});

test.each([
  ['no: [manifest', 'The YAML cannot be read: '],
  ['a: 1', 'document 1 is no Kubernetes object: it has no apiVersion and kind'],
])('what is no manifest is said in a line, without a hint at faults of the command: %s', (stdin, what) => {
  const { code, out, err } = binary(['explain', '-'], { stdin });
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^error: stdin: [^\n]*\n$/);
  expect(err).toContain(what);
});

const KEY = 'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';

test.each([
  ['key: "0xKEY\nb: "x": y'],
  ['a: {key: 0xKEY\nb: c'],
  ['key: 0xKEY\nkey: 0xKEY'],
  ['- *0xKEY'],
  ['- !0xKEY a'],
  ['{"a": "0xKEY", "b": }'],
  ['"0xKEY'],
])('nothing of a file that cannot be read is printed: %s', async (text) => {
  const file = join(broken, 'broken.json');
  writeFileSync(file, text.replaceAll('KEY', KEY));
  for (const args of [['images', file], ['check', file], ['explain', file], ['diff', file, file], ['render', file], ['playground', 'examples/playground/l1', '--values', file], ['discover', file, '--frozen'], ['check', '--rollup-config', file], ['check', '--network', 'op-sepolia', '--lock', file], ['discover', join(broken, 'lock.json'), '--l1', 'http://127.0.0.1:1', '--rollup-config', file]]) {
    const { code, out, err } = await cli(args, { env: { DEBUG: '1' } });
    expect([args[0], code === 0]).toEqual([args[0], false]);
    expect(`${out}${err}`).not.toContain(KEY.slice(0, 8));
  }
  expect(binary(['images', file])).toMatchObject({ code: 1, out: '', err: expect.not.stringContaining(KEY.slice(0, 8)) });
});

test('colours are for terminals, and for those who ask for them; NO_COLOR wins', () => {
  const args = ['check', '--network', 'op-sepolia', '--release', 'karst-2026-09'];
  expect(binary(args).out).not.toContain('\u001B');
  expect(binary(args, { env: { FORCE_COLOR: '1' } }).out).toContain('\u001B');
  expect(binary(args, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).not.toContain('\u001B');
});

/** The packages that a call brings in, by node's own list of modules. */
const packagesOf = (...args: readonly string[]): readonly string[] => {
  const script = `process.argv.splice(1, 0, ''); process.argv = ['node', 'x', ...${JSON.stringify(args)}]; process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n'))); require(${JSON.stringify(main)})`;
  const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return [...new Set([...stderr.matchAll(/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//g)].map(([, name]) => name!))];
};

describe('what is loaded', () => {
  test.each([
    ['images', join(folder, 'op-sepolia.k8s.yaml')],
    ['releases', 'op-node', 'v1.16.0'],
    ['check', '--network', 'op-sepolia', '--release', 'karst-2026-09'],
    ['check', join(folder, 'op-sepolia.k8s.yaml')],
    ['playground', '--help'],
  ])('%s %s needs neither viem nor cdk8s', (...args) => {
    const packages = packagesOf(...args);
    expect(packages).toContain('commander');
    expect(packages.filter((name) => ['viem', 'cdk8s', 'cdk8s-plus-28', 'constructs'].includes(name))).toEqual([]);
  });
});

test('a file that is not there is said in a line, and DEBUG adds where it was read', async () => {
  const message = "ENOENT: no such file or directory, stat '/none'";
  expect(await cli(['images', '/none'])).toEqual({ code: 1, out: '', err: `error: ${message}\n` });
  expect(await cli(['images', '/none'], { env: { DEBUG: '1' } })).toMatchObject({ code: 1, err: expect.stringMatching(/^Error: ENOENT[^\n]*\n {4}at /) });
});
