// Synthesizes ready-made objects with nothing but cdk8s: what any cdk8s app costs before it has done anything.
'use strict';
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');

const objects = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const outdir = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
const app = new App({ outdir });
const chart = new Chart(app, 'plain');
objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, object));
app.synth();
rmSync(outdir, { recursive: true, force: true });
