// The rollup that is measured: sequencer, two replicas, batcher, proposer and challenger on a chain of its own.
'use strict';
const { ConfigSource, OpStackChart, SecretValue, Signer } = require('../../dist/src');

const secret = (name) => SecretValue.fromSecret(name, 'key');
const hash = (digit) => `0x${digit.repeat(64)}`;
const forks = ['regolith', 'canyon', 'delta', 'ecotone', 'fjord', 'granite', 'holocene', 'isthmus', 'jovian', 'karst'];

function files(index) {
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

/** Makes the rollup of that number in an app. */
function rollup(app, index) {
  return new OpStackChart(app, `rollup-${index}`, {
    namespace: `rollup-${index}`,
    network: {
      ...files(index),
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

module.exports = { rollup };
