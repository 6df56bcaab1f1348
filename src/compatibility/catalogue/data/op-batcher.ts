import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-batcher and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'OP_BATCHER',
  versions: [
    { version: 'v1.9.5', complete: true, source: 'op-batcher/v1.9.5' },
    { version: 'v1.11.5', complete: true, source: 'op-batcher/v1.11.5' },
    { version: 'v1.12.0', complete: true, source: 'op-batcher/v1.12.0' },
    { version: 'v1.13.2', complete: true, source: 'op-batcher/v1.13.2' },
    { version: 'v1.14.0', complete: true, source: 'op-batcher/v1.14.0' },
    { version: 'v1.15.0', complete: true, source: 'op-batcher/v1.15.0' },
    { version: 'v1.16.2', complete: true, source: 'op-batcher/v1.16.2' },
    { version: 'v1.16.4', complete: true, source: 'op-batcher/v1.16.4' },
    { version: 'v1.16.10', complete: true, source: 'op-batcher/v1.16.10' },
    { version: 'v1.17.2', complete: false, source: 'commit 4c8b17472b; release notes up to v1.17.2 name no change' },
  ],
  rows: `
active-sequencer-check-duration duration
additional-throttling-endpoints stringSlice since=v1.13.2 until=v1.15.0
altda.da-server string
altda.da-service bool
altda.enabled bool
altda.get-timeout duration
altda.max-concurrent-da-requests uint
altda.put-timeout duration
altda.verify-on-read bool
approx-compr-ratio float
batch-type uint
check-recent-txs-depth int
compression-algo enum
compressor string
data-availability-type enum
fee-limit-multiplier uint env=OP_BATCHER_TXMGR_FEE_LIMIT_MULTIPLIER
hd-path string
help bool aliases=h env=-
l1-eth-rpc string required
l2-eth-rpc string required until=v1.13.2
l2-eth-rpc stringSlice required since=v1.13.2
log.color bool
log.format enum
log.level enum
log.pid bool
max-blocks-per-span-batch int
max-channel-duration uint
max-l1-tx-size-bytes uint
max-pending-tx uint
metrics.addr string
metrics.enabled bool
metrics.port int
mnemonic string
network-timeout duration
num-confirmations uint
poll-interval duration
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
prefer-local-safe-l2 bool since=v1.11.5 until=v1.14.0
private-key string
resubmission-timeout duration
rollup-rpc string required until=v1.13.2
rollup-rpc stringSlice required since=v1.13.2
rpc.addr string
rpc.enable-admin bool
rpc.port int
safe-abort-nonce-too-low-count uint
sequencer-hd-path string deprecated
signer.address string
signer.endpoint string
signer.header stringSlice
signer.tls.ca string
signer.tls.cert string
signer.tls.enabled bool
signer.tls.key string
stopped bool
sub-safety-margin uint
target-num-frames int
throttle-always-block-size int until=v1.15.0
throttle-block-size int until=v1.15.0
throttle-interval duration until=v1.11.2
throttle-threshold int until=v1.15.0
throttle-tx-size int until=v1.15.0
throttle.additional-endpoints stringSlice since=v1.15.0
throttle.block-size-lower-limit uint since=v1.15.0
throttle.block-size-upper-limit uint since=v1.15.0
throttle.controller-type string since=v1.15.0
throttle.pid-integral-max float since=v1.15.0
throttle.pid-kd float since=v1.15.0
throttle.pid-ki float since=v1.15.0
throttle.pid-kp float since=v1.15.0
throttle.pid-output-max float since=v1.15.0
throttle.pid-sample-time duration since=v1.15.0
throttle.tx-size-lower-limit uint since=v1.15.0
throttle.tx-size-upper-limit uint since=v1.15.0
throttle.unsafe-da-bytes-lower-threshold uint since=v1.15.0
throttle.unsafe-da-bytes-upper-threshold uint since=v1.15.0
txmgr.already-published-custom-errs stringSlice since=v1.11.5
txmgr.blob-tip-cap-dynamic bool since=v1.16.4
txmgr.blob-tip-cap-percentile int since=v1.16.4
txmgr.blob-tip-cap-range int since=v1.16.4
txmgr.cell-proof-time uint since=v1.16.2
txmgr.enable-cell-proofs bool since=v1.16.0 until=v1.16.2
txmgr.fee-limit-threshold float
txmgr.max-basefee float since=v1.11.5
txmgr.max-retries uint since=v1.13.2
txmgr.max-tip-cap float since=v1.11.5
txmgr.min-basefee float
txmgr.min-tip-cap float
txmgr.not-in-mempool-timeout duration env=OP_BATCHER_TXMGR_TX_NOT_IN_MEMPOOL_TIMEOUT
txmgr.rebroadcast-interval duration since=v1.14.0
txmgr.receipt-query-interval duration
txmgr.retry-interval duration since=v1.13.2
txmgr.send-timeout duration env=OP_BATCHER_TXMGR_TX_SEND_TIMEOUT
version bool aliases=v env=-
wait-node-sync bool
`,
};
