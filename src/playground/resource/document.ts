import { KIND } from './definition';
import { isPlainObject } from '../../kube';
import { ALIAS_FAULT, yamlDocuments, type YamlFault } from '../../kube/yaml-documents';
import type { Problems } from '../../errors';

/** A custom resource as it was given, not yet looked at. */
export interface ResourceDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line on which a field stands, such as `spec.services[0].name`; of its parent, where it is missing. @default unknown, when the resource was no text */
  readonly lineOf?: (path: string) => number;
}

const HINT = `Give a resource with "apiVersion: ${KIND.apiVersion}" and "kind: ${KIND.kind}"`;

/** Finds the one resource in YAML or JSON text that may hold others too, or takes the object that it was parsed to. */
export function readDocument(problems: Problems, source: string | object): ResourceDocument | undefined {
  if (typeof source !== 'string') return isPlainObject(source) && isResource(source) ? { value: source } : refuse(problems, whatIs(source));
  const faults: YamlFault[] = [];
  const documents = yamlDocuments(source, (fault) => faults.push(fault)).filter(({ value }) => value !== null);
  for (const fault of faults) report(problems, fault);
  if (faults.length > 0) return undefined;
  const [found, ...others] = documents.filter(({ value }) => isResource(value));
  if (others.length > 0) return refuse(problems, `the text has ${others.length + 1} resources of this kind`, 'Give one at a time');
  if (!found || !isPlainObject(found.value)) return refuse(problems, documents.length === 0 ? 'the text is empty' : documents.map(({ value }) => whatIs(value)).join(', '));
  const { value, placeOf } = found;
  return { value, lineOf: (path) => placeOf(path).line };
}

function report(problems: Problems, { code, at }: YamlFault): void {
  if (code === ALIAS_FAULT) problems.error('INVALID_YAML', '', 'the text has an alias that leads nowhere, or to far too much', 'Write out what the aliases stand for');
  else problems.error('INVALID_YAML', '', `the text is no valid YAML${at ? ` at line ${at.line}, column ${at.col}` : ''} (${code})`, 'Give the file as it was written');
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
