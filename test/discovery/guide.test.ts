import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { discoveryCodes } from '../../src/discovery';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/guides/discovery.md'), 'utf8');
const [, codes = ''] = /^## Error codes$([^]*)/m.exec(guide) ?? [];
/** Codes that the rows of the table lead to; the last row is about synth. */
const rows = [...codes.matchAll(/^\| (?!about|---)(.+?) \| (.+) \|$/gm)].map(([, about = '', cell = '']) => ({ about, codes: [...cell.matchAll(/\[(\w+)\]\(\.\.\/troubleshooting\/codes\/\1\.md\)/g)].map(([, code = '']) => code) }));
const forDiscovery = rows.filter(({ about }) => about !== 'At synth').flatMap((row) => row.codes);
const forSynth = rows.filter(({ about }) => about === 'At synth').flatMap((row) => row.codes);
/** Codes that a source file reports. */
const reportedIn = (file: string): readonly string[] => [...readFileSync(join(root, file), 'utf8').matchAll(/(?:error|warn|raise)\('([A-Z][A-Z0-9_]+)'/g)].map(([, code = '']) => code);

describe('the guide to discovery', () => {
  it('leads to the page of each code, once', () => {
    const own = ['LOCK_NOT_READ', 'INVALID_LOCK', 'LOCK_NOT_WRITTEN'];
    expect(new Set(forDiscovery)).toStrictEqual(new Set([...discoveryCodes, ...own]));
    expect(forDiscovery).toHaveLength(discoveryCodes.length + own.length);
    expect(new Set(reportedIn('src/network/lock-file.ts'))).toStrictEqual(new Set(own));
  });

  it('has every code that discovery reports', () => {
    const reported = readdirSync(join(root, 'src/discovery')).flatMap((file) => reportedIn(join('src/discovery', file)));
    expect(reported.length).toBeGreaterThan(10);
    expect(forDiscovery).toEqual(expect.arrayContaining(reported));
  });

  it('has what synth says of a lock', () => {
    const reported = ['contract-addresses', 'resolve-contracts'].flatMap((file) => reportedIn(`src/network/${file}.ts`));
    expect(forSynth).toEqual(expect.arrayContaining(reported.filter((code) => code !== 'INVALID_LOCK')));
    expect(forSynth).toContain('GAME_NOT_IN_FACTORY');
  });
});

describe('the pages', () => {
  const pages = ['README.md', ...['docs', 'templates'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md') && !path.includes('reference')).map((path) => join(folder, path)))];
  const calls = pages.flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/cdk8s-op-stack (discover \S+\.json[^`\n]*)/g)].map(([, call = '']) => [call, page] as const));

  it('have calls', () => expect(calls.length).toBeGreaterThan(10));

  it.each(calls)('let %s know of which chain (%s)', (call) => {
    expect(call).toMatch(/--(?:rollup-config|network|system-config|op-node|op-deployer-state|registry|verify|frozen)\b/);
  });
});
