// Runs `cdk8s synth` on the examples and prints what came out: example, chart, objects by kind.
'use strict';
const { spawnSync } = require('node:child_process');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { App, Yaml } = require('cdk8s');

const root = join(__dirname, '..');
const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const outdir = join('dist', 'manifests');

const { status } = spawnSync(process.execPath, [cli, 'synth', '--check-upgrade=false', '--output', outdir], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);

process.chdir(root);
const { examples } = require(join(root, 'dist', 'examples'));
const exampleOf = Object.fromEntries(Object.entries(examples).map(([name, make]) => [make(new App()).node.id, name]));

const rows = readdirSync(outdir)
  .toSorted((a, b) => a.localeCompare(b))
  .map((file) => {
    const chart = file.replace('.k8s.yaml', '');
    const kinds = Yaml.load(join(outdir, file)).map(({ kind }) => kind);
    const counts = [...new Set(kinds)].toSorted((a, b) => a.localeCompare(b)).map((kind) => `${kinds.filter((each) => each === kind).length} ${kind}`);
    return { example: exampleOf[chart] ?? '?', chart, objects: counts.join(', '), bytes: readFileSync(join(outdir, file)).length };
  });

const columns = ['example', 'chart', 'bytes', 'objects'];
const width = Object.fromEntries(columns.map((column) => [column, Math.max(column.length, ...rows.map((row) => String(row[column]).length))]));
const line = (row) => columns.map((column) => String(row[column]).padEnd(width[column])).join('  ').trimEnd();
console.log(line(Object.fromEntries(columns.map((column) => [column, column]))));
for (const row of rows) console.log(line(row));
console.log(`\nThe manifests are in ${outdir}. Apply one with: kubectl apply --server-side -f ${join(outdir, rows[0].chart)}.k8s.yaml`);
