import { App, Duration, Size } from 'cdk8s';
import { ConfigSource, OpStackChart, SecretValue, Signer, Storage, VolumeSource, deliver, type Monitoring } from 'cdk8s-op-stack';
import { exampleGenesis } from '../testnet/genesis';

const ADDRESS = {
  sequencer: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  batcher: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  proposer: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
} as const;

/** op-signer in its own namespace; who may sign what is decided there, by the name in the client's certificate. */
const signedBy = (who: keyof typeof ADDRESS): Signer =>
  Signer.remote({
    endpoint: 'https://op-signer.signing.svc:8080',
    address: ADDRESS[who],
    tls: { secretName: `${who}-signer-tls`, certificate: { issuer: { name: 'signing-ca', kind: 'ClusterIssuer' }, dnsNames: [`${who}.acme.example.com`], duration: Duration.days(30) } },
  });

/** One of the L1 endpoints, which Vault's provider of the CSI driver puts into one Secret. */
const l1Endpoint = (key: 'rpc' | 'beacon'): SecretValue =>
  SecretValue.fromCsi('l1-endpoints', key, {
    provider: 'vault',
    parameters: { roleName: 'acme', objects: ['rpc', 'beacon'].map((each) => `- objectName: ${each}\n  secretPath: kv/data/acme/l1\n  secretKey: ${each}\n`).join('') },
  });

/** What kube-prometheus-stack reads, with alerts and dashboards. */
export const watched: Monitoring = { labels: { release: 'kube-prometheus-stack' }, alerts: { labels: { team: 'rollups' } }, dashboards: { folder: 'Rollups' } };

/** The chain of the testnet example, as one runs it once others depend on it: no key in the cluster but one, watched, and walled in. */
export function rollup(app: App, monitoring?: Monitoring): OpStackChart {
  return new OpStackChart(app, 'acme-prod', {
    namespace: 'acme-prod',
    monitoring,
    networkPolicies: {
      rpcFrom: [{ namespace: 'gateways' }],
      adminFrom: [{ namespace: 'operations', podLabels: { 'example.com/role': 'operator' } }],
      metricsFrom: [{ namespace: 'monitoring' }],
    },
    network: {
      profile: 'standard',
      l1RpcUrl: l1Endpoint('rpc'),
      l1BeaconUrl: l1Endpoint('beacon'),
      rollupConfig: ConfigSource.fromFile('examples/testnet/rollup.json'),
      l2Genesis: ConfigSource.inline(exampleGenesis(42069, 1785000000)),
      // From `discoverContracts`, committed: readLock('acme.lock.json').
      contractAddresses: { disputeGameFactoryAddr: '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D', respectedGameType: 8 },
      // Change it with the contents of the vault, and every pod starts with the new ones.
      sharedConfig: { logging: { format: 'json' }, secretVersion: '2026-11-01' },
    },
    sequencer: { p2pSigner: signedBy('sequencer'), priorityClassName: 'chain-nodes' },
    replicas: {
      count: { min: 2, max: 6 },
      profile: 'busy',
      // Each new replica begins with a copy of last night's volume.
      storage: Storage.claim({ size: Size.gibibytes(500), storageClass: 'fast-nvme', dataSource: VolumeSource.snapshot('acme-prod-replica-nightly') }),
      rpcExposure: {
        type: 'ingress',
        hosts: ['rpc.acme.example.com'],
        className: 'nginx',
        tls: [{ secretName: 'rpc-tls' }],
        from: [{ namespace: 'gateways' }],
      },
    },
    batcher: { signer: signedBy('batcher') },
    proposer: { signer: signedBy('proposer') },
    challenger: {
      // op-challenger's own key, sealed in git.
      signer: Signer.privateKey(SecretValue.fromSealedSecret('challenger-key', 'key')),
      faultProof: { prestatesUrl: 'https://prestates.example.com/acme' },
    },
    disputeMon: { honestActors: [ADDRESS.proposer] },
  });
}

if (require.main === module) {
  const app = new App();
  rollup(app, watched);
  deliver(app);
}
