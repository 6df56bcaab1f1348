import { isIPv4, isIPv6 } from 'node:net';

/** As Node's `isIP`, without making its expression for IPv6, which takes milliseconds, for what has no colon. */
export function ipVersion(text: string): 0 | 4 | 6 {
  if (text.includes(':')) return isIPv6(text) ? 6 : 0;
  return isIPv4(text) ? 4 : 0;
}

const BITS = { 0: undefined, 4: 32, 6: 128 } as const;

/** Bits of an address; `undefined` for what is none. */
export const addressBits = (text: string): (typeof BITS)[keyof typeof BITS] => BITS[ipVersion(text)];
