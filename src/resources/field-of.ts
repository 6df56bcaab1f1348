import { specFields, type Field } from './fields';
import type { Resource } from './resource';
import { keysOf } from '../kube';

/** Props that no field of `spec` sets. */
const OTHERS: Readonly<Record<string, string>> = { name: 'metadata.name', namespace: 'metadata.namespace', endpoints: 'spec.sequencerRef' };

/**
 * The field that a construct's prop comes from, or would: of several that set it the one that is given, else what they
 * have in common. What is below the prop is below the field too.
 */
export function fieldOf({ kind, spec }: Pick<Resource, 'kind' | 'spec'>, prop: string): string {
  const [root = ''] = prop.split(/[.[]/);
  const table = specFields[kind];
  const rows = keysOf(table).flatMap((field) => {
    const row = table[field]!;
    return 'prop' in row ? [{ field, prop: row.prop }] : [];
  });
  const above = rows.filter((row) => isAt(row.prop, prop));
  const closest = above.reduce<(typeof above)[number] | undefined>((best, row) => (best && best.prop.length >= row.prop.length ? best : row), undefined);
  if (closest) {
    const field = spec.given.get(closest.prop) ?? common(above.filter((row) => row.prop === closest.prop).map((row) => row.field));
    return `spec.${field}${prop.slice(closest.prop.length)}`;
  }
  const below = common(rows.filter((row) => isAt(prop, row.prop)).map((row) => row.field));
  return OTHERS[root] ?? (below === '' ? 'spec' : `spec.${below}`);
}

/**
 * A hint of a construct with the names of its props as those of the fields: `chainID` for `chainId`. Names that are plain
 * words, such as storage, stay.
 */
export function inFields({ kind, spec }: Pick<Resource, 'kind' | 'spec'>, hint: string): string {
  const props = new Set(Object.values<Field>(specFields[kind]).flatMap((field) => ('prop' in field && /[A-Z.]/.test(field.prop) ? [field.prop] : [])));
  return hint.replace(/[\w.]*\w/g, (word) => (props.has(word) ? fieldOf({ kind, spec }, word).replace(/^spec\./, '') : word));
}

/** Whether a prop is the other one, or within it. */
function isAt(outer: string, inner: string): boolean {
  return inner === outer || (outer !== '' && inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
}

/** The steps that all fields begin with; the first field, where they have nothing in common. */
function common(fields: readonly string[]): string {
  const [first = [], ...others] = fields.map((field) => field.split('.'));
  const end = first.findIndex((step, index) => others.some((other) => other[index] !== step));
  return (end <= 0 ? first : first.slice(0, end)).join('.');
}
