import { validate } from '@cfworker/json-schema';
import type { SchemaError } from './explain';
import { kubernetesSchema } from './kubernetes-schema';
import type { Field } from '../field';
import { isJsonList, isJsonObject, type JsonObject, memberOf } from '../json';

/** What schemas refer to. */
let references: Readonly<Record<string, JsonObject>> | undefined;

/** What of a value does not meet its schema, in the order in which the validator looks; one error for each keyword and place. */
export function schemaErrors(schema: JsonObject, root: Field): SchemaError[] {
  references ??= Object.fromEntries(Object.entries(kubernetesSchema().definitions).map(([name, definition]) => [`#/definitions/${name}`, definition]));
  // The validator knows JSON only, of which a value that is undefined is no part.
  const { errors } = validate(JSON.parse(JSON.stringify(root.value)), schema, '2019-09', references, false);
  const places = errors
    // What the branches of a choice say is contained in what the choice says.
    .filter(({ keywordLocation }) => !/\/(?:anyOf|oneOf)\/\d/.test(keywordLocation))
    .map(({ keyword, keywordLocation, instanceLocation }) => [keyword, keywordLocation, instanceLocation] as const);
  // A keyword about several fields tells an error for each of them.
  return [...new Map(places.map((place) => [place.join(' '), place])).values()].map(([keyword, keywordLocation, instanceLocation]) => {
    const holder = schemaAt(schema, stepsOf(keywordLocation).slice(0, -1));
    const field = stepsOf(instanceLocation).reduce((at, step) => at.items[Number(step)] ?? at.at(step), root);
    return { keyword, limit: holder[keyword], schema: holder, field };
  });
}

/** The schema that a path of keywords and keys leads to. */
function schemaAt(schema: JsonObject, steps: readonly string[]): JsonObject {
  const found = steps.reduce<unknown>((at, step) => (step === '$ref' ? references?.[String(memberOf(at, step))] : isJsonList(at) ? at[Number(step)] : memberOf(at, step)), schema);
  return isJsonObject(found) ? found : {};
}

/** The steps of a JSON pointer in the form of a URI fragment. */
function stepsOf(location: string): string[] {
  return location.split('/').slice(1).map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}
