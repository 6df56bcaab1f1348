/** What one execution endpoint of an L1 answered. */
export interface EndpointAnswer {
  /** Scheme and host. */
  readonly name: string;
  readonly chainId?: number;
  /** Its newest block. */
  readonly block?: { readonly number: number; readonly timestamp: number };
  /** Why there is no answer; holds no secret. */
  readonly failure?: string;
}

/** What one beacon endpoint answered. */
export interface BeaconAnswer {
  /** Scheme and host. */
  readonly name: string;
  /** Chain id of the L1 that it is the beacon chain of, by its deposit contract. */
  readonly chainId?: number;
  /** Slots that it is behind; 0 where it is not syncing. */
  readonly behind?: number;
  /** Whether its execution client does not answer it. */
  readonly executionOffline?: boolean;
  /** Whether it serves blobs. */
  readonly blobs?: boolean;
  /** Why there is no answer; holds no secret. */
  readonly failure?: string;
}
