#!/usr/bin/env node
// Stands for kubectl and a cluster: objects are kept in a file, and controllers make their pods at once. Every call is recorded.
'use strict';
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.env.STUB_FOLDER;
const fault = process.env.STUB_FAULT ?? '';
const args = process.argv.slice(2);
const [verb, kind, name] = args;
const path = join(folder, 'objects.json');
const store = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const keyOf = (object) => `${object.kind.toLowerCase()} ${object.metadata.namespace ?? ''} ${object.metadata.name}`;
const option = (prefix) => args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
const input = () => JSON.parse(readFileSync(0, 'utf8')).items;
const has = (labels, [key, sign, value]) => (sign === undefined ? Object.hasOwn(labels, key) : (labels[key] === value) === (sign === '='));
const save = () => writeFileSync(path, JSON.stringify(store));
const list = (items) => console.log(JSON.stringify({ kind: 'List', items }));
const fail = (message, code = 1) => {
  console.error(message);
  process.exit(code);
};

appendFileSync(join(folder, 'calls'), `${args.join(' ')}\n`);
if (fault === `hang ${verb}`) {
  writeFileSync(join(folder, 'hanging'), '');
  setTimeout(() => undefined, 60_000);
} else if (fault === `refuse ${verb}`) {
  fail(`Error from server: ${verb} is refused`);
} else {
  act();
}

/** What the server and the controllers make of an object. */
function put(object) {
  const generation = fault === 'restless' ? (store[keyOf(object)]?.metadata.generation ?? 0) + 1 : 1;
  const live = { ...object, metadata: { ...object.metadata, generation } };
  if (fault === 'drop') delete live.spec?.template;
  store[keyOf(object)] = live;
  if (object.kind !== 'Deployment') return;
  const pods = Math.max(0, (object.spec.replicas ?? 1) - (fault === 'fewer pods' ? 1 : 0));
  for (let i = 0; i < pods; i++) {
    const pod = { kind: 'Pod', metadata: { name: `${object.metadata.name}-${i}`, namespace: object.metadata.namespace, labels: object.spec.selector.matchLabels } };
    store[keyOf(pod)] = pod;
  }
}

/** Objects of the kind that carry the labels: `key`, `key=value` and `key!=value`. */
function selected(wanted = kind) {
  const terms = option('--selector=').split(',').map((term) => /^([^!=]+)(!?=)?(.*)$/.exec(term).slice(1));
  return Object.entries(store).filter(([, object]) => object.kind.toLowerCase() === wanted && terms.every((term) => has(object.metadata.labels ?? {}, term)));
}

function act() {
  if (verb === 'version') {
    console.log(JSON.stringify({ clientVersion: { gitVersion: 'v1.33.1', minor: '33' }, serverVersion: { gitVersion: 'v1.36.0', minor: '36+' } }));
  } else if (verb === 'apply') {
    const objects = input();
    if (args.includes('--dry-run=server')) {
      if (fault === 'violation') console.error('Warning: would violate PodSecurity "restricted:latest": it runs as root');
      return;
    }
    for (const object of objects) put(object);
    save();
  } else if (verb === 'create') {
    for (const object of input()) {
      if (store[keyOf(object)]) {
        process.exitCode = 1;
        console.error(`Error from server (AlreadyExists): error when creating "STDIN": ${object.metadata.name} already exists`);
      } else {
        put(object);
      }
    }
    save();
  } else if (verb === 'api-resources') {
    console.log('namespaces     ns   v1                             false   Namespace\nclusterroles        rbac.authorization.k8s.io/v1   false   ClusterRole');
  } else if (verb === 'get' && option('--filename=')) {
    list(input().flatMap((object) => store[keyOf(object)] ?? []));
  } else if (verb === 'get' && kind === 'pods') {
    list(selected('pod').map(([, object]) => object).filter(({ metadata }) => metadata.namespace === option('--namespace=')));
  } else if (verb === 'get' && kind === 'events') {
    list(['a', 'b'].map((id) => ({ reason: 'FailedCreate', involvedObject: { name: 'web-5d8f' }, message: `Error creating: pods "web-${id}" is forbidden: exceeded quota` })));
  } else if (verb === 'get' && option('--selector=')) {
    for (const [, { metadata }] of selected()) console.log(`${kind}/${metadata.name}`);
  } else if (verb === 'get') {
    if (store[`${kind}  ${name}`]) console.log(`${kind}/${name}`);
  } else if (verb === 'delete') {
    for (const [at, { metadata: { name: gone } }] of selected()) {
      delete store[at];
      if (kind === 'namespace') for (const key of Object.keys(store)) if (key.split(' ')[1] === gone) delete store[key];
    }
    save();
  }
}
