// Compiles every TypeScript block of the Markdown files, and refuses shell blocks that nothing runs.
'use strict';
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');
const work = join(root, 'dist', 'docs-check');
/** Shell lines that CI runs: .ci/run and `npm test`; the benchmark is run by hand. */
const RUN = new Set(['npm ci && npm run synth', 'npm ci && npm test', 'npm run bench', 'npm run synth', 'npm test']);

function markdown(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'coverage', '.git'].includes(entry.name) ? [] : markdown(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const problems = [];
let blocks = 0;
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
for (const file of markdown(root)) {
  const name = relative(root, file);
  const text = readFileSync(file, 'utf8');
  for (const [, info, body] of text.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```/gm)) {
    if (/^(ts|typescript)\b/.test(info)) writeFileSync(join(work, `${name.replaceAll(/\W/g, '-')}-${blocks++}.ts`), `// ${name}\n${body}export {};\n`);
    if (/^(bash|sh|shell|console)\b/.test(info) && !/needs-(cluster|endpoint)/.test(info)) {
      for (const line of body.trim().split('\n')) if (line && !RUN.has(line)) problems.push(`${name}: nothing runs "${line}"`);
    }
  }
  for (const [, target] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)) {
    if (!existsSync(join(file, '..', target))) problems.push(`${name}: the link to ${target} leads nowhere`);
  }
}
writeFileSync(join(work, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { noUnusedLocals: false, rootDir: '../..' }, include: ['*.ts'] }));
try {
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', work], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
} catch (error) {
  problems.push(error.stdout);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`ok   ${blocks} TypeScript blocks compile, and every shell block is run or marked needs-cluster or needs-endpoint`);
