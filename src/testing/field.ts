import { isJsonList, isJsonObject, memberOf } from './json';

/** Something wrong at one place of a manifest. */
export interface Fault {
  /** Path of the field, e.g. `spec.ports[0].name`. */
  readonly path: string;
  /** What is wrong and, after a semicolon, the remedy. */
  readonly message: string;
}

/**
 * A value inside a manifest together with its path. Reading past what is there gives fields without a value, never an
 * error.
 */
export class Field {
  /** `parent` and `key` tell where the value stands; without them it is the whole object. */
  constructor(
    readonly value: unknown,
    private readonly parent?: Field,
    private readonly key: string | number = '',
  ) {}

  /** From the top of the object, e.g. `spec.ports[0].name`. */
  get path(): string {
    if (this.parent === undefined) return '';
    const above = this.parent.path;
    return typeof this.key === 'number' ? `${above}[${this.key}]` : joinPath(above, this.key);
  }

  /** The field below this one along `keys`. */
  at(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => new Field(memberOf(field.value, key), field, key), this);
  }

  /**
   * The fields that a pattern of dotted keys selects; `[]` after a key stands for each element of the list, and what is
   * absent is left out: `ports[].name`.
   */
  select(pattern: string): Field[] {
    return pattern
      .split('.')
      .reduce<Field[]>(
        (fields, step) =>
          step.endsWith('[]')
            ? fields.flatMap((field) => field.at(step.slice(0, -2)).items)
            : fields.map((field) => field.at(step)),
        [this],
      )
      .filter((field) => field.exists);
  }

  /** The elements when the value is a list, else none. */
  get items(): Field[] {
    return isJsonList(this.value) ? this.value.map((item, index) => new Field(item, this, index)) : [];
  }

  /** The members when the value is an object, else none. */
  get members(): (readonly [key: string, field: Field])[] {
    return isJsonObject(this.value) ? Object.keys(this.value).map((key) => [key, this.at(key)] as const) : [];
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  fault(message: string): Fault {
    return { path: this.path, message };
  }
}

/** The path of a member: `.key`, or `["a.b/c"]` when the key is not a plain word. */
function joinPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
