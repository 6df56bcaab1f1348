import { QUANTITY_PATTERN, QUANTITY_REMEDY } from '../../kube';
import type { Fault, Field } from '../field';
import { isJsonList, isJsonObject, type JsonObject, jsonType, shown } from '../json';
import { meantBy } from '../suggestion';
import { UNIQUE_KEYS } from './custom-resource-schema';

/** What is read of an error of the schema validator. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: JsonObject;
  readonly message?: string;
  /** The value. */
  readonly data?: unknown;
  /** The schema that it does not meet. */
  readonly parentSchema?: JsonObject;
}

type Explanation = readonly [rule: string, message: string, key?: string];

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** How to put each kind of error into words; any other one keeps the words of the validator. */
const EXPLANATIONS: Readonly<Record<string, (error: SchemaError) => Explanation>> = {
  additionalProperties: ({ params, parentSchema }) => {
    const key = String(params.additionalProperty);
    const known = isJsonObject(parentSchema?.properties) ? Object.keys(parentSchema.properties) : [];
    const meant = meantBy(key, known);
    return [
      'schema-unknown-field',
      `there is no such field; ${meant === undefined ? 'remove it' : `did you mean "${meant}"?`}`,
      key,
    ];
  },
  required: ({ params }) => ['schema-required', 'the field is missing; it is required', String(params.missingProperty)],
  type: ({ params, data }) => {
    const wanted = [params.type]
      .flat()
      .map((type) => TYPE_NAMES[String(type)] ?? String(type))
      .join(' or ');
    const remedy =
      wanted.includes('a string') && ['number', 'boolean'].includes(typeof data) ? 'quote it' : `give ${wanted}`;
    const value = typeof data === 'object' ? '' : ` (${shown(data)})`;
    return ['schema-type', `must be ${wanted}, not ${jsonType(data)}${value}; ${remedy}`];
  },
  enum: ({ params, data }) => {
    const allowed = isJsonList(params.allowedValues) ? params.allowedValues : [];
    const meant = meantBy(String(data), allowed.map(String));
    return [
      'schema-value',
      `${shown(data)} is not allowed; ${meant === undefined ? '' : `did you mean "${meant}"? `}The allowed values are ${allowed.map(shown).join(', ')}`,
    ];
  },
  [UNIQUE_KEYS]: ({ parentSchema }) => {
    const keys = Object.keys(isJsonObject(parentSchema?.[UNIQUE_KEYS]) ? parentSchema[UNIQUE_KEYS] : {});
    return ['schema-value', `two elements have the same ${keys.join(' and ')}; change or remove one`];
  },
  pattern: ({ params, data }) =>
    params.pattern === QUANTITY_PATTERN
      ? ['schema-value', `${shown(data)} is not a quantity; ${QUANTITY_REMEDY}`]
      : ['schema-value', `${shown(data)} does not have the right form; it must match ${String(params.pattern)}`],
};

/** An error of the schema validator about the object `root` as a fault, with the rule that it comes under. */
export function explain(error: SchemaError, root: Field): { readonly rule: string; readonly fault: Fault } {
  const [rule, message, key] = EXPLANATIONS[error.keyword]?.(error) ?? otherwise(error);
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const place = [...keys, ...(key === undefined ? [] : [key])].reduce(
    (field, part) => field.items[Number(part)] ?? field.at(part),
    root,
  );
  return { rule, fault: place.fault(message) };
}

function otherwise({ message = 'is not valid', data }: SchemaError): Explanation {
  return [
    'schema-value',
    `${typeof data === 'object' ? 'the value' : shown(data)} ${message}; see the schema of the field`,
  ];
}
