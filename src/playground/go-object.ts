import type { Problems } from '../errors';
import { isPlainObject } from '../kube';
import { inOrder } from '../kube/in-order';

/**
 * An object of a JSON file, read as Go's encoding/json reads one into a struct: keys match whatever their case, unknown
 * keys are passed over, and what is missing or null has its type's zero value. A value of another type is reported.
 */
export class GoObject {
  private readonly fields: ReadonlyMap<string, unknown>;

  /** @param path where the object stands, for messages; empty for the whole file */
  constructor(
    readonly problems: Problems,
    readonly path: string,
    object: Readonly<Record<string, unknown>>,
  ) {
    this.fields = new Map(Object.entries(object).filter(([, value]) => value !== null).map(([key, value]) => [key.toLowerCase(), value]));
  }

  /** Where a field stands. */
  at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  /** Whether the field is there and not null. */
  has(key: string): boolean {
    return this.value(key) !== null;
  }

  /** A field of any type; null when missing. */
  value(key: string): unknown {
    return this.fields.get(key.toLowerCase()) ?? null;
  }

  string(key: string): string {
    return this.stringOf(this.at(key), this.value(key));
  }

  boolean(key: string): boolean {
    const value = this.value(key);
    if (typeof value === 'boolean') return value;
    if (value !== null) this.wrongType(this.at(key), value, 'true or false');
    return false;
  }

  /** NaN when it was reported, so that nobody reports the zero value in its place. */
  integer(key: string): number {
    const value = this.value(key);
    if (value === null) return 0;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    this.wrongType(this.at(key), value, 'a whole number');
    return Number.NaN;
  }

  strings(key: string): readonly string[] {
    return this.items(key).map((value, i) => this.stringOf(`${this.at(key)}[${i}]`, value));
  }

  /** The entries of a map, in the order of the keys. */
  entries(key: string): readonly (readonly [key: string, value: unknown])[] {
    const value = this.value(key);
    if (value === null) return [];
    if (isPlainObject(value)) return inOrder(Object.entries(value), ([name]) => name);
    this.wrongType(this.at(key), value, 'an object');
    return [];
  }

  /** A map from text to text. */
  stringMap(key: string): Readonly<Record<string, string>> {
    return Object.fromEntries(this.entries(key).map(([name, value]) => [name, this.stringOf(`${this.at(key)}.${name}`, value)]));
  }

  object(key: string): GoObject | undefined {
    return this.has(key) ? this.objectOf(this.at(key), this.value(key)) : undefined;
  }

  /** The objects of a list. Null is no object there: the tool would fail on it. */
  objects(key: string): readonly GoObject[] {
    return this.items(key).flatMap((value, i) => this.objectOf(`${this.at(key)}[${i}]`, value) ?? []);
  }

  /** The same object under another path. */
  renamed(path: string): GoObject {
    return new GoObject(this.problems, path, Object.fromEntries(this.fields));
  }

  /** A value that stands at `path` as an object; reports any other. */
  objectOf(path: string, value: unknown): GoObject | undefined {
    if (isPlainObject(value)) return new GoObject(this.problems, path, value);
    this.wrongType(path, value, 'an object');
    return undefined;
  }

  wrongType(path: string, value: unknown, wanted: string): void {
    this.problems.error('INVALID_MANIFEST', path, `this is ${kindOf(value)}, not ${wanted}`, 'Give the manifest.json that builder-playground wrote, unchanged');
  }

  private items(key: string): readonly unknown[] {
    const value = this.value(key);
    if (value === null) return [];
    if (Array.isArray(value)) return value;
    this.wrongType(this.at(key), value, 'a list');
    return [];
  }

  private stringOf(path: string, value: unknown): string {
    if (typeof value === 'string') return value;
    if (value !== null) this.wrongType(path, value, 'text');
    return '';
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  return typeof value === 'string' ? 'text' : 'an object';
}
