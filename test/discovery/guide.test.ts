import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { discoveryCodes } from '../../src/discovery';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/guides/discovery.md'), 'utf8');
const [, forDiscovery = '', forSynth = ''] = /^## Error codes$([^]*)^At synth:$([^]*)/m.exec(guide) ?? [];
/** Rows of the tables: code, cause, remedy. */
const rowsOf = (text: string): readonly (readonly string[])[] => [...text.matchAll(/^\| `(\w+)` \| (.+) \| (.+) \|$/gm)].map(([, ...cells]) => cells);
const codesOf = (text: string): readonly string[] => rowsOf(text).map(([code = '']) => code);
/** Codes that a source file reports. */
const reportedIn = (file: string): readonly string[] => [...readFileSync(join(root, file), 'utf8').matchAll(/(?:error|warn|raise)\('([A-Z][A-Z0-9_]+)'/g)].map(([, code = '']) => code);

describe('the guide to discovery', () => {
  it('has a cause and a remedy for each code, once', () => {
    const own = ['LOCK_NOT_READ', 'INVALID_LOCK', 'LOCK_NOT_WRITTEN'];
    expect(new Set(codesOf(forDiscovery))).toStrictEqual(new Set([...discoveryCodes, ...own]));
    expect(codesOf(forDiscovery)).toHaveLength(discoveryCodes.length + own.length);
    expect(new Set(reportedIn('src/network/lock-file.ts'))).toStrictEqual(new Set(own));
  });

  it('has every code that discovery reports', () => {
    const reported = readdirSync(join(root, 'src/discovery')).flatMap((file) => reportedIn(join('src/discovery', file)));
    expect(reported.length).toBeGreaterThan(10);
    expect(codesOf(forDiscovery)).toEqual(expect.arrayContaining(reported));
  });

  it('has what synth says of a lock', () => {
    const reported = ['contract-addresses', 'resolve-contracts'].flatMap((file) => reportedIn(`src/network/${file}.ts`));
    expect(codesOf(forSynth)).toEqual(expect.arrayContaining(reported.filter((code) => code !== 'INVALID_LOCK')));
    expect(codesOf(forSynth)).toContain('GAME_NOT_IN_FACTORY');
  });

  it('repeats no cell', () => {
    const causes = rowsOf(forDiscovery).map(([, cause]) => cause);
    expect(new Set(causes).size).toBe(causes.length);
  });
});
