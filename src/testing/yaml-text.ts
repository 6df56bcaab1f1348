import { floatCoreTag, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { messageOf } from '../errors/message-of';

/** `1e3` is a number to the API server, though YAML 1.1 wants a point in it. */
const SCHEMA = YAML11_SCHEMA.withTags([floatCoreTag]);

/** What was read last: a test that checks a chart mostly goes on to look into it, and reading is slow. */
let last: { readonly text: string; readonly documents: readonly unknown[] } | undefined;

/**
 * Every document of a YAML text, empty ones left out and not to be changed, read as YAML 1.1, as the API server does.
 *
 * @throws Error when the text is not YAML; a key given twice counts, as it does for the API server
 */
export function parseYaml(text: string): readonly unknown[] {
  if (last?.text !== text) last = { text, documents: parse(text) };
  return last.documents;
}

function parse(text: string): unknown[] {
  try {
    return loadAll(text, { schema: SCHEMA }).filter((value) => value !== null && value !== undefined);
  } catch (error) {
    // oxlint-disable-next-line eslint/preserve-caught-error -- it holds the text
    throw new Error(`The YAML cannot be read: ${withoutText(messageOf(error))}`);
  }
}

/** The message quotes the text, which may be a Secret: words, and the lines around the fault below it. */
function withoutText(message: string): string {
  return message.split('\n', 1)[0]!.replace(/\s*(?:"[^"]*"|!?<[^>]*>)/g, '');
}
