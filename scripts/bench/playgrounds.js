// An output folder of builder-playground of the size of its recipe opstack.
'use strict';
const { join } = require('node:path');
const { median, ms, run } = require('./measure');

function playgrounds() {
  const results = Array.from({ length: 5 }, () => run(join(__dirname, 'playground.js')));
  const of = (key) => median(results.map((result) => result[key]));
  return [
    '## A playground',
    `A folder of the recipe opstack with ${(of('bytes') / 1e6).toFixed(1)} MB of artifacts becomes ${(of('yaml') / 1e3).toFixed(0)} kB of YAML: read and made in ${ms(of('build'))} ms, printed in ${ms(of('synth'))} ms.`,
  ];
}

module.exports = { playgrounds };
