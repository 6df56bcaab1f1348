import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-supernode and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 *
 * The binary also takes `vn.<chain id or all>.*` flags that mirror those of op-node; they are not listed.
 */
export const data: CatalogueData = {
  prefix: 'OP_SUPERNODE',
  versions: [
    { version: 'v1.0.0-rc.2', complete: false, source: 'op-supernode/v1.0.0-rc.2' },
  ],
  rows: `
chains uint64slice required
data-dir string
dependency-set path
disable-p2p bool
help bool aliases=h env=-
l1 string env=OP_SUPERNODE_L1_ETH_RPC required
l1.beacon string
l1.beacon-fallbacks stringSlice aliases=l1.beacon-archiver env=OP_SUPERNODE_L1_BEACON_FALLBACKS,OP_SUPERNODE_L1_BEACON_ARCHIVER
l1.http-poll-interval duration
log.color bool
log.format enum
log.level enum
log.pid bool
metrics.addr string
metrics.enabled bool
metrics.port int
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
rpc.addr string
rpc.enable-admin bool
rpc.port int
version bool aliases=v env=-
`,
};
