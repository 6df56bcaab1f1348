/** What `npm pack --json` says of a package. */
export interface Packed {
  readonly files: readonly { readonly path: string }[];
  readonly size: number;
  readonly unpackedSize: number;
}

/** What is wrong with the contents of a package, one line for each problem. */
export function contentProblems(packed: Packed): readonly string[];
/** Most bytes that it may have. */
export const BUDGET: { readonly size: number; readonly unpackedSize: number };
