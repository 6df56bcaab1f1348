import type { Problems } from '../errors';

/** Reports what is no SHA-256 checksum as `sha256sum` prints it, which is what the pods compare with. */
export function checkChecksum(problems: Problems, prop: string, sha256: string): void {
  if (/^[0-9a-f]{64}$/.test(sha256)) return;
  problems.error('INVALID_CHECKSUM', prop, 'this is no SHA-256 checksum', 'Give the 64 lower-case hex digits that sha256sum prints');
}
