import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands';
import { defaultRelease } from '../../src/compatibility';
import { untyped } from '../support/fixtures';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { license, engines, peerDependencies } = untyped<{ license: string; engines: { node: string }; peerDependencies: Record<string, string> }>(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** What a badge says, by what it is about. */
const badges = Object.fromEntries([...readme.matchAll(/img\.shields\.io\/badge\/(\w+)-((?:--|[^-])+)-/g)].map(([, about, says]) => [about, decodeURIComponent(says!).replaceAll('--', '-')]));

test('the badges say what the package says', () => expect(badges).toMatchObject({ licence: license, node: engines.node }));

test('the requirements are those of the package', () => {
  const numbers = Object.values(peerDependencies).map((range) => range.replace('^', '').replace(/^2\.70\.0$/, '2.70'));
  expect(readme).toContain(`| cdk8s, cdk8s-plus-28, constructs | ${numbers.join(', ')}, and newer of the same major version |`);
});

test('the default release is the one that is named', () => expect(readme).toContain(`\`${defaultRelease}\``));

test('every command stands in the table, and no other', () => {
  const [, table] = /\| `cdk8s-op-stack` \| \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(readme)!;
  const named = table!.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(new Set(named)).toEqual(new Set(Object.keys(commands)));
});

test('a read node takes ten lines, and a rollup twenty, without the imports', () => {
  const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, body]) => body!.split('\n').filter((line) => line !== '' && !line.startsWith('import ')).length);
  expect(blocks[0]).toBeLessThanOrEqual(10);
  expect(blocks[1]).toBeLessThanOrEqual(20);
});
