/** Secrets as they stand in endpoints' URLs and headers; none of them may be seen anywhere. */
export const SECRETS = {
  user: 'alice-the-operator',
  password: 'p4ssw0rd-of-alice',
  path: '0123456789abcdef0123456789abcdef',
  query: 'query-key-5f2c7d',
  header: 'bearer-token-98765',
} as const;

/** A URL of that host which holds all secrets that a URL can hold. */
export function withSecrets(url: string): string {
  const { host } = new URL(url);
  return `http://${SECRETS.user}:${SECRETS.password}@${host}/v2/${SECRETS.path}?apikey=${SECRETS.query}`;
}

/** Which secrets are in a text. */
export function secretsIn(text: string): readonly string[] {
  return Object.entries(SECRETS).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}
