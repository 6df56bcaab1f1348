// From one rollup to a thousand in one process.
'use strict';
const { join } = require('node:path');
const { median, ms, run, table, times } = require('./measure');

const RUNS = { 1: 5, 10: 5, 100: 3, 1000: 1 };

const each = ({ build, synth, count }) => (build + synth) / count;

function fleet() {
  const figures = Object.entries(RUNS).map(([count, runs]) => {
    const results = Array.from({ length: runs }, () => run(join(__dirname, 'rollups.js'), count));
    const of = (key) => median(results.map((result) => result[key]));
    return { count: Number(count), build: of('build'), synth: of('synth'), yaml: of('yaml'), check: of('check'), memory: of('memory') };
  });
  const ten = each(figures.find(({ count }) => count === 10));
  const hundred = figures.find(({ count }) => count === 100);
  const thousand = figures.find(({ count }) => count === 1000);
  const text = [
    '## Rollups in one process',
    'Without the start of Node and the loading of cdk8s, but with that of this library, which is why the first is dear. Of the printing, most is cdk8s turning finished objects into YAML. The memory is the most that the process ever held.',
    table(
      ['rollups', 'made, ms', 'printed, ms', 'YAML alone, ms', 'ms each', 'against 10', 'MiB'],
      figures.map((one) => [String(one.count), ms(one.build), ms(one.synth), ms(one.yaml), ms(each(one)), times(each(one) / ten), ms(one.memory)]),
    ),
    `The compatibility check is ${(100 * hundred.check / each(hundred)).toFixed(1)} % of a rollup's time, at 100 rollups.`,
  ];
  return { text, figures: { growth: each(thousand) / ten, yaml: thousand.yaml / (thousand.build + thousand.synth) } };
}

module.exports = { fleet };
