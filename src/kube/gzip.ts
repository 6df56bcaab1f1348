import type * as Fflate from 'fflate';

/** Loaded when there is something to compress: most nodes of known chains have nothing. */
const load = (): typeof Fflate => require('fflate');

/**
 * Compresses to the same bytes everywhere. zlib promises no particular bytes, and the one in Node is built
 * differently for each processor.
 */
export function gzip(content: string | Uint8Array): Buffer {
  const { gzipSync, strToU8 } = load();
  return Buffer.from(gzipSync(typeof content === 'string' ? strToU8(content) : content, { level: 9, mtime: 0 }));
}
