import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-challenger and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'OP_CHALLENGER',
  versions: [
    { version: 'v1.2.0', complete: true, source: 'op-challenger/v1.2.0' },
    { version: 'v1.3.3', complete: true, source: 'op-challenger/v1.3.3' },
    { version: 'v1.4.0', complete: true, source: 'op-challenger/v1.4.0' },
    { version: 'v1.5.1', complete: true, source: 'op-challenger/v1.5.1' },
    { version: 'v1.6.0', complete: true, source: 'op-challenger/v1.6.0' },
    { version: 'v1.7.0', complete: true, source: 'op-challenger/v1.7.0' },
    { version: 'v1.9.0', complete: true, source: 'op-challenger/v1.9.0' },
    { version: 'v1.9.3', complete: true, source: 'op-challenger/v1.9.3' },
    { version: 'v1.10.0', complete: false, source: 'commit 4c8b17472b and the upgrade 20 notice' },
  ],
  rows: `
additional-bond-claimants stringSlice
asterisc-bin string until=v1.9.0
asterisc-depset-config string since=v1.3.3 until=v1.9.0
asterisc-info-freq uint until=v1.9.0
asterisc-kona-depset-config string since=v1.3.3 until=v1.9.0
asterisc-kona-l1-genesis string since=v1.6.0 until=v1.9.0
asterisc-kona-l2-custom bool hidden since=v1.5.1 until=v1.9.0
asterisc-kona-l2-genesis stringSlice since=v1.3.3 until=v1.9.0
asterisc-kona-prestate string until=v1.9.0
asterisc-kona-prestates-url string until=v1.9.0
asterisc-kona-rollup-config stringSlice since=v1.3.3 until=v1.9.0
asterisc-kona-server string until=v1.9.0
asterisc-l1-genesis string since=v1.6.0 until=v1.9.0
asterisc-l2-genesis string until=v1.3.3
asterisc-l2-genesis stringSlice since=v1.3.3 until=v1.9.0
asterisc-network string deprecated until=v1.3.1
asterisc-prestate string until=v1.9.0
asterisc-prestates-url string until=v1.9.0
asterisc-rollup-config string until=v1.3.3
asterisc-rollup-config stringSlice since=v1.3.3 until=v1.9.0
asterisc-server string until=v1.9.0
asterisc-snapshot-freq uint until=v1.9.0
cannon-bin string
cannon-depset-config string since=v1.3.3
cannon-info-freq uint
cannon-kona-depset-config string since=v1.6.0
cannon-kona-l1-genesis string since=v1.6.0
cannon-kona-l2-custom bool hidden since=v1.6.0
cannon-kona-l2-genesis stringSlice since=v1.6.0
cannon-kona-prestate string since=v1.6.0
cannon-kona-prestates-url string since=v1.6.0
cannon-kona-rollup-config stringSlice since=v1.6.0
cannon-kona-server string since=v1.6.0
cannon-l1-genesis string since=v1.6.0
cannon-l2 string deprecated until=v1.3.1
cannon-l2-custom bool hidden since=v1.3.3
cannon-l2-genesis string until=v1.3.3
cannon-l2-genesis stringSlice since=v1.3.3
cannon-network string deprecated until=v1.3.1
cannon-prestate string
cannon-prestates-url string
cannon-rollup-config string until=v1.3.3
cannon-rollup-config stringSlice since=v1.3.3
cannon-server string
cannon-snapshot-freq uint
datadir string required
depset-config string since=v1.3.3
fee-limit-multiplier uint env=OP_CHALLENGER_TXMGR_FEE_LIMIT_MULTIPLIER
game-allowlist stringSlice
game-factory-address string
game-types stringSlice aliases=trace-type env=OP_CHALLENGER_GAME_TYPES,OP_CHALLENGER_TRACE_TYPE since=v1.8.0
game-window duration
hd-path string
help bool aliases=h env=-
http-poll-interval duration
l1-beacon string required
l1-eth-rpc string required
l1-genesis string since=v1.6.0
l1-rpc-kind enum since=v1.9.0
l2-eth-rpc string until=v1.3.3
l2-eth-rpc stringSlice since=v1.3.3
l2-experimental-eth-rpc string since=v1.3.3
l2-genesis stringSlice since=v1.3.3
log.color bool
log.format enum
log.level enum
log.pid bool
max-concurrency uint
max-pending-tx uint
metrics.addr string
metrics.enabled bool
metrics.port int
min-update-interval duration since=v1.6.0
mnemonic string
network string until=v1.3.3
network stringSlice since=v1.3.3
network-timeout duration
num-confirmations uint
pprof.addr string
pprof.enabled bool
pprof.path enum
pprof.port int
pprof.type enum
prestates-url string
private-key string
response-delay duration since=v1.6.0
response-delay-after uint since=v1.6.0
resubmission-timeout duration
rollup-config stringSlice since=v1.3.3
rollup-rpc string required until=v1.3.3
rollup-rpc string since=v1.3.3
safe-abort-nonce-too-low-count uint
selective-claim-resolution bool
signer.address string
signer.endpoint string
signer.header stringSlice
signer.tls.ca string
signer.tls.cert string
signer.tls.enabled bool
signer.tls.key string
super-asterisc-kona-depset-config string since=v1.5.1 until=v1.9.0
super-asterisc-kona-l1-genesis string since=v1.6.0 until=v1.9.0
super-asterisc-kona-l2-genesis stringSlice since=v1.5.1 until=v1.9.0
super-asterisc-kona-prestates-url string since=v1.5.1 until=v1.9.0
super-asterisc-kona-rollup-config stringSlice since=v1.5.1 until=v1.9.0
super-cannon-depset-config string since=v1.3.3 until=v1.9.3
super-cannon-kona-depset-config string since=v1.9.0
super-cannon-kona-l1-genesis string since=v1.9.0
super-cannon-kona-l2-genesis stringSlice since=v1.9.0
super-cannon-kona-prestates-url string since=v1.9.0
super-cannon-kona-rollup-config stringSlice since=v1.9.0
super-cannon-l1-genesis string since=v1.6.0 until=v1.9.3
super-cannon-l2-genesis stringSlice since=v1.3.3 until=v1.9.3
super-cannon-prestates-url string since=v1.3.3 until=v1.9.3
super-cannon-rollup-config stringSlice since=v1.3.3 until=v1.9.3
supernode-rpc string since=v1.9.0 until=v1.9.5
superroot-rpc string aliases=supernode-rpc env=OP_CHALLENGER_SUPERROOT_RPC,OP_CHALLENGER_SUPERNODE_RPC since=v1.9.5
supervisor-rpc string since=v1.3.3 until=v1.9.0
trace-type stringSlice until=v1.8.0
txmgr.already-published-custom-errs stringSlice since=v1.3.3
txmgr.cell-proof-time uint since=v1.7.0
txmgr.enable-cell-proofs bool since=v1.6.0 until=v1.7.0
txmgr.fee-limit-threshold float
txmgr.max-basefee float since=v1.3.3
txmgr.max-retries uint since=v1.5.1
txmgr.max-tip-cap float since=v1.3.3
txmgr.min-basefee float
txmgr.min-tip-cap float
txmgr.not-in-mempool-timeout duration env=OP_CHALLENGER_TXMGR_TX_NOT_IN_MEMPOOL_TIMEOUT
txmgr.rebroadcast-interval duration since=v1.6.0
txmgr.receipt-query-interval duration
txmgr.retry-interval duration since=v1.5.1
txmgr.send-timeout duration env=OP_CHALLENGER_TXMGR_TX_SEND_TIMEOUT
unsafe-allow-invalid-prestate bool hidden
version bool aliases=v env=-
`,
};
