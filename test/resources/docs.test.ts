import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specFields } from '../../src/resources/fields';

const PAGE = readFileSync(join(__dirname, '../../docs/operator-fields.md'), 'utf8');

/** What a table says of a field: the prop, or the reason why there is none. */
interface Row {
  readonly prop?: string;
  readonly becomes: string;
}

/** The names between backticks; one that begins with a dot stands beside the one before it. */
function namesIn(cell: string): readonly string[] {
  const names: string[] = [];
  for (const [, name = ''] of cell.matchAll(/`([^`]+)`/g)) names.push(name.startsWith('.') ? `${names.at(-1)!.replace(/\.[^.]+$/, '')}${name}` : name);
  return names;
}

/** The fields of a kind by the page. */
function documented(kind: string): ReadonlyMap<string, Row> {
  const section = PAGE.split(/^## /m).find((each) => each.startsWith(`${kind} `)) ?? '';
  const cells = [...section.matchAll(/^\| (.*) \| (.*) \| (.*) \|$/gm)].filter(([, field = '']) => field.startsWith('`'));
  const rows = cells.flatMap(([, field = '', props = '', becomes = '']) => {
    const [fields, names] = [namesIn(field), namesIn(props)];
    if (![0, 1, fields.length].includes(names.length) || (names.length === 0) !== (props === 'none')) throw new Error(`${kind}: ${field} does not fit ${props}`);
    return fields.map((name, index) => [name, { prop: names.length === 1 ? names[0] : names[index], becomes }] as const);
  });
  if (new Set(rows.map(([name]) => name)).size < rows.length) throw new Error(`${kind}: a field stands there twice`);
  return new Map(rows);
}

describe.each(Object.entries(specFields))('the page and the table of %s', (kind, fields) => {
  const page = documented(kind);

  test('have the same fields', () => {
    expect(new Set(page.keys())).toEqual(new Set(Object.keys(fields)));
    expect(page.size).toBeGreaterThan(10);
  });

  test.each(Object.entries(fields))('agree on %s', (name, field) => {
    const row = page.get(name)!;
    expect(row.prop).toBe('prop' in field ? field.prop : undefined);
    expect(row.becomes).toContain('reason' in field ? field.reason : '');
    expect(row.becomes.length).toBeGreaterThan(5);
  });
});
