/** What node:fs calls a failure, such as ENOENT. Not by instanceof: under Jest its errors are of another realm. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable';
}
