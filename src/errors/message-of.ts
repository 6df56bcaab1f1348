/** What is wrong, of anything that was thrown; errors of Node.js are no `Error` of ours where globals are of another realm, as in jest. */
export function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message : String(error);
}
