import { App } from 'cdk8s';
import { OpReplicaChart, SecretValue, deliver } from 'cdk8s-op-stack';

/** A read node of OP Sepolia: one pod with op-reth and op-node, Services, a volume, and who may talk to it. */
export function replica(app: App): OpReplicaChart {
  return new OpReplicaChart(app, 'op-sepolia', {
    namespace: 'op-sepolia',
    network: {
      // Chain ids, fork times and the public sequencer come with the name. `op-mainnet` is the other one most want.
      networkName: 'op-sepolia',
      // Endpoints carry API keys, so they stay in a Secret that you make: README.md says how.
      l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
      l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
      // The images of one tested release. Without this line they follow the library: the next upgrade of it moves them.
      images: { release: 'karst-2026-09' },
    },
    replicas: 1,
  });
}

// Not when a test imports this file.
if (require.main === module) {
  const app = new App();
  replica(app);
  // As app.synth(), and ready for Helm, Kustomize, Argo CD and Flux: see the library's GitOps guide.
  deliver(app);
}
