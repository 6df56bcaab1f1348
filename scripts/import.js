// Writes the typed constructs of the CustomResourceDefinitions in a folder, their JSON form, and the schema of the built-in kinds.
'use strict';
const { execFileSync } = require('node:child_process');
const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { parseAllDocuments } = require('yaml');
const { kubernetesSchema } = require('./kubernetes-schema');

const root = join(__dirname, '..');
const cli = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');

/** The generated files go to another folder when one is given, so that a test can compare them. */
function importAll(from, to) {
  for (const file of readdirSync(from).filter((name) => name.endsWith('.yaml'))) {
    const options = ['--language', 'typescript', '--class-prefix', 'Kube', '--output', to, '--no-save', '--check-upgrade=false'];
    execFileSync(process.execPath, [cli, 'import', join(from, file), ...options], { cwd: to, stdio: ['ignore', 'ignore', 'inherit'] });
    // All kinds of a group have to be in one file of YAML, which becomes one module.
    const definitions = parseAllDocuments(readFileSync(join(from, file), 'utf8')).map((document) => document.toJS());
    for (const definition of definitions) writeFileSync(join(to, `${definition.metadata.name}.json`), `${JSON.stringify(definition, null, 1)}\n`);
  }
  writeFileSync(join(to, 'kubernetes-1.28.json'), kubernetesSchema());
}

const imports = join(root, 'imports');
importAll(imports, resolve(process.argv[2] ?? imports));
