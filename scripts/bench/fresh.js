// One rollup, and twenty, each way of rendering it in fresh processes that take turns.
'use strict';
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { App } = require('cdk8s');
const { rollup } = require('./rollup');
const { releasesOf, writeChart, writeKustomization, writeUmbrella } = require('./helm-charts');
const { cpu, ms, table, times, turns, wall } = require('./measure');
const { helm, kubectl } = require('../kube-tools');

const script = (name) => join(__dirname, name);
const node = (...args) => [process.execPath, args];
const LOADED = "require('cdk8s'); require('cdk8s-plus-28/lib/imports/k8s')";

const template = (chart) => ['template', 'bench', chart];

/** The objects of the first rollups, as cdk8s prints them. */
function rollups(count) {
  const app = new App();
  return Array.from({ length: count }, (_, index) => rollup(app, index).toJson());
}

/** How each program would render the rollups, by what the tables call it; helm and kubectl only where they can be had. */
function contestants(folder) {
  const all = rollups(20);
  const [one] = all;
  const json = join(folder, 'objects.json');
  writeFileSync(json, JSON.stringify(one));
  const releases = releasesOf(one);
  const umbrella = writeUmbrella(join(folder, 'umbrella'), releases);
  const apart = releases.map(([name, objects]) => writeChart(join(folder, 'releases', name), name, objects));
  const fleet = all.map((objects, index) => writeChart(join(folder, 'fleet', String(index)), `rollup-${index}`, objects));
  const overlay = writeKustomization(join(folder, 'kustomize'), one);
  const [helmPath, kubectlPath] = [helm(), kubectl()];
  return {
    objects: one.length,
    single: {
      'node -e 0': node('-e', '0'),
      'loading cdk8s and its Kubernetes types': node('-e', LOADED),
      'plain cdk8s, the same objects ready-made': node(script('plain.js'), json),
      'OpStackChart': node(script('rollups.js'), '1'),
      ...(kubectlPath && { 'kubectl kustomize, an overlay': [kubectlPath, ['kustomize', overlay]] }),
      ...(helmPath && {
        'helm template, 1 umbrella chart': [helmPath, template(umbrella)],
        [`helm template, ${apart.length} releases`]: [helmPath, ...apart.map(template)],
      }),
    },
    twenty: {
      'OpStackChart, 20 in one process': node(script('rollups.js'), '20'),
      ...(helmPath && { 'helm template, 20 releases': [helmPath, ...fleet.map(template)] }),
    },
  };
}

/** Median of what each takes by one measure. */
const timed = (runs, measure, calls) => turns(runs, Object.fromEntries(Object.entries(calls).map(([name, [program, ...args]]) => [name, () => measure(program, ...args)])));

/** helm and kubectl read and write nothing of the user's. */
function ownHome(folder) {
  Object.assign(process.env, { HOME: folder, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder, KUBECONFIG: join(folder, 'none') });
}

/** One sentence on who is faster, whichever it is. */
function verdict(figures, ours, theirs) {
  if (figures[theirs] === undefined) return [];
  const ratio = figures[theirs] / figures[ours];
  const [winner, loser, factor] = ratio > 1 ? [ours, theirs, ratio] : [theirs, ours, 1 / ratio];
  return [`- \`${winner}\` is ${times(factor)} faster than \`${loser}\`.`];
}

/** Both tables, with what they say. */
function fresh() {
  const folder = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
  const home = { ...process.env };
  try {
    ownHome(folder);
    const { objects, single, twenty } = contestants(folder);
    const [one, oneCpu] = [timed(9, wall, single), timed(9, cpu, single)];
    const [many, manyCpu] = [timed(5, wall, twenty), timed(5, cpu, twenty)];
    const floor = 'node -e 0';
    const rows = (walls, cpus) => Object.entries(walls).map(([name, value]) => [name, ms(value), times(value / one[floor]), ...(cpus[name] === undefined ? ['', ''] : [ms(cpus[name]), times(cpus[name] / oneCpu[floor])])]);
    const head = ['rendered by', 'ms', 'against `node -e 0`', 'processor, ms', 'against `node -e 0`'];
    const [ours, umbrella, apart] = ['OpStackChart', ...Object.keys(one).filter((name) => name.startsWith('helm'))];
    const text = [
      '## One rollup in a fresh process',
      `${objects} objects. Helm and kustomize get them finished: their templates hold no logic, so these are their least times. Node counts as processor time what its helpers do beside the program.`,
      table(head, rows(one, oneCpu)),
      [...verdict(one, ours, umbrella), ...verdict(one, ours, apart)].join('\n'),
      '## Twenty rollups',
      table(head, rows(many, manyCpu)),
      verdict(many, 'OpStackChart, 20 in one process', 'helm template, 20 releases').join('\n'),
    ];
    return { text, figures: { one, many, oneCpu, manyCpu, umbrella: one[umbrella] } };
  } finally {
    Object.assign(process.env, home);
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { fresh };
