/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

// Names of this module, as each look-up of a global is slow under jest, where these checks run.
const { isArray } = Array;
const { hasOwn } = Object;

/** Whether `value` is a JSON object: neither a list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** The JSON type of a value, in words fit for a message: `a string`, `a list`, … */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A value as one would write it in a message: strings quoted, anything long cut short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 76)}…${typeof value === 'string' ? '"' : ''}`;
}

/** Whether `value` is a JSON list. */
export function isJsonList(value: unknown): value is readonly unknown[] {
  return isArray(value);
}

/** The member of an object, if `value` is one and has it as its own. */
export function memberOf(value: unknown, key: string): unknown {
  return isJsonObject(value) && hasOwn(value, key) ? value[key] : undefined;
}
