// What the examples stand on in the cluster, and its removal: only what this run made, by its label.
'use strict';
const { RUN_LABEL, definitionObject, namespaceObject, priorityClassObject, serviceAccountObject } = require('./plan');
const { UsageError } = require('./options');

/** Makes definitions, classes, namespaces and accounts that are not there. @throws KubectlError when the cluster refuses one; UsageError when a namespace is taken */
async function prepare(kubectl, plan, { run, timeout }) {
  for (const name of plan.examples.flatMap(({ namespaces }) => namespaces)) {
    if (await kubectl.has('namespace', name)) throw new UsageError(`the namespace ${name} is there already; leave --own-names out, or take another cluster`);
  }
  const missing = async (kind, items, nameOf) => {
    const there = [];
    for (const item of items) there.push(await kubectl.has(kind, nameOf(item)));
    return items.filter((_, index) => !there[index]);
  };
  const definitions = await missing('customresourcedefinition', plan.crds, ({ metadata }) => metadata.name);
  const classes = await missing('priorityclass', plan.priorityClasses, (name) => name);
  const made = [
    ...definitions.map((definition) => definitionObject(definition, run)),
    ...classes.map((name) => priorityClassObject(name, run)),
    ...plan.examples.flatMap(({ namespaces, level }) => namespaces.map((name) => namespaceObject(name, level, run))),
  ];
  await create(kubectl, made);
  if (definitions.length > 0) await kubectl.run(['wait', '--for=condition=Established', `--timeout=${timeout}s`, ...definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`)]);
  await create(kubectl, plan.serviceAccounts.map((account) => serviceAccountObject(account, run)));
  return { definitions: definitions.length, classes: classes.length };
}

/** Not applied: what somebody else has made in the meantime stays as it is. */
async function create(kubectl, objects) {
  if (objects.length > 0) await kubectl.run(['create', '--validate=strict', '--filename=-'], objects);
}

/** A node's pods may take five minutes to stop. */
const LEAST_SECONDS = 600;

/** Removes all that carries the run's label. Answers with what could not be removed. */
async function cleanUp(kubectl, { run, timeout }) {
  const wrong = [];
  // The objects of a definition go with their namespaces.
  for (const kind of ['namespace', 'customresourcedefinition', 'priorityclass']) {
    const { status, stderr } = await kubectl.call(['delete', kind, `--selector=${RUN_LABEL}=${run}`, '--ignore-not-found', '--wait', `--timeout=${Math.max(timeout, LEAST_SECONDS)}s`]);
    if (status !== 0) wrong.push(`${kind}: ${stderr.trim()}`);
  }
  return wrong;
}

module.exports = { cleanUp, prepare };
