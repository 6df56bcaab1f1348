// Writes docs/reference from the docstrings, and the index of the codes; with --check, says what of it is stale.
'use strict';
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const { indexFile, indexOf, readPages } = require('./codes');
const { readLibrary, undocumented } = require('./reference/read-library');
const { render } = require('./reference/render');

const root = join(__dirname, '..');
const folder = join(root, 'docs', 'reference');

/** Every file that is written, by its path. */
async function written() {
  const { modules, kinds } = await readLibrary();
  const missing = undocumented(modules, kinds);
  if (missing.length > 0) throw new Error(`without a docstring:\n  ${missing.join('\n  ')}`);
  const pages = [...render(modules, kinds)].map(([file, text]) => [join(folder, file), text]);
  return new Map([...pages, [indexFile, indexOf(readPages())]]);
}

function stale(files) {
  const there = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  const changed = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text).map(([file]) => file);
  return [...changed, ...there.filter((file) => !files.has(file))].map((file) => relative(root, file));
}

async function main() {
  const files = await written();
  if (process.argv.includes('--check')) {
    const old = stale(files);
    if (old.length > 0) throw new Error(`stale, run npm run docs: ${old.join(', ')}`);
    console.log(`ok   ${files.size} pages say what the docstrings and the pages of the codes say`);
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileSync(file, text);
  console.log(`ok   ${files.size} pages are written`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
