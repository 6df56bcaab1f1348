// Compiles every TypeScript block of the Markdown files, runs the command where it is shown, and refuses shell blocks that nothing runs.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');
const work = join(root, 'dist', 'docs-check');
/** Shell lines that CI runs: .ci/run and `npm test`; the benchmark is run by hand. */
const RUN = new Set(['npm ci && npm run synth', 'npm ci && npm test', 'npm run bench', 'npm run synth', 'npm test']);
/** The block of a template's README that check-starter-apps.js runs, line by line, where the app is. */
const EVERY_DAY = /^templates\/[\w-]+\/README\.md$/;

const NPX = 'npx cdk8s-op-stack ';

/** Runs a call of the command beside the synthesized examples; whatever it prints, it has to end well. */
function problemOfCall(call) {
  const { status, stderr } = spawnSync('bash', ['-c', `set -o pipefail; cdk8s-op-stack() { "$NODE" dist/src/cli/main.js "$@"; }; ${call}`], { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, NODE: process.execPath } });
  return status === 0 ? undefined : `"${call}" ends with ${status}: ${stderr}`;
}

function markdown(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', 'coverage', '.git'].includes(entry.name) ? [] : markdown(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** The places of a page that a link can name: its headings, as GitHub writes them; one that comes again is numbered. */
function anchorsOf(file) {
  const times = new Map();
  const headings = readFileSync(file, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.*)$/gm);
  return new Set([...headings].map(([, heading]) => {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replaceAll(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-');
    const before = times.get(plain) ?? 0;
    times.set(plain, before + 1);
    return before === 0 ? plain : `${plain}-${before}`;
  }));
}

// As `npm run synth` leaves them, for the calls of the command.
execFileSync(process.execPath, [join('dist', 'examples', 'index.js')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CDK8S_OUTDIR: join('dist', 'manifests') } });

const problems = [];
let blocks = 0;
let calls = 0;
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
for (const file of markdown(root)) {
  const name = relative(root, file);
  const text = readFileSync(file, 'utf8');
  for (const [, info, body] of text.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```/gm)) {
    if (/^(ts|typescript)\b/.test(info)) writeFileSync(join(work, `${name.replaceAll(/\W/g, '-')}-${blocks++}.ts`), `// ${name}\n${body}export {};\n`);
    const [, test] = /\brun-by (\S+)/.exec(info) ?? [];
    if (test !== undefined && !(existsSync(join(root, test)) && readFileSync(join(root, test), 'utf8').includes(name))) problems.push(`${name}: ${test} does not run its blocks`);
    if (test === undefined && /^(bash|sh|shell|console)\b/.test(info) && !/needs-(cluster|endpoint)/.test(info) && !EVERY_DAY.test(name)) {
      for (const line of body.trim().split('\n').filter((each) => each && !RUN.has(each))) {
        const problem = line.startsWith(NPX) ? problemOfCall(line.slice('npx '.length)) : `nothing runs "${line}"`;
        if (line.startsWith(NPX)) calls += 1;
        if (problem) problems.push(`${name}: ${problem}`);
      }
    }
  }
  for (const [, target, anchor] of text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?[^)]*\)/g)) {
    const path = target ? join(file, '..', target) : file;
    if (!existsSync(path) || (anchor && path.endsWith('.md') && !anchorsOf(path).has(anchor))) problems.push(`${name}: the link to ${target}${anchor ? `#${anchor}` : ''} leads nowhere`);
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
console.log(`ok   ${blocks} TypeScript blocks compile, ${calls} calls of the command run, and every shell block is run or marked needs-cluster or needs-endpoint`);
