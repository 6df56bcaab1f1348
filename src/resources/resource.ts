import type { DocumentProblems } from './document-problems';
import type { Kind, Read } from './fields';

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
export const titleOf = ({ kind, name, namespace }: Pick<Resource, 'kind' | 'name' | 'namespace'>): string => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

