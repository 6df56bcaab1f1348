import { gzipSync, strToU8 } from 'fflate';

/**
 * Compresses text to the same bytes everywhere. zlib promises no particular bytes, and the one in Node is built
 * differently for each processor.
 */
export function gzip(text: string): Buffer {
  return Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 }));
}
