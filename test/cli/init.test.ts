import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templates } from '../../src/cli/starter-app';
import { defaultRelease } from '../../src/compatibility';
import { binary } from './support/binary';

const folder = mkdtempSync(join(tmpdir(), 'op-stack-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

describe.each(Object.keys(templates))('init --template %s', (template) => {
  const dir = `My ${template}`;
  const ran = binary(['init', dir, '--template', template], { cwd: folder });

  test('writes an app and says how to go on', () => {
    expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`  cd ${dir}\n  npm install\n`) });
    for (const file of ['package.json', 'main.ts', 'main.test.ts', 'tsconfig.json', 'jest.config.js', 'cdk8s.yaml', 'README.md', '.gitignore', '.github/workflows/ci.yml', '__snapshots__/main.test.ts.snap']) expect([file, existsSync(join(folder, dir, file))]).toEqual([file, true]);
  });

  test('has a name that npm allows, and versions in place of their words', () => {
    expect(JSON.parse(read(dir, 'package.json'))).toMatchObject({ name: `my-${template}`, dependencies: { 'cdk8s-op-stack': expect.stringMatching(/^\^\d+\.\d+\.\d+$/), cdk8s: expect.stringMatching(/^\^2\./) } });
    expect(read(dir, 'README.md')).toMatch(new RegExp(`^# my-${template}\n`));
    for (const file of ['package.json', 'README.md']) expect(read(dir, file)).not.toMatch(/\{\{/);
  });

  test('writes over nothing unless told to', () => {
    writeFileSync(join(folder, dir, 'main.ts'), '// mine');
    const again = binary(['init', dir, '--template', template], { cwd: folder });
    expect(again).toMatchObject({ code: 2, out: '', err: expect.stringContaining('main.ts') });
    expect(read(dir, 'main.ts')).toBe('// mine');
    expect(binary(['init', dir, '--template', template, '--force', '--json'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(read(dir, 'main.ts')).not.toBe('// mine');
  });
});

test('files that are bytes stay as they are', () => {
  const genesis = ['playground-out', 'testnet', 'genesis.ssz'];
  expect(readFileSync(join(folder, 'My playground', ...genesis))).toEqual(readFileSync(join(__dirname, '../../templates/playground', ...genesis)));
});

test('a chain pins the newest release, and is checked against its forks every week; a playground has none', () => {
  for (const template of ['replica', 'rollup']) {
    expect(read(`My ${template}`, 'main.ts')).toContain(`release: '${defaultRelease}'`);
    expect(existsSync(join(folder, `My ${template}`, '.github/workflows/versions.yml'))).toBe(true);
  }
  expect(existsSync(join(folder, 'My playground', '.github/workflows/versions.yml'))).toBe(false);
});

test('without a folder, it is the one that one is in', () => {
  const cwd = join(folder, 'here');
  mkdirSync(cwd);
  const { code, out } = binary(['init', '--name', '@acme/node', '--json'], { cwd });
  expect([code, JSON.parse(out)]).toEqual([0, { dir: '.', template: 'replica', name: '@acme/node', files: expect.arrayContaining(['main.ts', '.gitignore']) }]);
  expect(JSON.parse(read('here', 'package.json'))).toMatchObject({ name: '@acme/node' });
});

test.each<[string, readonly string[], RegExp]>([
  ['a template that there is not', ['init', 'x', '--template', 'validator'], /'validator' is invalid\. Allowed choices are replica, rollup, playground/],
  ['two folders', ['init', 'x', 'y'], /too many arguments for 'init'/],
])('%s is an error', (_, args, says) => expect(binary(args, { cwd: folder })).toMatchObject({ code: 2, out: '', err: expect.stringMatching(says) }));
