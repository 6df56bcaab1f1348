import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../../src/inspect/diff/rules';

const guides = join(__dirname, '../../../docs/guides');
const guide = readFileSync(join(guides, 'diff.md'), 'utf8');

test('the guide to the command has every rule of diff, as it is', () => {
  for (const { id, severity, what, remedy } of rules) expect(guide).toContain(`| \`${id}\` | ${severity} | ${what} | ${remedy} |`);
});

test('and none that there is not', () => {
  const ids = [...guide.matchAll(/^\| `([A-Z_]+)` \| (?:danger|warning|info) \|/gm)].map(([, id]) => id);
  expect(new Set(ids)).toEqual(new Set(rules.map(({ id }) => id)));
});
