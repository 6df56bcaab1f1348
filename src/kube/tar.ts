/** A file or folder of an archive. */
export interface TarEntry {
  /** Relative, with `/`. */
  readonly path: string;
  /** @default it is a folder */
  readonly content?: Uint8Array;
}

const BLOCK = 512;
const NAME = 100;
const PREFIX = 155;

/**
 * A POSIX tar archive whose bytes depend on names and contents alone: every entry is root's, readable for all, and of
 * 1970. Folders that are only on the way to a file are left out; tar makes them.
 *
 * @throws Error when a path is longer than the format takes, about 255 bytes; {@link fitsTar} tells before
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
export function tar(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap(({ path, content }) => {
    const name = content ? path : `${path}/`;
    return content ? [header(name, content.length, '0'), content, new Uint8Array(-content.length & (BLOCK - 1))] : [header(name, 0, '5')];
  });
  return Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]);
}

/** Whether a path is short enough for {@link tar}. */
export function fitsTar(path: string): boolean {
  return split(`${path}/`) !== undefined;
}

function header(path: string, size: number, type: '0' | '5'): Uint8Array {
  const parts = split(path);
  if (!parts) throw new Error(`the path is too long for an archive: ${path}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (at: number, length: number, value: number): unknown => block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(parts.name, 0);
  octal(100, 8, type === '5' ? 0o755 : 0o644);
  octal(108, 8, 0);
  octal(116, 8, 0);
  octal(124, 12, size);
  octal(136, 12, 0);
  block.write(`        ${type}`, 148, 'latin1');
  block.write('ustar', 257, 'latin1');
  block.write('00', 263, 'latin1');
  block.write(parts.prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The format keeps a long path in two fields, divided at a slash. */
function split(path: string): { readonly name: string; readonly prefix: string } | undefined {
  if (Buffer.byteLength(path) <= NAME) return { name: path, prefix: '' };
  for (let at = path.indexOf('/'); at > 0 && at < path.length - 1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(name) <= NAME) return Buffer.byteLength(prefix) <= PREFIX ? { name, prefix } : undefined;
  }
  return undefined;
}
