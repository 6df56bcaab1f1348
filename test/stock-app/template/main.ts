import { App } from 'cdk8s';
import { BatcherConstruct, OpReplicaChart, OpStackError, SecretValue } from 'cdk8s-op-stack';
import type { OptimismNetworkProps } from 'cdk8s-op-stack';

export const network: OptimismNetworkProps = {
  networkName: 'op-sepolia',
  l1RpcUrl: SecretValue.fromSecret('l1-endpoints', 'rpc'),
  l1BeaconUrl: SecretValue.fromSecret('l1-endpoints', 'beacon'),
};

export function replicas(app: App): OpReplicaChart {
  return new OpReplicaChart(app, 'op-sepolia', { network, replicas: 2 });
}

export const parts = [BatcherConstruct, OpStackError];

const app = new App();
replicas(app);
app.synth();
