// Finds the codes of errors and warnings in the sources, reads their pages, and writes the index of what can go wrong.
'use strict';
const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { basename, join, relative, sep } = require('node:path');

const root = join(__dirname, '..');
const source = join(root, 'src');
const folder = join(root, 'docs', 'troubleshooting', 'codes');
const indexFile = join(root, 'docs', 'troubleshooting', 'README.md');

/** Words of the same form that are no codes: capabilities of Linux, variables of containers, and getters of contracts. */
const NO_CODES = new Set(['AUDIT_WRITE', 'CAP_SYS_ADMIN', 'DAC_OVERRIDE', 'NET_BIND_SERVICE', 'SYS_ADMIN', 'SYS_CHROOT', 'POD_NAME', 'SNAPSHOT_URL', 'L2_ORACLE', 'SYSTEM_CONFIG']);
/** Codes that no user can bring: the library itself says which services share a pod, and the plan that it gives that to checks it. */
const INTERNAL = new Set(['TWO_PODS']);
/** Every capital word between quotes; a code has at least two words. */
const WORD = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g;
/** What is given to a report directly is a code, however many words it has. */
const REPORTED = /(?:\.(?:error|warn)|\braise)\(\s*'([A-Z0-9_]+)'/g;
/** Names of flags and variables of the programs; and what diff looks for, which is said with its remedy and has a guide of its own. */
const ELSEWHERE = [join('compatibility', 'catalogue', 'data'), join('inspect', 'diff', 'rules')];

/** Every code of the sources, with the files that have it. */
function codesInSource() {
  const found = new Map();
  for (const file of readdirSync(source, { recursive: true }).filter((each) => each.endsWith('.ts') && !ELSEWHERE.some((below) => each.startsWith(below)))) {
    const text = readFileSync(join(source, file), 'utf8');
    for (const [, word] of [...text.matchAll(WORD), ...text.matchAll(REPORTED)]) {
      if (!NO_CODES.has(word) && !INTERNAL.has(word)) found.set(word, new Set(found.get(word)).add(`src/${file.split(sep).join('/')}`));
    }
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A page by its code: its parts, and its blocks. */
function readPages() {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== 'README.md').toSorted() : [];
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const parts = Object.fromEntries(text.split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]));
    const blocks = [...text.matchAll(/^```(\S+)(?: ([^\n]+))?\n([\s\S]*?)^```$/gm)].map(([, language, info, body]) => ({ language, info, body }));
    return { code: basename(file, '.md'), file: relative(root, join(folder, file)), title: /^# (.*)\n/.exec(text)?.[1], parts, blocks };
  });
}

/** The index: alerts have their own. */
function indexOf(pages) {
  const rows = pages.map(({ code, parts }) => `| [${code}](codes/${code}.md) | ${(parts['What it means'] ?? '').split(/\.(?:\s|$)/)[0].replaceAll('\n', ' ')} |`);
  return [
    '<!-- Written by `npm run docs` from the pages in codes/. -->',
    '# Troubleshooting',
    '',
    'An alert of a running chain: look it up under [alerts](alerts/README.md).',
    '',
    'An error or a warning of synth or of the command ends with a code, such as `(MISSING_L1_BEACON)`, and with a link to the page of it.',
    'Each page says what the code means, shows an input that brings it, and how to put it right. `OP_STACK_STRICT=1`, or `strict` of a',
    'chart, makes warnings errors.',
    '',
    '| code | what it means |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

module.exports = { codesInSource, readPages, indexOf, indexFile, folder };

if (require.main === module) {
  writeFileSync(indexFile, indexOf(readPages()));
  console.log(`ok   ${relative(root, indexFile)} lists ${readPages().length} codes`);
}
