// How soon the command answers.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { App } = require('cdk8s');
const { rollup } = require('./rollup');
const { ms, table, times, turns, wall } = require('./measure');

const main = join(__dirname, '..', '..', 'dist', 'src', 'cli', 'main.js');

/** What is called, with the manifests of one rollup in the folder given. */
const calls = (manifests) => [
  ['--help'],
  ['discover', '--help'],
  ['init', '--help'],
  ['check', '--help'],
  ['playground', '--help'],
  ['releases'],
  ['images', manifests],
  ['explain', manifests],
  ['diff', manifests, manifests],
];

const answers = (args) => spawnSync(process.execPath, [main, ...args]).status === 0;

function commands() {
  const manifests = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
  try {
    const app = new App({ outdir: manifests });
    rollup(app, 0);
    app.synth();
    const all = calls(manifests);
    const there = all.filter(answers);
    const name = (args) => `\`cdk8s-op-stack ${args.map((arg) => (arg === manifests ? 'manifests' : arg)).join(' ')}\``;
    const figures = turns(9, {
      '`node -e 0`': () => wall(process.execPath, ['-e', '0']),
      ...Object.fromEntries(there.map((args) => [name(args), () => wall(process.execPath, [main, ...args])])),
    });
    const floor = figures['`node -e 0`'];
    const missing = all.filter((args) => !there.includes(args)).map(name);
    return [
      '## The command',
      'Each call in a process of its own; `manifests` are those of one rollup.',
      table(['call', 'ms', 'against `node -e 0`'], Object.entries(figures).map(([call, value]) => [call, ms(value), times(value / floor)])),
      missing.length > 0 && `Not measured, since this build does not answer them: ${missing.join(', ')}.`,
    ];
  } finally {
    rmSync(manifests, { recursive: true, force: true });
  }
}

module.exports = { commands };
