import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** How many modules of alerts and dashboards a process of its own has loaded after a synth. */
function loadedWith(monitoring: string): number {
  const program = `
    const { App } = require('cdk8s');
    const { OpReplicaChart } = require('cdk8s-op-stack');
    const app = new App();
    new OpReplicaChart(app, 'op-sepolia', { network: { networkName: 'op-sepolia', l1RpcUrl: 'http://l1', l1BeaconUrl: 'http://beacon' }, monitoring: ${monitoring} });
    app.synthYaml();
    console.log(Object.keys(require.cache).filter((path) => /monitoring[\\\\/](alerts[\\\\/](?!names)|dashboards|metrics|scrape)/.test(path)).length);`;
  const root = join(__dirname, '../..');
  return Number(execFileSync(process.execPath, ['--require', join(root, 'test/support/register-ts.js'), '--eval', program], { cwd: root, encoding: 'utf8' }));
}

test('alerts and dashboards are loaded where something is watched, and only there', () => {
  expect([loadedWith('undefined'), loadedWith('false')]).toEqual([0, 0]);
  expect(loadedWith('true')).toBeGreaterThan(10);
});
