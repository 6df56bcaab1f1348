import { batcherFields } from './batcher';
import { challengerFields } from './challenger';
import type { Fields } from './field';
import { networkFields } from './network';
import { nodeFields } from './node';
import { proposerFields } from './proposer';

export type { Field, Fields } from './field';
export { metadataFields } from './metadata';
export { type ClaimFields, type Reference, unknownField } from './readers';
export { readFields, type Read } from './read-fields';

/** What becomes of the `spec` of each kind. */
export const specFields = {
  OptimismNetwork: networkFields,
  OpNode: nodeFields,
  OpBatcher: batcherFields,
  OpProposer: proposerFields,
  OpChallenger: challengerFields,
} as const satisfies Readonly<Record<string, Fields>>;

/** A kind of the planned operator. */
export type Kind = keyof typeof specFields;
