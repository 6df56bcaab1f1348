import type { CatalogueData } from '../history';

/**
 * The command line flags and environment variables of op-proposer and the versions that know them.
 *
 * Source: the flag definitions of ethereum-optimism/optimism at the tags (or commits) under `versions`. Descriptions and
 * defaults are not carried. The format of a row is explained at {@link CatalogueData.rows}.
 */
export const data: CatalogueData = {
  prefix: 'OP_PROPOSER',
  versions: [
    { version: 'v1.9.5', complete: true, source: 'op-proposer/v1.9.5' },
    { version: 'v1.10.0', complete: true, source: 'op-proposer/v1.10.0' },
    { version: 'v1.10.2', complete: true, source: 'op-proposer/v1.10.2' },
    { version: 'v1.16.0', complete: true, source: 'op-proposer/v1.16.0' },
    { version: 'v1.16.3', complete: true, source: 'op-proposer/v1.16.3' },
    { version: 'v1.16.6', complete: false, source: 'op-proposer/v1.16.3 and the upgrade 20 notice' },
  ],
  rows: `
active-sequencer-check-duration duration
allow-non-finalized bool
fee-limit-multiplier uint env=OP_PROPOSER_TXMGR_FEE_LIMIT_MULTIPLIER
game-factory-address string
game-type uint
hd-path string
help bool aliases=h env=-
l1-eth-rpc string required
l2-output-hd-path string deprecated
l2oo-address string until=v1.16.0
log.color bool
log.format enum
log.level enum
log.pid bool
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
private-key string
proposal-interval duration
resubmission-timeout duration
rollup-rpc string required until=v1.10.0
rollup-rpc string since=v1.10.0
rpc.addr string
rpc.enable-admin bool
rpc.port int
safe-abort-nonce-too-low-count uint
signer.address string
signer.endpoint string
signer.header stringSlice
signer.tls.ca string
signer.tls.cert string
signer.tls.enabled bool
signer.tls.key string
supernode-rpcs stringSlice since=v1.16.3 until=v1.16.4
superroot-rpcs stringSlice aliases=supernode-rpcs env=OP_PROPOSER_SUPERROOT_RPCS,OP_PROPOSER_SUPERNODE_RPCS since=v1.16.4
supervisor-rpcs stringSlice since=v1.10.0 until=v1.16.3
txmgr.already-published-custom-errs stringSlice since=v1.10.0
txmgr.cell-proof-time uint since=v1.16.0
txmgr.enable-cell-proofs bool since=v1.10.2 until=v1.16.0
txmgr.fee-limit-threshold float
txmgr.max-basefee float since=v1.10.2
txmgr.max-retries uint since=v1.10.2
txmgr.max-tip-cap float since=v1.10.2
txmgr.min-basefee float
txmgr.min-tip-cap float
txmgr.not-in-mempool-timeout duration env=OP_PROPOSER_TXMGR_TX_NOT_IN_MEMPOOL_TIMEOUT
txmgr.rebroadcast-interval duration since=v1.10.2
txmgr.receipt-query-interval duration
txmgr.retry-interval duration since=v1.10.2
txmgr.send-timeout duration env=OP_PROPOSER_TXMGR_TX_SEND_TIMEOUT
version bool aliases=v env=-
wait-node-sync bool
`,
};
