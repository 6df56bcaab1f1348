import { App, Size } from 'cdk8s';
import { ConfigSource, OpStackChart, SecretValue, Signer, Storage, deliver, type Monitoring } from 'cdk8s-op-stack';
import { exampleGenesis } from './genesis';

const key = (name: string): Signer => Signer.privateKey(SecretValue.fromSecret(name, 'key'));

/** A rollup of one's own on Sepolia: sequencer, two replicas, batcher, proposer and challenger. */
export function testnet(app: App, monitoring?: Monitoring): OpStackChart {
  return new OpStackChart(app, 'acme', {
    namespace: 'acme',
    monitoring,
    network: {
      l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
      l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
      l1RpcKind: 'alchemy',
      // From your own op-deployer: ConfigSource.fromFile('rollup.json'), ConfigSource.fromFile('genesis.json').
      rollupConfig: ConfigSource.fromFile('examples/testnet/rollup.json'),
      l2Genesis: ConfigSource.inline(exampleGenesis(42069, 1785000000)),
      contractAddresses: { disputeGameFactoryAddr: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D', respectedGameType: 8 },
    },
    sequencer: {
      p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key'),
      storage: Storage.claim({ size: Size.gibibytes(100) }),
    },
    replicas: { count: 2, storage: Storage.claim({ size: Size.gibibytes(200) }) },
    batcher: { signer: key('batcher-key') },
    proposer: { signer: key('proposer-key') },
    challenger: {
      signer: key('challenger-key'),
      faultProof: { prestatesUrl: 'https://prestates.example.com/acme' },
    },
  });
}

if (require.main === module) {
  const app = new App();
  testnet(app);
  deliver(app);
}
