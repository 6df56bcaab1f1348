import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of `op-reth node` and the versions that know them.
 *
 * Source: the generated help pages of reth and op-reth under `versions`. These omit hidden flags and hidden aliases, so
 * those were added from the snapshot of the whole command line in ethereum-optimism/optimism (`cli.snap` at commit
 * f1f212d58e, reth v2.4.1) and are taken to hold for v2.3.2 as well. A flag that takes a number or a word (`max`,
 * `400ms`) is a `string`. The help pages still show `--minimal`, with which op-reth refuses to start since v2.4.3 (release
 * notes). Descriptions and defaults are not carried. The format of a row is explained at
 * {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: undefined,
  versions: [
    { version: 'v2.3.2', complete: true, source: 'help page of reth v2.3.0, op-reth/v2.3.2' },
    { version: 'v2.4.4', complete: true, source: 'help page of reth v2.4.1, op-reth help page at commit a52f20808d' },
    { version: 'v2.6.0', complete: true, source: 'help page of reth v2.4.1, op-reth help page at commit a52f20808d' },
  ],
  rows: `
addr string
auth-ipc bool
auth-ipc.path string
authrpc.addr string
authrpc.jwtsecret string
authrpc.port int
blobpool.pricebump int
bootnodes string
builder.deadline int
builder.disallow string
builder.extradata string
builder.gaslimit string aliases=miner.gaslimit
builder.interval string
builder.max-blobs string
builder.max-tasks int
chain string
color enum values=always,auto,never
config string
datadir string
datadir.pprof-dumps string
datadir.rocksdb string
datadir.static-files string aliases=datadir.static_files
db.balstore-cache-size string
db.disable-metrics bool
db.exclusive enum values=true,false
db.growth-step string
db.log-level enum values=fatal,error,warn,notice,verbose,debug,trace,extra
db.max-readers string
db.max-size string
db.page-size string
db.read-transaction-timeout string
db.rocksdb-block-cache-size string
db.sync-mode string
debug.engine-api-store string
debug.etherscan string
debug.healthy-node-rpc-url string
debug.invalid-block-hook string values=witness,pre-state,opcode
debug.max-block string
debug.reorg-depth string
debug.reorg-frequency string
debug.rpc-consensus-url string aliases=debug.rpc-consensus-ws
debug.skip-fcu string
debug.skip-genesis-validation bool
debug.skip-new-payload string
debug.skip-state-root bool hidden
debug.startup-sync-state-idle bool
debug.terminate bool
debug.tip string
dev bool aliases=auto-mine
dev.block-max-transactions string
dev.block-time string
dev.mnemonic string
dev.payload-wait-time string
disable-auth-server bool aliases=disable-engine-api
disable-discovery bool aliases=d
disable-discv4-discovery bool
disable-discv5-discovery bool
disable-dns-discovery bool
disable-nat bool
disable-tx-gossip bool
discovery.addr string
discovery.port int
discovery.v5.addr string
discovery.v5.addr.ipv6 string
discovery.v5.bootstrap.lookup-countdown int
discovery.v5.bootstrap.lookup-interval int
discovery.v5.lookup-interval int
discovery.v5.port int
discovery.v5.port.ipv6 int
dns-retries int
enable-discv5-discovery bool hidden
enforce-enr-fork-id bool
engine.accept-execution-requests-hash bool
engine.account-worker-count string
engine.allow-unwind-canonical-header bool
engine.always-process-payload-attributes-on-canonical-head bool
engine.caching-and-prewarming bool hidden deprecated
engine.cross-block-cache-size int
engine.disable-bal-batch-io bool
engine.disable-bal-parallel-execution bool
engine.disable-bal-parallel-state-root bool
engine.disable-cache-metrics bool
engine.disable-parallel-sparse-trie bool hidden deprecated
engine.disable-precompile-cache bool
engine.disable-prewarming bool aliases=engine.disable-caching-and-prewarming
engine.disable-sparse-trie-cache-pruning bool
engine.disable-state-cache bool
engine.invalid-header-cache-hit-eviction-threshold int
engine.legacy-state-root bool until=v2.4.4
engine.legacy-state-root bool hidden deprecated since=v2.4.4
engine.memory-block-buffer-target int
engine.multiproof-chunk-size int
engine.parallel-sparse-trie bool hidden deprecated
engine.persistence-backpressure-threshold string
engine.persistence-threshold int
engine.precompile-cache bool hidden deprecated
engine.prewarming-threads string
engine.reserved-cpu-cores int
engine.share-execution-cache-with-payload-builder bool
engine.share-sparse-trie-with-payload-builder bool
engine.slow-block-threshold string
engine.sparse-trie-max-hot-accounts int
engine.sparse-trie-max-hot-slots int aliases=engine.sparse-trie-max-storage-tries
engine.state-provider-metrics bool
engine.state-root-fallback bool
engine.state-root-task-compare-updates bool
engine.state-root-task-timeout string
engine.storage-worker-count string
engine.suppress-persistence-during-build bool
era.enable bool
era.path string
era.url string
eth-max-message-size string
ethstats string
flashblock-consensus bool
flashblocks-idle-timeout string since=v2.4.4
flashblocks-url string aliases=websocket-url
full bool
gpo.blocks int
gpo.default-suggested-fee string
gpo.ignoreprice int
gpo.maxprice int
gpo.percentile int
help bool aliases=h
http bool
http.addr string
http.api stringSlice values=admin,debug,eth,net,trace,txpool,web3,rpc,reth,ots,flashbots,miner,mev,testing,all,none
http.corsdomain string
http.disable-compression bool
http.port int
identity string
instance string
ipc.permissions string
ipcdisable bool
ipcpath string
jit bool since=v2.4.4
jit.blocking bool hidden since=v2.4.4
jit.channel-capacity int since=v2.4.4
jit.code-cache-bytes int since=v2.4.4
jit.debug bool since=v2.4.4
jit.hot-threshold int since=v2.4.4
jit.idle-evict-duration string since=v2.4.4
jit.max-bytecode-len int since=v2.4.4
jit.max-pending-jobs int since=v2.4.4
jit.worker-count string since=v2.4.4
log.file.directory string
log.file.filter string
log.file.format enum values=json,log-fmt,terminal
log.file.max-files string
log.file.max-size int
log.file.name string
log.journald bool
log.journald.filter string
log.samply bool hidden
log.samply.filter string hidden
log.stdout.filter string
log.stdout.format enum values=json,log-fmt,terminal
log.tracing-chrome bool hidden
log.tracing-chrome.file string hidden
log.tracing-chrome.filter string hidden
log.tracy bool hidden
log.tracy.filter string hidden
logs-otlp string env=OTEL_EXPORTER_OTLP_LOGS_ENDPOINT
logs-otlp.filter string
max-inbound-peers string
max-outbound-peers string
max-peers string
max-pending-imports int
max-seen-tx-history int
max-tx-pending-fetch int
max-tx-reqs int
max-tx-reqs-peer int
metrics string aliases=metrics.prometheus
metrics.prometheus.push.interval int
metrics.prometheus.push.url string
min-suggested-priority-fee int
minimal bool until=v2.4.3
nat string
net-if.experimental string
netrestrict string
network-id string
no-persist-peers bool
p2p-secret-key string
p2p-secret-key-hex string
peers-file string
pooled-tx-pack-soft-limit int
pooled-tx-response-soft-limit int
port int
proofs-history bool
proofs-history.storage-path string
proofs-history.storage-version enum values=v1,v2
proofs-history.verification-interval int
proofs-history.window int
prune.account-history.before string aliases=prune.accounthistory.before
prune.account-history.distance string aliases=prune.accounthistory.distance
prune.account-history.full bool aliases=prune.accounthistory.full
prune.block-interval string aliases=block-interval
prune.bodies.before string
prune.bodies.distance string
prune.bodies.pre-merge bool
prune.minimum-distance string
prune.receipts.before string
prune.receipts.distance string
prune.receipts.full bool
prune.receipts.pre-merge bool
prune.receiptslogfilter string
prune.sender-recovery.before string aliases=prune.senderrecovery.before
prune.sender-recovery.distance string aliases=prune.senderrecovery.distance
prune.sender-recovery.full bool aliases=prune.senderrecovery.full
prune.storage-history.before string aliases=prune.storagehistory.before
prune.storage-history.distance string aliases=prune.storagehistory.distance
prune.storage-history.full bool aliases=prune.storagehistory.full
prune.transaction-lookup.before string aliases=prune.transactionlookup.before
prune.transaction-lookup.distance string aliases=prune.transactionlookup.distance
prune.transaction-lookup.full bool aliases=prune.transactionlookup.full
quiet bool aliases=q,silent
required-block-hashes string
rollup.compute-pending-block bool
rollup.disable-tx-pool-gossip bool
rollup.discovery.v4 bool
rollup.enable-tx-conditional bool
rollup.historicalrpc string aliases=rollup.historical-rpc
rollup.interop-http stringSlice
rollup.interop-min-responses int
rollup.interop-safety-level string
rollup.max-uncompressed-block-size int
rollup.operator-sdm-opt-in bool-or-value env=OP_RETH_OPERATOR_SDM_OPT_IN since=v2.4.4
rollup.retain-forwarded-txs bool since=v2.4.4
rollup.sequencer string aliases=rollup.sequencer-http,rollup.sequencer-ws
rollup.sequencer-headers stringSlice
rpc-cache.max-bals int
rpc-cache.max-blocks int
rpc-cache.max-cached-tx-hashes int
rpc-cache.max-concurrent-db-requests int
rpc-cache.max-headers int aliases=rpc-cache.max-envs
rpc-cache.max-receipts int
rpc.compute-state-root-for-eth-simulate bool env=RETH_RPC_COMPUTE_STATE_ROOT_FOR_ETH_SIMULATE
rpc.disable-metrics bool
rpc.eth-proof-window int
rpc.evm-memory-limit string aliases=rpc-evm-memory-limit
rpc.force-blob-sidecar-upcasting bool
rpc.forwarder string aliases=rpc-forwarder
rpc.gascap string aliases=rpc-gascap
rpc.jwtsecret string
rpc.max-blocking-io-requests int aliases=rpc-max-blocking-io-requests
rpc.max-blocks-per-filter int aliases=rpc-max-blocks-per-filter
rpc.max-connections string aliases=rpc-max-connections
rpc.max-logs-per-response int aliases=rpc-max-logs-per-response
rpc.max-request-size string aliases=rpc-max-request-size
rpc.max-response-size string aliases=rpc.returndata.limit,rpc-max-response-size
rpc.max-simulate-blocks int
rpc.max-subscriptions-per-connection string aliases=rpc-max-subscriptions-per-connection
rpc.max-trace-filter-blocks int aliases=rpc-max-trace-filter-blocks
rpc.max-tracing-requests string aliases=rpc-max-tracing-requests
rpc.pending-block string
rpc.proof-permits int aliases=rpc-proof-permits
rpc.send-raw-transaction-sync-timeout string
rpc.txfeecap string aliases=rpc-txfeecap
static-files.blocks-per-file.account-change-sets string
static-files.blocks-per-file.headers string
static-files.blocks-per-file.receipts string
static-files.blocks-per-file.storage-change-sets string
static-files.blocks-per-file.transaction-senders string
static-files.blocks-per-file.transactions string
storage.v2 bool-or-value values=true,false
testing.gas-limit int hidden
testing.skip-invalid-transactions bool
tracing-otlp string env=OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
tracing-otlp-protocol enum values=http,grpc env=OTEL_EXPORTER_OTLP_PROTOCOL
tracing-otlp.filter string
tracing-otlp.sample-ratio string env=OTEL_TRACES_SAMPLER_ARG
tracing-otlp.service-name string env=OTEL_SERVICE_NAME hidden
tracing-otlp.service-version string env=OTEL_SERVICE_VERSION hidden
trusted-only bool
trusted-peers string
tx-channel-memory-limit int
tx-ingress-policy string
tx-propagation-mode string
tx-propagation-policy string
txpool.additional-validation-tasks int aliases=txpool.additional_validation_tasks
txpool.basefee-max-count int aliases=txpool.basefee_max_count
txpool.basefee-max-size int aliases=txpool.basefee_max_size
txpool.blob-cache-size string aliases=txpool.blob_cache_size
txpool.blobpool-max-count int aliases=txpool.blobpool_max_count
txpool.blobpool-max-size int aliases=txpool.blobpool_max_size
txpool.disable-blobs-support bool aliases=txpool.disable_blobs_support
txpool.disable-transactions-backup bool aliases=txpool.disable-journal
txpool.gas-limit int
txpool.lifetime string
txpool.locals string
txpool.max-account-slots int aliases=txpool.max_account_slots
txpool.max-batch-size int
txpool.max-cached-entries int aliases=txpool.max_cached_entries
txpool.max-new-pending-txs-notifications int
txpool.max-new-txns int aliases=txpool.max_new_txns
txpool.max-pending-txns int aliases=txpool.max_pending_txns
txpool.max-tx-gas string
txpool.max-tx-input-bytes int aliases=txpool.max_tx_input_bytes
txpool.minimal-protocol-fee int
txpool.minimum-priority-fee string
txpool.no-local-transactions-propagation bool
txpool.nolocals bool
txpool.pending-max-count int aliases=txpool.pending_max_count
txpool.pending-max-size int aliases=txpool.pending_max_size
txpool.pricebump int
txpool.queued-max-count int aliases=txpool.queued_max_count
txpool.queued-max-size int aliases=txpool.queued_max_size
txpool.transactions-backup string aliases=txpool.journal
verbosity bool aliases=v
with-unused-ports bool
ws bool
ws.addr string
ws.api stringSlice values=admin,debug,eth,net,trace,txpool,web3,rpc,reth,ots,flashbots,miner,mev,testing,all,none
ws.origins string aliases=ws.corsdomain
ws.port int
`,
};
