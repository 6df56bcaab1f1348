// How soon the command answers.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { App } = require('cdk8s');
const { rollup } = require('./rollup');
const { cpu, ms, table, times, turns, wall } = require('./measure');

const main = join(__dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');
const FLOOR = '`node -e 0`';

/** An issue's aim for every call that needs no network. */
const AIM = 150;

/** A replica of a chain that the library knows, as the planned operator's resources say it. */
const RESOURCES = `apiVersion: optimism.io/v1alpha1
kind: OptimismNetwork
metadata: { name: op-sepolia }
spec:
  networkName: op-sepolia
  l1RpcUrl: { secretRef: { name: l1, key: rpc } }
  l1BeaconUrl: { secretRef: { name: l1, key: beacon } }
---
apiVersion: optimism.io/v1alpha1
kind: OpNode
metadata: { name: replica }
spec: { optimismNetworkRef: { name: op-sepolia }, nodeType: replica }
`;

/** What is called, by what the table calls it; the folder holds the manifests of one rollup. */
const callsIn = (folder) => {
  const manifests = join(folder, 'manifests');
  return {
    '--help': ['--help'],
    'discover --help': ['discover', '--help'],
    'init --help': ['init', '--help'],
    'check --help': ['check', '--help'],
    'playground --help': ['playground', '--help'],
    'releases': ['releases'],
    'images manifests': ['images', manifests],
    'explain manifests': ['explain', manifests],
    'diff manifests manifests': ['diff', manifests, manifests],
    'check manifests': ['check', manifests],
    'render replica.yaml': ['render', join(folder, 'replica.yaml')],
    'playground l1': ['playground', join(__dirname, '..', '..', 'examples', 'playground', 'l1')],
  };
};

/** A call that fails would be measured for the wrong reason. */
function answering([name, args]) {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cdk8s-op-stack ${name}: exit code ${status}\n${stderr}`);
  return [`\`cdk8s-op-stack ${name}\``, [main, ...args]];
}

function commands() {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
  try {
    const app = new App({ outdir: join(folder, 'manifests') });
    rollup(app, 0);
    app.synth();
    writeFileSync(join(folder, 'replica.yaml'), RESOURCES);
    const calls = [[FLOOR, ['-e', '0']], ...Object.entries(callsIn(folder)).map(answering)];
    const by = (measure) => Object.fromEntries(calls.map(([name, args]) => [name, () => measure(process.execPath, args)]));
    const figures = turns(9, by(wall));
    const processor = turns(5, by(cpu));
    const within = calls.slice(1).map(([name]) => name).filter((name) => figures[name] <= AIM);
    const text = [
      '## The command',
      'Each call in a process of its own. `manifests` are those of one rollup, `replica.yaml` the planned operator\'s resources of one replica, `l1` the playground of the examples.',
      table(['call', 'ms', `against ${FLOOR}`, 'processor, ms'], calls.map(([name]) => [name, ms(figures[name]), times(figures[name] / figures[FLOOR]), ms(processor[name] ?? 0)])),
      '`render` and `playground` make charts: they load cdk8s and its Kubernetes types as a synth does.',
    ];
    return { text, aim: AIM, within: within.length, calls: calls.length - 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { commands };
