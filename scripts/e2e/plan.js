// What is to be made in the cluster for a set of manifests, worked out before anything is.
'use strict';
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

const RUN_LABEL = 'e2e.cdk8s-op-stack/run';
const WORKLOADS = ['StatefulSet', 'Deployment'];
const imports = join(__dirname, '..', '..', 'imports');

/** The objects of a YAML text. */
const objectsIn = (text) => parseAllDocuments(text).map((document) => document.toJS()).filter(Boolean);

/** How messages name an object. */
const nameOf = ({ kind, metadata }) => `${kind} ${metadata.name}`;

/** The kind with its group, as kubectl takes it: `Service`, `Deployment.apps`. */
const kindOf = ({ apiVersion, kind }) => [kind, ...apiVersion.split('/').slice(0, -1)].join('.');

/** Every string of a value, replaced. */
function mapStrings(value, replace, key = '') {
  if (typeof value === 'string') return replace(value, key);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, replace, key));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, replace, name)]));
  return value;
}

const NAMESPACE_KEYS = new Set(['namespace', 'matchNames', 'kubernetes.io/metadata.name']);

/** The manifests in other namespaces: fields that name one, and host names of Services in it. */
function renamed(objects, names) {
  const hosts = Object.entries(names).map(([from, to]) => [new RegExp(`(?<=[a-z0-9]\\.)${from}(?=\\.svc\\b)`, 'g'), to]);
  return mapStrings(objects, (text, key) => {
    if (NAMESPACE_KEYS.has(key) && Object.hasOwn(names, text)) return names[text];
    return hosts.reduce((replaced, [host, to]) => replaced.replace(host, to), text);
  });
}

/** A name in the cluster for a namespace of the manifests. */
const suffixed = (name, run) => `${name.slice(0, 63 - run.length - 5)}-e2e-${run}`;

/** The trimmed CustomResourceDefinitions of the library, by what {@link kindOf} calls their objects. */
function definitions() {
  const files = readdirSync(imports).filter((file) => file.endsWith('.yaml'));
  const all = files.flatMap((file) => objectsIn(readFileSync(join(imports, file), 'utf8')));
  return new Map(all.map((definition) => [`${definition.spec.names.kind}.${definition.spec.group}`, definition]));
}

/** Pod templates of a set of objects. */
const podSpecs = (objects) => objects.filter(({ kind }) => WORKLOADS.includes(kind)).map(({ spec }) => spec.template.spec);
const distinct = (values) => [...new Set(values.filter((value) => value !== undefined))];

/**
 * What the run makes.
 *
 * @param sets examples by name, each with its objects and the level of its namespaces
 */
function planRun(sets, { run, ownNames }) {
  const known = definitions();
  const crds = new Map();
  const examples = sets.map(({ name, level, objects: given }) => {
    const namespaces = distinct(given.map(({ metadata }) => metadata.namespace));
    const names = Object.fromEntries(namespaces.map((namespace) => [namespace, ownNames ? namespace : suffixed(namespace, run)]));
    // Those that name none go where the others are, or into one of their own.
    const home = names[namespaces[0]] ?? suffixed(name, run);
    const objects = renamed(given, names).map((object) => (object.metadata.namespace === undefined ? { ...object, metadata: { ...object.metadata, namespace: home } } : object));
    for (const object of objects) {
      const definition = known.get(kindOf(object));
      if (definition) crds.set(definition.metadata.name, definition);
    }
    return { name, level, objects, namespaces: distinct([...Object.values(names), home]), workloads: objects.filter(({ kind }) => WORKLOADS.includes(kind)) };
  });
  const serviceAccounts = examples.flatMap(({ objects }) => objects.filter(({ kind }) => WORKLOADS.includes(kind)).flatMap(({ metadata, spec }) =>
    (spec.template.spec.serviceAccountName ? [{ namespace: metadata.namespace, name: spec.template.spec.serviceAccountName }] : [])));
  const levels = new Map(examples.flatMap(({ level, namespaces }) => namespaces.map((name) => [name, level])));
  return {
    examples,
    /** Files may share one. */
    namespaces: [...levels].map(([name, level]) => ({ name, level })),
    crds: [...crds.values()],
    /** Pods are refused that name a class or an account that is not there. */
    priorityClasses: distinct(examples.flatMap(({ objects }) => podSpecs(objects).map(({ priorityClassName }) => priorityClassName))).filter((name) => !name.startsWith('system-')),
    serviceAccounts,
  };
}

const labelled = (run) => ({ [RUN_LABEL]: run });

/** A namespace that enforces a level. */
const namespaceObject = (name, level, run) => ({
  apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...labelled(run), 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level } },
});

const priorityClassObject = (name, run) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name, labels: labelled(run) }, value: 0 });
const serviceAccountObject = ({ name, namespace }, run) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, labels: labelled(run) } });

/** The API server takes definitions of the groups of Kubernetes only when they say who has approved them: of the trimmed ones, nobody. */
const APPROVAL = { 'api-approved.kubernetes.io': 'unapproved, trimmed for tests' };
const isProtected = ({ spec: { group } }) => /(^|\.)(k8s|kubernetes)\.io$/.test(group);

function definitionObject(definition, run) {
  const { labels, annotations } = definition.metadata;
  return { ...definition, metadata: { ...definition.metadata, labels: { ...labels, ...labelled(run) }, annotations: { ...(isProtected(definition) ? APPROVAL : {}), ...annotations } } };
}

module.exports = { RUN_LABEL, definitionObject, kindOf, nameOf, namespaceObject, objectsIn, planRun, priorityClassObject, renamed, serviceAccountObject, suffixed };
