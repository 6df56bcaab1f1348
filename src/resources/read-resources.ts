import { DocumentProblems, type Locator } from './document-problems';
import { readFields, specFields, unknownField, type Kind } from './fields';
import type { FromResourcesOptions, ResourceText } from './options';
import { readMetadata } from './read-metadata';
import type { Resource } from './resource';
import { oneOf, type Problems } from '../errors';
import { checkNoLiteralKeys } from '../keys';
import { isPlainObject, keysOf, kindOf } from '../kube';
import { ALIAS_FAULT, yamlDocuments, type TextPlace, type YamlDocument, type YamlFault } from '../kube/yaml-documents';

/** The plan's, and what its first draft wrote instead. */
const API_VERSIONS = ['optimism.io/v1alpha1', 'optimism.optimism.io/v1alpha1'] as const;
const KINDS = keysOf(specFields);
const MEMBERS: readonly string[] = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
/** Files that stand in a resource, whose hashes look like keys. */
const FILES: readonly string[] = ['rollupConfig', 'l2Genesis', 'l1ChainConfig'];

/** What some texts hold. */
export interface ReadResources {
  readonly resources: readonly Resource[];
  /** Whether it is all: what is no YAML, or none of the kinds, is not among it. */
  readonly complete: boolean;
}

/** What all documents are read with. */
interface Reading {
  readonly all: Problems;
  readonly options: FromResourcesOptions;
}

/** The resources of some texts; reports what is wrong with each by itself. */
export function readResources(all: Problems, source: readonly ResourceText[], options: FromResourcesOptions): ReadResources {
  const found = source.flatMap((text) => readText({ all, options }, text));
  return { resources: found.filter((each) => each !== undefined), complete: !found.includes(undefined) };
}

/** What could not be read is `undefined`. */
function readText(reading: Reading, { name: file, text }: ResourceText): readonly (Resource | undefined)[] {
  const report = (code: string, place: TextPlace | undefined, message: string, hint: string): void =>
    reading.all.add('error', { code, path: `${file}:${place?.line ?? 1}:${place?.col ?? 1}`, prop: '', message, hint });
  const faults: YamlFault[] = [];
  const documents = yamlDocuments(text, (fault) => faults.push(fault)).filter(({ value }) => value !== null);
  for (const { code, at } of faults) {
    if (code === ALIAS_FAULT) report('INVALID_YAML', at, 'an alias leads nowhere, or to far too much', 'Write out what the aliases stand for');
    else report('INVALID_YAML', at, `this is no valid YAML (${code})`, 'Look for a wrong indent, an open quote or bracket, or a key that is there twice');
  }
  const found = documents.flatMap((document) => readDocument(reading, file, document));
  if (found.length === 0 && faults.length === 0) report('NO_RESOURCES', undefined, 'the text has no resource', `Write a resource of ${API_VERSIONS[0]}: ${KINDS.join(', ')}`);
  return [...faults.map(() => undefined), ...found];
}

/** What `kubectl get -o yaml` prints of several resources is one list of them. */
function readDocument(reading: Reading, file: string, { value, placeOf }: YamlDocument): readonly (Resource | undefined)[] {
  const isList = isPlainObject(value) && value.apiVersion === 'v1' && value.kind === 'List' && Array.isArray(value.items);
  const items = isList && Array.isArray(value.items) ? value.items.map((item: unknown, index) => ({ item, base: `items[${index}]` })) : [{ item: value, base: '' }];
  return items.map(({ item, base }) => readResource(reading, { file, placeOf: (field) => placeOf(base === '' ? field : `${base}.${field}`) }, item));
}

function readResource({ all, options }: Reading, locator: Locator, value: unknown): Resource | undefined {
  const problems = new DocumentProblems(all, locator, options.strict === true);
  const kind = kindIn(problems, value);
  if (kind === undefined || !isPlainObject(value)) return undefined;
  for (const name of Object.keys(value)) if (!MEMBERS.includes(name)) unknownField(problems, name, name, MEMBERS);
  checkNoLiteralKeys(problems, 'metadata', value.metadata);
  checkNoLiteralKeys(problems, 'spec', isPlainObject(value.spec) ? Object.fromEntries(Object.entries(value.spec).filter(([name]) => !FILES.includes(name))) : value.spec);
  const spec = readFields({ fields: specFields[kind], problems, root: 'spec', client: options.executionClient ?? 'op-reth' }, value.spec);
  return { kind, ...readMetadata(problems, value.metadata, options), spec, problems };
}

function kindIn(problems: DocumentProblems, value: unknown): Kind | undefined {
  if (!isPlainObject(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string') {
    const what = isPlainObject(value) ? 'an object without apiVersion and kind' : kindOf(value);
    problems.error('NOT_A_RESOURCE', '', `this is ${what}`, `Write "apiVersion: ${API_VERSIONS[0]}" and a kind: ${KINDS.join(', ')}`);
    return undefined;
  }
  const { apiVersion, kind } = value;
  const known = KINDS.find((each) => each === kind);
  const ours = API_VERSIONS.some((each) => each === apiVersion);
  if (!ours) {
    problems.error('UNKNOWN_API_VERSION', 'apiVersion', `"${apiVersion}" is not the API of these resources`, `Write ${API_VERSIONS[0]}; keep objects of other kinds in files of their own`);
  } else if (known === undefined) {
    problems.error('UNKNOWN_KIND', 'kind', `there is no kind "${kind}"`, oneOf('kinds', KINDS, kind));
  }
  return ours ? known : undefined;
}
