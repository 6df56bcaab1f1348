import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sorted } from '../src/testing/sorted';
import { genesis, rollup } from './support/fixtures';

const root = join(__dirname, '..');
/** Inside the project, so that the compiled library finds its dependencies. */
const compiled = join(root, 'dist', 'loading-test');

beforeAll(() => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', compiled, '--declaration', 'false', '--declarationMap', 'false', '--sourceMap', 'false'], { cwd: root });
  execFileSync(process.execPath, [join(root, 'scripts', 'lazy-barrels.js'), join(compiled, 'src')], { cwd: root });
}, 120_000);
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

interface Loaded {
  /** Packages of which a module was loaded, with those that a package brings along as `outer > inner`. */
  readonly packages: Readonly<Record<string, number>>;
  /** Modules of the library, as paths in its src. */
  readonly own: readonly string[];
}

/** What a process of its own has loaded when the program is over, which has the compiled library as `library`. */
function loadedBy(program: string): Loaded {
  const report = `
    const paths = Object.keys(require.cache).map((path) => path.replaceAll('\\\\', '/'));
    const packages = {};
    const own = [];
    for (const path of paths) {
      const [first, ...inside] = path.split('/node_modules/');
      const names = inside.map((each) => each.split('/').slice(0, each.startsWith('@') ? 2 : 1).join('/'));
      if (names.length > 0) packages[names.join(' > ')] = (packages[names.join(' > ')] ?? 0) + 1;
      else if (first.includes('/loading-test/src/')) own.push(first.split('/loading-test/src/')[1]);
    }
    console.log(JSON.stringify({ packages, own }));`;
  const source = `const library = require(${JSON.stringify(join(compiled, 'src'))});\n${program}\n;${report}`;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the lines above print it
  return JSON.parse(execFileSync(process.execPath, ['--eval', source], { cwd: root, encoding: 'utf8' })) as Loaded;
}

const foldersOf = ({ own }: Loaded): string[] => sorted(new Set(own.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '')));

const NETWORK = "l1RpcUrl: 'http://l1', l1BeaconUrl: 'http://beacon'";
const REPLICA = `
  const { App } = require('cdk8s');
  const app = new App();
  new library.OpReplicaChart(app, 'replica', { network: { networkName: 'op-sepolia', ${NETWORK} } });
  if (app.synthYaml().length < 1000) throw new Error('nothing was synthesized');`;
const ROLLUP = `
  const { App } = require('cdk8s');
  const { ConfigSource, OpStackChart, SecretValue, Signer } = library;
  const signer = (name) => Signer.privateKey(SecretValue.fromSecret(name, 'key'));
  const { rollup, genesis } = ${JSON.stringify({ rollup, genesis })};
  const app = new App();
  new OpStackChart(app, 'acme', {
    network: { ${NETWORK}, rollupConfig: ConfigSource.inline(rollup), l2Genesis: ConfigSource.inline(genesis), contractAddresses: { disputeGameFactoryAddr: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D', respectedGameType: 8 } },
    sequencer: { p2pSequencerKey: SecretValue.fromSecret('sequencer', 'key') },
    replicas: { count: 2 },
    batcher: { signer: signer('batcher') },
    proposer: { signer: signer('proposer') },
    challenger: { signer: signer('challenger'), faultProof: { prestatesUrl: 'https://prestates.example.com' } },
  });
  if (app.synthYaml().length < 10000) throw new Error('nothing was synthesized');`;

const CDK8S = ['cdk8s', 'cdk8s > fast-json-patch', 'cdk8s > yaml', 'cdk8s-plus-28', 'constructs'];

describe('what is loaded', () => {
  it('is one file by requiring the library', () => {
    expect(loadedBy('')).toEqual({ packages: {}, own: ['index.js'] });
  });

  it('is nothing that a replica of a known chain has no use for', () => {
    const loaded = loadedBy(REPLICA);
    expect(sorted(Object.keys(loaded.packages))).toEqual(sorted([...CDK8S, '@noble/hashes', 'semver']));
    expect(foldersOf(loaded)).toEqual(['charts', 'compatibility', 'errors', 'keys', 'kube', 'monitoring', 'network', 'nodes', 'policies', 'sizing']);
  });

  it('is the services and the compressor for a rollup, and still no playground', () => {
    const loaded = loadedBy(ROLLUP);
    expect(sorted(Object.keys(loaded.packages))).toEqual(sorted([...CDK8S, '@noble/hashes', 'fflate', 'semver']));
    expect(foldersOf(loaded)).toEqual(['charts', 'compatibility', 'errors', 'keys', 'kube', 'monitoring', 'network', 'nodes', 'policies', 'services', 'sizing']);
    // One file for Kubernetes' types, not the whole of cdk8s-plus.
    expect(loaded.packages['cdk8s-plus-28']).toBe(1);
    // A ceiling, so that a module more is noticed only when many are; 160 when this was written.
    expect(loaded.own.length).toBeLessThan(175);
  });

  it('is no node and no service for a playground', () => {
    const folders = foldersOf(loadedBy('if (library.BuilderPlaygroundChart.name === undefined) throw new Error();'));
    expect(folders).toContain('playground');
    expect(folders).not.toEqual(expect.arrayContaining(['nodes']));
    expect(folders).not.toEqual(expect.arrayContaining(['services']));
  });
});

describe('the names of the library', () => {
  it.each(['index.js', 'playground/index.js', 'testing/index.js', 'discovery/index.js'])('are the same to an ES module as to a CommonJS one: %s', (entry) => {
    const named = execFileSync(process.execPath, ['--input-type=module', '--eval', `
      const { createRequire } = await import('node:module');
      const path = ${JSON.stringify(join(compiled, 'src', entry))};
      const required = Object.keys(createRequire(path)(path));
      const { default: _, 'module.exports': __, __esModule, ...imported } = await import(path);
      console.log(JSON.stringify([Object.keys(imported).toSorted(), required.toSorted(), Object.values(imported).filter((value) => value === undefined).length]));`], { encoding: 'utf8' });
    const [imported, required, missing]: unknown[] = JSON.parse(named);
    expect(imported).toEqual(required);
    expect(required).not.toEqual([]);
    expect(missing).toBe(0);
  });

  it('give the same thing each time', () => {
    expect(() => loadedBy("for (const name of Object.keys(library)) if (library[name] !== library[name] || library[name] === undefined) throw new Error(name);")).not.toThrow();
  });
});
