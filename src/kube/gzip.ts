import { gzipSync, strToU8 } from 'fflate';

/**
 * Compresses to the same bytes everywhere. zlib promises no particular bytes, and the one in Node is built
 * differently for each processor.
 */
export function gzip(content: string | Uint8Array): Buffer {
  return Buffer.from(gzipSync(typeof content === 'string' ? strToU8(content) : content, { level: 9, mtime: 0 }));
}
