import { App } from 'cdk8s';
import { expectValid, find, manifestsOf, yamlSerializer } from 'cdk8s-op-stack/testing';
import { rollup } from './main';

// Snapshots as YAML, the way you would read them in the cluster.
expect.addSnapshotSerializer(yamlSerializer);

test('a real API server would take it', () => {
  // Strict schema, rules between objects, Pod Security "restricted".
  expect(() => expectValid(rollup(new App()))).not.toThrow();
});

test('there is one sequencer, and one of each that signs', () => {
  const manifests = manifestsOf(rollup(new App()));
  expect(find(manifests, 'StatefulSet', 'acme-sequencer')).toMatchObject({ spec: { replicas: 1 } });
  expect(find(manifests, 'Deployment', 'acme-batcher')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  expect(find(manifests, 'Deployment', 'acme-proposer')).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
});

test('nothing changes unnoticed', () => {
  // A change that you want: npm test -- -u, and let somebody read what it did to this file.
  expect(manifestsOf(rollup(new App()))).toMatchSnapshot();
});
