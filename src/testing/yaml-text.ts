import { createRequire } from 'node:module';
import { isJsonObject } from './json';

/** The part that is used here of the `yaml` package, which cdk8s bundles and does not re-export. */
interface YamlParser {
  parseAllDocuments(
    text: string,
    options: { readonly version: '1.1' },
  ): Iterable<{ readonly errors: readonly { readonly message: string }[]; toJSON(): unknown }>;
}

let parser: YamlParser | undefined;

/** What was read last: a test that checks a chart mostly goes on to look into it, and reading is slow. */
let last: { readonly text: string; readonly documents: readonly unknown[] } | undefined;

/**
 * Every document of a YAML text, empty ones left out and not to be changed, read as YAML 1.1 by the parser that cdk8s
 * itself uses (`Yaml.load` of cdk8s reads files and URLs only, through a child process).
 *
 * @throws Error when the text is not YAML; a key given twice counts, as it does for the API server
 */
export function parseYaml(text: string): readonly unknown[] {
  if (last?.text !== text) last = { text, documents: parse(text) };
  return last.documents;
}

function parse(text: string): unknown[] {
  parser ??= loadParser();
  const documents = [...parser.parseAllDocuments(text, { version: '1.1' })];
  const errors = documents.flatMap((document) => document.errors.map((error) => error.message.trimEnd()));
  if (errors.length > 0) throw new Error(`The YAML cannot be read:\n${errors.join('\n')}`);
  return documents.map((document) => document.toJSON()).filter((value) => value !== null && value !== undefined);
}

function loadParser(): YamlParser {
  const module: unknown = createRequire(require.resolve('cdk8s'))('yaml');
  if (!isYamlParser(module)) throw new Error('The package yaml inside cdk8s has no parseAllDocuments');
  return module;
}

function isYamlParser(module: unknown): module is YamlParser {
  return isJsonObject(module) && typeof module.parseAllDocuments === 'function';
}
