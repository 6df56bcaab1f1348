// Measures the library beside what else would do the job, prints what came out, and writes it to docs/performance.md.
'use strict';
const { execFileSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { cpus } = require('node:os');
const { join, relative } = require('node:path');
const { commands } = require('./bench/commands');
const { fleet } = require('./bench/fleet');
const { fresh } = require('./bench/fresh');
const { loading } = require('./bench/loading');
const { playgrounds } = require('./bench/playgrounds');
const { helm } = require('./kube-tools');

const root = join(__dirname, '..');
const page = join(root, 'docs', 'performance.md');

/** What measured, and nothing that tells whose it is. */
function machine() {
  const cores = cpus();
  const path = helm();
  const helmVersion = path ? `, Helm ${execFileSync(path, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' }).trim()}` : '';
  return `Measured on ${cores[0]?.model.trim() ?? 'an unknown processor'} with ${cores.length} cores, Node ${process.version}${helmVersion}. Medians; the programs of a table take turns.`;
}

const INTRODUCTION = [
  '# Performance',
  'Written by `npm run bench`, which measures everything in one run and renews this page. Times of one machine mean little on another, and on a shared one little from one minute to the next: look at the ratios.',
];

const READING = [
  '## Where the time goes, and where Helm wins',
  [
    '- One umbrella chart is rendered faster by Helm, and always will be: the start of Node alone costs about as much. A release for each program, or a rollup for each network, is where one process gains.',
    '- Of a fresh rollup, Node\'s start, cdk8s, its Kubernetes types and its YAML printer take the most; none of them is this library\'s to change.',
    '- Of a rollup in a running process more than half is cdk8s\'s YAML printer.',
    '- `node main.js` of compiled code is the fastest way to synthesize; `cdk8s synth` and `ts-node` add most of a second. From Node 22.1 on, `NODE_COMPILE_CACHE=.cache node main.js` keeps compiled code between runs.',
  ].join('\n'),
];

const sections = [INTRODUCTION, [machine()], fresh(), fleet(), playgrounds(), loading(), commands(), READING];
const text = `${sections.flat().filter(Boolean).join('\n\n')}\n`;
writeFileSync(page, text);
console.log(text);
console.log(`Written to ${relative(process.cwd(), page)}.`);
