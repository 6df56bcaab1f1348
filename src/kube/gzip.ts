import { gzipSync, strToU8 } from 'fflate';

/**
 * Compresses text to the same bytes on every platform: Node's own zlib differs between its versions and processors.
 */
export function gzip(text: string): Buffer {
  return Buffer.from(gzipSync(strToU8(text), { level: 9, mtime: 0 }));
}
