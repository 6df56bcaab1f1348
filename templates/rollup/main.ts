import { join } from 'node:path';
import { App, Size } from 'cdk8s';
import { ConfigSource, OpStackChart, SecretValue, Signer, Storage, deliver } from 'cdk8s-op-stack';
import { readLock } from 'cdk8s-op-stack/discovery';

const chain = (file: string): string => join(__dirname, 'chain', file);
/** One Secret for each key: a pod gets to see its own, and no other. */
const key = (secret: string): Signer => Signer.privateKey(SecretValue.fromSecret(secret, 'key'));

/** A rollup on Sepolia: sequencer, two replicas, batcher, proposer and challenger, wired by being in one chart. */
export function rollup(app: App): OpStackChart {
  return new OpStackChart(app, 'acme', {
    namespace: 'acme',
    network: {
      l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
      l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
      // Both are written by op-deployer; those in this folder are of a chain that nobody runs. README.md: "Your chain".
      rollupConfig: ConfigSource.fromFile(chain('rollup.json')),
      l2Genesis: ConfigSource.fromFile(chain('genesis.json')),
      // Found out from L1 by `cdk8s-op-stack discover`, and committed: synth asks nobody.
      contractAddresses: readLock(chain('lock.json')),
      // The images of one tested release. The next hardfork is a change of this line: see the upgrade guide.
      images: { release: 'karst-2026-09' },
    },
    sequencer: {
      // Signs new blocks: replicas take none that another key has signed.
      p2pSequencerKey: SecretValue.fromSecret('sequencer-key', 'key'),
      storage: Storage.claim({ size: Size.gibibytes(100) }),
    },
    replicas: { count: 2, storage: Storage.claim({ size: Size.gibibytes(200) }) },
    batcher: { signer: key('batcher-key') },
    proposer: { signer: key('proposer-key') },
    challenger: {
      signer: key('challenger-key'),
      // Where the absolute prestates of the chain's proof programs are served.
      faultProof: { prestatesUrl: 'https://prestates.example.com/acme' },
    },
    // Prometheus Operator installed? `monitoring: { alerts: true, dashboards: true }`
  });
}

// Not when a test imports this file.
if (require.main === module) {
  const app = new App();
  rollup(app);
  // As app.synth(), and ready for Helm, Kustomize, Argo CD and Flux: see the library's GitOps guide.
  deliver(app);
}
