// What loading the library costs, by package and folder.
'use strict';
const { join } = require('node:path');
const { median, ms, run, table } = require('./measure');

const RUNS = 9;
const SHOWN = 12;

/** Median milliseconds and the modules of each part, the dearest first. */
function costsOf(what) {
  const results = Array.from({ length: RUNS }, () => run(join(__dirname, 'load.js'), what));
  const parts = Object.keys(results[0]).map((part) => ({ part, ms: median(results.map((result) => result[part].ms)), modules: results[0][part].modules }));
  return parts.toSorted((a, b) => b.ms - a.ms);
}

const sum = (costs, key) => costs.reduce((total, cost) => total + cost[key], 0);

const row = (part, costs) => [part, ms(sum(costs, 'ms')), String(sum(costs, 'modules'))];

function loading() {
  const rollup = costsOf('rollup');
  const everything = costsOf('everything');
  return [
    '## Loading',
    'A module of the library is loaded when a name of it is first used: `require(\'cdk8s-op-stack\')` by itself loads one file, and an ES module\'s `import` asks for every name. Below is what making a rollup loads, each part without those it loads in turn.',
    table(['part', 'ms', 'modules'], [
      ...rollup.slice(0, SHOWN).map((cost) => row(cost.part, [cost])),
      row('all others', rollup.slice(SHOWN)),
      row('a rollup, together', rollup),
      row('every name', everything),
    ]),
  ];
}

module.exports = { loading };
