// Whether an object of the cluster is what was sent, but for what the server fills in and how it writes amounts.
'use strict';

const FACTORS = { '': 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 };
/** Fields that hold amounts, or below which all is amounts. */
const AMOUNTS = new Set(['limits', 'requests', 'capacity', 'sizeLimit', 'averageValue', 'value', 'storage']);

/** The number that an amount of Kubernetes stands for; NaN for what is none. */
function amount(text) {
  const [, number, suffix] = /^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(String(text)) ?? [];
  return number === undefined ? Number.NaN : Number(number) * FACTORS[suffix ?? ''];
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** What the server leaves out when it is sent. */
const isEmpty = (value) => value === undefined || value === null || value === '' || value === false || value === 0 || (typeof value === 'object' && Object.values(value).every(isEmpty));

const sameAmount = (sent, live) => Math.abs(amount(sent) - amount(live)) <= 1e-9 * Math.max(1, Math.abs(amount(sent)));

/** Where the live object is not what was sent, as `path: sent … live …`. */
function differences(sent, live, path = '', isAmount = false) {
  if (isEmpty(sent) && isEmpty(live)) return [];
  if (isObject(sent) && isObject(live)) {
    return Object.entries(sent).flatMap(([name, value]) => differences(value, live[name], path ? `${path}.${name}` : name, isAmount || AMOUNTS.has(name)));
  }
  if (Array.isArray(sent) && Array.isArray(live)) return listDifferences(sent, live, path, isAmount);
  if (sent === live || (isAmount && ['string', 'number'].includes(typeof live) && sameAmount(sent, live))) return [];
  return [`${path}: sent ${shown(sent)}, live ${shown(live)}`];
}

/** The server may put a list into another order, and adds nothing to it. */
function listDifferences(sent, live, path, isAmount) {
  if (sent.length !== live.length) return [`${path}: sent ${sent.length} entries, live ${live.length}`];
  const inPlace = sent.flatMap((item, index) => differences(item, live[index], `${path}[${index}]`, isAmount));
  if (inPlace.length === 0) return [];
  const left = [...live];
  for (const item of sent) {
    const at = left.findIndex((other) => differences(item, other, '', isAmount).length === 0);
    if (at < 0) return inPlace;
    left.splice(at, 1);
  }
  return [];
}

function shown(value) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What is sent in clear text is kept encoded. */
function asKept(object) {
  if (object.kind !== 'Secret' || !object.stringData) return object;
  const { stringData, ...rest } = object;
  return { ...rest, data: { ...rest.data, ...Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')])) } };
}

/** Where the cluster's object lacks or changes what was sent. Nothing of a Secret is shown. */
function objectDifferences(sent, live) {
  const found = differences(asKept(sent), live);
  return sent.kind === 'Secret' ? found.map((each) => (/^data\b/.test(each) ? `${each.split(':')[0]}: differs` : each)) : found;
}

/** The entries of an object that another has too. */
const among = (there = {}, sent = {}) => Object.fromEntries(Object.entries(there).filter(([name]) => Object.hasOwn(sent, name)));

/** An object without what changes by itself: what controllers note on it, and all that was left to them. @param sent what was applied */
function settled(live, sent) {
  const { status: _status, metadata: { resourceVersion: _version, managedFields: _fields, finalizers: _finalizers, generation, annotations, labels, ...metadata }, spec, ...rest } = live;
  const scaled = spec?.replicas !== undefined && sent.spec?.replicas === undefined;
  const own = { labels: among(labels, sent.metadata?.labels), annotations: among(annotations, sent.metadata?.annotations) };
  return { ...rest, metadata: { ...metadata, ...own, ...(scaled ? {} : { generation }) }, spec: scaled ? { ...spec, replicas: undefined } : spec };
}

module.exports = { amount, differences, objectDifferences, settled };
