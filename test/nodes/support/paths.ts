/** Props whose own settings are looked at one by one. */
type Nested = 'p2p' | 'rpc' | 'sequencing' | 'discovery' | 'peerScoring' | 'http' | 'ws' | 'txpool';

/** Every setting of some props, a nested one under its dotted name: a table over them misses none. */
export type Paths<P> = {
  [K in keyof P & string]-?: K extends Nested ? `${K}.${Paths<NonNullable<P[K]>>}` : K;
}[keyof P & string];
