import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');
const folder = join(root, 'src/inspect/check');
const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
/** Reasons of a condition that holds need no remedy. */
const GOOD = new Set(['Valid', 'Connected', 'Verified', 'Discovered']);

const reasons = new Set([...sources.matchAll(/(?:\breason: |\b(?:fault|unknown|wrong)\()'([A-Z]\w+)'/g)].map(([, reason]) => reason!).filter((reason) => !GOOD.has(reason)));
const [, table] = /^\| reason \| what to do \|\n\|---\|---\|\n((?:\|.*\n)+)/m.exec(readFileSync(join(root, 'docs/guides/command.md'), 'utf8'))!;
const named = table!.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name!));

test('every reason of a condition has a remedy in the guide, and no other', () => {
  expect(named.length).toBeGreaterThan(10);
  expect(new Set(named)).toEqual(reasons);
});
