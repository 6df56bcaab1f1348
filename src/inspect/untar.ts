const BLOCK = 512;

/** The files of a tar archive by their path; folders are left out, and so is what comes after a fault. */
export function untar(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const text = (from: number, length: number): string => Buffer.from(archive.subarray(from, from + length)).toString('utf8').split('\0')[0]!;
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    if (!Number.isSafeInteger(size)) break;
    const [name, prefix] = [text(at, 100), text(at + 345, 155)];
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (!path.endsWith('/')) files.set(path, archive.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
