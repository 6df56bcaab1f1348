import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLock } from '../../src/discovery';
import { lockWith } from '../support/lock';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loading-'));
  writeLock(join(folder, 'acme.lock.json'), lockWith());
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Packages of which a Node process has loaded a module when the program is over, and what the program printed. */
function run(program: string): { readonly packages: readonly string[]; readonly printed: string } {
  const last = String.raw`
    const names = Object.keys(require.cache).flatMap((path) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path)?.[1] ?? []);
    console.log('\npackages ' + [...new Set(names)].join(' '));`;
  const register = join(__dirname, '../support/register-ts.js');
  const output = execFileSync(process.execPath, ['--require', register, '--eval', `${program}\n;${last}`], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_PATH: join(__dirname, '../../node_modules') } });
  const [, printed = '', packages = ''] = /^([^]*)\npackages (.*)\n$/.exec(output) ?? [];
  return { packages: packages.split(' '), printed };
}

const SYNTH = `
  const { App } = require('cdk8s');
  const { OpReplicaChart, OptimismNetworkConstruct, ConfigSource } = require('cdk8s-op-stack');
  const l1 = { l1RpcUrl: 'http://l1', l1BeaconUrl: 'http://beacon' };
  const app = new App();
  new OpReplicaChart(app, 'op-sepolia', { network: { networkName: 'op-sepolia', ...l1 } });
  console.log(app.synthYaml().length > 1000);`;

const READ = `
  const { readLock } = require('cdk8s-op-stack/discovery');
  const chart = new (require('cdk8s').Chart)(app, 'acme');
  const files = { rollupConfig: ConfigSource.fromConfigMap('files', 'rollup.json'), l2Genesis: ConfigSource.fromConfigMap('files', 'genesis.json') };
  console.log(new OptimismNetworkConstruct(chart, 'network', { ...l1, ...files, contractAddresses: readLock('acme.lock.json') }).contracts.respectedGameType);`;

describe('viem', () => {
  it('is not loaded by the library, nor by a synth', () => {
    const { packages, printed } = run(SYNTH);
    expect(printed).toBe('true\n');
    expect(packages).toEqual(expect.arrayContaining(['cdk8s', 'cdk8s-plus-28', 'constructs']));
    expect(packages).not.toContain('viem');
  });

  it('is not loaded by the discovery entry, nor by reading a lock and a synth with it', () => {
    const { packages, printed } = run(SYNTH + READ);
    expect(printed).toBe('true\n8\n');
    expect(packages).not.toContain('viem');
  });

  it('would be seen', () => {
    expect(run("require('viem');").packages).toContain('viem');
  });
});
