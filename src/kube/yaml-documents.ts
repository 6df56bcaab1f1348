import type * as Yaml from 'yaml';
import { holdsSecret } from '../errors';

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly col: number;
}

/** One document of a YAML text. */
export interface YamlDocument {
  /** `null` for an empty one. */
  readonly value: unknown;
  /** Where a field stands, such as `spec.services[0].name`; of the deepest one above it that is there, where it is missing. */
  readonly placeOf: (path: string) => TextPlace;
}

/** Why a document cannot be read: what the parser calls it, and where it noticed. */
export interface YamlFault {
  readonly code: string;
  readonly at?: TextPlace;
}

/** Code of an alias that leads nowhere, or to far too much: the parser leaves it to whoever wants the value. */
export const ALIAS_FAULT = 'alias';

/** Loaded once a text is read, which hardly any synth does. */
const yaml = (): typeof Yaml => require('yaml');

/** What Go's YAML reader takes for a number; beyond it, as an address in hex is, it takes the text. */
const INT64 = 64;

/**
 * The documents of YAML or JSON text, with the places of their fields. A document at fault is reported and left out.
 *
 * @param refuse told of each fault; it never hears what the text says there
 */
export function yamlDocuments(text: string, refuse: (fault: YamlFault) => void): readonly YamlDocument[] {
  const lines = new (yaml().LineCounter)();
  // Editors do not count the mark of the encoding.
  const parsed = yaml().parseAllDocuments(text.replace(/^\uFEFF/, ''), { lineCounter: lines, intAsBigInt: true, merge: true });
  return ('empty' in parsed ? [] : parsed).flatMap((document): YamlDocument[] => {
    const { contents, range, errors } = document;
    const start = contents?.range?.[0] ?? range[0];
    // What the parser says after the first is mostly the consequence of it.
    const [error] = errors;
    if (error) {
      refuse({ code: error.code.toLowerCase().replaceAll('_', ' '), at: error.linePos?.[0] });
      return [];
    }
    keepTexts(document);
    const value = valueOf(document);
    if (value === undefined) {
      refuse({ code: ALIAS_FAULT, at: placeAt(lines, start) });
      return [];
    }
    return [{ value, placeOf: (path) => placeAt(lines, offsetOf(contents, path) ?? start) }];
  });
}

/** What a document says; `undefined` where an alias leads nowhere, to far too much, or to what it is a part of. */
function valueOf(document: Yaml.Document): unknown {
  let circular = false;
  yaml().visit(document, { Alias: (_, node, path) => { circular ||= path.some((each) => each === node.resolve(document)); } });
  if (circular) return undefined;
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

function placeAt(lines: Yaml.LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line, col };
}

/** What only looks like a number stays the text that it is: addresses, and keys, which would not be known for what they are. */
function keepTexts(document: Yaml.Document): void {
  yaml().visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'bigint') node.value = BigInt.asIntN(INT64, node.value) === node.value ? Number(node.value) : node.source;
      else if (typeof node.value === 'number' && holdsSecret(node.source ?? '')) node.value = node.source;
    },
  });
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
