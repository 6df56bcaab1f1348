/** What a command reads and writes beside files and endpoints. */
export interface Io {
  /** The result: nothing else goes to stdout, so that it can be piped. */
  readonly out: (text: string) => void;
  /** Progress, warnings and errors. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of stdin. */
  readonly stdin: () => string;
  /** Whether stdout takes colours. */
  readonly color: boolean;
}
