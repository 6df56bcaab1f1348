import { QUANTITY_PATTERN, QUANTITY_REMEDY } from '../../kube';
import type { Fault, Field } from '../field';
import { isJsonList, isJsonObject, type JsonObject, jsonType, shown } from '../json';
import { meantBy } from '../suggestion';

/** A place of a value that does not meet a keyword of its schema. */
export interface SchemaError {
  readonly keyword: string;
  /** What the schema says under the keyword. */
  readonly limit: unknown;
  /** The schema that has the keyword. */
  readonly schema: JsonObject;
  readonly field: Field;
}

/** A fault, and the rule that it comes under. */
export interface Explanation {
  readonly rule: 'schema-unknown-field' | 'schema-required' | 'schema-type' | 'schema-value';
  readonly fault: Fault;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** What the value must do, for keywords whose message says no more than that. */
const LIMITS: Readonly<Record<string, (limit: string) => string>> = {
  minimum: (limit) => `must be >= ${limit}`,
  maximum: (limit) => `must be <= ${limit}`,
  exclusiveMinimum: (limit) => `must be > ${limit}`,
  exclusiveMaximum: (limit) => `must be < ${limit}`,
  multipleOf: (limit) => `must be a multiple of ${limit}`,
  minLength: (limit) => `must have at least ${limit} characters`,
  maxLength: (limit) => `must have at most ${limit} characters`,
  minItems: (limit) => `must have at least ${limit} elements`,
  maxItems: (limit) => `must have at most ${limit} elements`,
  minProperties: (limit) => `must have at least ${limit} fields`,
  maxProperties: (limit) => `must have at most ${limit} fields`,
  uniqueItems: () => 'must not hold the same element twice',
  anyOf: () => 'must match one of the alternatives',
  oneOf: () => 'must match exactly one of the alternatives',
  not: () => 'must not match what is excluded',
};

const EXPLANATIONS: Readonly<Record<string, (error: SchemaError) => Explanation[]>> = {
  additionalProperties: ({ limit, schema, field }) => (limit === false ? unknownFields(isJsonObject(schema.properties) ? Object.keys(schema.properties) : [], field) : []),
  required: ({ limit, field }) =>
    textsOf(limit)
      .map((key) => field.at(key))
      .filter(({ exists }) => !exists)
      .map((missing) => ({ rule: 'schema-required', fault: missing.fault('the field is missing; it is required') })),
  type: ({ limit, field }) => {
    const wanted = [limit].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type)).join(' or ');
    const remedy = wanted.includes('a string') && ['number', 'boolean'].includes(typeof field.value) ? 'quote it' : `give ${wanted}`;
    const value = typeof field.value === 'object' ? '' : ` (${shown(field.value)})`;
    return [{ rule: 'schema-type', fault: field.fault(`must be ${wanted}, not ${jsonType(field.value)}${value}; ${remedy}`) }];
  },
  enum: ({ limit, field }) => {
    const allowed = isJsonList(limit) ? limit : [];
    const meant = meantBy(String(field.value), allowed.map(String));
    return wrongValue(field, `${shown(field.value)} is not allowed; ${meant === undefined ? '' : `did you mean "${meant}"? `}The allowed values are ${allowed.map(shown).join(', ')}`);
  },
  pattern: ({ limit, field }) =>
    wrongValue(field, limit === QUANTITY_PATTERN ? `${shown(field.value)} is not a quantity; ${QUANTITY_REMEDY}` : `${shown(field.value)} does not have the right form; it must match ${String(limit)}`),
  ...Object.fromEntries(
    Object.entries(LIMITS).map(([keyword, words]) => [
      keyword,
      ({ limit, field }: SchemaError) => wrongValue(field, `${typeof field.value === 'object' ? 'the value' : shown(field.value)} ${words(String(limit))}; see the schema of the field`),
    ]),
  ),
};

/** An error in words; none for keywords that only lead to the errors of other schemas. */
export function explain(error: SchemaError): Explanation[] {
  return EXPLANATIONS[error.keyword]?.(error) ?? [];
}

function unknownFields(known: readonly string[], field: Field): Explanation[] {
  return field.members
    .filter(([key]) => !known.includes(key))
    .map(([key, member]) => {
      const meant = meantBy(key, known);
      return { rule: 'schema-unknown-field', fault: member.fault(`there is no such field; ${meant === undefined ? 'remove it' : `did you mean "${meant}"?`}`) };
    });
}

function wrongValue(field: Field, message: string): Explanation[] {
  return [{ rule: 'schema-value', fault: field.fault(message) }];
}

function textsOf(list: unknown): string[] {
  return isJsonList(list) ? list.map(String) : [];
}
