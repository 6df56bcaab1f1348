// Writes the public declarations into one file for review, api/; with --check, says how they differ from it.
'use strict';
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { describeApi } = require('./reference/public-declarations');

const root = join(__dirname, '..');
const declarations = join(root, 'dist', 'api');
const report = join(root, 'api', 'cdk8s-op-stack.api.txt');

/** The library's entry points as their declarations; generated classes of custom resources follow their definitions. */
function entryPoints() {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([path, { types }]) => {
    const file = types && /^\.\/dist\/(src\/.*)$/.exec(types);
    return file ? [{ module: path === '.' ? name : `${name}/${path.slice(2)}`, file: join(declarations, file[1]) }] : [];
  });
}

function describe() {
  rmSync(declarations, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--emitDeclarationOnly', '--declarationMap', 'false', '--outDir', declarations], { stdio: 'inherit' });
  return describeApi(entryPoints(), join(declarations, 'src'));
}

/** The lines that one of two texts has and the other has not, at most some of them. */
function difference(before, after, most = 40) {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const lines = [...[...old].filter((line) => !now.has(line)).map((line) => `- ${line}`), ...[...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
  return [...lines.slice(0, most), ...(lines.length > most ? [`… and ${lines.length - most} more`] : [])].join('\n');
}

const text = describe();
const committed = existsSync(report) ? readFileSync(report, 'utf8') : '';
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, text);
  console.log(`ok   ${relative(root, report)} has ${text.split('\n').length} lines`);
} else if (text === committed) {
  console.log('ok   the public declarations are those of the committed report');
} else {
  console.error(`the public declarations differ from ${relative(root, report)}; if that is meant, run npm run api and commit it:\n${difference(committed, text) || 'their order changed'}`);
  process.exitCode = 1;
}
