import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-node and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 *
 * `l2.follow.source.rpc-timeout` was defined but not registered from v1.16.7 to v1.19.4: those versions abort on it.
 */
export const data: CatalogueData = {
  prefix: 'OP_NODE',
  versions: [
    { version: 'v1.9.5', complete: true, source: 'op-node/v1.9.5' },
    { version: 'v1.10.2', complete: true, source: 'op-node/v1.10.2' },
    { version: 'v1.11.2', complete: true, source: 'op-node/v1.11.2' },
    { version: 'v1.12.2', complete: true, source: 'op-node/v1.12.2' },
    { version: 'v1.13.3', complete: true, source: 'op-node/v1.13.3' },
    { version: 'v1.14.3', complete: true, source: 'op-node/v1.14.3' },
    { version: 'v1.16.2', complete: true, source: 'op-node/v1.16.2' },
    { version: 'v1.16.7', complete: true, source: 'op-node/v1.16.7' },
    { version: 'v1.16.12', complete: true, source: 'op-node/v1.16.12' },
    { version: 'v1.17.0', complete: true, source: 'op-node/v1.17.0' },
    { version: 'v1.18.2', complete: true, source: 'op-node/v1.18.2' },
    { version: 'v1.19.0', complete: true, source: 'op-node/v1.19.0' },
    { version: 'v1.19.9', complete: false, source: 'commit 4c8b17472b, the flag page of v1.19.3, release notes up to v1.19.9' },
  ],
  rows: `
altda.da-server string
altda.da-service bool
altda.enabled bool
altda.get-timeout duration
altda.max-concurrent-da-requests uint
altda.put-timeout duration
altda.verify-on-read bool
beta.extra-networks bool hidden deprecated
conductor.enabled bool
conductor.rpc string
conductor.rpc-timeout duration
experimental.sequencer-api bool since=v1.13.3
fetch-withdrawal-root-from-state bool since=v1.13.3
finality.delay uint since=v1.16.2
finality.lookback uint since=v1.16.2
heartbeat.enabled bool hidden deprecated
heartbeat.moniker string hidden deprecated
heartbeat.url string hidden deprecated
help bool aliases=h env=-
ignore-missing-pectra-blob-schedule bool hidden since=v1.12.2
interop.dependency-set path since=v1.14.3
interop.jwt-secret string since=v1.10.2 until=v1.19.0
interop.rpc.addr string since=v1.10.2 until=v1.19.0
interop.rpc.port int since=v1.10.2 until=v1.19.0
interop.supervisor string since=v1.10.2 until=v1.14.3
l1 string env=OP_NODE_L1_ETH_RPC required
l1.beacon string
l1.beacon-fallbacks stringSlice aliases=l1.beacon-archiver env=OP_NODE_L1_BEACON_FALLBACKS,OP_NODE_L1_BEACON_ARCHIVER
l1.beacon-header string
l1.beacon.fetch-all-sidecars bool
l1.beacon.ignore bool
l1.beacon.slot-duration-override uint since=v1.17.0
l1.cache-size uint since=v1.11.2
l1.epoch-poll-interval duration
l1.http-poll-interval duration
l1.max-concurrency int
l1.rpc-max-batch-size int
l1.rpc-rate-limit float
l1.rpckind enum env=OP_NODE_L1_RPC_KIND
l1.runtime-config-reload-interval duration
l1.trustrpc bool env=OP_NODE_L1_TRUST_RPC
l2 string env=OP_NODE_L2_ENGINE_RPC required
l2.backup-unsafe-sync-rpc string hidden deprecated
l2.backup-unsafe-sync-rpc.trustrpc string env=OP_NODE_L2_BACKUP_UNSAFE_SYNC_RPC_TRUST_RPC hidden deprecated
l2.engine-rpc-timeout duration since=v1.11.2
l2.engine-sync bool env=OP_NODE_L2_ENGINE_SYNC_ENABLED hidden deprecated
l2.enginekind enum env=OP_NODE_L2_ENGINE_KIND
l2.follow.source string since=v1.16.7
l2.follow.source.rpc-timeout duration since=v1.19.5
l2.jwt-secret string env=OP_NODE_L2_ENGINE_AUTH required
l2.skip-sync-start-check bool hidden deprecated
log.color bool
log.format enum
log.level enum
log.pid bool
metrics.addr string
metrics.enabled bool
metrics.port int
network string
override.canyon uint
override.delta uint
override.ecotone uint
override.fjord uint
override.granite uint
override.holocene uint
override.interop uint since=v1.13.3 until=v1.19.1
override.isthmus uint since=v1.13.3
override.jovian uint since=v1.14.3
override.karst uint since=v1.16.12
override.keep-karst-upgrade-gas bool since=v1.19.9
override.lagoon uint since=v1.19.1
override.pectrablobschedule uint since=v1.12.2
p2p.advertise.ip string
p2p.advertise.tcp uint
p2p.advertise.udp uint
p2p.ban.duration duration env=OP_NODE_P2P_PEER_BANNING_DURATION
p2p.ban.peers bool env=OP_NODE_P2P_PEER_BANNING
p2p.ban.threshold float env=OP_NODE_P2P_PEER_BANNING_THRESHOLD
p2p.bootnodes string until=v1.11.2
p2p.bootnodes stringSlice since=v1.11.2
p2p.disable bool
p2p.discovery.path string
p2p.gossip.mesh.d uint hidden
p2p.gossip.mesh.dhi uint hidden
p2p.gossip.mesh.dlazy uint hidden
p2p.gossip.mesh.floodpublish bool env=OP_NODE_P2P_GOSSIP_FLOOD_PUBLISH hidden
p2p.gossip.mesh.lo uint env=OP_NODE_P2P_GOSSIP_MESH_DLO hidden
p2p.gossip.timestamp.threshold duration since=v1.14.3
p2p.listen.ip string
p2p.listen.tcp uint env=OP_NODE_P2P_LISTEN_TCP_PORT
p2p.listen.udp uint env=OP_NODE_P2P_LISTEN_UDP_PORT
p2p.mux string hidden
p2p.nat bool
p2p.netrestrict string
p2p.no-discovery bool
p2p.peers.grace duration
p2p.peers.hi uint
p2p.peers.lo uint
p2p.peerstore.path string
p2p.ping bool hidden
p2p.priv.path string
p2p.priv.raw string hidden
p2p.score.bands string env=- hidden deprecated
p2p.scoring string env=OP_NODE_P2P_PEER_SCORING
p2p.scoring.peers string env=- hidden deprecated
p2p.scoring.topics string env=- hidden deprecated
p2p.security string hidden
p2p.sequencer.key string
p2p.static string
p2p.sync.onlyreqtostatic bool until=v1.19.1
p2p.sync.onlyreqtostatic bool hidden deprecated since=v1.19.1
p2p.sync.req-resp bool
p2p.timeout.accept duration hidden
p2p.timeout.dial duration hidden
p2p.timeout.negotiation duration hidden
p2p.useragent string env=OP_NODE_P2P_AGENT hidden
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
rollup.config string
rollup.halt string until=v1.17.0
rollup.l1-chain-config path since=v1.14.3
rollup.load-protocol-versions bool until=v1.17.0
rpc.addr string
rpc.admin-state string
rpc.enable-admin bool
rpc.port int
safedb.path string
sequencer.enabled bool
sequencer.l1-confs uint
sequencer.max-safe-lag uint
sequencer.recover bool since=v1.13.3
sequencer.sealing-duration duration since=v1.16.7
sequencer.stopped bool
signer.address string since=v1.10.2
signer.endpoint string since=v1.10.2
signer.header stringSlice since=v1.10.2
signer.tls.ca string since=v1.10.2
signer.tls.cert string since=v1.10.2
signer.tls.enabled bool since=v1.10.2
signer.tls.key string since=v1.10.2
snapshotlog.file string env=OP_NODE_SNAPSHOT_LOG hidden deprecated
supervisor string hidden until=v1.10.2
syncmode enum
syncmode.offset-el-safe duration since=v1.17.0
syncmode.req-resp bool since=v1.16.2 until=v1.19.1
syncmode.req-resp bool hidden deprecated since=v1.19.1
verifier.l1-confs uint
version bool aliases=v env=-
`,
};
