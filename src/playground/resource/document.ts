import type * as Yaml from 'yaml';
import { KIND } from './definition';
import { isPlainObject } from '../../kube';
import type { Problems } from '../../errors';

/** A custom resource as it was given, not yet looked at. */
export interface ResourceDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line on which a field stands, such as `spec.services[0].name`; of its parent, where it is missing. @default unknown, when the resource was no text */
  readonly lineOf?: (path: string) => number;
}

/** Loaded once a text is read, which hardly any synth does. */
const yaml = (): typeof Yaml => require('yaml');

const HINT = `Give a resource with "apiVersion: ${KIND.apiVersion}" and "kind: ${KIND.kind}"`;
/** What Go's YAML reader takes for a number; beyond it, as an address in hex is, it takes the text. */
const INT64 = 64;

/** Finds the one resource in YAML or JSON text that may hold others too, or takes the object that it was parsed to. */
export function readDocument(problems: Problems, source: string | object): ResourceDocument | undefined {
  if (typeof source !== 'string') return isPlainObject(source) && isResource(source) ? { value: source } : refuse(problems, whatIs(source));
  const lines = new (yaml().LineCounter)();
  const parsed = yaml().parseAllDocuments(source, { lineCounter: lines, intAsBigInt: true, merge: true });
  const documents = 'empty' in parsed ? [] : parsed;
  const errors = documents.flatMap((document) => document.errors);
  for (const { code, linePos } of errors) {
    const [at] = linePos ?? [];
    problems.error('INVALID_YAML', '', `the text is no valid YAML${at ? ` at line ${at.line}, column ${at.col}` : ''} (${code.toLowerCase().replaceAll('_', ' ')})`, 'Give the file as it was written');
  }
  if (errors.length > 0) return undefined;
  const values = documents.map((document) => ({ document, value: valueOf(problems, document) })).filter(({ value }) => value !== null);
  if (values.some(({ value }) => value === undefined)) return undefined;
  const [found, ...others] = values.filter(({ value }) => isResource(value));
  if (others.length > 0) return refuse(problems, `the text has ${others.length + 1} resources of this kind`, 'Give one at a time');
  if (!found || !isPlainObject(found.value)) return refuse(problems, values.length === 0 ? 'the text is empty' : values.map(({ value }) => whatIs(value)).join(', '));
  const { contents, range } = found.document;
  return { value: found.value, lineOf: (path) => lines.linePos(offsetOf(contents, path) ?? range[0]).line };
}

function refuse(problems: Problems, what: string, hint = HINT): undefined {
  problems.error('NOT_A_DEPLOYMENT', '', `this is no ${KIND.kind}: ${what}`, hint);
}

function isResource(value: unknown): boolean {
  return isPlainObject(value) && value.apiVersion === KIND.apiVersion && value.kind === KIND.kind;
}

function whatIs(value: unknown): string {
  if (!isPlainObject(value)) return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  const { apiVersion, kind } = value;
  return typeof kind === 'string' && typeof apiVersion === 'string' ? `a ${kind} of ${apiVersion}` : 'an object without apiVersion and kind';
}

/** Undefined when it was reported. */
function valueOf(problems: Problems, document: Yaml.Document): unknown {
  yaml().visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'bigint') node.value = BigInt.asIntN(INT64, node.value) === node.value ? Number(node.value) : node.source;
    },
  });
  try {
    return document.toJS();
  } catch {
    // The parser leaves aliases to this step.
    problems.error('INVALID_YAML', '', 'the text has an alias that leads nowhere, or to far too much', 'Write out what the aliases stand for');
    return undefined;
  }
}

/** Where the node at a path begins, or the deepest one above it that is there. */
function offsetOf(node: unknown, path: string): number | undefined {
  const child = childOf(node, path);
  return child && (offsetOf(child.node, child.rest) ?? child.offset);
}

interface Child {
  readonly offset: number | undefined;
  readonly node: unknown;
  readonly rest: string;
}

function childOf(node: unknown, path: string): Child | undefined {
  const { isMap, isNode, isScalar, isSeq } = yaml();
  if (isSeq(node)) {
    const [step = '', index] = /^\[(\d+)\]/.exec(path) ?? [];
    const item = node.items[Number(index)];
    return isNode(item) ? { offset: item.range?.[0], node: item, rest: path.slice(step.length) } : undefined;
  }
  if (!isMap(node)) return undefined;
  const name = path.replace(/^\./, '');
  return node.items.reduce<Child | undefined>((best, { key, value }) => {
    const text = isScalar(key) ? String(key.value) : undefined;
    if (text === undefined || !name.startsWith(text)) return best;
    const rest = name.slice(text.length);
    // Keys may hold dots themselves: the longest one that fits is meant.
    return /^(?:$|[.[])/.test(rest) && rest.length < (best?.rest.length ?? Infinity) ? { offset: isNode(key) ? key.range?.[0] : undefined, node: value, rest } : best;
  }, undefined);
}
