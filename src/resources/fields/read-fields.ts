import type { Field, Fields } from './field';
import { LEFT_OUT, ignored, unknownField } from './readers';
import type { Problems } from '../../errors';
import { isPlainObject, keysOf, kindOf } from '../../kube';

/** Props, nested, of which the types are not known. */
type Props = Record<string, unknown>;

/** What fields say. */
export interface Read {
  readonly props: Readonly<Props>;
  /** The field that set each prop. */
  readonly given: ReadonlyMap<string, string>;
}

/** What fields are read with. */
export interface Reading {
  readonly fields: Fields;
  readonly problems: Problems;
  /** Where the fields stand, e.g. `spec`. */
  readonly root: string;
  /** What the execution client's fields are set on. @default none has them */
  readonly client?: 'op-reth' | 'op-geth';
}

/** Reads an object by the table of its fields; reports what is unknown, missing, of another type, or changes nothing. */
export function readFields(reading: Reading, value: unknown): Read {
  const reader = new FieldsReader(reading);
  reader.object('', value ?? {});
  reader.checkRequired();
  return reader;
}

class FieldsReader implements Read {
  readonly props: Props = {};
  readonly given = new Map<string, string>();
  private readonly values = new Map<string, unknown>();
  /** Fields that were looked at, sound or not. */
  private readonly seen: string[] = [];

  constructor(private readonly reading: Reading) {}

  /** @param prefix the object's own path below the root, with a dot at its end */
  object(prefix: string, value: unknown): void {
    const { fields, problems, root } = this.reading;
    const path = `${root}.${prefix}`.slice(0, -1);
    if (!isPlainObject(value)) {
      this.seen.push(prefix);
      problems.error('INVALID_FIELD', path, `this is ${kindOf(value)}, not an object`, 'Write an object here');
      return;
    }
    const names = membersOf(fields, prefix);
    for (const [name, member] of Object.entries(value)) {
      const key = `${prefix}${name}`;
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!names.has(name)) unknownField(problems, `${path}.${name}`, name, [...names]);
      else if (member !== null && member !== undefined) {
        if (field) this.field(key, field, member);
        else this.object(`${key}.`, member);
      }
    }
  }

  checkRequired(): void {
    const { fields, problems, root } = this.reading;
    for (const [key, field] of Object.entries(fields)) {
      if (!('prop' in field) || field.required === undefined || this.seen.some((each) => covers(each, key))) continue;
      problems.error('MISSING_FIELD', `${root}.${key}`, 'the field is missing', field.required);
    }
  }

  private field(key: string, field: Field, value: unknown): void {
    const { problems, root, client } = this.reading;
    const path = `${root}.${key}`;
    if ('reason' in field) {
      if (!field.holds?.(value)) ignored(problems, path, field.reason);
      return;
    }
    const { prop, read, only } = field;
    const result = read({ problems, path, value });
    // An empty text says nothing.
    if (value !== '') this.seen.push(key);
    if (result === undefined) return;
    if (only !== undefined && only !== client) ignored(problems, path, `${client} has no such setting`);
    else this.set(prop, key, result);
  }

  private set(prop: string, key: string, value: unknown): void {
    const { problems, root } = this.reading;
    const other = this.given.get(prop);
    if (other !== undefined && this.values.get(prop) !== value) {
      problems.error('CONFLICTING_FIELDS', `${root}.${key}`, `${root}.${other} says otherwise, and only one of them can be`, 'Keep one of the two');
      // Where a value is given after all, it is not missed as well.
      if (this.values.get(prop) !== LEFT_OUT) return;
    }
    this.given.set(prop, key);
    this.values.set(prop, value);
    if (value !== LEFT_OUT) nest(this.props, prop.split('.'), value);
  }
}

/** Whether a field was looked at: itself, or an object around it that is none. */
function covers(seen: string, key: string): boolean {
  return seen === key || seen === '' || (seen.endsWith('.') && key.startsWith(seen));
}

/** The names that the object at a prefix may have. */
function membersOf(fields: Fields, prefix: string): ReadonlySet<string> {
  return new Set(keysOf(fields).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length).split('.')[0]!));
}

function nest(props: Props, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    props[name] = value;
    return;
  }
  const inner = isPlainObject(props[name]) ? props[name] : {};
  props[name] = inner;
  nest(inner, rest, value);
}
