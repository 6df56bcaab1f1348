// Writes the app of each template with the packed library's command, and compiles, tests and synthesizes it untouched. The
// library is the one that check-package.js unpacked; the other packages are those that are installed here.
'use strict';
const { execFileSync } = require('node:child_process');
const { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const library = join(root, 'dist', 'package-check', 'app', 'node_modules', 'cdk8s-op-stack');
const work = join(root, 'dist', 'package-check', 'starter-apps');
const stock = join(root, 'test', 'stock-app', 'node_modules');
/** What the app gets besides what is found in the folders above it: the library, and the compiler of its time. */
const links = { 'cdk8s-op-stack': library, typescript: join(stock, 'typescript'), 'ts-jest': join(stock, 'ts-jest'), jest: join(stock, 'jest'), '@types/jest': join(stock, '@types', 'jest'), '@types/node': join(root, 'node_modules', '@types', 'node') };
const programs = {
  'cdk8s-op-stack': join(library, 'dist', 'src', 'cli', 'main.js'),
  tsc: join(stock, 'typescript', 'bin', 'tsc'),
  jest: join(stock, 'jest', 'bin', 'jest.js'),
  cdk8s: join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'),
  'ts-node': join(root, 'node_modules', 'ts-node', 'dist', 'bin.js'),
};

function run(what, command, args, cwd) {
  try {
    execFileSync(command, args, { cwd, stdio: 'pipe', encoding: 'utf8' });
    console.log(`ok   ${what}`);
  } catch (error) {
    console.error(`FAIL ${what}\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
    process.exit(1);
  }
}

/** As `npm install` does it, without asking a registry. */
function install(app) {
  const modules = join(app, 'node_modules');
  for (const folder of ['.bin', '@types']) mkdirSync(join(modules, folder), { recursive: true });
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(modules, name));
  for (const [name, script] of Object.entries(programs)) {
    chmodSync(script, 0o755);
    symlinkSync(script, join(modules, '.bin', name));
  }
}

/** What the README tells to run every day, but for the installation. Here, a snapshot that is missing is a fault. */
function everyDay(app) {
  const [, block] = /^```sh\n([\s\S]*?)^```/m.exec(readFileSync(join(app, 'README.md'), 'utf8'));
  return block.trim().split('\n').filter((line) => line !== 'npm install').map((line) => (line === 'npm test' ? `npm test -- --ci --rootDir ${app}` : line));
}

/** Each package that the app's package.json asks for is one that it was tried with here. */
function checkVersions(app) {
  const semver = require('semver');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`, { paths: [app] }), 'utf8'));
    if (!semver.satisfies(version, range)) throw new Error(`${name}: the app asks for ${range}, and was tried with ${version}`);
  }
}

if (!existsSync(library)) throw new Error('the packed library is not there: run npm run check:package');
rmSync(work, { recursive: true, force: true });
const { templates } = require(join(library, 'dist', 'src', 'cli', 'starter-app.js'));
for (const template of Object.keys(templates)) {
  const app = join(work, template);
  run(`${template}: init writes it`, process.execPath, [join(library, 'dist', 'src', 'cli', 'main.js'), 'init', app, '--template', template], root);
  install(app);
  checkVersions(app);
  for (const line of everyDay(app)) run(`${template}: ${line}`, 'sh', ['-c', line], app);
  if (readdirSync(join(app, 'dist')).length === 0) throw new Error(`${template}: no manifest was written`);
}
