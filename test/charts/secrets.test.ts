import { App, Chart } from 'cdk8s';
import { ChallengerConstruct, BatcherConstruct, ProposerConstruct, OpNodeConstruct, OptimismNetworkConstruct, Signer } from '../../src';
import { manifestsOf } from '../../src/testing';
import { testnet } from '../../examples/testnet/main';
import { ADDRESS, customNetwork, sequencerKey, type EmittedContainer } from '../support/fixtures';
import { nameOf, untyped } from '../services/support';

interface PodSpec {
  readonly containers: readonly EmittedContainer[];
  readonly initContainers?: readonly EmittedContainer[];
  readonly volumes?: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
}

/** The Secrets that each container can read, through a variable or a mounted volume. */
function secretsOf(chart: Chart): Record<string, readonly string[]> {
  return Object.fromEntries(
    manifestsOf(chart).flatMap((manifest) => {
      const pod = untyped<{ template?: { spec: PodSpec } } | undefined>(manifest.spec)?.template?.spec;
      const containers = pod ? [...(pod.initContainers ?? []), ...pod.containers] : [];
      return containers.map((container) => {
        const variables = (container.env ?? []).map(({ valueFrom }) => untyped<{ secretKeyRef?: { name: string } } | undefined>(valueFrom)?.secretKeyRef?.name);
        const mounts = (container.volumeMounts ?? []).map((mount) => pod?.volumes?.find((volume) => volume.name === mount.name)?.secret?.secretName);
        const secrets = [...new Set([...variables, ...mounts].filter((each) => each !== undefined))];
        secrets.sort();
        return [`${nameOf(manifest)}/${container.name}`, secrets] as const;
      });
    }),
  );
}

test('each container of the testnet example gets its own Secrets and no others', () => {
  expect(secretsOf(testnet(new App()))).toEqual({
    'acme-sequencer/prepare': [],
    'acme-sequencer/op-reth': [],
    'acme-sequencer/op-node': ['l1-endpoints', 'sequencer-key'],
    'acme-replica/prepare': [],
    'acme-replica/op-reth': [],
    'acme-replica/op-node': ['l1-endpoints'],
    'acme-replica/companion': [],
    'acme-batcher/op-batcher': ['batcher-key', 'l1-endpoints'],
    'acme-proposer/op-proposer': ['l1-endpoints', 'proposer-key'],
    'acme-challenger/prepare': [],
    'acme-challenger/op-challenger': ['challenger-key', 'l1-endpoints'],
  });
});

const remote = (secretName: string): Signer => Signer.remote({ endpoint: 'https://signer:8080', address: ADDRESS.portal, tls: { secretName } });

test('a remote signer\'s certificate is mounted where it is used only', () => {
  const chart = new Chart(new App(), 'acme', { namespace: 'acme' });
  const network = new OptimismNetworkConstruct(chart, 'network', customNetwork());
  const nodes = new OpNodeConstruct(chart, 'sequencer', { network, nodeType: 'sequencer', p2pSequencerKey: sequencerKey });
  new BatcherConstruct(chart, 'batcher', { network, nodes, signer: remote('batcher-tls') });
  new ProposerConstruct(chart, 'proposer', { network, nodes, signer: remote('proposer-tls') });
  new ChallengerConstruct(chart, 'challenger', { network, nodes, signer: remote('challenger-tls'), faultProof: { prestatesUrl: 'https://prestates.example.com' } });
  expect(secretsOf(chart)).toMatchObject({
    'acme-batcher/op-batcher': ['batcher-tls', 'l1-endpoints'],
    'acme-proposer/op-proposer': ['l1-endpoints', 'proposer-tls'],
    'acme-challenger/prepare': [],
    'acme-challenger/op-challenger': ['challenger-tls', 'l1-endpoints'],
  });
});
