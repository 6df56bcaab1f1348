import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runExample } from './support/run-example';
import { codesInSource, folder, indexFile, indexOf, readPages } from '../../scripts/codes';
import { compatibilityCodes, pageOf } from '../../src';
import { discoveryCodes } from '../../src/discovery';

const codes = codesInSource();
const pages = readPages();
const ROOT = join(__dirname, '../..');
/** Punctuation, and what a message fills in. */
const BETWEEN = /[.:,;] ?(?= |$)|0x[0-9a-fA-F]{40}|https?:\/\/\S+|\b\d+\b|\bL1\b|--[\w-]+|\bacme-\w+/;
/** All that discovery and the command's checks may say: what needs a chain or manifests to be shown. */
const SAID = ['src/discovery', 'src/inspect/check']
  .flatMap((below) => readdirSync(join(ROOT, below)).map((file) => readFileSync(join(ROOT, below, file), 'utf8'))).join('\n').replaceAll("\\'", "'");
const TEMPLATE = 'docs/troubleshooting/codes/README.md is the template';

describe('the codes of the sources', () => {
  it('are found, those of the tables too', () => {
    expect(codes.size).toBeGreaterThan(200);
    expect([...compatibilityCodes, ...discoveryCodes].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('have a page each', () => {
    const known = new Set(pages.map(({ code }) => code));
    const missing = [...codes].filter(([code]) => !known.has(code)).map(([code, files]) => `write docs/troubleshooting/codes/${code}.md for ${[...files].join(', ')}; ${TEMPLATE}`);
    expect(missing).toEqual([]);
  });

  it('are what the pages are about', () => {
    expect(pages.filter(({ code }) => !codes.has(code)).map(({ file }) => `${file}: no source has this code; remove the page`)).toEqual([]);
  });

  it('are in the index', () => {
    const written = existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : '';
    expect(written === indexOf(pages) || 'docs/troubleshooting/README.md is stale: run npm run docs').toBe(true);
  });

  it('lead to pages that are published', () => {
    const { name, files }: { name: string; files: readonly string[] } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const [, path] = new RegExp(`^https://unpkg\\.com/${name}/(.*)$`).exec(pageOf('MISSING_L1_BEACON')) ?? [];
    expect(existsSync(join(ROOT, path ?? ''))).toBe(true);
    expect(files.some((published) => path?.startsWith(`${published}/`))).toBe(true);
  });
});

describe.each(pages.map((page) => [page.code, page] as const))('%s', (code, { title, parts, blocks }) => {
  const printed = blocks.filter(({ language, info }) => language === 'text' && info === undefined).flatMap(({ body }) => body.trim().split('\n'));
  const runs = blocks.some(({ language }) => language === 'ts' || language === 'command');

  it('has its parts', () => {
    expect(title).toBe(code);
    expect(Object.keys(parts)).toEqual(['What it means', 'Example', 'Put it right']);
    expect(Object.values(parts).filter((part) => part.length < 30)).toEqual([]);
    expect(runs || blocks.some(({ language, info }) => language === 'console' && info === 'needs-endpoint')).toBe(true);
  });

  it('leads only to pages that are published with it', () => {
    const links = [...readFileSync(join(folder, `${code}.md`), 'utf8').matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, to]) => to);
    expect(links.filter((to) => !/^(\.\.\/alerts\/)?[\w-]+\.md$/.test(to ?? ''))).toEqual([]);
  });

  it('quotes a message of the code', () => {
    expect(printed.filter((line) => line.endsWith(` (${code})`))).not.toEqual([]);
  });

  if (runs) {
    it('has an example that prints what is quoted', async () => {
      expect(await runExample(blocks)).toEqual(expect.arrayContaining(printed));
    });
  } else {
    it('quotes what the sources say, but for the values', () => {
      const phrases = printed.flatMap((line) => line.replace(/ \([A-Z0-9_]+\)$/, '').split(BETWEEN)).map((phrase) => phrase.trim()).filter((phrase) => phrase.includes(' '));
      expect(phrases).not.toEqual([]);
      expect(phrases.filter((phrase) => !SAID.includes(phrase))).toEqual([]);
    });
  }
});
