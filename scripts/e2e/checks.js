// The checks of one example, in their order. Each answers with what is wrong; nothing is as it should be.
'use strict';
const { objectDifferences, settled } = require('./compare');
const { nameOf } = require('./plan');

const REFUSED = /^FailedCreate|^FailedScaling/;

/** What `kubectl apply` complains of. */
const complaints = ({ status, stderr }) => (status === 0 ? [] : lines(stderr));
const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
/** Warnings of the server that pods would be refused. */
const violations = ({ stderr }) => lines(stderr).filter((line) => /would violate PodSecurity/.test(line));

async function dryRun({ kubectl, objects }) {
  const result = await kubectl.apply(objects, '--dry-run=server');
  return [...complaints(result), ...(result.status === 0 ? violations(result) : [])];
}

async function applied({ kubectl, objects }) {
  return complaints(await kubectl.apply(objects));
}

/** That the server kept all that was sent. */
async function asSent({ kubectl, objects }) {
  const live = await kubectl.live(objects);
  return objects.flatMap((object, index) => (live[index] ? objectDifferences(object, live[index]).map((each) => `${nameOf(object)}: ${each}`) : [`${nameOf(object)} is not there`]));
}

/** That applying the same once more changes nothing. */
async function idempotent({ kubectl, objects }) {
  const before = await kubectl.live(objects);
  const result = await kubectl.apply(objects);
  const after = await kubectl.live(objects);
  return [
    ...complaints(result),
    ...objects.filter((object, index) => JSON.stringify(sorted(before[index] && settled(before[index], object))) !== JSON.stringify(sorted(after[index] && settled(after[index], object)))).map((object) => `${nameOf(object)} changed`),
  ];
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1)).map((key) => [key, sorted(value[key])]));
}

/** That the controllers made as many pods as each workload asks for. Whether they run is another matter: there is no L1. */
async function pods({ kubectl, workloads, timeout, sleep }) {
  const until = Date.now() + timeout * 1000;
  for (;;) {
    const counts = await podCounts(kubectl, workloads);
    const missing = counts.filter(({ wanted, there }) => wanted !== there);
    if (missing.length === 0) return [];
    if (Date.now() >= until) return [...missing.map(({ workload, wanted, there }) => `${nameOf(workload)}: ${there} of ${wanted} pods`), ...(await refusals(kubectl, missing.map(({ workload }) => workload)))];
    await sleep(1000);
  }
}

async function podCounts(kubectl, workloads) {
  const live = await kubectl.live(workloads);
  const counts = [];
  for (const [index, workload] of workloads.entries()) {
    const wanted = live[index]?.spec.replicas ?? workload.spec.replicas ?? 1;
    const selector = Object.entries(workload.spec.selector.matchLabels).map(([key, value]) => `${key}=${value}`).join(',');
    const { items } = await kubectl.json(['get', 'pods', `--namespace=${workload.metadata.namespace}`, `--selector=${selector}`]);
    counts.push({ workload, wanted, there: items.filter(isThere).length });
  }
  return counts;
}

/** A pod that has ended stays, and another takes its place. */
const isThere = ({ metadata, status }) => metadata.deletionTimestamp === undefined && !['Failed', 'Succeeded'].includes(status?.phase);

/** Why controllers made no pods: what they say of the workload, and of its ReplicaSets. */
async function refusals(kubectl, workloads) {
  const found = [];
  for (const { metadata: { namespace, name } } of workloads) {
    const { items } = await kubectl.json(['get', 'events', `--namespace=${namespace}`]);
    const own = items.filter(({ reason, involvedObject }) => REFUSED.test(reason) && (involvedObject.name === name || involvedObject.name.startsWith(`${name}-`)));
    // Each attempt has a name of its own.
    found.push(...own.map(({ message }) => `${name}: ${message.replace(/^\(combined from similar events\): /, '').replace(/pods? "[^"]*"/, 'a pod')}`));
  }
  return [...new Set(found)];
}

/** By what each says when it holds. */
const CHECKS = [
  ['the server takes it, strictly validated', dryRun],
  ['it is applied', applied],
  ['every object is there as it was sent', asSent],
  ['the controllers made its pods', pods],
  ['applying it again changes nothing', idempotent],
];

module.exports = { CHECKS };
