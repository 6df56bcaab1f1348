/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** What stands behind the language, e.g. the name of a file. */
  readonly info?: string;
  readonly body: string;
}

/** The page of a code. */
export interface CodePage {
  readonly code: string;
  /** Path from the root of the repository. */
  readonly file: string;
  readonly title?: string;
  /** Text of each part, by its title. */
  readonly parts: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
}

/** Every code of the sources, with the files that have it. */
export function codesInSource(): ReadonlyMap<string, ReadonlySet<string>>;
export function readPages(): readonly CodePage[];
/** The index of the pages, as Markdown. */
export function indexOf(pages: readonly CodePage[]): string;
export const indexFile: string;
export const folder: string;
