import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-dispute-mon and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'OP_DISPUTE_MON',
  versions: [
    { version: 'v1.5.2', complete: true, source: 'op-dispute-mon/v1.5.2' },
  ],
  rows: `
game-factory-address string
game-window duration
help bool aliases=h env=-
honest-actors stringSlice
ignored-games stringSlice
l1-eth-rpc string required
log.color bool
log.format enum
log.level enum
log.pid bool
max-concurrency uint
metrics.addr string
metrics.enabled bool
metrics.port int
monitor-interval duration
network stringSlice
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
rollup-rpc stringSlice
supernode-rpc stringSlice
version bool aliases=v env=-
`,
};
