// Makes and synthesizes as many rollups as asked for, in one process, and prints what it took as JSON.
'use strict';
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { App } = require('cdk8s');
const { ConfigSource, OpStackChart, SecretValue, Signer, checkCompatibility } = require('../../dist/src');

const count = Number(process.argv[2] ?? 1);
const secret = (name) => SecretValue.fromSecret(name, 'key');
const hash = (digit) => `0x${digit.repeat(64)}`;
const forks = ['regolith', 'canyon', 'delta', 'ecotone', 'fjord', 'granite', 'holocene', 'isthmus', 'jovian', 'karst'];

function rollup(index) {
  const chainId = 420000 + index;
  return {
    rollupConfig: ConfigSource.inline({
      genesis: { l1: { hash: hash('1'), number: 1 }, l2: { hash: hash('2'), number: 0 }, l2_time: 1785000000, system_config: { batcherAddr: `0x${'7'.repeat(40)}`, gasLimit: 60000000 } },
      block_time: 2, seq_window_size: 3600, channel_timeout: 300, max_sequencer_drift: 600, l1_chain_id: 11155111, l2_chain_id: chainId,
      batch_inbox_address: `0x${'a'.repeat(40)}`, deposit_contract_address: `0x${'b'.repeat(40)}`, l1_system_config_address: `0x${'c'.repeat(40)}`,
      ...Object.fromEntries(forks.map((fork) => [`${fork}_time`, 0])),
    }),
    l2Genesis: ConfigSource.inline({
      config: { chainId, optimism: {}, ...Object.fromEntries(forks.filter((fork) => fork !== 'delta').map((fork) => [`${fork}Time`, 0])) },
      timestamp: 1785000000,
      alloc: {},
    }),
  };
}

const outdir = mkdtempSync(join(tmpdir(), 'op-stack-bench-'));
const begin = performance.now();
const app = new App({ outdir });
for (let index = 0; index < count; index++) {
  new OpStackChart(app, `rollup-${index}`, {
    namespace: `rollup-${index}`,
    network: {
      ...rollup(index),
      l1RpcUrl: secret('l1-rpc'),
      l1BeaconUrl: secret('l1-beacon'),
      contractAddresses: { disputeGameFactoryAddr: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D', respectedGameType: 8 },
    },
    sequencer: { p2pSequencerKey: secret('sequencer') },
    replicas: { count: 2 },
    batcher: { signer: Signer.privateKey(secret('batcher')) },
    proposer: { signer: Signer.privateKey(secret('proposer')) },
    challenger: { signer: Signer.privateKey(secret('challenger')), faultProof: { prestatesUrl: 'https://prestates.example.com' } },
  });
}
const built = performance.now();
app.synth();
const end = performance.now();
// The versions of one rollup, as its charts' validations check them.
const checks = count > 1 ? 200 : 1;
for (let index = 0; index < checks; index++) checkCompatibility({ release: 'karst-2026-09', network: 'op-sepolia', respectedGameType: 8, now: 1790000000 + index });
const check = (performance.now() - end) / checks;
rmSync(outdir, { recursive: true, force: true });
console.log(JSON.stringify({ build: built - begin, synth: end - built, check, rss: process.memoryUsage().rss / 2 ** 20 }));
