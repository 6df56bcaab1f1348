import { isPlainObject, keysOf } from '../kube/plain';

/** Is told where something is wrong, and what it is. */
export type Report = (at: string, message: string) => void;

/** Whether a value is a `T`; reports everything that keeps it from being one. */
export type Shape<T> = (report: Report, at: string, value: unknown) => value is T;

type RequiredKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];
type OptionalKeys<T> = Exclude<keyof T, RequiredKeys<T>>;

/** The shapes of all fields of `T`, those that may be absent apart. */
export interface Fields<T> {
  readonly required: { readonly [K in RequiredKeys<T>]: Shape<T[K]> };
  readonly optional: { readonly [K in OptionalKeys<T>]-?: Shape<Exclude<T[K], undefined>> };
}

/** @param what completes "this is no …" */
export function scalar<T>(what: string, holds: (value: unknown) => value is T): Shape<T> {
  return (report, at, value): value is T => {
    const sound = holds(value);
    if (!sound) report(at, `this is no ${what}`);
    return sound;
  };
}

/** An object with these fields and no others. */
export function object<T extends object>({ required, optional }: Fields<T>): Shape<T> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries({ ...required, ...optional }));
  const needed = keysOf(required);
  return (report, at, value): value is T => {
    if (!isObject(report, at, value)) return false;
    const missing = needed.filter((name) => !Object.hasOwn(value, name));
    for (const name of missing) report(below(at, name), 'this is missing');
    const sound = Object.entries(value).map(([name, field]) => {
      const shape = shapes.get(name);
      if (!shape) report(below(at, name), 'there is no such field');
      return shape?.(report, below(at, name), field) ?? false;
    });
    return missing.length === 0 && sound.every(Boolean);
  };
}

/** An object with any fields whose names match. @param what completes "this is no …" */
export function record<T>(names: RegExp, what: string, shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (report, at, value): value is Readonly<Record<string, T>> => {
    if (!isObject(report, at, value)) return false;
    const sound = Object.entries(value).map(([name, field]) => {
      if (!names.test(name)) report(below(at, name), `this is no ${what}`);
      return shape(report, below(at, name), field) && names.test(name);
    });
    return sound.every(Boolean);
  };
}

function isObject(report: Report, at: string, value: unknown): value is Record<string, unknown> {
  const sound = isPlainObject(value);
  if (!sound) report(at, 'this is no object');
  return sound;
}

function below(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
