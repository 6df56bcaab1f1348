// The same objects as others would render them: Helm charts and a kustomization, in a folder of their own.
'use strict';
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Yaml } = require('cdk8s');

function write(path, content) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

const { helmFiles } = require(join(__dirname, '..', '..', 'dist', 'src', 'delivery', 'helm'));

/** Writes a chart whose templates are the finished objects, as `--format helm` does. */
function writeChart(folder, name, objects) {
  write(join(folder, 'Chart.yaml'), Yaml.stringify({ apiVersion: 'v2', name, version: '1.0.0' }));
  const files = objects.length > 0 ? helmFiles([{ path: 'objects.yaml', text: Yaml.stringify(...objects) }], () => true) : [];
  for (const { path, text } of files) write(join(folder, 'templates', path), text);
  return folder;
}

/** The objects of each release that a user of one chart for each program would have: each replica is a release too. */
function releasesOf(objects) {
  const groups = {};
  for (const object of objects) (groups[object.metadata.labels['app.kubernetes.io/instance']] ??= []).push(object);
  return Object.entries(groups).flatMap(([name, own]) => (own[0].metadata.labels['app.kubernetes.io/component'] === 'replica' ? [[`${name}-a`, own], [`${name}-b`, own]] : [[name, own]]));
}

/** One chart that has a chart of each release in it. */
function writeUmbrella(folder, releases) {
  for (const [name, objects] of releases) writeChart(join(folder, 'charts', name), name, objects);
  return writeChart(folder, 'umbrella', []);
}

/** A base, and an overlay that sets namespace and labels. */
function writeKustomization(folder, objects) {
  write(join(folder, 'base', 'objects.yaml'), Yaml.stringify(...objects));
  write(join(folder, 'base', 'kustomization.yaml'), Yaml.stringify({ resources: ['objects.yaml'] }));
  write(join(folder, 'overlay', 'kustomization.yaml'), Yaml.stringify({ resources: ['../base'], namespace: 'acme', labels: [{ pairs: { team: 'acme' } }] }));
  return join(folder, 'overlay');
}

module.exports = { releasesOf, writeChart, writeKustomization, writeUmbrella };
