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
const { table, times } = require('./bench/measure');
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

const LOADED = 'loading cdk8s and its Kubernetes types';
const PLAIN = 'plain cdk8s, the same objects ready-made';

const row = (aim, reached, measured, processor) => [aim, reached ? 'yes' : 'no', times(measured), processor > 0 ? times(processor) : ''];
const percent = (part) => `${(100 * part).toFixed(0)} %`;

/** What was aimed at, what came out, and what stands in the way. */
function aims({ one, many, oneCpu, manyCpu, umbrella }, { growth, yaml }, command) {
  const floor = one['node -e 0'];
  const [TWENTY, RELEASES] = ['OpStackChart, 20 in one process', 'helm template, 20 releases'];
  const [twenty, releases] = [many[TWENTY], many[RELEASES]];
  const rows = [
    row('one rollup in a fresh process within 2 × `node -e 0`', one.OpStackChart <= 2 * floor, one.OpStackChart / floor, oneCpu.OpStackChart / oneCpu['node -e 0']),
    ...(releases === undefined ? [] : [row('20 rollups at least 5 × faster than Helm\'s 20 releases', releases >= 5 * twenty, releases / twenty, manyCpu[RELEASES] / manyCpu[TWENTY])]),
    row('a rollup among 1000 within 1.1 × of one among 10', growth <= 1.1, growth),
    [`each call of the command below within ${command.aim} ms`, command.within === command.calls ? 'yes' : 'no', `${command.within} of ${command.calls}`, ''],
  ];
  return [
    '## Aims, and what stands in the way',
    table(['aim', 'reached', 'measured', 'by processor time'], rows),
    [
      `- Loading cdk8s and its Kubernetes types takes ${times(one[LOADED] / floor)} \`node -e 0\` before anything is made, and plain cdk8s printing the finished objects ${times(one[PLAIN] / floor)}: no library on cdk8s can be under that. It is ${percent(one[PLAIN] / one.OpStackChart)} of what a rollup takes here.`,
      ...(releases === undefined ? [] : [
        `- One umbrella chart is Helm's to win: it takes ${times(umbrella / floor)} what the start of Node alone does. A process for each release is what one process for all gains on, and the more so the more there are.`,
        `- A program that did nothing but load cdk8s would be ${times(releases / one[LOADED])} faster than Helm's twenty releases.`,
      ]),
      `- Among many rollups, cdk8s's YAML printer takes ${percent(yaml)} of the time.`,
      '- `node main.js` of compiled code is the fastest way to synthesize: `cdk8s synth` and `ts-node` take time of their own. From Node 22.1 on, `NODE_COMPILE_CACHE=.cache node main.js` keeps compiled code from run to run.',
    ].join('\n'),
  ];
}

const single = fresh();
const many = fleet();
const command = commands();
const sections = [INTRODUCTION, [machine()], aims(single.figures, many.figures, command), single.text, many.text, playgrounds(), loading(), command.text];
const text = `${sections.flat().filter(Boolean).join('\n\n')}\n`;
writeFileSync(page, text);
console.log(text);
console.log(`Written to ${relative(process.cwd(), page)}.`);
