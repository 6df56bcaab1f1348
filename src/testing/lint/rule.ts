import type { Fault, Field } from '../field';
import type { KubeObject } from '../kube-object';
import type { ObjectSet } from './object-set';

/** Looks at one subject, within the set of all objects, and tells what is wrong with it. */
export type Rule<Subject> = (subject: Subject, set: ObjectSet) => Iterable<Fault>;

/** Rules by their identifier. */
export type Rules<Subject> = Readonly<Record<string, Rule<Subject>>>;

/** The same rules, which pass over objects of other types (`v1/Service`). */
export function forTypes(types: readonly string[], rules: Rules<KubeObject>): Rules<KubeObject> {
  return Object.fromEntries(
    Object.entries(rules).map(([id, rule]) => [
      id,
      (object, set) => (types.includes(object.type) ? rule(object, set) : []),
    ]),
  );
}

/** The fields whose text stands in the list before them as well. */
export function repeated(fields: readonly Field[]): Field[] {
  return fields.filter(
    (field, index) => field.text !== undefined && fields.findIndex((other) => other.text === field.text) < index,
  );
}
