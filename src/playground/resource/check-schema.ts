import type { Schema } from './definition';
import { RULES } from './rules';
import { nearest, type Problems } from '../../errors';
import { isPlainObject, kindOf } from '../../kube';

/** One value that is checked, and where it stands. */
interface Place {
  readonly problems: Problems;
  readonly path: string;
  readonly schema: Schema;
}

type Fields = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly name: string }>> = {
  object: { is: isPlainObject, name: 'an object' },
  array: { is: Array.isArray, name: 'a list' },
  string: { is: (value) => typeof value === 'string', name: 'text' },
  integer: { is: Number.isSafeInteger, name: 'a whole number' },
  boolean: { is: (value) => typeof value === 'boolean', name: 'true or false' },
};
const INT_OR_STRING = { is: (value: unknown): boolean => Number.isSafeInteger(value) || typeof value === 'string', name: 'a whole number or text' };

/**
 * Reports what of a value an API server would refuse that knows the schema: fields of other types and unknown ones,
 * missing ones, values out of range, entries that are there twice, and rules that do not hold.
 *
 * @returns whether the value is sound
 */
export function checkSchema(problems: Problems, schema: Schema, path: string, value: unknown): boolean {
  const place = { problems, path, schema };
  const type = schema['x-kubernetes-int-or-string'] ? INT_OR_STRING : TYPES[schema.type ?? ''];
  if (type && !type.is(value)) return refuse(place, `this is ${kindOf(value)}, not ${type.name}`, `Write ${type.name} here`);
  const sound = checkContents(place, value) && checkRange(place, value);
  return sound && checkRules(place, value);
}

function checkContents(place: Place, value: unknown): boolean {
  if (isPlainObject(value)) return all([checkFields(place, value), checkRequired(place, value)]);
  if (!Array.isArray(value)) return true;
  const { problems, path, schema } = place;
  const items = value.map((item: unknown, i) => schema.items === undefined || checkSchema(problems, schema.items, `${path}[${i}]`, item));
  return all(items) && checkUnique(place, value);
}

function checkFields({ problems, path, schema }: Place, value: Fields): boolean {
  const { properties = {}, additionalProperties } = schema;
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  const checks = given.map(([key, field]) => {
    const at = `${path}.${key}`;
    const declared = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (declared) return checkSchema(problems, declared, at, field);
    if (schema['x-kubernetes-preserve-unknown-fields']) return true;
    const [meant] = nearest(Object.keys(properties), key, 1);
    problems.error('UNKNOWN_FIELD', at, `there is no field "${key}" here`, meant === undefined ? `The fields are ${Object.keys(properties).join(', ')}` : `Did you mean "${meant}"?`);
    return false;
  });
  return all(checks);
}

function checkRequired({ problems, path, schema }: Place, value: Fields): boolean {
  const missing = (schema.required ?? []).filter((key) => value[key] === undefined && schema.properties?.[key]?.default === undefined);
  for (const key of missing) problems.error('MISSING_FIELD', `${path}.${key}`, 'the field is missing', schema.properties?.[key]?.description ?? 'Add it');
  return missing.length === 0;
}

function checkRange(place: Place, value: unknown): boolean {
  const { schema } = place;
  if (typeof value === 'string') {
    if (schema.enum && !schema.enum.includes(value)) return refuse(place, `"${value}" is not among the values of this field`, `Use ${schema.enum.join(', ')}`);
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) return refuse(place, `"${value}" does not have the right form`, `It must match ${schema.pattern}`);
    return within(place, value.length, schema.minLength, schema.maxLength, 'characters');
  }
  if (typeof value === 'number') return within(place, value, schema.minimum, schema.maximum);
  if (Array.isArray(value)) return within(place, value.length, schema.minItems, schema.maxItems, 'entries');
  return !isPlainObject(value) || within(place, Object.keys(value).length, undefined, schema.maxProperties, 'entries');
}

function within(place: Place, size: number, min = -Infinity, max = Infinity, unit = ''): boolean {
  if (size >= min && size <= max) return true;
  return refuse(place, `${size}${unit && ` ${unit}`} is too ${size < min ? `little: at least ${min}` : `much: at most ${max}`}`, 'Keep to what the CustomResourceDefinition allows');
}

function checkUnique({ problems, path, schema }: Place, items: readonly unknown[]): boolean {
  if (!['map', 'set'].includes(schema['x-kubernetes-list-type'] ?? '')) return true;
  const keys = schema['x-kubernetes-list-map-keys'];
  const seen = new Set<string>();
  return all(
    items.map((item, i) => {
      const key = keys === undefined ? String(item) : keys.map((name) => String((isPlainObject(item) ? item[name] : undefined) ?? schema.items?.properties?.[name]?.default)).join(' ');
      const first = !seen.has(key);
      seen.add(key);
      if (!first) problems.error('DUPLICATE_ENTRY', `${path}[${i}]`, `there is an entry "${key}" already`, 'Remove one of the two, or rename it');
      return first;
    }),
  );
}

function checkRules({ problems, path, schema }: Place, value: unknown): boolean {
  const broken = (schema['x-kubernetes-validations'] ?? []).filter(({ rule }) => {
    const holds = RULES[rule];
    if (!holds) throw new Error(`the rule "${rule}" has no check of its own`);
    return !holds(value);
  });
  for (const { rule, message } of broken) problems.error('RULE_VIOLATED', path, message, `The rule is: ${rule}`);
  return broken.length === 0;
}

function refuse({ problems, path }: Place, message: string, hint: string): false {
  problems.error('INVALID_FIELD', path, message, hint);
  return false;
}

/** Unlike `every`, this is asked once all checks have run: each reports what it finds. */
function all(checks: readonly boolean[]): boolean {
  return !checks.includes(false);
}
