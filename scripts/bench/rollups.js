// Makes and synthesizes as many rollups as asked for, in one process, and prints what it took as JSON.
'use strict';
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { App, Yaml } = require('cdk8s');
const { checkCompatibility } = require('../../dist/src');
const { rollup } = require('./rollup');

const count = Number(process.argv[2] ?? 1);
const outdir = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
// cdk8s prints each chart with this; what it takes is counted apart.
const save = Yaml.save.bind(Yaml);
let yaml = 0;
Yaml.save = (...args) => {
  const start = performance.now();
  save(...args);
  yaml += performance.now() - start;
};

const begin = performance.now();
const app = new App({ outdir });
for (let index = 0; index < count; index++) rollup(app, index);
const built = performance.now();
app.synth();
const end = performance.now();
// The versions of one rollup, as its charts' validations check them.
const checks = count > 1 ? 200 : 1;
for (let index = 0; index < checks; index++) checkCompatibility({ release: 'karst-2026-09', network: 'op-sepolia', respectedGameType: 8, now: 1790000000 + index });
const check = (performance.now() - end) / checks;
rmSync(outdir, { recursive: true, force: true });
console.log(JSON.stringify({ build: built - begin, synth: end - built, yaml, check, memory: process.resourceUsage().maxRSS / 2 ** 10 }));
