// Measures synthesis, as ratios within one run: shared machines make absolute times worth little.
'use strict';
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const rollups = join(__dirname, 'bench', 'rollups.js');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function wall(args) {
  const begin = process.hrtime.bigint();
  execFileSync(process.execPath, args, { stdio: 'pipe' });
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

/** Takes turns, so that a busy moment of the machine hits both. */
function compare(runs, ...commands) {
  const times = commands.map(() => []);
  for (let run = 0; run < runs; run++) commands.forEach((args, index) => times[index].push(wall(args)));
  return times.map(median);
}

const [empty, one] = compare(11, ['-e', '0'], [rollups, '1']);
console.log(`fresh process: node -e 0 ${empty.toFixed(0)} ms, one rollup ${one.toFixed(0)} ms, ratio ${(one / empty).toFixed(2)}`);

console.log('\nrollups in one process\ncount   build ms   synth ms   ms each   against 10   RSS MiB');
let base;
for (const [count, runs] of [[1, 5], [10, 5], [100, 3], [1000, 1]]) {
  const results = Array.from({ length: runs }, () => JSON.parse(execFileSync(process.execPath, [rollups, String(count)], { encoding: 'utf8' })));
  const of = (key) => median(results.map((result) => result[key]));
  const each = (of('build') + of('synth')) / count;
  if (count === 10) base = each;
  const row = [String(count).padEnd(5), of('build').toFixed(0).padStart(10), of('synth').toFixed(0).padStart(10), each.toFixed(2).padStart(9), (base ? (each / base).toFixed(2) : '').padStart(12), of('rss').toFixed(0).padStart(9)];
  console.log(row.join(' '));
}
