import type { SecretRef } from './secret-source';
import { Jwt } from '../jwt';
import { SecretValue } from '../secret-value';
import { Signer } from '../signer';
import { isPlainObject } from '../../kube';

/** A reference to a Secret, and the prop that holds it. */
export type PlacedRef = readonly [prop: string, ref: SecretRef];

/** Every reference to a Secret below `value`: in plain objects, lists, signers and JWTs. */
export function* secretRefs(value: unknown, prop = ''): Generator<PlacedRef> {
  const below = (name: string): string => (prop ? `${prop}.${name}` : name);
  if (value instanceof SecretValue) yield [prop, value];
  else if (value instanceof Jwt) yield* secretRefs(value.secret, prop);
  else if (value instanceof Signer) yield* value.secretRefs(prop);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* secretRefs(item, `${prop}[${index}]`);
  else if (isPlainObject(value)) for (const [name, item] of Object.entries(value)) yield* secretRefs(item, below(name));
}
