import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of `kona-node node` and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 *
 * v1.7.0 was not read: its one difference follows from the renaming of the fork.
 */
export const data: CatalogueData = {
  prefix: 'KONA_NODE',
  versions: [
    { version: 'v1.6.0', complete: true, source: 'kona-node/v1.6.0' },
    { version: 'v1.7.0', complete: false, source: 'kona-node/v1.6.0 and the renaming of the Interop fork' },
  ],
  rows: `
canyon-override int env=KONA_NODE_OVERRIDE_CANYON
chain string aliases=l2-chain-id,c env=KONA_NODE_L2_CHAIN_ID
conductor.rpc string
conductor.rpc.timeout string
delta-override int env=KONA_NODE_OVERRIDE_DELTA
ecotone-override int env=KONA_NODE_OVERRIDE_ECOTONE
fjord-override int env=KONA_NODE_OVERRIDE_FJORD
granite-override int env=KONA_NODE_OVERRIDE_GRANITE
help bool aliases=h env=-
holocene-override int env=KONA_NODE_OVERRIDE_HOLOCENE
interop-override int env=KONA_NODE_OVERRIDE_INTEROP until=v1.7.0
interop.dependency-set string
isthmus-override int env=KONA_NODE_OVERRIDE_ISTHMUS
jovian-override int env=KONA_NODE_OVERRIDE_JOVIAN
karst-override int env=KONA_NODE_OVERRIDE_KARST
l1-beacon string aliases=l1.beacon required
l1-config-file string aliases=rollup-l1-cfg env=KONA_NODE_L1_CHAIN_CONFIG
l1-eth-rpc string aliases=l1 required
l1-slot-duration-override int aliases=l1.slot-duration-override
l1-trust-rpc bool aliases=l1.trust-rpc
l2-config-file string aliases=rollup-cfg env=KONA_NODE_ROLLUP_CONFIG
l2-engine-jwt-encoded string aliases=l2.jwt-secret-encoded env=KONA_NODE_L2_ENGINE_AUTH_ENCODED
l2-engine-jwt-secret string aliases=l2.jwt-secret env=KONA_NODE_L2_ENGINE_AUTH
l2-engine-rpc string aliases=l2 required
l2-engine-timeout int aliases=l2.timeout
l2-follow-source string aliases=l2.follow.source
l2-trust-rpc bool aliases=l2.trust-rpc
lagoon-override int env=KONA_NODE_OVERRIDE_LAGOON since=v1.7.0
level int aliases=v env=KONA_LOG_LEVEL
logs.file.directory string env=KONA_LOG_FILE_DIRECTORY
logs.file.format string env=KONA_LOG_FILE_FORMAT
logs.file.rotation string env=KONA_LOG_FILE_ROTATION
logs.stdout.format string env=KONA_LOG_STDOUT_FORMAT
logs.stdout.quiet bool aliases=q env=KONA_STDOUT_LOG_QUIET
metrics.addr string env=KONA_METRICS_ADDR
metrics.enabled bool env=KONA_METRICS_ENABLED
metrics.port int env=KONA_METRICS_PORT
mode string
p2p.advertise.ip string
p2p.advertise.tcp int env=KONA_NODE_P2P_ADVERTISE_TCP_PORT
p2p.advertise.udp int env=KONA_NODE_P2P_ADVERTISE_UDP_PORT
p2p.ban.duration int
p2p.ban.peers bool
p2p.ban.threshold int
p2p.bootnodes stringSlice
p2p.bootstore string
p2p.discovery.interval int
p2p.discovery.randomize int
p2p.gossip.mesh.d int
p2p.gossip.mesh.dhi int
p2p.gossip.mesh.dlazy int
p2p.gossip.mesh.floodpublish bool env=KONA_NODE_P2P_GOSSIP_FLOOD_PUBLISH
p2p.gossip.mesh.lo int env=KONA_NODE_P2P_GOSSIP_MESH_DLO
p2p.listen.ip string
p2p.listen.tcp int env=KONA_NODE_P2P_LISTEN_TCP_PORT
p2p.listen.udp int env=KONA_NODE_P2P_LISTEN_UDP_PORT
p2p.no-bootstore bool
p2p.no-discovery bool
p2p.peers.grace string
p2p.peers.hi int
p2p.peers.lo int
p2p.priv.path string
p2p.priv.raw string
p2p.redial int
p2p.redial.period int
p2p.scoring string
p2p.sequencer.key string
p2p.sequencer.key.path string
p2p.signer.address string
p2p.signer.endpoint string
p2p.signer.header stringSlice
p2p.signer.tls.ca string
p2p.signer.tls.cert string
p2p.signer.tls.key string
p2p.topic-scoring bool
p2p.unsafe.block.signer string
pectra-blob-schedule-override int env=KONA_NODE_OVERRIDE_PECTRA_BLOB_SCHEDULE
port int aliases=rpc.port env=KONA_NODE_RPC_PORT
rpc.addr string
rpc.admin-state string
rpc.dev-enabled bool
rpc.disabled bool
rpc.enable-admin bool
rpc.no-restart bool
rpc.ws-enabled bool
sequencer.l1-confs int
sequencer.max-safe-lag int
sequencer.recover bool
sequencer.stopped bool
`,
};
