// Measures synthesis, as ratios within one run: shared machines make absolute times worth little.
'use strict';
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const rollups = join(__dirname, 'bench', 'rollups.js');
/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function wall(args) {
  const begin = performance.now();
  execFileSync(process.execPath, args, { stdio: 'pipe' });
  return performance.now() - begin;
}

/** Takes turns, so that a busy moment of the machine hits both. */
function compare(runs, ...commands) {
  const times = commands.map(() => []);
  for (let run = 0; run < runs; run++) commands.forEach((args, index) => times[index].push(wall(args)));
  return times.map(median);
}

const [empty, cdk8s, one] = compare(15, ['-e', '0'], ['-e', "require('cdk8s'); require('cdk8s-plus-28/lib/imports/k8s')"], [rollups, '1']);
console.log(`fresh process: node -e 0 ${empty.toFixed(0)} ms; loading cdk8s and its Kubernetes types ${cdk8s.toFixed(0)} ms (${(cdk8s / empty).toFixed(2)} ×); one rollup ${one.toFixed(0)} ms (${(one / empty).toFixed(2)} ×)`);

console.log('\nrollups in one process\ncount   build ms   synth ms   ms each   against 10   RSS MiB');
let base;
let check;
for (const [count, runs] of [[1, 5], [10, 5], [100, 3], [1000, 1]]) {
  const results = Array.from({ length: runs }, () => JSON.parse(execFileSync(process.execPath, [rollups, String(count)], { encoding: 'utf8' })));
  const of = (key) => median(results.map((result) => result[key]));
  const each = (of('build') + of('synth')) / count;
  if (count === 10) base = each;
  if (count === 100) check = of('check') / each;
  const row = [String(count).padEnd(5), of('build').toFixed(0).padStart(10), of('synth').toFixed(0).padStart(10), each.toFixed(2).padStart(9), (base ? (each / base).toFixed(2) : '').padStart(12), of('rss').toFixed(0).padStart(9)];
  console.log(row.join(' '));
}

console.log(`\nthe compatibility check is ${(100 * check).toFixed(1)} % of a rollup's time (at 100 rollups)`);

const playgrounds = Array.from({ length: 5 }, () => JSON.parse(execFileSync(process.execPath, [join(__dirname, 'bench', 'playground.js')], { encoding: 'utf8' })));
const [{ bytes, yaml }] = playgrounds;
console.log(`\na playground folder of ${(bytes / 1e6).toFixed(1)} MB: ${median(playgrounds.map(({ build, synth }) => build + synth)).toFixed(0)} ms, ${(yaml / 1e3).toFixed(0)} kB of YAML`);
