import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-geth and the versions that know them.
 *
 * Source: the flag definitions of op-geth at the commits under `versions`. Descriptions and defaults are not carried. The
 * format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'GETH',
  versions: [
    { version: 'v1.101511.0', complete: true, source: 'commit 5cc136b8e, the merge head of the day of the tag' },
    { version: 'v1.101702.3', complete: false, source: 'the commits of v1.101701.0-rc.3; small differences possible' },
  ],
  rows: `
allow-insecure-unlock bool deprecated until=v1.101702.3
allow-insecure-unlock bool hidden deprecated since=v1.101702.3
authrpc.addr string
authrpc.jwtsecret path
authrpc.port int
authrpc.vhosts string
beacon.api stringSlice
beacon.api.header stringSlice
beacon.checkpoint string
beacon.checkpoint.file string
beacon.config string
beacon.genesis.gvroot string
beacon.genesis.time uint
beacon.nofilter bool
beacon.threshold int
blobpool.datacap uint
blobpool.datadir string
blobpool.pricebump uint
bootnodes string
cache int
cache.blocklogs int
cache.database int
cache.gc int
cache.noprefetch bool
cache.preimages bool
cache.snapshot int
cache.trie int
cache.trie.journal string deprecated until=v1.101702.3
cache.trie.journal string hidden deprecated since=v1.101702.3
cache.trie.rejournal duration deprecated until=v1.101702.3
cache.trie.rejournal duration hidden deprecated since=v1.101702.3
config string
crypto.kzg string
datadir path
datadir.ancient path
datadir.era path since=v1.101702.3
datadir.minfreedisk path until=v1.101702.3
datadir.minfreedisk int since=v1.101702.3
db.engine string
debug.logslowblock duration since=v1.101702.3
dev bool
dev.gaslimit uint
dev.period uint
discovery.dns string
discovery.port int
discovery.v4 bool aliases=discv4
discovery.v5 bool aliases=discv5
eth.requiredblocks string
ethstats string
exec string
exitwhensynced bool
fdlimit int
gcmode string
go-execution-trace string
gpo.blocks int
gpo.ignoreprice int
gpo.maxprice int
gpo.minsuggestedpriorityfee int
gpo.percentile int
graphql bool
graphql.corsdomain string
graphql.vhosts string
header stringSlice aliases=H
help bool aliases=h env=-
history.chain string
history.logs uint
history.logs.disable bool
history.logs.export string
history.state uint
history.transactions uint
history.trienode int since=v1.101702.3
history.trienode.full-value-checkpoint uint since=v1.101702.3
holesky bool
hoodi bool
http bool
http.addr string
http.api string
http.corsdomain string
http.port int
http.rpcprefix string
http.vhosts string
identity string
ipcdisable bool
ipcpath path
jspath path
keystore path
light.egress int deprecated until=v1.101702.3
light.ingress int deprecated until=v1.101702.3
light.maxpeers int deprecated until=v1.101702.3
light.nopruning bool deprecated until=v1.101702.3
light.nosyncserve bool deprecated until=v1.101702.3
light.serve int deprecated until=v1.101702.3
lightkdf bool
log.backtrace string deprecated until=v1.101702.3
log.backtrace string hidden deprecated since=v1.101702.3
log.compress bool
log.debug bool deprecated until=v1.101702.3
log.debug bool hidden deprecated since=v1.101702.3
log.file string
log.format string
log.json bool hidden
log.maxage int
log.maxbackups int
log.maxsize int
log.rotate bool
log.vmodule string
mainnet bool
maxpeers int
maxpendpeers int
metrics bool
metrics.addr string
metrics.expensive bool deprecated until=v1.101702.3
metrics.expensive bool hidden deprecated since=v1.101702.3
metrics.influxdb bool
metrics.influxdb.bucket string
metrics.influxdb.database string
metrics.influxdb.endpoint string
metrics.influxdb.interval duration since=v1.101702.3
metrics.influxdb.organization string
metrics.influxdb.password string
metrics.influxdb.tags string
metrics.influxdb.token string
metrics.influxdb.username string
metrics.influxdbv2 bool
metrics.port int
mine bool deprecated until=v1.101702.3
mine bool hidden deprecated since=v1.101702.3
miner.effectivegaslimit uint
miner.etherbase string deprecated until=v1.101702.3
miner.etherbase string hidden deprecated since=v1.101702.3
miner.extradata string
miner.gaslimit uint
miner.gasprice bigint
miner.maxblobs int since=v1.101702.3
miner.newpayload-timeout duration deprecated until=v1.101702.3
miner.newpayload-timeout duration hidden deprecated since=v1.101702.3
miner.pending.feeRecipient string
miner.recommit duration
nat string
netrestrict string
networkid uint
nodekey string
nodekeyhex string
nodiscover bool
nousb bool deprecated until=v1.101702.3
nousb bool hidden deprecated since=v1.101702.3
op-network string aliases=beta.op-network
override.bpo1 uint since=v1.101702.3
override.bpo2 uint since=v1.101702.3
override.canyon uint
override.ecotone uint
override.fjord uint
override.genesis string since=v1.101702.3
override.granite uint
override.holocene uint
override.interop uint
override.isthmus uint
override.jovian uint
override.karst uint since=v1.101702.3
override.osaka uint since=v1.101702.3
override.prague uint until=v1.101702.3
override.verkle uint
password path
pcscdpath string
port int
pprof bool
pprof.addr string
pprof.blockprofilerate int
pprof.cpuprofile string
pprof.memprofilerate int
pprof.port int
preload string
pyroscope bool since=v1.101702.3
pyroscope.password string since=v1.101702.3
pyroscope.server string since=v1.101702.3
pyroscope.tags string since=v1.101702.3
pyroscope.username string since=v1.101702.3
remotedb string
rollup.computependingblock bool
rollup.disabletxpoolgossip bool until=v1.101702.3
rollup.enabletxpooladmission bool until=v1.101702.3
rollup.halt string
rollup.historicalrpc string
rollup.historicalrpctimeout string
rollup.interopmempoolfiltering bool
rollup.interoprpc string
rollup.sequencerhttp string
rollup.sequencertxconditionalcostratelimit int
rollup.sequencertxconditionalenabled bool
rollup.superchain-upgrades bool aliases=beta.rollup.superchain-upgrades
rollup.txpool.disable-gossip bool aliases=rollup.disabletxpoolgossip since=v1.101702.3
rollup.txpool.enable-admission bool aliases=rollup.enabletxpooladmission since=v1.101702.3
rollup.txpool.netrestrict string since=v1.101702.3
rollup.txpool.trusted-peers-only bool since=v1.101702.3
rpc.allow-unprotected-txs bool
rpc.batch-request-limit int
rpc.batch-response-max-size int
rpc.enabledeprecatedpersonal bool until=v1.101702.3
rpc.enabledeprecatedpersonal bool hidden deprecated since=v1.101702.3
rpc.evmtimeout duration
rpc.gascap uint
rpc.logquerylimit int since=v1.101702.3
rpc.rangelimit uint since=v1.101702.3
rpc.telemetry bool since=v1.101702.3
rpc.telemetry.endpoint string since=v1.101702.3
rpc.telemetry.instance-id string since=v1.101702.3
rpc.telemetry.password string since=v1.101702.3
rpc.telemetry.sample-ratio float since=v1.101702.3
rpc.telemetry.tags string since=v1.101702.3
rpc.telemetry.username string since=v1.101702.3
rpc.txfeecap float
rpc.txsync.defaulttimeout duration since=v1.101702.3
rpc.txsync.maxtimeout duration since=v1.101702.3
sepolia bool
signer string
snapshot bool
state.scheme string
state.size-tracking bool since=v1.101702.3
stateless-self-validation bool since=v1.101702.3
syncmode string
synctarget string
txlookuplimit uint deprecated until=v1.101702.3
txlookuplimit uint hidden deprecated since=v1.101702.3
txpool.accountqueue uint
txpool.accountslots uint
txpool.globalqueue uint
txpool.globalslots uint
txpool.journal string
txpool.journalremotes bool
txpool.lifetime duration
txpool.locals string
txpool.maxtxgas uint since=v1.101702.3
txpool.nolocals bool
txpool.pricebump uint
txpool.pricelimit uint
txpool.rejournal duration
unlock string deprecated until=v1.101702.3
unlock string hidden deprecated since=v1.101702.3
usb bool
v5disc bool deprecated until=v1.101702.3
v5disc bool hidden deprecated since=v1.101702.3
verbosity int
version bool aliases=v env=-
vmdebug bool
vmodule string hidden
vmtrace string
vmtrace.jsonconfig string
vmwitnessstats bool since=v1.101702.3
whitelist string deprecated until=v1.101702.3
whitelist string hidden deprecated since=v1.101702.3
ws bool
ws.addr string
ws.api string
ws.origins string
ws.port int
ws.rpcprefix string
`,
};
