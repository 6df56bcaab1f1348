const EVERY = { ipv4: '0.0.0.0', ipv6: '::' } as const;

/**
 * Where a port listens that has no host of its own: where the RPC is told to listen by an IPv6 address, at every address of
 * IPv6 too. Go's programs do so of their own; Rust's, and libp2p, have to be told.
 */
export const everyAddress = (rpcHost = ''): (typeof EVERY)[keyof typeof EVERY] => (rpcHost.includes(':') ? EVERY.ipv6 : EVERY.ipv4);
