import type { DocumentProblems } from './document-problems';
import type { Kind, Read } from './fields';
import { holdsSecret } from '../errors';

/** One resource of a text, as its fields were read. */
export interface Resource {
  readonly kind: Kind;
  /** `metadata.name`; empty where it is missing, which was reported. */
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Read;
  /** Takes what is wrong with it, by its fields. */
  readonly problems: DocumentProblems;
}

/** What people call it: `OpNode acme/sequencer`. */
export function titleOf({ kind, name, namespace }: Pick<Resource, 'kind' | 'name' | 'namespace'>): string {
  return `${kind} ${[namespace, name].filter((part) => part !== undefined).map((part) => (holdsSecret(part) ? '<secret>' : part)).join('/')}`;
}
