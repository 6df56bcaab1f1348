// Packs the library, checks the package's form, and tries it in the app that `cdk8s init typescript-app` makes.
'use strict';
const { execFileSync } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const { builtinModules } = require('node:module');
const { join, relative } = require('node:path');
const { contentProblems } = require('./package-contents');

const root = join(__dirname, '..');
const work = join(root, 'dist', 'package-check');
const app = join(work, 'app');
const tools = join(root, 'test', 'stock-app');
const stock = join(root, 'node_modules', 'cdk8s-cli', 'templates', 'typescript-app');

function run(what, command, args, cwd = root) {
  try {
    const said = execFileSync(command, args, { cwd, stdio: 'pipe', encoding: 'utf8' });
    console.log(`ok   ${what}`);
    return said;
  } catch (error) {
    console.error(`FAIL ${what}\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
    process.exit(1);
  }
}

/** A program that a package brings along, from the folder whose node_modules has it. */
function program(base, name, script) {
  const found = [base, root].map((each) => join(each, 'node_modules', name, script)).find((each) => existsSync(each));
  if (!found) throw new Error(`${name} is not installed: run npm ci`);
  return found;
}

function pack() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  const [packed] = JSON.parse(run('npm pack', 'npm', ['pack', '--silent', '--json', '--pack-destination', work]));
  checkContents(packed);
  return join(work, readdirSync(work).find((file) => file.endsWith('.tgz')));
}

function checkContents(packed) {
  const problems = contentProblems(packed);
  if (problems.length > 0) throw new Error(`the contents of the package:\n  ${problems.join('\n  ')}`);
  console.log(`ok   ${packed.files.length} files have their place: ${packed.size} bytes packed, ${packed.unpackedSize} unpacked`);
}

const { dependencies = {}, exports: entries, peerDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const library = join(app, 'node_modules', 'cdk8s-op-stack');

/** Name of the package that a module is of. */
const packageOf = (name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

/** Every module that the compiled library loads is a dependency, so that nothing works only by the luck of this folder. */
function checkDependencies() {
  const allowed = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const missing = new Set();
  const installed = join(library, 'dist');
  for (const file of readdirSync(installed, { recursive: true }).filter((each) => each.endsWith('.js'))) {
    for (const [, name] of readFileSync(join(installed, file), 'utf8').matchAll(/require\("([^."][^"]*)"\)/g)) {
      const bare = packageOf(name);
      if (!name.startsWith('node:') && !builtinModules.includes(bare) && !allowed.has(bare)) missing.add(`${file}: ${name}`);
    }
  }
  if (missing.size > 0) throw new Error(`not among the dependencies: ${[...missing].join(', ')}`);
  console.log('ok   every module loaded is a dependency');
}

/** The files that an entry of the package stands for; `*` is every one of a folder. */
function filesOf(entry) {
  if (!entry.includes('*')) return [join(library, entry)];
  const folder = join(library, entry, '..');
  const [, end] = entry.split('*');
  return readdirSync(folder).filter((file) => file.endsWith(end)).map((file) => join(folder, file));
}

/** The types that a user sees are the library's own, Node's and the peers': another package's would tie users to its version. */
function checkTypes() {
  const files = Object.values(entries).flatMap(({ types }) => (types ? filesOf(types) : []));
  const foreign = [];
  // The list grows while it is walked: each file once, with all that it imports.
  for (const file of files) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?['"]([^'"]+)['"]/g)) {
      if (name.startsWith('.')) {
        const target = ['.d.ts', '/index.d.ts'].map((end) => join(file, '..', name + end)).find((each) => existsSync(each));
        if (!target) throw new Error(`${file}: ${name} leads nowhere`);
        if (!files.includes(target)) files.push(target);
      } else if (!name.startsWith('node:') && !Object.keys(peerDependencies).includes(packageOf(name))) foreign.push(`${relative(library, file)}: ${name}`);
    }
  }
  if (foreign.length > 0) throw new Error(`types of other packages are public: ${foreign.join(', ')}`);
  console.log(`ok   the types of ${files.length} files are the library's own, Node's and the peers'`);
}

/** The stock app, with the packed library in its node_modules and its own type packages. */
function makeApp(tarball) {
  const modules = join(app, 'node_modules');
  mkdirSync(join(modules, 'cdk8s-op-stack'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(modules, 'cdk8s-op-stack')]);
  for (const file of ['tsconfig.json', 'jest.config.js']) cpSync(join(stock, file), join(app, file));
  cpSync(join(tools, 'template'), app, { recursive: true });
  symlinkSync(join(tools, 'node_modules', '@types'), join(modules, '@types'));
  for (const tool of ['typescript', 'ts-jest', 'ts-node', 'jest']) symlinkSync(join(program(tools, tool, 'package.json'), '..'), join(modules, tool));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'stock-app', version: '1.0.0', private: true }));
}

const tarball = pack();
makeApp(tarball);
checkDependencies();
checkTypes();
run('publint', process.execPath, [program(root, 'publint', 'src/cli.js'), 'run', tarball, '--strict']);
run('are the types wrong?', process.execPath, [program(root, '@arethetypeswrong/cli', 'dist/index.js'), tarball]);
run('stock app: compiles', process.execPath, [program(tools, 'typescript', 'bin/tsc'), '--noEmit'], app);
run('stock app: tests', process.execPath, [program(tools, 'jest', 'bin/jest.js'), '--ci', '--rootDir', app], app);
run('stock app: synths', process.execPath, [
  program(root, 'cdk8s-cli', 'bin/cdk8s'), 'synth', '--check-upgrade=false', '--output', 'dist',
  '--app', `${process.execPath} ${program(tools, 'ts-node', 'dist/bin.js')} main.ts`,
], app);
if (!existsSync(join(app, 'dist', 'op-sepolia.k8s.yaml'))) throw new Error('the stock app wrote no manifest');
console.log('ok   stock app: manifests are there');
