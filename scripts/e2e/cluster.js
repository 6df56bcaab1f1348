// What the examples stand on in the cluster, and its removal: only what runs made, by their label.
'use strict';
const { KubectlError } = require('./kubectl');
const { RUN_LABEL, definitionObject, kindOf, nameOf, namespaceObject, priorityClassObject, serviceAccountObject } = require('./plan');
const { UsageError } = require('./options');

/** Makes definitions, classes, namespaces and accounts that are not there. @throws KubectlError when the cluster refuses one; UsageError when a namespace is taken, or an object would be in none */
async function prepare(kubectl, plan, { run, timeout }) {
  await checkScopes(kubectl, plan.examples.flatMap(({ objects }) => objects));
  for (const { name } of plan.namespaces) {
    if (await kubectl.has('namespace', name)) throw new UsageError(`the namespace ${name} is there already; leave --own-names out, or take another cluster`);
  }
  // First of all: another run that ends now leaves the definitions to whoever has namespaces.
  await kubectl.run(['create', '--validate=strict', '--filename=-'], plan.namespaces.map(({ name, level }) => namespaceObject(name, level, run)));
  const missing = async (kind, items, title) => {
    const there = [];
    for (const item of items) there.push(await kubectl.has(kind, title(item)));
    return items.filter((_, index) => !there[index]);
  };
  const definitions = await missing('customresourcedefinition', plan.crds, ({ metadata }) => metadata.name);
  const classes = await missing('priorityclass', plan.priorityClasses, (name) => name);
  await create(kubectl, [...definitions.map((definition) => definitionObject(definition, run)), ...classes.map((name) => priorityClassObject(name, run))]);
  if (plan.crds.length > 0) await kubectl.run(['wait', '--for=condition=Established', `--timeout=${timeout}s`, ...plan.crds.map(({ metadata }) => `customresourcedefinition/${metadata.name}`)]);
  await create(kubectl, plan.serviceAccounts.map((account) => serviceAccountObject(account, run)));
  return { definitions: definitions.length, classes: classes.length };
}

/** An object without a namespace would be the cluster's own of that name, and stay. */
async function checkScopes(kubectl, objects) {
  const kinds = await kubectl.clusterKinds();
  const found = objects.filter((object) => kinds.has(kindOf(object))).map(nameOf);
  if (found.length > 0) throw new UsageError(`what belongs to no namespace is not applied: ${found.join(', ')}; leave it out`);
}

const EXISTS = /^Error from server \(AlreadyExists\)/;

/** Not applied: what somebody else makes in the meantime, another run or a controller, stays as it is. */
async function create(kubectl, objects) {
  if (objects.length === 0) return;
  const args = ['create', '--validate=strict', '--filename=-'];
  const result = await kubectl.call(args, objects);
  const complaints = result.stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Warning:'));
  if (result.status !== 0 && !(complaints.length > 0 && complaints.every((line) => EXISTS.test(line)))) throw new KubectlError(args, result);
}

/** A node's pods may take five minutes to stop. */
const LEAST_SECONDS = 600;

/**
 * Removes the namespaces of the run, and what all runs share unless others have namespaces. Answers with what could not be
 * removed, and with those namespaces.
 */
async function cleanUp(kubectl, { run, timeout }) {
  const wrong = [];
  const call = async (kind, args) => {
    const { status, stdout, stderr } = await kubectl.call(args);
    if (status !== 0) wrong.push(`${kind}: ${stderr.trim()}`);
    return status === 0 ? stdout : undefined;
  };
  const remove = (kind, selector) => call(kind, ['delete', kind, `--selector=${selector}`, '--ignore-not-found', '--wait', `--timeout=${Math.max(timeout, LEAST_SECONDS)}s`]);
  // The objects of a definition go with their namespaces.
  await remove('namespace', `${RUN_LABEL}=${run}`);
  const others = (await call('namespace', ['get', 'namespace', `--selector=${RUN_LABEL},${RUN_LABEL}!=${run}`, '--output=name']))?.split('\n').filter(Boolean);
  // Who cannot be told of others takes nothing from them.
  if (others?.length === 0) for (const kind of ['customresourcedefinition', 'priorityclass']) await remove(kind, RUN_LABEL);
  return { wrong, others: others ?? [] };
}

module.exports = { cleanUp, prepare };
