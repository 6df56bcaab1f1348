import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-conductor and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'OP_CONDUCTOR',
  versions: [
    { version: 'v0.5.1', complete: true, source: 'op-conductor/v0.5.1' },
    { version: 'v0.7.2', complete: true, source: 'op-conductor/v0.7.2' },
    { version: 'v0.9.0', complete: true, source: 'op-conductor/v0.9.0' },
    { version: 'v0.9.3', complete: true, source: 'op-conductor/v0.9.3' },
    { version: 'v0.9.4', complete: true, source: 'op-conductor/v0.9.4' },
  ],
  rows: `
consensus.addr string required
consensus.advertised string
consensus.port int required
execution.rpc string required
healthcheck.execution-p2p-check-api string since=v0.9.0
healthcheck.execution-p2p-enabled bool since=v0.7.2
healthcheck.execution-p2p-min-peer-count uint since=v0.7.2
healthcheck.execution-p2p-rpc-url string since=v0.7.2
healthcheck.interval uint required
healthcheck.min-peer-count uint required
healthcheck.rollup-boost-partial-healthiness-tolerance-interval-seconds uint since=v0.9.0
healthcheck.rollup-boost-partial-healthiness-tolerance-limit uint since=v0.9.0
healthcheck.safe-enabled bool
healthcheck.safe-interval uint
healthcheck.unsafe-interval uint required
help bool aliases=h env=-
log.color bool
log.format enum
log.level enum
log.pid bool
metrics.addr string
metrics.enabled bool
metrics.port int
network string
node.rpc string required
override.canyon uint
override.delta uint
override.ecotone uint
override.fjord uint
override.granite uint
override.holocene uint
override.interop uint
override.isthmus uint
override.jovian uint since=v0.9.0
override.karst uint since=v0.9.3
override.pectrablobschedule uint
paused bool
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
raft.bootstrap bool
raft.heartbeat-timeout duration
raft.lease-timeout duration
raft.round-robin-leader-transfer bool since=v0.9.4
raft.server.id string required
raft.snapshot-interval duration
raft.snapshot-threshold uint
raft.storage.dir string required
raft.trailing-logs uint
rollup-boost.enabled bool since=v0.7.2
rollup-boost.healthcheck-timeout duration since=v0.7.2
rollup-boost.next-enabled bool since=v0.9.3
rollup-boost.next-healthcheck-url string since=v0.9.3
rollup.config string
rollupboost.ws-url string since=v0.7.2
rpc.addr string
rpc.enable-admin bool
rpc.enable-proxy bool
rpc.port int
supervisor.rpc string until=v0.9.4
version bool aliases=v env=-
websocket.server-port int since=v0.7.2
`,
};
