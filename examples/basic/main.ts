import { App } from 'cdk8s';
import { OpReplicaChart, SecretValue, deliver, type Monitoring } from 'cdk8s-op-stack';

/** A read node of OP Sepolia. */
export function basic(app: App, monitoring?: Monitoring): OpReplicaChart {
  return new OpReplicaChart(app, 'op-sepolia', {
    namespace: 'op-sepolia',
    monitoring,
    network: {
      networkName: 'op-sepolia',
      l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
      l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
    },
  });
}

if (require.main === module) {
  const app = new App();
  basic(app);
  deliver(app);
}
