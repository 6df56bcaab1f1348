import { isIPv4, isIPv6 } from 'node:net';

/** As Node's `isIP`, without making its expression for IPv6, which takes 10 ms, for what has no colon. */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (text.includes(':')) return isIPv6(text) ? 6 : 0;
  return isIPv4(text) ? 4 : 0;
}
